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

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ImageConverter;
import ij.process.ImageProcessor;
import ij.process.LUT;

/** Palettes of image files. The pixels that ImageJ makes of such a file are numbers of colours, which cannot be interpolated. */
final class Palettes {

	private static final int SIZE = 256;

	private Palettes() {
	}

	/**
	 * Replaces the numbers by what they stand for: RGB if the palette has a colour, else 8-bit intensities. Images without a palette,
	 * or with that which gives each number its own grey, stay as they are.
	 */
	static void resolve(final ImagePlus image) {
		if (image.getBitDepth() != Byte.SIZE) {
			return;
		}
		final LUT palette = image.getProcessor().getLut();
		if (isColoured(palette)) {
			new ImageConverter(image).convertToRGB();
		}
		else if (!isRamp(palette)) {
			final ImageStack planes = intensities(image, palette);
			if (planes.size() == 1) {
				image.setProcessor(planes.getProcessor(1));
			}
			else {
				image.setStack(planes);
			}
		}
	}

	private static boolean isColoured(final LUT palette) {
		for (int i = 0; i < palette.getMapSize(); i++) {
			if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isRamp(final LUT palette) {
		for (int i = 0; i < palette.getMapSize(); i++) {
			if (palette.getRed(i) != i) {
				return false;
			}
		}
		return true;
	}

	private static ImageStack intensities(final ImagePlus image, final LUT palette) {
		final int[] table = new int[SIZE];
		for (int i = 0; i < palette.getMapSize(); i++) {
			table[i] = palette.getRed(i);
		}
		final ImageStack result = new ImageStack(image.getWidth(), image.getHeight());
		for (int n = 1; n <= image.getStackSize(); n++) {
			final ImageProcessor from = image.getStackSize() == 1 ? image.getProcessor() : image.getStack().getProcessor(n);
			final ImageProcessor plane = new ByteProcessor(image.getWidth(), image.getHeight(), (byte[]) from.getPixels());
			plane.applyTable(table);
			result.addSlice(SliceLabels.get(image, n), plane);
		}
		return result;
	}
}
