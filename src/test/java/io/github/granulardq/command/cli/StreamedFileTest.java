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
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ShortProcessor;
import io.github.granulardq.command.ModelPackages;
import io.github.granulardq.io.BlockFiles;
import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Kind;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.ImageSource;
import io.github.granulardq.io.OutputFile;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are read and written block by block, from the command line. */
class StreamedFileTest {

	private static final long CACHE = 1 << 24;

	@TempDir
	static Path models;

	private static Path model;

	@TempDir
	Path folder;

	private Path input;
	private final StringWriter err = new StringWriter();

	@BeforeAll
	static void writeModel() throws IOException {
		model = ModelPackages.write(models);
	}

	@BeforeEach
	void writeInput() {
		input = folder.resolve("in.tif");
		ImageSaver.save(image(180, 150, 1, 1), new OutputFile(input, true));
	}

	/** Structure everywhere, with calibration. */
	private static ImagePlus image(final int width, final int height, final int channels, final int slices) {
		final ImageStack stack = new ImageStack(width, height);
		for (int i = 0; i < channels * slices; i++) {
			final ShortProcessor plane = new ShortProcessor(width, height);
			for (int y = 0; y < height; y++) {
				for (int x = 0; x < width; x++) {
					plane.set(x, y, (int) (2000 + 900 * Math.sin(x * 0.3 + i) * Math.cos(y * 0.2 - i) + 7 * ((x * 31 + y * 17) % 29)));
				}
			}
			stack.addSlice("plane " + i, plane);
		}
		final ImagePlus image = new ImagePlus("in", stack);
		image.setDimensions(channels, slices, 1);
		final Calibration calibration = image.getCalibration();
		calibration.pixelWidth = 0.5;
		calibration.pixelHeight = 0.5;
		calibration.pixelDepth = 2;
		calibration.setUnit("um");
		return image;
	}

	private int superResolve(final Path from, final Path to, final String... more) {
		err.getBuffer().setLength(0);
		final List<String> arguments = new ArrayList<>(List.of("super-resolve", from.toString(), to.toString(), "--model", model.toString()));
		arguments.addAll(List.of(more));
		return Main.run(arguments.toArray(String[]::new), new PrintWriter(new StringWriter()), new PrintWriter(err, true));
	}

	private void superResolved(final Path from, final Path to, final String... more) {
		assertEquals(0, superResolve(from, to, more), err::toString);
	}

	private static double[] pixels(final Path file) {
		try (ImageSource source = BlockFiles.open(file, CACHE)) {
			return values(source.pixels());
		}
	}

	private static <T extends RealType<T>> double[] values(final RandomAccessibleInterval<? extends RealType<?>> image) {
		@SuppressWarnings("unchecked") // every RealType is one of itself
		final RandomAccessibleInterval<T> typed = (RandomAccessibleInterval<T>) image;
		final double[] values = new double[Math.toIntExact(typed.size())];
		final Cursor<T> cursor = Views.flatIterable(typed).cursor();
		for (int i = 0; i < values.length; i++) {
			values[i] = cursor.next().getRealDouble();
		}
		return values;
	}

	private static TreeMap<String, byte[]> bytes(final Path output) throws IOException {
		final TreeMap<String, byte[]> bytes = new TreeMap<>();
		try (Stream<Path> files = Files.walk(output)) {
			for (final Path file : files.filter(Files::isRegularFile).toList()) {
				bytes.put(output.relativize(file).toString(), Files.readAllBytes(file));
			}
		}
		return bytes;
	}

	private static void assertSameBytes(final Path expected, final Path actual) throws IOException {
		final TreeMap<String, byte[]> a = bytes(expected);
		final TreeMap<String, byte[]> b = bytes(actual);
		assertEquals(a.keySet(), b.keySet());
		a.forEach((name, content) -> assertArrayEquals(content, b.get(name), name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "out.ome.tif", "out.ome.zarr" })
	void everyFormatHoldsTheSamePixels(final String name) {
		final Path whole = folder.resolve("whole.tif");
		superResolved(input, whole);
		final Path output = folder.resolve(name);
		superResolved(input, output, "--block", "160");
		assertArrayEquals(pixels(whole), pixels(output));
		try (ImageSource source = BlockFiles.open(output, CACHE)) {
			final ImageMetadata.Axis x = source.metadata().axes().get(0);
			assertEquals(0.25, x.step(), 1e-9);
			assertEquals(-0.125, x.origin(), 1e-9);
		}
	}

	@Test
	void outputsAreInputs() {
		final Path zarr = folder.resolve("a.ome.zarr");
		final Path ome = folder.resolve("b.ome.tif");
		final Path tiff = folder.resolve("c.tif");
		superResolved(input, zarr, "--block", "160");
		superResolved(zarr, ome, "--block", "320");
		superResolved(ome, tiff);
		try (ImageSource source = BlockFiles.open(tiff, CACHE)) {
			assertArrayEquals(new long[] { 8 * 180, 8 * 150 }, source.pixels().dimensionsAsLongArray());
			assertEquals(0.0625, source.metadata().axes().get(0).step(), 1e-9);
		}
	}

	@Test
	void channelsAndSlicesKeepTheirPlaces() throws IOException {
		ImageSaver.save(image(60, 50, 2, 3), new OutputFile(input, true));
		final Path whole = folder.resolve("whole.tif");
		superResolved(input, whole);
		final Path output = folder.resolve("out.ome.zarr");
		final Path bits = folder.resolve("bits.ome.tif");
		final Path report = folder.resolve("report.json");
		superResolved(input, output, "--bit-map", bits.toString(), "--report", report.toString());
		try (ImageSource expected = BlockFiles.open(whole, CACHE); ImageSource actual = BlockFiles.open(output, CACHE); ImageSource map = BlockFiles.open(
			bits, CACHE))
		{
			assertEquals(expected.metadata().axes().stream().map(ImageMetadata.Axis::kind).toList(), actual.metadata().axes().stream().map(
				ImageMetadata.Axis::kind).toList());
			assertEquals(2, actual.metadata().axes().get(actual.metadata().axis(Kind.Z)).step(), 1e-9);
			assertArrayEquals(values(expected.pixels()), values(actual.pixels()));
			assertArrayEquals(new long[] { 60, 50, 2, 3 }, map.pixels().dimensionsAsLongArray());
			for (final double value : values(map.pixels())) {
				assertTrue(List.of(0.0, 4.0, 5.0, 6.0, 8.0).contains(value), "bits " + value);
			}
		}
		final JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
		assertEquals(output.toString(), json.get("output").getAsString());
		assertEquals(6, json.get("patches").getAsLong());
	}

	@Test
	void coloursStayColours() {
		final ImagePlus rgb = new ImagePlus("rgb", image(70, 60, 1, 1).getProcessor().convertToRGB());
		final Path png = folder.resolve("in.png");
		ImageSaver.save(rgb, new OutputFile(png, true));
		for (final String name : List.of("out.ome.zarr", "out.ome.tif")) {
			final Path output = folder.resolve(name);
			superResolved(png, output);
			try (ImageSource source = BlockFiles.open(output, CACHE)) {
				assertArrayEquals(new long[] { 140, 120, 3 }, source.pixels().dimensionsAsLongArray());
				assertTrue(source.metadata().rgb(), name);
			}
		}
		assertArrayEquals(pixels(folder.resolve("out.ome.zarr")), pixels(folder.resolve("out.ome.tif")));
	}

	@Test
	void theRangeOfIntensitiesCanBeSaid() throws IOException {
		final Path output = folder.resolve("out.ome.tif");
		final Path report = folder.resolve("report.json");
		superResolved(input, output, "--range", "500:3500", "--report", report.toString());
		final JsonObject range = JsonParser.parseString(Files.readString(report)).getAsJsonObject().getAsJsonArray("normalization").get(0)
			.getAsJsonObject();
		assertEquals(500, range.get("low").getAsDouble());
		assertEquals(3500, range.get("high").getAsDouble());
		assertEquals("given", range.get("source").getAsString());
		assertEquals(2, superResolve(input, output, "--overwrite", "--range", "9:5"));
		assertTrue(err.toString().contains("9:5"), err::toString);
		assertEquals(2, superResolve(input, output, "--overwrite", "--block", "0"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "out.ome.tif", "out.ome.zarr" })
	void outputsAreReplacedIfThatIsSaid(final String name) {
		final Path output = folder.resolve(name);
		superResolved(input, output, "--block", "320");
		ImageSaver.save(image(90, 70, 1, 1), new OutputFile(input, true));
		assertEquals(1, superResolve(input, output));
		superResolved(input, output, "--overwrite");
		try (ImageSource source = BlockFiles.open(output, CACHE)) {
			assertArrayEquals(new long[] { 180, 140 }, source.pixels().dimensionsAsLongArray());
		}
	}

	@Test
	void whatCannotBeDoneIsSaidInOneSentence() throws IOException {
		final Path zarr = folder.resolve("a.ome.zarr");
		superResolved(input, zarr);
		assertEquals(1, superResolve(input, zarr));
		assertTrue(err.toString().contains("a.ome.zarr\" exists already"), err::toString);
		assertEquals(1, err.toString().lines().count(), err::toString);
		assertEquals(1, superResolve(zarr, zarr.resolve("b.tif")));
		assertTrue(err.toString().contains("lies in the other"), err::toString);
		assertEquals(1, superResolve(input, folder.resolve("b.ome.tif"), "--bit-map", folder.resolve("bits.png").toString()));
		assertTrue(err.toString().contains("bits.png"), err::toString);
		assertFalse(Files.exists(folder.resolve("b.ome.tif")), "refused after the work");
		assertEquals(1, superResolve(zarr, folder.resolve("b.png")));
		assertTrue(err.toString().contains(".ome.zarr"), err::toString);
		assertEquals(1, superResolve(folder.resolve("no.ome.zarr"), folder.resolve("c.tif")));
		assertTrue(err.toString().contains("no.ome.zarr"), err::toString);
		assertEquals(1, superResolve(Files.createDirectory(folder.resolve("empty")), folder.resolve("c.tif")));
		assertEquals(1, err.toString().lines().count(), err::toString);
		assertFalse(Files.exists(folder.resolve("c.tif")));
	}

	/** The whole process, not only a sink: nothing that it holds in memory may be needed to go on. */
	@ParameterizedTest
	@ValueSource(strings = { "out.tif", "out.ome.zarr" })
	void aKilledRunIsGoneOnWith(final String name) throws IOException, InterruptedException {
		ImageSaver.save(image(700, 600, 1, 1), new OutputFile(input, true));
		final Path big = folder.resolve("big.ome.tif");
		superResolved(input, big, "--block", "160"); // makes an input that is streamed, whatever the output is
		final Path expected = folder.resolve("expected-" + name);
		final Path report = folder.resolve("report.json");
		superResolved(big, expected, "--block", "160", "--report", report.toString());
		final JsonObject whole = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
		final Path output = folder.resolve(name);
		int killed = 0;
		for (int i = 0; i < 2; i++) {
			final Process process = start(big, output);
			final long blocks = journalLines(output) + 4;
			while (process.isAlive() && journalLines(output) < blocks) {
				Thread.sleep(5);
			}
			process.destroyForcibly();
			assertTrue(process.waitFor(1, TimeUnit.MINUTES));
			killed += process.exitValue() == 0 ? 0 : 1;
			assertFalse(Files.exists(output), "a killed run looks complete");
		}
		assertEquals(2, killed);
		Files.delete(report);
		superResolved(big, output, "--block", "160", "--report", report.toString());
		final JsonObject resumed = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
		final JsonObject blocks = resumed.getAsJsonObject("blocks");
		assertTrue(blocks.get("resumed").getAsLong() >= 7, blocks::toString);
		assertEquals(0, blocks.get("uncounted").getAsLong());
		for (final String key : List.of("patches", "bits_histogram", "clipped_pixels")) {
			assertEquals(whole.get(key), resumed.get(key), key);
		}
		assertSameBytes(expected, output);
		try (Stream<Path> left = Files.list(folder)) {
			assertEquals(List.of(), left.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".part") || f.endsWith(".journal")).toList());
		}
	}

	private Process start(final Path from, final Path to) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp", System.getProperty(
			"java.class.path"), Main.class.getName(), "super-resolve", from.toString(), to.toString(), "--model", model.toString(), "--block", "160")
			.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
	}

	private static long journalLines(final Path output) throws IOException {
		final Path journal = output.resolveSibling(output.getFileName() + ".journal");
		if (!Files.exists(journal)) {
			return 0;
		}
		try (Stream<String> lines = Files.lines(journal)) {
			return lines.count() - 1;
		}
	}
}
