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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import ij.IJ;
import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.command.ModelPackages;
import io.github.granulardq.io.ImageOpener;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

	@TempDir
	static Path models;

	private static Path model;

	@TempDir
	Path folder;

	private Path input;
	private Path output;
	private final StringWriter out = new StringWriter();
	private final StringWriter err = new StringWriter();

	@BeforeAll
	static void writeModel() throws IOException {
		model = ModelPackages.write(models);
	}

	@BeforeEach
	void writeInput() {
		input = folder.resolve("in.tif");
		output = folder.resolve("out.tif");
		write(input, gradient(40, 30));
	}

	private static ImagePlus gradient(final int width, final int height) {
		final ImagePlus image = IJ.createImage("in", width, height, 1, 16);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				image.getProcessor().set(x, y, 100 + 7 * x + 11 * y);
			}
		}
		return image;
	}

	private static void write(final Path file, final ImagePlus image) {
		ImageSaver.save(image, new OutputFile(file, true));
	}

	private int run(final String... arguments) {
		return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
	}

	private int superResolve(final String... more) {
		return superResolve(input, output, more);
	}

	private int superResolve(final Path from, final Path to, final String... more) {
		final List<String> arguments = new ArrayList<>(List.of("super-resolve", from.toString(), to.toString()));
		if (!List.of(more).contains("--model")) {
			arguments.addAll(List.of("--model", model.toString()));
		}
		arguments.addAll(List.of(more));
		return run(arguments.toArray(String[]::new));
	}

	/** One line on standard error, and nothing written but the input. */
	private void assertFailed(final int expected, final int status, final String... words) throws IOException {
		assertEquals(expected, status, err.toString());
		final List<String> lines = err.toString().lines().toList();
		assertEquals(1, lines.size(), err.toString());
		assertTrue(lines.get(0).startsWith("granular-dq: "), lines.get(0));
		for (final String word : words) {
			assertTrue(lines.get(0).contains(word), lines.get(0));
		}
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(List.of(), files.filter(f -> f.getFileName().toString().matches("out.*|.*\\.part")).toList());
		}
	}

	@Test
	void enlargesWithBitMapAndReport() throws IOException {
		final Path bits = folder.resolve("bits.tif");
		final Path report = folder.resolve("report.json");
		assertEquals(0, superResolve("--scale", "2", "--bits", "dynamic", "--bit-map", bits.toString(), "--report", report.toString()),
			err.toString());
		assertEquals("", err.toString());
		final ImagePlus large = ImageOpener.open(output);
		assertEquals(80, large.getWidth());
		assertEquals(60, large.getHeight());
		assertEquals(16, large.getBitDepth());
		assertEquals(40, ImageOpener.open(bits).getWidth());
		final JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
		for (final String key : List.of("model", "model_sha256", "engine", "isa", "grid", "scale", "bits", "fab", "bitops", "bitops_fp32",
			"patches", "bits_histogram", "seconds", "workers", "input", "output"))
		{
			assertTrue(json.has(key), key);
		}
		assertEquals(input.toString(), json.get("input").getAsString());
		assertEquals(output.toString(), json.get("output").getAsString());
		assertTrue(large.getInfoProperty().contains("Granular-DQ: model=test-model"), large.getInfoProperty());
	}

	@Test
	void sameFileWhateverTheWorkersAndMemory() throws IOException {
		assertEquals(0, superResolve("--workers", "1"));
		final Path second = folder.resolve("second.tif");
		assertEquals(0, superResolve(input, second, "--workers", "3", "--memory", "1m"));
		assertEquals(-1, Files.mismatch(output, second));
	}

	@Test
	void pngAnd32Bit() {
		final Path png = folder.resolve("out.png");
		assertEquals(0, superResolve(input, png));
		assertEquals(16, ImageOpener.open(png).getBitDepth());
		assertEquals(0, superResolve("--output", "32-bit"));
		assertEquals(32, ImageOpener.open(output).getBitDepth());
	}

	@Test
	void virtualOutputIsNotForFiles() throws IOException {
		assertFailed(2, superResolve("--output", "virtual"), "virtual", "same or 32-bit");
	}

	@Test
	void pngThatCannotHoldTheResultIsRefusedFirst() throws IOException {
		assertFailed(1, superResolve(input, folder.resolve("out.png"), "--output", "32-bit"), "PNG", ".tif");
	}

	@ParameterizedTest
	@CsvSource({ "1,1", "7,5", "1,9" })
	void tinyImages(final int width, final int height) {
		write(input, gradient(width, height));
		assertEquals(0, superResolve(), err.toString());
		assertEquals(2 * width, ImageOpener.open(output).getWidth());
	}

	@Test
	void hyperstackKeepsItsAxes() {
		write(input, IJ.createHyperStack("h", 8, 8, 2, 4, 10, 8));
		assertEquals(0, superResolve(), err.toString());
		final ImagePlus large = ImageOpener.open(output);
		assertArrayEquals(new int[] { 16, 16, 2, 4, 10 }, large.getDimensions());
		assertTrue(large.isHyperStack());
	}

	@Test
	void existingOutputNeedsOverwrite() throws IOException {
		Files.writeString(output, "old");
		assertEquals(1, superResolve());
		assertTrue(err.toString().contains("exists already"), err.toString());
		assertEquals("old", Files.readString(output));
		assertEquals(0, superResolve("--overwrite"));
		assertEquals(80, ImageOpener.open(output).getWidth());
	}

	@Test
	void inputIsNeverOverwritten() throws IOException {
		final byte[] before = Files.readAllBytes(input);
		assertFailed(1, superResolve(input, input, "--overwrite"), "input itself");
		assertArrayEquals(before, Files.readAllBytes(input));
	}

	@Test
	void twoOutputsOfOneNameAreRefused() throws IOException {
		assertFailed(1, superResolve("--bit-map", output.toString()), "Two things");
	}

	@Test
	void imageOfNaN() throws IOException {
		final ImagePlus image = IJ.createImage("n", 20, 10, 1, 32);
		image.getProcessor().setf(3, 4, Float.NaN);
		write(input, image);
		assertFailed(1, superResolve(), "NaN", "3, 4");
	}

	@Test
	void inputsThatAreNoImages() throws IOException {
		assertFailed(1, superResolve(folder.resolve("missing.tif"), output), "no file");
	}

	@Test
	void folderAsInput() throws IOException {
		assertFailed(1, superResolve(folder, output), "is a folder");
	}

	@Test
	void textNamedTiff() throws IOException {
		Files.writeString(input, "text");
		assertFailed(1, superResolve(), "none of the formats");
	}

	@Test
	void truncatedTiff() throws IOException {
		Files.write(input, java.util.Arrays.copyOf(Files.readAllBytes(input), 1500));
		assertFailed(1, superResolve(), "cut off");
	}

	@Test
	void unknownModelIsWrongUse() throws IOException {
		assertFailed(2, superResolve("--model", "nosuch"), "nosuch");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "odd\0name", "odd\ud800name" })
	void namesThatNoModelCanHaveAreWrongUse(final String name) throws IOException {
		assertFailed(2, superResolve("--model", name), "There is no model");
	}

	@ParameterizedTest
	@ValueSource(strings = { "integer", "tensorflow" })
	void reportNamesTheEngineThatWasAskedFor(final String engine) throws IOException {
		final Path report = folder.resolve("report.json");
		assertEquals(0, superResolve("--engine", engine, "--report", report.toString()), err.toString());
		assertTrue(Files.readString(report).contains("\"engine\": \"" + engine + "\""));
	}

	@Test
	void enginesAreListedWithTheirArithmetic() {
		assertEquals(0, run("engines", "--model", model.toString()), err.toString());
		final List<String> lines = out.toString().lines().toList();
		assertEquals("| engine | instructions | 4 bits | 5 bits | 6 bits | 8 bits | 32 bits |", lines.get(0));
		assertTrue(lines.get(2).matches("\\| integer \\| \\w+ \\| integers.* \\| float32 \\|"), out.toString());
		assertTrue(lines.get(3).matches("\\| tensorflow \\| \\w+ (\\| simulated in float32 ){4}\\| float32 \\|"), out.toString());
		assertEquals("auto takes integer.", lines.get(4));
		assertEquals(5, lines.size());
		assertEquals(0, run("engines"), err.toString());
		assertEquals(2, run("engines", "--model", "no-such-model"));
	}

	@ParameterizedTest
	@CsvSource({ "--bits,7", "--scale,5", "--engine,abacus", "--grid,hex", "--output,12-bit", "--memory,lots", "--workers,0", "--workers,x" })
	void valuesThatDoNotExistAreWrongUse(final String option, final String value) throws IOException {
		assertFailed(2, superResolve(option, value), value);
	}

	@Test
	void scaleThatTheModelDoesNotHave() throws IOException {
		assertFailed(1, superResolve("--scale", "3"), "x2", "x3");
	}

	@Test
	void wrongUse() throws IOException {
		assertFailed(2, run("super-resolve", input.toString()), "--help");
	}

	@Test
	void unknownOptionIsWrongUse() throws IOException {
		assertFailed(2, superResolve("--fast"), "--fast");
	}

	@Test
	void outputEnding() throws IOException {
		assertFailed(1, superResolve(input, folder.resolve("out.jpg")), ".tif or .png");
	}

	@Test
	void outputFolderMissing() throws IOException {
		assertFailed(1, superResolve(input, folder.resolve("none").resolve("out.tif")), "no folder");
	}

	@Test
	void debugShowsWhere() {
		assertEquals(1, superResolve(folder, output, "--debug"));
		assertTrue(err.toString().contains("InputException"), err.toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "--help", "--version" })
	void help(final String option) {
		assertEquals(0, run(option));
		assertTrue(out.toString().contains("granular-dq"));
		assertEquals(2, run());
	}

	@Test
	void models() {
		assertEquals(0, run("models"));
	}

	@Test
	void memorySizes() {
		assertEquals(2L << 30, EnlargeOptions.parseBytes("2g"));
		assertEquals(512, EnlargeOptions.parseBytes("512"));
		assertEquals(3 << 20, EnlargeOptions.parseBytes("3MB"));
		assertThrows(InputException.class, () -> EnlargeOptions.parseBytes("0"));
		assertThrows(InputException.class, () -> EnlargeOptions.parseBytes("-1g"));
	}

	@Test
	void progressBarDrawsAndClears() {
		final StringWriter drawn = new StringWriter();
		try (ProgressBar bar = ProgressBar.always(new PrintWriter(drawn))) {
			bar.progress(1, 2);
			assertTrue(drawn.toString().contains("50 %"), drawn.toString());
			bar.progress(2, 2);
		}
		assertTrue(drawn.toString().endsWith("\r"));
		assertFalse(drawn.toString().contains("\n"));
	}
}
