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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import io.github.granulardq.command.ModelPackages;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import io.github.granulardq.testing.JavaProcess;
import io.github.granulardq.testing.JavaProcess.Outcome;

/** What a user of the command line sees where the integer engine cannot be used. A process that crashes fails the test. */
class EngineFaultsTest {

	private static final String X86 = "amd64|x86_64";

	@TempDir
	Path folder;

	private Path model;

	@BeforeEach
	void writeFiles() throws IOException {
		model = ModelPackages.write(folder);
		ImageSaver.save(IJ.createImage("in", "8-bit ramp", 200, 150, 1), new OutputFile(folder.resolve("in.tif"), false));
	}

	private static JavaProcess withoutNatives() {
		return JavaProcess.of(Main.class).without(jar -> jar.matches("dnnl-.*-(linux|macosx|windows)-.*\\.jar"));
	}

	private static JavaProcess limitedTo(final String instructions) {
		return JavaProcess.of(Main.class).environment("ONEDNN_MAX_CPU_ISA", instructions);
	}

	private Outcome superResolve(final JavaProcess process, final String engine) throws IOException, InterruptedException {
		return process.options("-Xmx256m").outcome("super-resolve", folder.resolve("in.tif").toString(), folder.resolve("out.tif").toString(), "--model",
			model.toString(), "--bits", "8", "--engine", engine, "--report", folder.resolve("report.json").toString(), "--overwrite");
	}

	private void assertRefused(final String reason, final Outcome outcome) {
		assertEquals(1, outcome.status(), outcome.output());
		assertEquals(1, outcome.output().lines().filter(line -> line.startsWith("granular-dq: ")).count(), outcome.output());
		assertTrue(outcome.output().lines().anyMatch(line -> line.startsWith("granular-dq: ") && line.contains(reason)), outcome.output());
		assertFalse(outcome.output().contains("\tat "), outcome.output());
		assertFalse(Files.exists(folder.resolve("out.tif")));
	}

	private void assertFallsBack(final String reason, final Outcome outcome) throws IOException {
		assertEquals(0, outcome.status(), outcome.output());
		final String log = "The engine integer cannot be used, TensorFlow computes instead: ";
		assertTrue(outcome.output().lines().anyMatch(line -> line.contains(log) && line.contains(reason)), outcome.output());
		assertFalse(outcome.output().contains("\tat "), outcome.output());
		assertTrue(Files.readString(folder.resolve("report.json")).contains("\"engine\": \"tensorflow\""));
		Files.delete(folder.resolve("out.tif"));
	}

	@Test
	void nativesAreMissing() throws IOException, InterruptedException {
		final String reason = "oneDNN's native libraries";
		assertFallsBack(reason, superResolve(withoutNatives(), "auto"));
		assertRefused(reason, superResolve(withoutNatives(), "integer"));
	}

	@Test
	@EnabledIfSystemProperty(named = "os.arch", matches = X86)
	void processorIsTooOld() throws IOException, InterruptedException {
		final String reason = "oneDNN has no fast way to ";
		assertFallsBack(reason, superResolve(limitedTo("SSE41"), "auto"));
		assertRefused(reason, superResolve(limitedTo("SSE41"), "integer"));
	}

	@Test
	@EnabledIfSystemProperty(named = "os.arch", matches = X86)
	void processorWithoutVnniIsGoodEnough() throws IOException, InterruptedException {
		final Outcome outcome = superResolve(limitedTo("AVX2"), "integer");
		assertEquals(0, outcome.status(), outcome.output());
		assertEquals(1, outcome.output().lines().filter(line -> line.contains("8 bits are computed in 32-bit floats")).count(), outcome.output());
		final String report = Files.readString(folder.resolve("report.json"));
		assertTrue(report.contains("\"engine\": \"integer\"") && report.contains("\"isa\": \"AVX2\""), report);
		final String table = limitedTo("AVX2").run("engines", "--model", model.toString());
		assertTrue(table.contains("| integer | AVX2 " + "| integers with an offset ".repeat(3) + "| simulated in float32 | float32 |"), table);
	}

	/** Enough to try the network, and too little for a patch: a result of two engines would be none of either. */
	@Test
	void memoryEndsInAWorker() throws IOException, InterruptedException {
		for (final String engine : new String[] { "integer", "auto" }) {
			final JavaProcess process = JavaProcess.of(Main.class).options("-Dorg.bytedeco.javacpp.maxBytes=1m");
			assertRefused("memory outside Java's heap", superResolve(process, engine));
		}
	}
}
