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

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each case in a process of its own, since natives are loaded once. */
class NativesTest {

	@TempDir
	Path temp;

	private Path jar(final String name, final String... entries) throws IOException {
		final Path jar = temp.resolve(name);
		try (OutputStream file = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(file)) {
			for (final String entry : entries) {
				zip.putNextEntry(new ZipEntry(entry));
				// Whoever loads this as a class fails with an error that is not an EngineException.
				zip.write("not a class".getBytes(StandardCharsets.US_ASCII));
			}
		}
		return jar;
	}

	@Test
	void anotherTensorFlowFirstOnTheClassPathIsRefusedBeforeNativesAreLoaded() throws IOException, InterruptedException {
		final Path other = jar("libtensorflow-1.15.0.jar", "org/tensorflow/TensorFlow.class", "org/tensorflow/Graph.class",
			"org/tensorflow/NativeLibrary.class");
		final String output = EngineProbe.output(EngineProbe.start(other));
		assertTrue(output.contains("refused: Another TensorFlow, " + other + ","), output);
		assertTrue(output.contains("natives loaded: false"), output);
		assertFalse(output.contains("\tat "), output);
	}

	@Test
	void anUnrelatedJarFirstOnTheClassPathIsNot() throws IOException, InterruptedException {
		final String output = EngineProbe.output(EngineProbe.start(jar("imagej-tensorflow.jar", "net/imagej/tensorflow/TensorFlowService.class")));
		assertTrue(output.contains("pixels "), output);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void anotherTensorFlowInTheProcessIsRefusedBeforeNativesAreLoaded() throws IOException, InterruptedException {
		final Path other = Files.writeString(temp.resolve("libtensorflow_jni.so"), "not a library");
		final String output = EngineProbe.output(EngineProbe.start(EngineProbe.WithMapped.class, null, "-Dmapped=" + other));
		assertTrue(output.contains("refused: Another TensorFlow, " + other.toRealPath() + ", is here, and both cannot run in one process"), output);
		assertTrue(output.contains("natives loaded: false"), output);
	}

	/** A file of ours is mapped before. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void ourOwnTensorFlowInTheProcessIsNotRefused() throws IOException, InterruptedException {
		final String library = Loader.load(org.tensorflow.internal.c_api.global.tensorflow.class);
		final Path ours = Path.of(library).resolveSibling("libtensorflow_cc.so.2");
		final String output = EngineProbe.output(EngineProbe.start(EngineProbe.WithMapped.class, null, "-Dmapped=" + ours));
		assertTrue(output.contains("pixels "), output);
	}

	@Test
	void libraryPathThatIsGivenButWrongIsRefused() throws IOException, InterruptedException {
		final String output = EngineProbe.output(EngineProbe.start(null, "-DTENSORFLOW_LIBRARY_PATH=" + temp));
		assertTrue(output.contains("refused: TENSORFLOW_LIBRARY_PATH is " + temp + ","), output);
		assertTrue(output.contains("natives loaded: false"), output);
	}

	@Test
	void pluginClassLoaderThatTheThreadDoesNotKnowIsEnough() throws IOException, InterruptedException {
		final String output = EngineProbe.output(EngineProbe.start(EngineProbe.AsPlugin.class, null));
		assertTrue(output.contains("pixels "), output);
		assertTrue(output.contains("context restored: true"), output);
	}
}
