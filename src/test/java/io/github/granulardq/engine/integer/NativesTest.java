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
package io.github.granulardq.engine.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.granulardq.testing.JavaProcess;

/** Each case in a process of its own, since natives are loaded once. */
class NativesTest {

	/** Of all library files, as blocks of {@code ulimit} count: more than OpenMP and less than oneDNN. */
	private static final long BLOCKS = 40_000;

	private static final Path OLDER = Path.of(System.getProperty("older-javacpp", "target/older-javacpp")).toAbsolutePath();

	/** What a process without faults computes. */
	private static int pixels;

	@TempDir
	Path temp;

	@BeforeAll
	static void compute() {
		assertTrue(Files.exists(OLDER.resolve("javacpp-1.5.1.jar")), "made by the build: " + OLDER);
		try (IntegerEngine engine = new IntegerEngine()) {
			pixels = NativesProbe.pixels(engine);
		}
	}

	private static JavaProcess probe() {
		return JavaProcess.of(NativesProbe.class);
	}

	private static void assertRefused(final String reason, final String output) {
		final List<String> lines = output.lines().filter(l -> l.startsWith("refused: ")).toList();
		assertEquals(2, lines.size(), output);
		assertEquals(lines.get(0), lines.get(1), "the same at every attempt");
		assertTrue(lines.get(0).matches("refused: oneDNN's native libraries for \\S+ cannot be loaded \\(.*\\): .*\\."), output);
		assertTrue(lines.get(0).contains(reason), output);
		assertFalse(output.contains("pixels"), output);
	}

	private static void assertComputes(final String output) {
		assertEquals(List.of("pixels " + pixels, "pixels " + pixels), output.lines().filter(l -> l.startsWith("pixels ")).toList(), output);
		assertFalse(output.contains("refused"), output);
	}

	@Test
	void missingNativesAreNamed() throws IOException, InterruptedException {
		assertRefused("Could not find jnidnnl", probe().without(jar -> jar.matches("dnnl-.*-(linux|macosx|windows)-.*\\.jar")).run());
	}

	@ParameterizedTest
	@CsvSource({ "dnnl-\\d.*, org.bytedeco.dnnl.global.dnnl", "jna-\\d.*, com.sun.jna", "javacpp-\\d.*, org.bytedeco.javacpp" })
	void missingClassesAreNamed(final String jars, final String name) throws IOException, InterruptedException {
		final String output = probe().without(jar -> jar.matches(jars)).run();
		assertRefused("the class " + name, output);
		assertTrue(output.contains("check that dnnl, javacpp and jna are on the class path"), output);
	}

	@Test
	void nativesOfAnotherPlatformAreNoHelp() throws IOException, InterruptedException {
		assertRefused("for linux-ppc64le cannot be loaded", probe().options("-Dorg.bytedeco.javacpp.platform=linux-ppc64le").run());
	}

	@Test
	void homeThatCannotBeWrittenToIsReplacedByTheCache() throws IOException, InterruptedException {
		final Path file = Files.writeString(temp.resolve("file"), "");
		final Path cache = temp.resolve("cache");
		assertComputes(probe().options("-Duser.home=" + file, "-Dgranular-dq.cache=" + cache).run());
		assertTrue(Files.isDirectory(cache.resolve("javacpp")));
	}

	@Test
	void cacheThatWasGivenButCannotBeWrittenToIsReplaced() throws IOException, InterruptedException {
		final Path file = Files.writeString(temp.resolve("file"), "");
		assertComputes(probe().options("-Dorg.bytedeco.javacpp.cachedir=" + file.resolve("cache")).run());
	}

	@Test
	void noPlaceAtAll() throws IOException, InterruptedException {
		final Path file = Files.writeString(temp.resolve("file"), "");
		final String output = probe().options("-Duser.home=" + file, "-Dgranular-dq.cache=" + file, "-Djava.io.tmpdir=" + file).run();
		assertTrue(output.matches("(?s)(refused: Neither the cache folder [^\n]*/file nor a temporary folder can be written to [^\n]*\n){2}"), output);
	}

	/** The disk is full; then it is not; then a file was cut; then one was overwritten, which JavaCPP does not see. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void filesThatWereNotUnpackedWholeAreUnpackedAgain() throws IOException, InterruptedException {
		final String cache = "-Dorg.bytedeco.javacpp.cachedir=" + temp;
		assertRefused("libdnnl", probe().options(cache).limit("-f", BLOCKS).run());
		assertComputes(probe().options(cache).run());
		final Path library = library();
		final FileTime date = Files.getLastModifiedTime(library);
		try (RandomAccessFile file = new RandomAccessFile(library.toFile(), "rw")) {
			file.setLength(file.length() / 2);
		}
		assertComputes(probe().options(cache).run());
		try (RandomAccessFile file = new RandomAccessFile(library.toFile(), "rw")) {
			file.write(new byte[4096]);
		}
		Files.setLastModifiedTime(library, date);
		final String output = probe().options(cache).run();
		assertRefused(library.toString(), output);
		assertTrue(output.contains("no file was damaged that was unpacked before"), output);
	}

	private Path library() throws IOException {
		try (Stream<Path> files = Files.walk(temp)) {
			return files.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS) && f.getFileName().toString().startsWith("libdnnl"))
				.findFirst().orElseThrow();
		}
	}

	/** It lacks methods that we call. */
	@Test
	void muchOlderJavaCppIsNamed() throws IOException, InterruptedException {
		final Path old = OLDER.resolve("javacpp-1.5.1.jar");
		final String output = probe().before(old).run();
		assertRefused("JavaCPP is on the class path 2 times (" + old + ", ", output);
	}

	@Test
	void olderJavaCppComputesTheSame() throws IOException, InterruptedException {
		assertComputes(probe().before(OLDER.resolve("javacpp-1.5.8.jar")).run());
		assertComputes(probe().after(OLDER.resolve("javacpp-1.5.1.jar")).run());
	}

	/** What could not be loaded is nobody's. */
	@Test
	void secondClassLoaderIsToldWhatTheFirstWas() throws IOException, InterruptedException {
		final String output = JavaProcess.of(NativesProbe.TwoLoaders.class).options("-Dorg.bytedeco.javacpp.platform=linux-ppc64le").run();
		assertEquals(4, output.lines().filter(l -> l.contains("for linux-ppc64le cannot be loaded")).count(), output);
	}

	/** A library has the classes of one loader. */
	@Test
	void secondClassLoaderIsToldWhy() throws IOException, InterruptedException {
		final String output = JavaProcess.of(NativesProbe.TwoLoaders.class).run();
		assertTrue(output.matches("(?s).*pixels (-?\\d+)\\s+pixels \\1\\s+(refused: [^\n]*are in use by another copy[^\n]*\n){2}"), output);
	}
}
