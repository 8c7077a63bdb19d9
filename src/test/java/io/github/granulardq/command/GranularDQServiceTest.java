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
package io.github.granulardq.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ij.IJ;
import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.command.folder.FolderReport;
import io.github.granulardq.command.ij1.SuperResolveRun;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts call takes the keys of macros. */
class GranularDQServiceTest {

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	private static String model;
	private final GranularDQService dq = new GranularDQService();

	@BeforeAll
	static void start() throws IOException {
		model = ModelPackages.write(models).toString();
	}

	private static ImagePlus image() {
		final ImagePlus image = IJ.createHyperStack("cells", 20, 18, 2, 2, 1, 8);
		for (int i = 0; i < 1440; i++) {
			image.getStack().setVoxel(i % 20, i / 20 % 18, i / 360, i * 31 % 256);
		}
		return image;
	}

	private static Map<String, Object> with(final Object... more) {
		final Map<String, Object> options = new HashMap<>(Map.of("model", model));
		for (int i = 0; i < more.length; i += 2) {
			options.put((String) more[i], more[i + 1]);
		}
		return options;
	}

	private static String refused(final Runnable call) {
		return assertThrows(InputException.class, call::run).getMessage();
	}

	@Test
	void planesRangesAndWorkersAreOptions() {
		final Map<String, Object> options = with("slices", 2, "range", "0:255", "workers", 1, "skip_empty", false, "bits", 8);
		final ImagePlus made = dq.superResolve(image(), options);
		assertArrayEquals(new int[] { 40, 36, 2, 1, 1 }, made.getDimensions());
		assertEquals(2, dq.superResolveWithReport(image(), options).image().getStackSize());
		assertTrue(refused(() -> dq.superResolve(image(), with("workers", 0))).contains("workers"));
		assertTrue(refused(() -> dq.superResolve(image(), with("slice", 2))).contains("slices"));
	}

	@Test
	void whatOneImageCannotHoldIsGivenByAnotherCall() {
		assertTrue(refused(() -> dq.superResolve(image(), with("bit_map", true))).contains("superResolveAll"));
		final List<SuperResolveRun.Outcome> all = dq.superResolveAll(image(), with("bit_map", "yes", "bits", 8));
		assertEquals(1, all.size());
		assertEquals(8, all.get(0).bits().getProcessor().get(3, 3));
		assertEquals(8, all.get(0).report().fab());
		assertTrue(refused(() -> dq.superResolveAll(image(), with("rois", true))).contains("ROI Manager"));
	}

	@Test
	void flagsAreReadAsInMacrosOrRefused() throws IOException {
		final Path in = Files.createDirectory(folder.resolve("in"));
		ImageSaver.save(image(), new OutputFile(in.resolve("a.tif"), false));
		final FolderReport made = dq.superResolveFolder(with("input_folder", in, "output_folder", folder.resolve("out"), "report", 1, "range", "0:255"));
		assertEquals("1 of 1 images enlarged.", made.summary());
		assertTrue(Files.exists(folder.resolve("out/a-x2.json")));
		assertTrue(refused(() -> dq.superResolveFolder(with("input_folder", in, "output_folder", in, "report", "perhaps"))).contains("perhaps"));
	}

	@Test
	void bitMapAndTable() throws IOException {
		assertEquals(8, dq.bitMap(image(), with("bits", 8)).bits().toImage().getProcessor().get(3, 3));
		final String table = dq.calibrate(image(), with("low_percent", 10)).calibration().toJson();
		ImageSaver.save(image(), new OutputFile(folder.resolve("a.tif"), false));
		assertEquals(10, dq.calibrate(folder, with("low_percent", 10)).low());
		final Path file = Files.writeString(folder.resolve("t.json"), table);
		assertTrue(dq.bitMap(image(), with("percentiles", file)).report().toJson().contains("t.json"));
		assertTrue(refused(() -> dq.calibrate("a\0b", with())).contains("cannot be the name"));
	}

	@Test
	void measurements() {
		final ImagePlus made = dq.superResolve(image(), with());
		assertTrue(dq.errorMap(made, image(), Map.of()).rows().get(0).rsp() > 0);
		assertEquals(4, dq.ringCorrelation(image(), image(), Map.of("threshold", "1/7")).rows().size());
		assertTrue(refused(() -> dq.ringCorrelation(image(), image(), Map.of("window", "round"))).contains("round"));
		assertTrue(refused(() -> dq.evaluate(null, Map.of())).contains("No images"));
	}
}
