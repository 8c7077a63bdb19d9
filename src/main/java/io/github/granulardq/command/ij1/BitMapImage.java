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

import java.awt.Rectangle;
import java.util.List;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import io.github.granulardq.allocation.BitMap;
import io.github.granulardq.command.BitTable;
import io.github.granulardq.command.PlaneChoice;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/**
 * The bits that each pixel of an image was computed with, as an image of the same size and calibration: 8-bit, values 4, 5, 6, 8 or
 * 32, or 0 where the network was not asked, channels, slices and frames as in the original (RGB has three channels where the network sees them one by one).
 *
 * @param original the image that was enlarged
 * @param crop the part of it
 * @param bits what was decided
 * @param planes of the original that they belong to
 */
public record BitMapImage(ImagePlus original, Rectangle crop, BitMap bits, PlaneChoice planes) {

	private static final int DISPLAY_MAX = 255;

	/** Of all planes. */
	public BitMapImage(final ImagePlus original, final Rectangle crop, final BitMap bits) {
		this(original, crop, bits, PlaneChoice.EVERYTHING);
	}

	/** Returns the bits of a part of an image where they lie in that image, to be shown over it and listed. */
	BitMapImage in(final ImagePlus whole, final PlaneChoice chosen) {
		return new BitMapImage(whole, crop, bits, chosen);
	}

	/** Makes the image, in which each bit-width has its colour; its title ends in {@code -bits}. */
	public ImagePlus toImage() {
		final RandomAccessibleInterval<UnsignedByteType> pixels = bits.image();
		final ImageStack stack = new StackBuilder(pixels, false, null).build();
		final ImagePlus image = new ImagePlus(EnlargedImage.baseTitle(original) + "-bits", stack);
		image.setDimensions(stack.size() / (original.getNSlices() * original.getNFrames()), original.getNSlices(), original.getNFrames());
		image.setOpenAsHyperStack(original.isHyperStack());
		final Calibration calibration = Calibrations.enlarged(original.getCalibration(), crop, 1);
		calibration.disableDensityCalibration();
		image.setIgnoreGlobalCalibration(original.getGlobalCalibration() != null); // its origin is that of the original
		image.setCalibration(calibration);
		image.setLut(BitColours.lut());
		image.setDisplayRange(0, DISPLAY_MAX);
		return image;
	}

	/** As {@link #toImage}, with lines of text as its info. */
	public ImagePlus toImage(final List<String> info) {
		final ImagePlus image = toImage();
		image.setProperty("Info", String.join("\n", info));
		return image;
	}

	/** Returns where the patches are, their bits, and why. */
	public BitTable table() {
		final BitPlanes places = BitPlanes.of(original, planes, bits);
		return new BitTable(bits, crop.x, crop.y, plane -> new int[] { places.channel(plane), places.slice(plane), places.frame(plane) });
	}

	/** Returns the same of other bits for the same patches. */
	BitMapImage with(final BitMap others) {
		return new BitMapImage(original, crop, others, planes);
	}
}
