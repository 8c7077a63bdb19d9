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
package io.github.granulardq.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.LUT;
import io.github.granulardq.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSaverTest {

	@TempDir
	Path folder;

	private ImagePlus savedAndOpened(final ImagePlus image, final String name) {
		final Path file = folder.resolve(name);
		ImageSaver.save(image, new OutputFile(file, false));
		return ImageOpener.open(file);
	}

	private static void fill(final ImagePlus image) {
		for (int z = 0; z < image.getStackSize(); z++) {
			for (int y = 0; y < image.getHeight(); y++) {
				for (int x = 0; x < image.getWidth(); x++) {
					image.getStack().setVoxel(x, y, z, (x * 37 + y * 101 + z * 11) % 251);
				}
			}
		}
	}

	private static void assertSamePixels(final ImagePlus expected, final ImagePlus actual) {
		assertEquals(expected.getStackSize(), actual.getStackSize());
		for (int z = 1; z <= expected.getStackSize(); z++) {
			final float[] a = (float[]) expected.getStack().getProcessor(z).convertToFloat().getPixels();
			assertArrayEquals(a, (float[]) actual.getStack().getProcessor(z).convertToFloat().getPixels());
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 24, 32 })
	void tiffKeepsPixels(final int bitDepth) {
		final ImagePlus image = IJ.createImage("a", 13, 5, 3, bitDepth);
		if (bitDepth == 24) {
			image.getStack().getProcessor(2).set(3, 4, 0x123456);
		}
		else {
			fill(image);
		}
		final ImagePlus opened = savedAndOpened(image, "a.tif");
		assertEquals(bitDepth, opened.getBitDepth());
		if (bitDepth == 24) {
			assertEquals(0x123456, opened.getStack().getProcessor(2).get(3, 4) & 0xffffff);
		}
		else {
			assertSamePixels(image, opened);
		}
	}

	@Test
	void tiffKeepsCalibrationDisplayAndShapes() {
		ImagePlus image = IJ.createHyperStack("h", 10, 8, 2, 3, 4, 16);
		image = new CompositeImage(image, CompositeImage.COMPOSITE);
		final CompositeImage composite = (CompositeImage) image;
		composite.setChannelLut(LUT.createLutFromColor(java.awt.Color.CYAN), 1);
		composite.setChannelLut(LUT.createLutFromColor(java.awt.Color.ORANGE), 2);
		composite.setC(1);
		composite.setDisplayRange(10, 200);
		composite.setC(2);
		composite.setDisplayRange(30, 4000);
		final Calibration calibration = image.getCalibration();
		calibration.pixelWidth = 0.25;
		calibration.pixelHeight = 0.25;
		calibration.pixelDepth = 1.5;
		calibration.setUnit("um");
		calibration.frameInterval = 0.5;
		image.getStack().setSliceLabel("last", 24);
		image.setOverlay(new Overlay(new Roi(1, 2, 3, 4)));
		image.setRoi(new OvalRoi(2, 2, 4, 4));
		image.setProperty("Info", "some info");
		final ImagePlus opened = savedAndOpened(image, "h.tif");
		assertArrayEquals(image.getDimensions(), opened.getDimensions());
		assertTrue(opened.isHyperStack());
		assertEquals(0.25, opened.getCalibration().pixelWidth, 1e-9);
		assertEquals(1.5, opened.getCalibration().pixelDepth);
		assertEquals(0.5, opened.getCalibration().frameInterval);
		assertTrue(opened.getCalibration().getUnit().matches("um|µm|micron"));
		assertEquals("last", opened.getStack().getSliceLabel(24));
		assertEquals(1, opened.getOverlay().size());
		assertEquals(Roi.OVAL, opened.getRoi().getType());
		assertEquals("some info", opened.getInfoProperty());
		final LUT[] luts = opened.getLuts();
		assertEquals(10, luts[0].min);
		assertEquals(4000, luts[1].max);
		assertEquals(0, luts[0].getRed(255));
		assertEquals(255, luts[1].getRed(255));
	}

	@Test
	void tiffOfOnePlaneKeepsItsLabelAndMakesUpNone() {
		final ImagePlus image = IJ.createImage("a", 4, 4, 1, 8);
		image.setProperty("Info", "some info");
		image.getStack(); // gives it a stack
		assertNull(savedAndOpened(image, "none.tif").getProp("Slice_Label"));
		SliceLabels.set(image, 1, "only");
		assertEquals("only", savedAndOpened(image, "only.tif").getProp("Slice_Label"));
	}

	@Test
	void sameImageGivesSameBytesWhateverThePreferences() throws IOException {
		final ImagePlus image = IJ.createImage("a", 13, 5, 3, 16);
		fill(image);
		ImageSaver.save(image, new OutputFile(folder.resolve("1.tif"), false));
		Prefs.intelByteOrder = !Prefs.intelByteOrder;
		try {
			ImageSaver.save(image, new OutputFile(folder.resolve("2.tif"), false));
		}
		finally {
			Prefs.intelByteOrder = !Prefs.intelByteOrder;
		}
		assertEquals(-1, Files.mismatch(folder.resolve("1.tif"), folder.resolve("2.tif")));
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16 })
	void pngKeepsPixelsWhateverTheDisplayRange(final int bitDepth) {
		final ImagePlus image = IJ.createImage("a", 13, 5, 1, bitDepth);
		fill(image);
		image.setDisplayRange(20, 30);
		final ImagePlus opened = savedAndOpened(image, "a.png");
		assertEquals(bitDepth, opened.getBitDepth());
		assertSamePixels(image, opened);
	}

	@Test
	void pngKeepsColours() {
		final ImagePlus image = IJ.createImage("a", 3, 3, 1, 24);
		image.getProcessor().set(1, 2, 0x0a141e);
		assertEquals(0x0a141e, savedAndOpened(image, "a.png").getProcessor().get(1, 2) & 0xffffff);
	}

	@Test
	void refusesWhatPngCannotHold() {
		assertRefused(IJ.createImage("a", 3, 3, 2, 8), "a.png", "one plane");
		assertRefused(IJ.createImage("a", 3, 3, 1, 32), "a.png", "32-bit");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.jpg", "a", "a.ome.tif", "a.ome.zarr", "a.tif.gz" })
	void refusesOtherEndings(final String name) {
		assertRefused(IJ.createImage("a", 3, 3, 1, 8), name, ".tif or .png");
	}

	@Test
	void refusesMoreThanTiffCanHold() {
		final Path file = folder.resolve("a.tif");
		final InputException e =
			assertThrows(InputException.class, () -> ImageSaver.requireStorable(file, 48_000, 48_000, 2, 8));
		assertTrue(e.getMessage().contains("4"), e.getMessage());
		ImageSaver.requireStorable(file, 46_000, 46_000, 1, 16); // 4.2 GB, just below
	}

	private void assertRefused(final ImagePlus image, final String name, final String reason) {
		final Path file = folder.resolve(name);
		final InputException e = assertThrows(InputException.class, () -> ImageSaver.save(image, new OutputFile(file, false)));
		assertTrue(e.getMessage().contains(reason), e.getMessage());
		assertFalse(Files.exists(file));
	}
}
