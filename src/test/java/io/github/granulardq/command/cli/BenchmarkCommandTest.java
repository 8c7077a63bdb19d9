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

class BenchmarkCommandTest {

	@TempDir
	static Path models;

	private static Path model;

	@TempDir
	Path folder;

	private final StringWriter out = new StringWriter();
	private final StringWriter err = new StringWriter();

	@BeforeAll
	static void writeModel() throws IOException {
		model = ModelPackages.write(models);
	}

	private int benchmark(final String... more) {
		final List<String> arguments = new ArrayList<>(List.of("benchmark", "--network", "none", "--rounds", "5", "--size", "100"));
		if (!List.of(more).contains("--model")) {
			arguments.addAll(List.of("--model", model.toString()));
		}
		arguments.addAll(List.of(more));
		return Main.run(arguments.toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(err, true));
	}

	@Test
	void measuresRealEngines() throws IOException {
		final Path report = folder.resolve("report.json");
		assertEquals(0, benchmark("--measure", "patches,image", "--report", report.toString()), err.toString());
		final JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
		final JsonObject patches = json.getAsJsonArray("patches").get(0).getAsJsonObject();
		assertEquals("test-model", patches.get("network").getAsString());
		assertEquals(6, patches.getAsJsonArray("times").size());
		patches.getAsJsonArray("times").forEach(times -> assertEquals(5, times.getAsJsonObject().getAsJsonArray("seconds").size(), times.toString()));
		assertEquals(4, json.getAsJsonObject("image").getAsJsonArray("times").size());
		assertTrue(out.toString().contains("| ONNX Runtime fp32 | "), out.toString());
		assertEquals(1, benchmark("--measure", "patches", "--engines", "integer", "--report", report.toString()), "the report exists");
		assertTrue(err.toString().contains("exists already"), err.toString());
	}

	@Test
	void instructionSetInAProcessOfItsOwn() {
		assertEquals(0, benchmark("--measure", "patches", "--engines", "integer", "--isa", "AVX2"), err.toString());
		assertTrue(out.toString().contains("limited to AVX2"), out.toString());
		assertTrue(out.toString().contains("| integer, 8 bits | "), out.toString());
	}

	@Test
	void startOfAProcess() {
		assertEquals(0, benchmark("--measure", "start"), err.toString());
		assertTrue(out.toString().contains("from its start to its end"), out.toString());
	}

	@ParameterizedTest
	@CsvSource({ "--measure,speed", "--model,nosuch", "--network,srresnet-64", "--engines,abacus", "--seconds,-1", "--seconds,x", "--rounds,-1", "--workers,0",
		"--size,0", "--repeats,0", "--isa,SSE5" })
	void valuesThatDoNotExistAreWrongUse(final String option, final String value) {
		assertEquals(2, benchmark(option, value));
		assertTrue(err.toString().lines().count() == 1 && err.toString().startsWith("granular-dq: "), err.toString());
		assertFalse(err.toString().contains("\tat "));
	}

	@Test
	void imageThatIsNone() throws IOException {
		assertEquals(1, benchmark("--measure", "image", "--image", folder.resolve("missing.tif").toString()));
		assertTrue(err.toString().contains("There is no file"), err.toString());
	}

	@Test
	void helpNamesAllOptions() {
		assertEquals(0, benchmark("--help"));
		for (final String option : List.of("--measure", "--model", "--network", "--engines", "--seconds", "--rounds", "--workers", "--image", "--size",
			"--repeats", "--isa", "--report", "--overwrite"))
		{
			assertTrue(out.toString().contains(option), option);
		}
	}
}
