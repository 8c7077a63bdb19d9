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

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The natives of TensorFlow in this process: two kinds of them may end it. Only Linux tells what is there. Needs nothing of TensorFlow itself.
 * Stateless.
 */
final class LoadedLibraries {

	/** A variable, or a system property: where the natives are that shall be taken. */
	static final String LIBRARY_PATH = "TENSORFLOW_LIBRARY_PATH";

	/** The file of the natives that Java calls. */
	static final String LIBRARY = System.mapLibraryName("jnitensorflow");

	private static final Path MAPS = Path.of("/proc/self/maps");

	private static final String FOLDER_IN_JAR = "org/tensorflow/internal/c_api/";

	private static final Logger LOG = LoggerFactory.getLogger(LoadedLibraries.class);

	private LoadedLibraries() {}

	/** Returns the file of another TensorFlow that is in this process, if there is one. */
	static Optional<String> foreign() {
		if (!Files.isReadable(MAPS)) {
			return Optional.empty();
		}
		final List<Path> real = new ArrayList<>();
		try {
			for (final Path folder : ours()) {
				if (Files.isDirectory(folder)) {
					real.add(folder.toRealPath());
				}
			}
			return ForeignTensorFlow.loaded(Files.readString(MAPS, StandardCharsets.ISO_8859_1), real);
		}
		catch (final IOException e) {
			LOG.warn("It is not known whether another TensorFlow is in this process: {}", e.getMessage());
			return Optional.empty();
		}
	}

	private static List<Path> ours() {
		final String given = System.getenv(LIBRARY_PATH) != null ? System.getenv(LIBRARY_PATH) : System.getProperty(
			LIBRARY_PATH);
		return given == null ? unpacked() : Arrays.stream(given.split(File.pathSeparator)).map(Path::of).toList();
	}

	/** Where JavaCPP unpacks the libraries of our jar, for those that use the same: its cache, the jar's name, the path in it. */
	private static List<Path> unpacked() {
		final String entry = FOLDER_IN_JAR + Loader.getPlatform() + "/" + LIBRARY;
		final URL url = LoadedLibraries.class.getClassLoader().getResource(entry);
		try {
			if (url != null && url.openConnection() instanceof JarURLConnection jar) {
				final Path name = Path.of(jar.getJarFileURL().toURI()).getFileName();
				return List.of(Loader.getCacheDir().toPath().resolve(name).resolve(entry).getParent());
			}
		}
		catch (IOException | URISyntaxException e) {
			LOG.debug("The jar of {} is not known", url, e);
		}
		return List.of();
	}
}
