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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import io.github.granulardq.command.ModelPackages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateTest {

	private static final String PHASE = Path.of("examples", "phase-contrast.tif").toString();
	private static final String HISTOLOGY = Path.of("examples", "histology.png").toString();

	@TempDir
	static Path models;

	private static String model;

	@TempDir
	Path folder;

	private final StringWriter out = new StringWriter();
	private final StringWriter err = new StringWriter();

	@BeforeAll
	static void writeModel() throws IOException {
		model = ModelPackages.write(models).toString();
	}

	private int evaluate(final String... arguments) {
		final List<String> all = new ArrayList<>(List.of("evaluate"));
		all.addAll(List.of(arguments));
		return Main.run(all.toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(err, true));
	}

	private void assertFailed(final int expected, final int status, final String... words) {
		assertEquals(expected, status, err.toString());
		assertEquals(1, err.toString().lines().count(), err.toString());
		for (final String word : words) {
			assertTrue(err.toString().contains(word), err.toString());
		}
		assertEquals("", out.toString());
	}

	@Test
	void examplesAreMeasuredByTheShippedModel() throws IOException {
		for (final String name : List.of("phase-contrast.tif", "golgi-stack.tif", "mitosis-two-channels.tif")) {
			Files.copy(Path.of("examples", name), folder.resolve(name));
		}
		final Path report = folder.resolve("report.json");
		assertEquals(0, evaluate(folder.toString(), "--model", "srresnet-light-x2-microscopy", "--scale", "2", "--bits", "dynamic,8,32", "--grid",
			"paper", "--engine", "auto", "--report", report.toString(), "--workers", "2"), err.toString());
		assertEquals("", err.toString());
		final JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
		assertEquals(3, json.getAsJsonArray("images").size());
		assertEquals("paper", json.get("grid").getAsString());
		assertEquals("microscopy", json.get("protocol").getAsString());
		final JsonObject dynamic = json.getAsJsonObject("mean").getAsJsonObject("dynamic");
		assertTrue(dynamic.get("psnr").getAsDouble() > dynamic.get("bicubic_psnr").getAsDouble() + 2, dynamic.toString());
		assertTrue(dynamic.get("fab").getAsDouble() < 8);
		assertTrue(out.toString().contains("| **all** | 3 | "), out.toString());
	}

	@Test
	void thresholdsAreThoseThatWereAskedFor() throws IOException {
		final double[] fab = new double[2];
		for (int i = 0; i < 2; i++) {
			final Path report = folder.resolve("report" + i + ".json");
			assertEquals(0, evaluate(PHASE, "--model", "srresnet-light-x2-microscopy", "--bits", "dynamic", "--low-percent", i == 0 ? "0" : "100", "--high-percent",
				i == 0 ? "0" : "100", "--report", report.toString()), err.toString());
			final JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
			assertEquals(i * 100, json.getAsJsonObject("percentiles").get("low_percent").getAsDouble());
			fab[i] = json.getAsJsonObject("mean").getAsJsonObject("dynamic").get("fab").getAsDouble();
		}
		assertTrue(fab[0] > fab[1], fab[0] + " and " + fab[1]);
	}

	@Test
	void rivalsAndOraclesAreMeasured() throws IOException {
		final Path report = folder.resolve("report.json");
		assertEquals(0, evaluate(PHASE, "--model", model, "--bits", "4,random:4.5,random", "--oracle", "4.2, 4.5", "--engine", "integer", "--report",
			report.toString()), err.toString());
		assertTrue(out.toString().contains("| oracle:4.2 | "), out.toString());
		final JsonObject mean = JsonParser.parseString(Files.readString(report)).getAsJsonObject().getAsJsonObject("mean");
		assertEquals(List.of("bicubic", "4", "random:4.5", "random", "oracle:4.2", "oracle:4.5"), List.copyOf(mean.keySet()));
		assertEquals(mean.getAsJsonObject("random").get("psnr"), mean.getAsJsonObject("random:4.5").get("psnr"));
	}

	@Test
	void rivalsThatTheModelDoesNotKnowAreOneSentence() {
		assertFailed(1, evaluate(PHASE, "--model", model, "--bits", "edge:4.4"), "edge.json");
		err.getBuffer().setLength(0);
		assertFailed(1, evaluate(PHASE, "--model", model, "--bits", "paper"), "as published");
	}

	@Test
	void bicubicNeedsNoModel() {
		assertEquals(0, evaluate(HISTOLOGY, "--bits", "bicubic", "--scale", "4"), err.toString());
		assertTrue(out.toString().contains("| examples | 1 | 37.94 / 0.9693 |"), out.toString());
	}

	@Test
	void aModelOfOneChannelMeasuresLuminanceOfPhotographs() {
		assertEquals(0, evaluate(HISTOLOGY, "--model", "srresnet-light-x2-microscopy", "--bits", "4", "--protocol", "photo"), err.toString());
		assertTrue(out.toString().contains("| examples | 1 | 48.36 / 0.9943 | "), out.toString());
	}

	@Test
	void enginesAreCompared() throws IOException {
		final Path report = folder.resolve("report.json");
		assertEquals(0, evaluate(PHASE, "--model", model, "--bits", "8", "--engine", "integer", "--compare-engine", "tensorflow", "--report", report
			.toString()), err.toString());
		assertTrue(out.toString().contains("PSNR of integer ("), out.toString());
		final JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
		assertEquals("integer", json.get("engine").getAsString());
		final JsonObject comparison = json.getAsJsonObject("comparison");
		assertEquals("tensorflow", comparison.get("engine").getAsString());
		assertTrue(comparison.getAsJsonObject("total").getAsJsonObject("8").get("psnr_difference_largest").getAsDouble() < 0.03);
	}

	@ParameterizedTest
	@CsvSource({ "--bits,dynamic;9,\"9\"", "--bits,'',bits choice", "--bits,edge:9,from 4 to 8", "--oracle,3,from 4 to 8", "--oracle,x,mean of bits", "--grid,round,seamless", "--engine,gpu,integer", "--protocol,x-ray,microscopy",
		"--compare-engine,auto,integer or tensorflow", "--workers,0,1 or more", "--scale,5,choose one of", "--model,nothing,no model" })
	void wrongUse(final String option, final String value, final String word) {
		final List<String> arguments = new ArrayList<>(List.of(PHASE, option, value.replace(';', ',')));
		if (!option.equals("--model")) {
			arguments.addAll(List.of("--model", model));
		}
		assertFailed(2, evaluate(arguments.toArray(String[]::new)), word);
	}

	@Test
	void theFirstModelIsTakenWhereNoneIsNamed() {
		assertEquals(0, evaluate(PHASE, "--bits", "8"), err.toString());
		assertTrue(out.toString().contains("| 8 PSNR / SSIM |"), out.toString());
		out.getBuffer().setLength(0);
		assertFailed(2, evaluate(PHASE, "--scale", "3"), "No model is given");
	}

	@Test
	void nothingUsableFailsWithOneSentence() throws IOException {
		Files.writeString(folder.resolve("broken.tif"), "no image");
		assertFailed(1, evaluate(folder.toString(), "--model", model), "broken.tif", "cannot be measured");
		err.getBuffer().setLength(0);
		assertFailed(1, evaluate(folder.resolve("gone").toString(), "--model", model), "no file or folder");
	}

	@Test
	void existingReportIsFoundBeforeWork() throws IOException {
		final Path report = folder.resolve("report.json");
		Files.writeString(report, "old");
		assertFailed(1, evaluate(PHASE, "--model", model, "--report", report.toString()), "exists already");
		assertEquals("old", Files.readString(report));
		assertEquals(0, evaluate(PHASE, "--model", model, "--bits", "4", "--report", report.toString(), "--overwrite"), err.toString());
		assertFalse(Files.readString(report).equals("old"));
	}

	@Test
	void otherScaleThanTheModelsFails() {
		assertFailed(1, evaluate(PHASE, "--model", model, "--scale", "3"), "x2, not x3");
	}
}
