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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Rectangle;
import java.util.Arrays;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.LUT;
import io.github.granulardq.io.SliceLabels;
import net.imglib2.Cursor;
import net.imglib2.FinalDimensions;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Util;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each thing that must survive an enlargement; the enlargement here repeats pixels. */
class EnlargedImageTest {

	private static final int SCALE = 2;

	private static ImagePlus enlarge(final ImagePlus image) {
		return enlarge(image, Selections.whole(image));
	}

	private static ImagePlus enlarge(final ImagePlus image, final Rectangle crop) {
		return enlarge(image, crop, ImagePlusImages.wrap(image, crop));
	}

	private static <T extends RealType<T>> ImagePlus enlarge(final ImagePlus image, final Rectangle crop, final AxedImage<T> pixels) {
		return new EnlargedImage(image, crop, SCALE).of(repeated(Views.zeroMin(pixels.pixels())), "note");
	}

	private static <T extends RealType<T>> ImagePlus enlargeToFloat(final ImagePlus image, final AxedImage<T> pixels) {
		final RandomAccessibleInterval<FloatType> floats =
			Converters.convert(pixels.pixels(), (from, to) -> to.set(from.getRealFloat()), new FloatType());
		return new EnlargedImage(image, Selections.whole(image), SCALE).of(repeated(floats), "note");
	}

	private static ImagePlus enlargeToFloat(final ImagePlus image) {
		return enlargeToFloat(image, ImagePlusImages.wrap(image, Selections.whole(image)));
	}

	/** Puts each pixel into an array of SCALE x SCALE of them. */
	private static <T extends RealType<T>> RandomAccessibleInterval<T> repeated(final RandomAccessibleInterval<T> image) {
		final long[] size = image.dimensionsAsLongArray();
		size[0] *= SCALE;
		size[1] *= SCALE;
		final Img<T> large = Util.getSuitableImgFactory(new FinalDimensions(size), image.getType()).create(size);
		final Cursor<T> cursor = large.localizingCursor();
		final RandomAccess<T> access = image.randomAccess();
		while (cursor.hasNext()) {
			cursor.fwd();
			access.setPosition(cursor);
			access.setPosition(cursor.getLongPosition(0) / SCALE, 0);
			access.setPosition(cursor.getLongPosition(1) / SCALE, 1);
			cursor.get().set(access.get());
		}
		return large;
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 24, 32 })
	void axesTypeAndPixels(final int bitDepth) {
		final ImagePlus image = IJ.createHyperStack("h", 5, 4, bitDepth == 24 ? 1 : 2, 3, 2, bitDepth);
		image.getStack().getProcessor(5).setf(4, 3, 77);
		image.getStack().getProcessor(6).set(0, 0, bitDepth == 24 ? 0x010203 : 9);
		final ImagePlus large = enlarge(image);
		assertEquals(bitDepth, large.getBitDepth());
		assertArrayEquals(new int[] { 10, 8, bitDepth == 24 ? 1 : 2, 3, 2 }, large.getDimensions());
		assertTrue(large.isHyperStack());
		assertEquals(image.getStack().getProcessor(6).get(0, 0) & 0xffffff, large.getStack().getProcessor(6).get(1, 1) & 0xffffff);
		if (bitDepth != 24) {
			assertEquals(77, large.getStack().getProcessor(5).getf(9, 7));
		}
	}

	@Test
	void pixelSizeUnitAndOrigin() {
		final ImagePlus image = IJ.createImage("i", 8, 6, 3, 16);
		final Calibration calibration = image.getCalibration();
		calibration.pixelWidth = 0.4;
		calibration.pixelHeight = 0.6;
		calibration.pixelDepth = 2;
		calibration.setUnit("um");
		calibration.setZUnit("mm");
		calibration.xOrigin = 3;
		calibration.yOrigin = -1;
		calibration.zOrigin = 1;
		calibration.frameInterval = 0.25;
		calibration.setTimeUnit("min");
		final Calibration large = enlarge(image).getCalibration();
		assertEquals(0.2, large.pixelWidth, 1e-12);
		assertEquals(0.3, large.pixelHeight, 1e-12);
		assertEquals(2, large.pixelDepth);
		assertEquals(calibration.getUnit(), large.getUnit());
		assertEquals("mm", large.getZUnit());
		assertEquals(0.25, large.frameInterval);
		assertEquals("min", large.getTimeUnit());
		assertEquals(1, large.zOrigin);
		// The centres of HR pixels 6 and 7 lie around that of LR pixel 3, which is at 0.
		assertEquals(0, (large.getX(6) + large.getX(7)) / 2, 1e-12);
		assertEquals(calibration.getY(5), (large.getY(10) + large.getY(11)) / 2, 1e-12);
	}

	@Test
	void globalCalibrationIsThatOfTheOriginalsPixels() {
		final Calibration global = new Calibration();
		global.pixelWidth = 0.4;
		global.pixelHeight = 0.4;
		global.setUnit("um");
		final ImagePlus image = IJ.createImage("i", 8, 6, 1, 8);
		image.setGlobalCalibration(global);
		try {
			final Calibration large = enlarge(image).getCalibration();
			assertEquals(0.2, large.pixelWidth, 1e-12);
			assertEquals(0.2, large.pixelHeight, 1e-12);
			assertEquals(global.getUnit(), large.getUnit());
			assertEquals(0.4, image.getCalibration().pixelWidth);
		}
		finally {
			image.setGlobalCalibration(null);
		}
	}

	@Test
	void imageWithoutCalibrationStaysWithout() {
		final Calibration large = enlarge(IJ.createImage("i", 8, 6, 1, 8)).getCalibration();
		assertFalse(large.scaled());
		assertEquals(0, large.xOrigin);
	}

	@Test
	void cropMovesTheOrigin() {
		final ImagePlus image = IJ.createImage("i", 20, 20, 1, 8);
		image.getCalibration().pixelWidth = 0.5;
		image.getCalibration().setUnit("um");
		final ImagePlus large = enlarge(image, new Rectangle(6, 4, 5, 3));
		assertEquals(10, large.getWidth());
		assertEquals(6, large.getHeight());
		final double centre = (large.getCalibration().getX(0) + large.getCalibration().getX(1)) / 2;
		assertEquals(image.getCalibration().getX(6), centre, 1e-12);
	}

	@Test
	void intensityFunction() {
		final ImagePlus image = IJ.createImage("i", 4, 4, 1, 16);
		image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] { 5, 2 }, "counts");
		image.getProcessor().set(1, 1, 300);
		final ImagePlus large = enlarge(image);
		assertEquals(300, large.getProcessor().get(2, 2));
		assertEquals(605, large.getCalibration().getCValue(large.getProcessor().get(2, 2)));
		assertEquals("counts", large.getCalibration().getValueUnit());
	}

	@Test
	void signedPixels() {
		final ImagePlus image = IJ.createImage("i", 4, 4, 1, 16);
		image.getLocalCalibration().setSigned16BitCalibration();
		image.getProcessor().set(1, 1, 32760);
		final ImagePlus large = enlarge(image);
		assertTrue(large.getLocalCalibration().isSigned16Bit());
		assertEquals(-8, large.getCalibration().getCValue(large.getProcessor().get(2, 2)));
	}

	@Test
	void intensityFunctionIsAppliedIn32Bit() {
		final ImagePlus image = IJ.createImage("i", 4, 4, 1, 16);
		image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] { -32768, 1 }, "counts");
		image.getProcessor().set(1, 1, 32773);
		image.setDisplayRange(32768, 32868);
		final ImagePlus large = enlargeToFloat(image);
		assertEquals(32, large.getBitDepth());
		assertEquals(5, large.getProcessor().getf(2, 2));
		assertEquals(0, large.getDisplayRangeMin());
		assertEquals(100, large.getDisplayRangeMax());
		assertFalse(large.getCalibration().calibrated());
		assertFalse(image.getCalibration().getFunction() == Calibration.NONE);
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 32 })
	void displayRangeAndLookUpTable(final int bitDepth) {
		final ImagePlus image = IJ.createImage("i", 4, 4, 3, bitDepth);
		image.setLut(LUT.createLutFromColor(Color.MAGENTA));
		image.setDisplayRange(12, 99);
		final ImagePlus large = enlarge(image);
		assertEquals(12, large.getDisplayRangeMin());
		assertEquals(99, large.getDisplayRangeMax());
		large.setSlice(3);
		assertEquals(0xffff00ff, large.getProcessor().getLut().getRGB(255));
	}

	@Test
	void compositeModeChannelColoursAndRanges() {
		final CompositeImage image = new CompositeImage(IJ.createHyperStack("h", 4, 4, 3, 2, 1, 16), CompositeImage.COMPOSITE);
		final Color[] colours = { Color.CYAN, Color.ORANGE, Color.MAGENTA };
		for (int c = 1; c <= 3; c++) {
			image.setC(c);
			image.setChannelLut(LUT.createLutFromColor(colours[c - 1]));
			image.setDisplayRange(c, 1000 * c);
		}
		image.setActiveChannels("101");
		image.setPosition(2, 2, 1);
		final CompositeImage large = assertInstanceOf(CompositeImage.class, enlarge(image));
		assertEquals(CompositeImage.COMPOSITE, large.getMode());
		assertArrayEquals(new boolean[] { true, false, true }, Arrays.copyOf(large.getActiveChannels(), 3));
		assertEquals(2, large.getC());
		assertEquals(2, large.getZ());
		for (int c = 1; c <= 3; c++) {
			large.setC(c);
			assertEquals(c, large.getDisplayRangeMin());
			assertEquals(1000 * c, large.getDisplayRangeMax());
			assertEquals(colours[c - 1].getRGB(), large.getChannelLut(c).getRGB(255));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { CompositeImage.COLOR, CompositeImage.GRAYSCALE })
	void otherDisplayModes(final int mode) {
		final CompositeImage image = new CompositeImage(IJ.createHyperStack("h", 4, 4, 2, 1, 1, 8), mode);
		assertEquals(mode, assertInstanceOf(CompositeImage.class, enlarge(image)).getMode());
	}

	@Test
	void coloursIn32BitAreChannels() {
		final ImagePlus image = IJ.createImage("i", 4, 4, 2, 24);
		image.getStack().getProcessor(2).set(1, 1, 0x0a141e);
		final CompositeImage large = assertInstanceOf(CompositeImage.class, enlargeToFloat(image));
		assertArrayEquals(new int[] { 8, 8, 3, 2, 1 }, large.getDimensions());
		assertEquals(20, large.getStack().getProcessor(large.getStackIndex(2, 2, 1)).getf(2, 2));
		for (int c = 1; c <= 3; c++) {
			large.setC(c);
			assertEquals(0, large.getDisplayRangeMin());
			assertEquals(255, large.getDisplayRangeMax());
			assertEquals(0xff000000 | 0xff0000 >> 8 * (c - 1), large.getChannelLut(c).getRGB(255));
		}
		large.setPosition(1, 2, 1);
		large.updateAndDraw();
		assertEquals(0x0a141e, ((int[]) large.flatten().getProcessor().getPixels())[2 + 2 * 8] & 0xffffff);
	}

	@Test
	void sliceLabelsInfoAndProperties() {
		final ImagePlus image = IJ.createImage("cells.tif", 4, 4, 2, 8);
		image.getStack().setSliceLabel("second", 2);
		image.setProperty("Info", "scope = 7\n");
		image.setProp("lens", "63x");
		final ImagePlus large = enlarge(image);
		assertNull(large.getStack().getSliceLabel(1));
		assertEquals("second", large.getStack().getSliceLabel(2));
		assertEquals("scope = 7\nnote", large.getInfoProperty());
		assertEquals("63x", large.getProp("lens"));
		assertEquals("cells-x2", large.getTitle());
	}

	@Test
	void labelOfASinglePlane() {
		final ImagePlus image = IJ.createImage("cells.tif", 4, 4, 1, 8);
		image.setProperty("Info", "scope = 7");
		assertFalse(enlarge(image).hasImageStack());
		assertNull(SliceLabels.get(enlarge(image), 1));
		assertFalse(image.hasImageStack()); // would change what the window says
		image.setProp("Slice_Label", "only");
		assertEquals("only", SliceLabels.get(enlarge(image), 1));
		assertEquals("only", enlarge(image).getStack().getSliceLabel(1));
	}

	@Test
	void originalIsNotChanged() {
		final ImagePlus image = IJ.createImage("i", 4, 4, 2, 8);
		image.getCalibration().pixelWidth = 0.5;
		image.setSlice(2);
		enlarge(image, new Rectangle(1, 1, 2, 2));
		assertEquals(0.5, image.getCalibration().pixelWidth);
		assertEquals(0, image.getCalibration().xOrigin);
		assertEquals(2, image.getCurrentSlice());
	}
}
