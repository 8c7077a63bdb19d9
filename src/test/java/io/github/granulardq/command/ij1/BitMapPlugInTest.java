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
package io.github.granulardq.command.ij1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import io.github.granulardq.InputException;
import io.github.granulardq.allocation.BitMap;
import io.github.granulardq.allocation.EntropyCalibration;
import io.github.granulardq.command.BitTable;
import io.github.granulardq.command.EntropyTable;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.command.ij1.SuperResolveImage.Part;
import io.github.granulardq.io.ImageOpener;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import io.github.granulardq.testing.TestModels;
import io.github.granulardq.testing.TestPackage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bits over images, as images and tables, and calibration of images, without a screen; {@link BitMapWindowsTest} has one. */
class BitMapPlugInTest {

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	private static String model;

	@BeforeAll
	static void writeModel() throws IOException {
		final Path file = models.resolve("test-model.zip");
		TestPackage.of(TestModels.config(2, 1), 8).toZip(file); // its controller gives some patches 8 bits
		model = file.toString();
	}

	private static SuperResolveOptions options(final String... more) {
		final Map<String, String> values = new HashMap<>(Map.of("model", model));
		for (int i = 0; i < more.length; i += 2) {
			values.put(more[i], more[i + 1]);
		}
		return SuperResolveOptions.of(values);
	}

	/** Two patches in each plane. */
	private static ImagePlus image(final int channels, final int slices, final int frames) {
		final ImagePlus image = IJ.createHyperStack("cells.tif", 150, 120, channels, slices, frames, 8);
		for (int n = 1; n <= image.getStackSize(); n++) {
			for (int i = 0; i < 150 * 120; i++) {
				image.getStack().getProcessor(n).set(i % 150, i / 150, i * 37 % (5 + n * i % 150) % 256);
			}
		}
		return image;
	}

	private static BitMapImage bits(final ImagePlus image, final String... more) {
		return AllocateImage.run(image, options(more), Part.SELECTION, Monitor.none()).bits();
	}

	@Test
	void bitsHaveTheirColoursInTheImage() {
		final ImagePlus bits = bits(image(1, 1, 1), "bits", "5").toImage(List.of("Bits of cells", "more"));
		assertEquals("cells-bits", bits.getTitle());
		assertEquals("Bits of cells\nmore", bits.getInfoProperty());
		assertEquals(5, bits.getProcessor().get(10, 10));
		assertEquals(0x009e73, bits.getBufferedImage().getRGB(10, 10) & 0xffffff);
		assertEquals(6, Arrays.stream(new int[] { 0, 4, 5, 6, 8, 32 }).map(b -> bits.getProcessor().getLut().getRGB(b)).distinct().count());
	}

	@Test
	void everyPatchHasABorderOnItsOwnPlane() {
		final ImagePlus image = image(2, 2, 1);
		final BitMapImage bits = bits(image);
		assertTrue(BitMapOverlay.show(bits));
		final List<Roi> borders = borders(image.getOverlay());
		assertEquals(bits.bits().entries().size(), borders.size());
		for (int i = 0; i < borders.size(); i++) {
			final BitMap.Entry entry = bits.bits().entries().get(i);
			assertEquals(entry.plane() % 2 + 1, borders.get(i).getCPosition());
			assertEquals(entry.plane() / 2 + 1, borders.get(i).getZPosition());
			assertEquals(BitColours.of(entry.decision().bits()).getRGB() & 0xffffff, borders.get(i).getStrokeColor().getRGB() & 0xffffff);
			assertEquals(entry.x() + 0.5, borders.get(i).getFloatBounds().x);
		}
	}

	private static List<Roi> borders(final Overlay overlay) {
		return Arrays.stream(overlay.toArray()).filter(r -> r.getName().contains(", patch ") && !r.getName().endsWith("(veil)")).toList();
	}

	@Test
	void legendCountsThePatches() {
		final ImagePlus image = image(1, 1, 1);
		BitMapOverlay.show(bits(image, "bits", "6"));
		assertTrue(Arrays.stream(image.getOverlay().toArray()).anyMatch(r -> r instanceof ij.gui.TextRoi text && text.getText().strip().equals("6 bits  100.0 %")));
	}

	@Test
	void onlyBitsAreReplacedAndTakenAway() {
		final ImagePlus image = image(1, 1, 1);
		final Roi mine = new Roi(1, 2, 3, 4);
		mine.setName("mine");
		image.setOverlay(new Overlay(mine));
		final BitMapImage bits = bits(image);
		BitMapOverlay.show(bits);
		final int size = image.getOverlay().size();
		BitMapOverlay.show(bits);
		assertEquals(size, image.getOverlay().size());
		final ImagePlus large = SuperResolveImage.run(image, options("bits", "4"), Part.SELECTION, Monitor.none()).image();
		assertEquals(List.of("mine"), Arrays.stream(large.getOverlay().toArray()).map(Roi::getName).toList());
		BitMapOverlay.remove(image);
		assertEquals(List.of("mine"), Arrays.stream(image.getOverlay().toArray()).map(Roi::getName).toList());
		image.setOverlay(null);
		BitMapOverlay.show(bits);
		BitMapOverlay.remove(image);
		assertNull(image.getOverlay());
	}

	@Test
	void bitsThatWereThereAreRestoredAndOtherShapesStay() {
		final ImagePlus image = image(1, 1, 1);
		BitMapOverlay.show(bits(image, "bits", "5"));
		final Overlay before = image.getOverlay().duplicate();
		BitMapOverlay.show(bits(image, "bits", "8"));
		final Roi mine = new Roi(1, 2, 3, 4);
		mine.setName("mine");
		image.getOverlay().add(mine);
		BitMapOverlay.restore(image, before);
		final List<String> names = Arrays.stream(image.getOverlay().toArray()).map(Roi::getName).toList();
		assertEquals(before.size() + 1, names.size());
		assertTrue(names.contains("mine") && names.contains("bits: 5, patch 1"), names.toString());
	}

	@Test
	void selectionIsMappedWhereItLies() {
		final ImagePlus image = image(1, 1, 1);
		image.setRoi(30, 20, 100, 90);
		final BitMapImage bits = bits(image);
		BitMapOverlay.show(bits);
		assertEquals(30.5, borders(image.getOverlay()).get(0).getFloatBounds().x);
		final ResultsTable table = BitTables.of(bits.table());
		assertEquals(20, table.getValue("y", 0));
		assertEquals(100, bits.toImage().getWidth());
	}

	@Test
	void tableSaysWhereWhatAndWhy() {
		final BitMapImage bits = bits(image(2, 1, 3));
		final ResultsTable table = BitTables.of(bits.table());
		assertEquals(BitTable.COLUMNS, List.of(table.getHeadings()));
		assertEquals(bits.bits().entries().size(), table.size());
		final int last = table.size() - 1;
		assertEquals(List.of(6.0, 2.0, 1.0, 3.0), List.of(table.getValue("plane", last), table.getValue("channel", last), table.getValue("slice", last), table
			.getValue("frame", last)));
		for (int i = 0; i < table.size(); i++) {
			assertTrue(table.getValue("entropy", i) >= 0);
			if (table.getValue("bits", i) != 0) {
				assertEquals(1, table.getValue("score_4", i) + table.getValue("score_6", i) + table.getValue("score_8", i), 1e-5);
			}
		}
	}

	@Test
	void channelsOfRgbAreMappedByThemselvesAndSeenTogether() {
		final ImagePlus image = IJ.createImage("colours", "RGB black", 150, 120, 1);
		for (int i = 0; i < 150 * 120; i++) {
			image.getProcessor().set(i % 150, i / 150, i * 37 % 256 << 16 | 0x4000 | i % 150);
		}
		final BitMapImage bits = bits(image);
		assertEquals(3, bits.toImage().getNChannels());
		BitMapOverlay.show(bits);
		assertEquals(bits.bits().entries().size() / 3, borders(image.getOverlay()).size());
		for (final Roi border : borders(image.getOverlay())) {
			final String patch = border.getName().replaceFirst(".*patch ", "");
			final int most = bits.bits().entries().stream().filter(e -> e.index() + 1 == Long.parseLong(patch)).mapToInt(e -> e.decision().bits()).max().getAsInt();
			assertTrue(border.getName().startsWith("bits: " + most + ","), border.getName());
		}
	}

	/** As Super-Resolve does. */
	@Test
	void modelOfColoursIsTakenForColoursWhereNoneIsNamed() throws IOException {
		final Path imported = folder.resolve("imported");
		TestPackage.of(TestModels.config(2, 3), 1).toFolder(Files.createDirectories(imported).resolve("test-model"));
		final String before = System.setProperty("granular-dq.models", imported.toString());
		try {
			takesTheModelOfColours();
		}
		finally {
			if (before == null) {
				System.clearProperty("granular-dq.models");
			}
			else {
				System.setProperty("granular-dq.models", before);
			}
		}
	}

	private static void takesTheModelOfColours() {
		final ImagePlus image = noise(IJ.createImage("colours", "RGB white", 40, 40, 1));
		final SuperResolveOptions none = SuperResolveOptions.of(Map.of());
		assertEquals(3, none.loadModel(true).channels());
		final AllocateImage.Result found = AllocateImage.run(image, none, Part.SELECTION, Monitor.none());
		assertEquals(none.loadModel(true).id(), found.report().model());
		assertEquals(none.loadModel(true).id(), CalibrateImage.of(found, none).model().id());
		assertEquals(none.loadModel(true).id(), CalibrateImage.run(image, none, Monitor.none()).model().id());
	}

	private static ImagePlus noise(final ImagePlus image) {
		for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
			image.getProcessor().set(i, i * 7919 % 0xffffff);
		}
		return image;
	}

	@Test
	void lockedImageIsRefusedAndAnUnlockedOneIsUnlockedAgain() throws InterruptedException {
		final ImagePlus image = image(1, 1, 1);
		final Thread other = new Thread(image::lockSilently); // a thread may lock twice
		other.start();
		other.join();
		assertThrows(InputException.class, () -> bits(image));
		image.unlock();
		bits(image);
		assertFalse(image.isLocked());
	}

	private Path save(final ImagePlus image) {
		final Path file = folder.resolve("cells.tif");
		ImageSaver.save(image, new OutputFile(file, true));
		return file;
	}

	private static void macro(final String code) {
		MacroRun.run("test", code, "");
	}

	@Test
	void macroWithoutAScreenMapsSavesAndRepeats() throws IOException {
		final Path input = save(image(1, 2, 1));
		final Path bits = folder.resolve("bits.tif");
		final Path table = folder.resolve("my table.csv");
		final String code = "setBatchMode(true); open(\"" + input + "\"); run(\"Bit Map...\", \"model=[" + model + "] table=[" + table + "]\"); " +
			"if (getTitle() != \"cells-bits\") exit(\"title \" + getTitle()); saveAs(\"Tiff\", \"" + bits + "\"); selectImage(\"cells.tif\"); " +
			"if (Overlay.size < 8) exit(\"overlay\");";
		macro(code);
		final byte[] first = Files.readAllBytes(table);
		final ImagePlus saved = ImageOpener.open(bits);
		assertEquals(2, saved.getStackSize());
		assertThrows(InputException.class, () -> macro(code), "the table is not replaced");
		macro(code.replace("model=", "overwrite workers=1 model="));
		assertEquals(new String(first), Files.readString(table));
		assertThrows(InputException.class, () -> macro("open(\"" + input + "\"); run(\"Bit Map...\", \"model=[" + model + "] colour=red\");"));
		assertThrows(InputException.class, () -> macro("run(\"Bit Map...\", \"model=[" + model + "]\");"));
	}

	@Test
	void macroWithoutAScreenCalibratesTheOpenImageAndItsFileAlike() throws IOException {
		final Path input = save(image(2, 1, 1));
		final Path ofImage = folder.resolve("of image.json");
		final Path ofFile = folder.resolve("of file.json");
		final Path plot = folder.resolve("plot.png");
		macro("setBatchMode(true); open(\"" + input + "\"); run(\"Calibrate Entropy...\", \"model=[" + model + "] low_percent=20 high_percent=40 output_file=[" +
			ofImage + "] plot=[" + plot + "] bit_map\"); if (getTitle() != \"cells.tif\") exit(getTitle()); if (Overlay.size == 0) exit(\"overlay\"); " +
			"run(\"Calibrate Entropy...\", \"model=[" + model + "] low_percent=20 high_percent=40 input=[" + input + "] output_file=[" + ofFile + "]\"); " +
			"run(\"Super-Resolve...\", \"model=[" + model + "] percentiles=[" + ofFile + "]\"); if (getTitle() != \"cells-x2\") exit(getTitle());");
		assertEquals(Files.readString(ofImage), Files.readString(ofFile));
		assertEquals(20, EntropyCalibration.parse(Files.readString(ofFile), "").origin().get().lowPercent());
		assertTrue(ImageOpener.open(plot).getWidth() > 400);
		assertThrows(InputException.class, () -> macro("run(\"Calibrate Entropy...\", \"model=[" + model + "] input=[" + input + "] output_file=[" + ofFile + "]\");"));
	}

	@Test
	void previewIsTheTableOfTheImageAndItsBits() {
		final ImagePlus image = image(1, 1, 1);
		final AllocateImage.Result found = AllocateImage.run(image, options(), Part.SELECTION, Monitor.none());
		final EntropyTable table = CalibrateImage.of(found, options("low_percent", "30", "high_percent", "60"));
		assertEquals(CalibrateImage.run(image, options("low_percent", "30", "high_percent", "60"), Monitor.none()).calibration(), table.calibration());
		final Map<String, String> values = Map.of("model", model, "low_percent", "30", "high_percent", "60");
		table.write(folder.resolve("t.json"), false);
		final BitMap used = bits(image, "percentiles", folder.resolve("t.json").toString()).bits();
		assertNotEquals(found.bits().bits(), used, "the thresholds are others");
		assertEquals(used, found.bits().bits().withThresholds(table.percentiles().thresholds(SuperResolveOptions.of(values).loadModel())));
	}

	@Test
	void tableOfAnotherKindOfModelIsRefused() throws IOException {
		final ImagePlus image = image(1, 1, 1);
		final Path table = folder.resolve("t.json");
		CalibrateImage.run(image, options(), Monitor.none()).write(table, false);
		final Path triple = folder.resolve("triple.zip");
		TestPackage.of(TestModels.config(3, 1), 1).toZip(triple);
		final String message = assertThrows(InputException.class, () -> bits(image, "model", triple.toString(), "percentiles", table.toString())).getMessage();
		assertTrue(message.contains("was made for the model"), message);
		assertFalse(image.isLocked());
	}
}
