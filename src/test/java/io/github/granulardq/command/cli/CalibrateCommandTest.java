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
import java.util.List;

import ij.IJ;
import ij.ImagePlus;
import io.github.granulardq.allocation.EntropyCalibration;
import io.github.granulardq.command.BitTable;
import io.github.granulardq.command.ModelPackages;
import io.github.granulardq.io.ImageOpener;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import io.github.granulardq.testing.TestModels;
import io.github.granulardq.testing.TestPackage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code calibrate}, {@code bit-map} and {@code --percentiles} on the command line. */
class CalibrateCommandTest {

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	private static String model;

	private final StringWriter out = new StringWriter();
	private final StringWriter err = new StringWriter();

	@BeforeAll
	static void writeModel() throws IOException {
		model = ModelPackages.write(models).toString();
	}

	private int run(final Object... arguments) {
		final String[] texts = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
		out.getBuffer().setLength(0);
		err.getBuffer().setLength(0);
		return Main.run(texts, new PrintWriter(out, true), new PrintWriter(err, true));
	}

	private static ImagePlus image(final int seed) {
		final ImagePlus image = IJ.createImage("cells", "8-bit black", 200, 90, 1);
		for (int i = 0; i < 200 * 90; i++) {
			image.getProcessor().set(i % 200, i / 200, i * 31 % (3 + i % 200) * seed % 256);
		}
		return image;
	}

	/** Two images, one more that is cut off, and a text. */
	private Path images(final String first, final String second) throws IOException {
		final Path images = Files.createDirectory(folder.resolve("of " + first));
		ImageSaver.save(image(3), new OutputFile(images.resolve(first), false));
		ImageSaver.save(image(7), new OutputFile(images.resolve(second), false));
		Files.write(images.resolve("cut.png"), new byte[] { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0 });
		Files.writeString(images.resolve("notes.txt"), "no image");
		return images;
	}

	@Test
	void tableOfAFolderIsTheSameInAnyOrderAndNamesWhatItSkipped() throws IOException {
		final Path table = folder.resolve("ü \"table\".json");
		assertEquals(0, run("calibrate", images("a.tif", "b.png"), table, "--model", model), err::toString);
		assertTrue(out.toString().contains("Skipped cut.png: Cannot open"), out.toString());
		assertFalse(out.toString().contains("notes.txt"));
		final EntropyCalibration made = EntropyCalibration.parse(Files.readString(table), "table");
		assertEquals(List.of("a.tif", "b.png"), made.origin().get().images());
		final Path other = folder.resolve("other.json");
		assertEquals(0, run("calibrate", images("z.tif", "b.png"), other, "--model", model), err::toString);
		assertEquals(made.table(), EntropyCalibration.parse(Files.readString(other), "other").table());
		assertEquals(1, run("calibrate", folder.resolve("of a.tif").resolve("a.tif"), table, "--model", model));
		assertTrue(err.toString().contains("exists already"), err.toString());
	}

	@Test
	void positionsAreKeptInTheTableAndUsed() throws IOException {
		final Path input = images("a.tif", "b.tif").resolve("a.tif");
		final Path table = folder.resolve("t.json");
		assertEquals(0, run("calibrate", input, table, "--model", model, "--low-percent", "10", "--high-percent", 12.5), err::toString);
		final Path report = folder.resolve("r.json");
		assertEquals(0, run("super-resolve", input, folder.resolve("o.tif"), "--model", model, "--percentiles", table, "--report", report), err::toString);
		assertTrue(Files.readString(report).contains("\"low_percent\": 10.0"), () -> read(report));
		assertTrue(Files.readString(report).contains("\"file\": \"t.json\""), () -> read(report));
		assertEquals(2, run("bit-map", input, folder.resolve("m.tif"), "--model", model, "--low-percent", "x"));
		assertEquals(1, run("calibrate", input, table, "--model", model, "--low-percent", "98", "--overwrite"));
		assertTrue(err.toString().contains("must not be above"), err.toString());
		assertEquals(2, run("calibrate", input, table, "--model", model, "--low-percent", "101", "--overwrite"));
	}

	private static String read(final Path file) {
		try {
			return Files.readString(file);
		}
		catch (final IOException e) {
			return e.toString();
		}
	}

	@Test
	void theFirstModelIsTakenWhereNoneIsNamed() throws IOException {
		final Path input = images("a.tif", "b.tif").resolve("b.tif");
		assertEquals(0, run("calibrate", input, folder.resolve("t.json")), err::toString);
		assertEquals(0, run("bit-map", input, folder.resolve("bits.tif"), "--percentiles", folder.resolve("t.json")), err::toString);
		assertTrue(out.toString().contains("srresnet-light-x2-microscopy"), out.toString());
	}

	@Test
	void bitMapWritesImageTableAndReport() throws IOException {
		final Path input = images("a.tif", "b.tif").resolve("b.tif");
		final Path output = folder.resolve("bits.tif");
		final Path table = folder.resolve("bits.csv");
		assertEquals(0, run("bit-map", input, output, "--model", model, "--table", table), err::toString);
		final ImagePlus bits = ImageOpener.open(output);
		assertEquals(200, bits.getWidth());
		final List<String> rows = Files.readAllLines(table);
		assertEquals(String.join(",", BitTable.COLUMNS), rows.get(0));
		final String[] last = rows.get(rows.size() - 1).split(",");
		assertEquals(Integer.toString(bits.getProcessor().get(199, 89)), last[BitTable.COLUMNS.indexOf("bits")]);
		assertTrue(out.toString().contains("FAB: ") && out.toString().contains("save no time on a CPU"), out.toString());
		assertEquals(1, run("bit-map", input, output, "--model", model));
		for (final String option : new String[] { "--table", "--report" }) {
			assertEquals(1, run("bit-map", input, output, "--model", model, "--overwrite", option, output));
			assertTrue(err.toString().contains("Two things would be written"), err.toString());
		}
	}

	@Test
	void tableOfAnotherKindOfModelIsRefusedAndNothingIsWritten() throws IOException {
		final Path input = images("a.tif", "b.tif").resolve("a.tif");
		final Path table = folder.resolve("t.json");
		assertEquals(0, run("calibrate", input, table, "--model", model), err::toString);
		final Path triple = folder.resolve("triple.zip");
		TestPackage.of(TestModels.config(3, 1), 1).toZip(triple);
		for (final String command : new String[] { "super-resolve", "bit-map" }) {
			assertEquals(1, run(command, input, folder.resolve("o.tif"), "--model", triple, "--percentiles", table));
			assertEquals(1, err.toString().lines().count(), err.toString());
			assertTrue(err.toString().contains("was made for the model"), err.toString());
			assertFalse(Files.exists(folder.resolve("o.tif")));
		}
	}

	@Test
	void folderWithoutImagesIsRefused() throws IOException {
		final Path empty = Files.createDirectory(folder.resolve("empty"));
		assertEquals(1, run("calibrate", empty, folder.resolve("t.json"), "--model", model));
		assertTrue(err.toString().contains("There are no images in the folder"), err.toString());
	}
}
