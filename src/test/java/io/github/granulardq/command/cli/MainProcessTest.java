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
package io.github.granulardq.command.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import ij.IJ;
import io.github.granulardq.command.ModelPackages;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a process of its own, in surroundings that do not suit it. */
class MainProcessTest {

	@TempDir
	Path folder;

	private Path model;
	private Path input;
	private Path output;

	@BeforeEach
	void writeFiles() throws IOException {
		model = ModelPackages.write(folder);
		input = folder.resolve("in.tif");
		output = folder.resolve("out.tif");
		ImageSaver.save(IJ.createImage("in", "8-bit ramp", 64, 48, 1), new OutputFile(input, false));
	}

	private Process start(final List<String> java, final Path first, final String... arguments) throws IOException {
		final String classPath = System.getProperty("java.class.path");
		final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
		command.addAll(java);
		command.addAll(List.of("-cp", first == null ? classPath : first + File.pathSeparator + classPath, Main.class.getName()));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectError(folder.resolve("err.txt").toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
	}

	private int superResolve(final String engine, final List<String> java, final Path first) throws IOException, InterruptedException {
		final Process process = start(java, first, "super-resolve", input.toString(), output.toString(), "--model", model.toString(), "--bits", "8",
			"--engine", engine);
		assertTrue(process.waitFor(2, TimeUnit.MINUTES));
		return process.exitValue();
	}

	private String errors() throws IOException {
		return Files.readString(folder.resolve("err.txt"));
	}

	private void assertNothingLeft() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(List.of(), files.map(f -> f.getFileName().toString()).filter(f -> f.matches("out.*|.*\\.part")).toList());
		}
	}

	private void assertRefused(final String word) throws IOException {
		final List<String> sentences = errors().lines().filter(line -> line.startsWith("granular-dq: ")).toList();
		assertEquals(1, sentences.size(), errors());
		assertTrue(sentences.get(0).contains(word), errors());
		assertFalse(errors().contains("\tat "), errors());
		assertNothingLeft();
	}

	@Test
	void cacheThatCannotBeWrittenToIsReplaced() throws IOException, InterruptedException {
		final Path file = Files.createFile(folder.resolve("cache"));
		assertEquals(0, superResolve("tensorflow", List.of("-Dgranular-dq.cache=" + file), null), errors());
		assertTrue(Files.exists(output));
	}

	@Test
	void noPlaceForTheCache() throws IOException, InterruptedException {
		final Path file = Files.createFile(folder.resolve("cache"));
		assertEquals(1, superResolve("tensorflow", List.of("-Dgranular-dq.cache=" + file, "-Djava.io.tmpdir=" + file), null), errors());
		assertRefused(file.toString());
	}

	@Test
	void anotherTensorFlowFirstOnTheClassPath() throws IOException, InterruptedException {
		final Path jar = folder.resolve("libtensorflow-1.15.0.jar");
		try (OutputStream file = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(file)) {
			for (final String name : List.of("TensorFlow", "Graph", "NativeLibrary")) {
				zip.putNextEntry(new ZipEntry("org/tensorflow/" + name + ".class"));
				zip.write(1);
			}
		}
		assertEquals(0, superResolve("tensorflow", List.of(), jar), errors());
		assertTrue(errors().contains("a process of its own"), errors());
		final byte[] beside = Files.readAllBytes(output);
		Files.delete(output);
		assertEquals(0, superResolve("tensorflow", List.of(), null), errors());
		assertArrayEquals(Files.readAllBytes(output), beside);
		Files.delete(output);
		assertEquals(0, superResolve("auto", List.of(), jar), errors());
		assertTrue(Files.exists(output));
	}

	@Test
	void interruptedMacroStops() throws IOException, InterruptedException {
		final Path started = folder.resolve("started");
		final Path macro = Files.writeString(folder.resolve("endless.ijm"), "while (true) {\n\tFile.saveString(\"x\", \"" + started +
			"\");\n\trun(\"Super-Resolve File...\", \"model=[" + model + "] bits=8 input=[" + input + "] output_file=[" + output +
			"]\");\n\tok = File.delete(\"" + output + "\");\n}\n");
		final Process process = start(List.of(), null, "macro", macro.toString());
		for (int i = 0; i < 600 && !Files.exists(started) && process.isAlive(); i++) {
			Thread.sleep(100);
		}
		assertTrue(Files.exists(started), errors());
		process.destroy();
		assertTrue(process.waitFor(1, TimeUnit.MINUTES));
		assertTrue(errors().contains("Cancelled"), errors());
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(List.of(), files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".part")).toList());
		}
	}
}
