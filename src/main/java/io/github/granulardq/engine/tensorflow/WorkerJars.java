/*-
 * #%L
 * Granular-DQ for Fiji: integer super-resolution of microscopy images.
 * %%
 * Copyright (C) 2026 Granular-DQ developers
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 * 
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 * 
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
package io.github.granulardq.engine.tensorflow;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.JavaCpp;

/** The jars that a process of its own needs for TensorFlow: no other TensorFlow is among them. Stateless. */
final class WorkerJars {

	/** In a folder of ImageJ or Fiji, which put nothing of it on their class path. */
	private static final String FOLDER = "lib/Granular-DQ";

	/** How far below that folder our jar may lie. */
	private static final int LEVELS = 3;

	private static final String OURS = resource(WorkerJars.class.getName());

	/** By what is in them. */
	private static final List<String> NEEDED = List.of(OURS, ForeignTensorFlow.OUR_MARK, resource("ai.djl.Model"), resource(
		"ai.djl.tensorflow.engine.TfEngine"), resource("org.bytedeco.javacpp.Loader"), resource("com.google.protobuf.Message"), resource(
			"com.google.gson.Gson"), resource("org.slf4j.Logger"));

	private static final List<String> USEFUL = List.of("org/tensorflow/internal/c_api/" + JavaCpp.platform() + "/" + LoadedLibraries.LIBRARY,
		"org/bytedeco/javacpp/" + JavaCpp.platform() + "/" + System.mapLibraryName("jnijavacpp"), resource("org.slf4j.simple.SimpleLogger"), resource(
			"org.apache.commons.compress.archivers.ArchiveEntry"), resource("org.apache.commons.io.IOUtils"), resource(
				"org.apache.commons.codec.binary.Hex"), resource("com.sun.jna.Native"));

	private WorkerJars() {}

	private static String resource(final String name) {
		return name.replace('.', '/') + ".class";
	}

	/**
	 * Looks for the folder that our zips have for them.
	 *
	 * @return our jar and all that are in the folder; empty if there is no such folder
	 */
	static List<Path> ofInstallation(final ClassLoader loader) {
		final Path ours = file(loader.getResource(OURS), OURS);
		Path above = ours.getParent();
		for (int level = 0; level < LEVELS && above != null; level++) {
			final Path folder = above.resolve(FOLDER);
			if (Files.isDirectory(folder)) {
				return with(ours, folder);
			}
			above = above.getParent();
		}
		return List.of();
	}

	private static List<Path> with(final Path ours, final Path folder) {
		final List<Path> jars = new ArrayList<>(List.of(ours));
		try (Stream<Path> files = Files.list(folder)) {
			files.filter(f -> f.toString().endsWith(".jar")).sorted().forEach(jars::add);
			return jars;
		}
		catch (final IOException e) {
			throw new EngineException("The folder " + folder + " cannot be read: " + e.getMessage() + ".", e);
		}
	}

	/**
	 * Picks them from the class path.
	 *
	 * @throws EngineException naming what is missing
	 */
	static List<Path> ofClassPath(final ClassLoader loader) {
		final Set<Path> jars = new LinkedHashSet<>();
		for (final String resource : NEEDED) {
			final URL url = loader.getResource(resource);
			if (url == null) {
				throw new EngineException("TensorFlow cannot be used in a process of its own, for there is no " + resource + " on the class path.");
			}
			jars.add(file(url, resource));
		}
		for (final String resource : USEFUL) {
			final URL url = loader.getResource(resource);
			if (url != null) {
				jars.add(file(url, resource));
			}
		}
		return List.copyOf(jars);
	}

	/** The jar, or the folder of classes. */
	private static Path file(final URL url, final String resource) {
		try {
			if (url.openConnection() instanceof JarURLConnection jar) {
				return Path.of(jar.getJarFileURL().toURI());
			}
			final String text = url.toString();
			return Path.of(new URL(text.substring(0, text.length() - resource.length())).toURI());
		}
		catch (IOException | URISyntaxException e) {
			throw new EngineException("The jar of " + url + " cannot be found: " + e.getMessage() + ".", e);
		}
	}
}
