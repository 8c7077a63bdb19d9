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

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.granulardq.command.ModelPackages;
import io.github.granulardq.io.ImageOpener;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluation, error map and ring correlation on the command line and in macros, without a screen. */
class EvaluationMacrosTest {

	@TempDir
	static Path models;

	private static Path model;

	@TempDir
	Path folder;

	private Path high;
	private Path low;
	private Path text;
	private final StringWriter out = new StringWriter();
	private final StringWriter err = new StringWriter();

	@BeforeAll
	static void writeModel() throws IOException {
		model = ModelPackages.write(models);
	}

	@BeforeEach
	void writeImages() {
		text = folder.resolve("result.txt");
		high = folder.resolve("high one.tif");
		low = folder.resolve("low.tif");
		final ImageProcessor large = texture(64, 48);
		save(high, large);
		final ShortProcessor small = new ShortProcessor(32, 24);
		for (int i = 0; i < small.getPixelCount(); i++) {
			final int x = i % 32 * 2;
			final int y = i / 32 * 2;
			small.set(i, (large.get(x, y) + large.get(x + 1, y) + large.get(x, y + 1) + large.get(x + 1, y + 1)) / 4);
		}
		save(low, small);
	}

	private static ImageProcessor texture(final int width, final int height) {
		final ShortProcessor pixels = new ShortProcessor(width, height);
		for (int i = 0; i < width * height; i++) {
			pixels.set(i, (int) (1000 + 500 * Math.sin(i % width * 0.3) * Math.cos(i / width * 0.2) + i * 37 % 100));
		}
		return pixels;
	}

	private static void save(final Path file, final ImageProcessor pixels) {
		final ImagePlus image = new ImagePlus("image", pixels);
		image.getCalibration().setUnit("micron");
		image.getCalibration().pixelWidth = 0.5;
		image.getCalibration().pixelHeight = 0.5;
		ImageSaver.save(image, new OutputFile(file, true));
	}

	private int run(final Object... arguments) {
		err.getBuffer().setLength(0);
		out.getBuffer().setLength(0);
		return Main.run(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(err, true));
	}

	private List<String> macro(final String code) throws IOException {
		final Path file = Files.writeString(folder.resolve("macro.ijm"), "run(\"Clear Results\");\n" + code);
		assertEquals(0, run("macro", file), err.toString());
		return Files.readAllLines(text);
	}

	private String open(final Path... files) {
		return Arrays.stream(files).map(file -> "open(\"" + file + "\"); ").collect(Collectors.joining());
	}

	private void assertFailed(final int expected, final int status, final String... words) {
		assertEquals(expected, status, err.toString());
		assertEquals(1, err.toString().lines().count(), err.toString());
		for (final String word : words) {
			assertTrue(err.toString().contains(word), err.toString());
		}
	}

	@Test
	void evaluateFillsTheResultsTable() throws IOException {
		final List<String> rows = macro(open(high) + "run(\"Evaluate...\", \"high=[high one.tif] model=[" + model +
			"] bits=8,32 differences enlarged=true\"); s = \"\"; for (i = 0; i < nResults; i++) s += getResultString(\"Bits\", i) + \" \" + getResult(\"PSNR\", i) + " +
			"\" \" + getResult(\"FAB\", i) + \"\\n\"; s += getTitle() + \" \" + nSlices + \" \" + bitDepth(); getMinAndMax(a, b); s += \" \" + (a == -b && b > 0); " +
			"selectImage(\"high one-enlarged\"); s += \"\\n\" + getTitle() + \" \" + nSlices; getVoxelSize(w, h, d, u); s += \" \" + w + \" \" + u; " +
			"File.saveString(s, \"" + text + "\");");
		assertEquals(5, rows.size(), rows.toString());
		assertTrue(rows.get(0).startsWith("bicubic ") && rows.get(0).endsWith(" NaN"), rows.toString());
		assertTrue(rows.get(1).startsWith("8 ") && rows.get(1).endsWith(" 8"), rows.toString());
		assertTrue(rows.get(2).startsWith("32 "), rows.toString());
		assertEquals("high one-differences 3 32 1", rows.get(3));
		assertEquals("high one-enlarged 3 0.5 microns", rows.get(4));
		assertEquals(0, run("evaluate", high, "--model", model, "--bits", "8,32"), err.toString());
		final double psnr = Double.parseDouble(rows.get(1).split(" ")[1]);
		assertTrue(out.toString().contains(String.format(Locale.ROOT, "| 8 | %.3f |", psnr)), out + " " + psnr);
	}

	@Test
	void evaluateTakesAPairAFolderOrBicubicAlone() throws IOException {
		final String psnr = "File.saveString(\"\" + nResults + \"\\n\" + getResult(\"PSNR\", nResults - 1), \"" + text + "\");";
		final List<String> pair = macro(open(low, high) + "run(\"Evaluate...\", \"low=low.tif model=[" + model + "] bits=8\"); " + psnr);
		final List<String> alone = macro(open(high) + "run(\"Evaluate...\", \"model=[" + model + "] bits=8\"); " + psnr);
		assertEquals("2", pair.get(0));
		assertFalse(pair.get(1).equals(alone.get(1)));
		assertEquals(List.of("4"), macro("run(\"Evaluate...\", \"folder=[" + folder + "] model=[" + model + "] bits=4\"); " + psnr).subList(0, 1));
		assertEquals("1", macro(open(high) + "run(\"Evaluate...\", \"bits=bicubic scale=4 protocol=microscopy\"); " + psnr).get(0));
	}

	@Test
	void errorMapOfMacroAndCommandLineAreTheSame() throws IOException {
		final Path output = folder.resolve("map.tif");
		final Path other = folder.resolve("macro.tif");
		assertEquals(0, run("error-map", high, low, output), err.toString());
		final List<String> rows = macro(open(low, high) + "run(\"Error Map...\", \"low_resolution=low.tif\"); saveAs(\"Tiff\", \"" + other +
			"\"); File.saveString(getResult(\"RSP\", 0) + \"\\n\" + getResult(\"RSE\", 0) + \"\\n\" + getResult(\"Sigma\", 0) / getResult(\"Sigma_px\", 0), \"" + text +
			"\");");
		final ImagePlus map = ImageOpener.open(output);
		assertEquals("32 32 24 0.5", map.getBitDepth() + " " + map.getWidth() + " " + map.getHeight() + " " + map.getCalibration().pixelWidth);
		assertEquals(-map.getDisplayRangeMin(), map.getDisplayRangeMax());
		assertArrayEquals((float[]) map.getProcessor().getPixels(), (float[]) ImageOpener.open(other).getProcessor().getPixels());
		assertTrue(Double.parseDouble(rows.get(0)) > 0.999, rows.toString());
		assertEquals(0.5, Double.parseDouble(rows.get(2)), 1e-6);
		assertTrue(out.toString().isEmpty() && Double.parseDouble(rows.get(1)) < 10, rows.toString());
	}

	@Test
	void errorMapOfAStackHasARowForEachPlane() throws IOException {
		final ImageStack stack = new ImageStack(64, 48);
		stack.addSlice("a", texture(64, 48));
		stack.addSlice("b", texture(64, 48));
		ImageSaver.save(new ImagePlus("stack", stack), new OutputFile(high, true));
		final ImageStack small = new ImageStack(32, 24);
		small.addSlice(ImageOpener.open(low).getProcessor());
		small.addSlice(ImageOpener.open(low).getProcessor());
		ImageSaver.save(new ImagePlus("small", small), new OutputFile(low, true));
		assertEquals(0, run("error-map", high, low, folder.resolve("map.tif"), "--align"), err.toString());
		assertEquals(4, out.toString().lines().count(), out.toString());
		assertTrue(out.toString().contains("| a | ") && out.toString().contains("| b | "), out.toString());
		final ImagePlus map = ImageOpener.open(folder.resolve("map.tif"));
		assertEquals(2, map.getStackSize());
		assertTrue(map.getStack().getSliceLabel(2).startsWith("b RSE="), map.getStack().getSliceLabel(2));
	}

	@Test
	void ringCorrelationOfTwoImagesAndOfAStack() throws IOException {
		final Random random = new Random(3);
		final ImageStack stack = new ImageStack(96, 80);
		for (int n = 0; n < 2; n++) {
			final FloatProcessor frame = new FloatProcessor(96, 80);
			for (int i = 0; i < frame.getPixelCount(); i++) {
				frame.setf(i, (float) (100 * Math.sin(i % 96 * 0.4) + 80 * Math.cos(i / 96 * 0.5 + i % 96 * 0.1) + 40 * random.nextGaussian()));
			}
			stack.addSlice(frame);
			save(folder.resolve("frame" + n + ".tif"), frame);
		}
		final ImagePlus both = new ImagePlus("both", stack);
		both.getCalibration().pixelWidth = 0.5;
		both.getCalibration().pixelHeight = 0.5;
		both.getCalibration().setUnit("micron");
		ImageSaver.save(both, new OutputFile(folder.resolve("both.tif"), true));
		assertEquals(0, run("frc", folder.resolve("frame0.tif"), folder.resolve("frame1.tif"), "--threshold", "half-bit"), err.toString());
		final String pair = out.toString();
		assertTrue(pair.matches("(?s)1: [\\d.]+ micron \\([\\d.]+ pixels, threshold half-bit\\)\\s+"), pair);
		assertEquals(0, run("frc", folder.resolve("both.tif"), "--threshold", "half-bit"), err.toString());
		assertEquals(pair.substring(2), out.toString().substring(5));
		final List<String> rows = macro(open(folder.resolve("frame0.tif"), folder.resolve("frame1.tif")) +
			"run(\"Fourier Ring Correlation...\", \"first=frame0.tif second=frame1.tif threshold=half-bit window=tukey\"); File.saveString(getTitle() + \" \" + nImages + \"\\n\" + " +
			"d2s(getResult(\"Resolution_px\", 0), 3) + \"\\n\" + getResultString(\"Outcome\", 0), \"" + text + "\");");
		assertEquals("frame1.tif 2", rows.get(0), "the active image, and no plot among the images");
		assertTrue(pair.contains("(" + rows.get(1) + " pixels"), pair + rows);
		assertEquals("found", rows.get(2));
		assertEquals(0, run("frc", folder.resolve("frame0.tif"), folder.resolve("frame0.tif")), err.toString());
		assertTrue(out.toString().startsWith("1: identical images"), out.toString());
	}

	@Test
	void mistakesAreOneSentence() throws IOException {
		assertFailed(2, run("frc", high, low, "--threshold", "0.5"), "1/7, half-bit, 3-sigma");
		assertFailed(1, run("frc", high, low), "64x48", "32x24");
		assertFailed(1, run("frc", high), "1 planes");
		assertFailed(1, run("error-map", low, high, folder.resolve("m.tif")), "whole number");
		assertFailed(1, run("error-map", high, low, high), "input itself");
		assertFailed(1, run("error-map", high, low, folder.resolve("m.jpg")), ".tif");
		save(folder.resolve("rgb.png"), texture(64, 48).convertToByte(true).convertToRGB());
		assertFailed(1, run("error-map", folder.resolve("rgb.png"), low, folder.resolve("m.tif")), "RGB");
		assertFailed(1, run("frc", folder.resolve("rgb.png"), high), "RGB");
		assertFalse(Files.exists(folder.resolve("m.tif")));
		for (final String[] wrong : new String[][] { { open(high) + "run(\"Error Map...\", \"\");", "low_resolution" },
			{ open(high) + "run(\"Error Map...\", \"low_resolution=[high one.tif]\");", "both images" },
			{ open(high) + "run(\"Error Map...\", \"low_resolution=gone\");", "\"gone\"" }, { "run(\"Fourier Ring Correlation...\", \"\");", "no image open" },
			{ "run(\"Evaluate...\", \"model=[" + model + "]\");", "no image open" },
			{ open(high) + "run(\"Evaluate...\", \"high=none model=[" + model + "]\");", "Nothing is chosen to be measured" },
			{ open(high) + "run(\"Evaluate...\", \"bits=7 model=[" + model + "]\");", "\"7\"" },
			{ open(high) + "run(\"Evaluate...\", \"bit=8\");", "no option \"bit\"" },
			{ "run(\"Evaluate...\", \"folder=[" + folder + "] differences model=[" + model + "]\");", "open images alone" },
			{ open(high) + "run(\"Evaluate...\", \"protocol=photo bits=8 model=[" + model + "]\");", "high one.tif", "no photograph" } })
		{
			final int status = run("macro", Files.writeString(folder.resolve("macro.ijm"), wrong[0]));
			assertFailed(1, status, Arrays.copyOfRange(wrong, 1, wrong.length));
		}
	}
}
