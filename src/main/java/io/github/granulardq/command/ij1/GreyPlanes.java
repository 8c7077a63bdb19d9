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

import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.evaluation.Plane;
import io.github.granulardq.io.SliceLabels;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * The planes of an image of grey values, read one by one: channels, slices and frames in ImageJ's order.
 *
 * @param image not RGB
 * @param crop part of each plane
 */
record GreyPlanes(ImagePlus image, Rectangle crop) {

	private static final int RGB = 24;

	/**
	 * @throws InputException if the image is RGB
	 */
	GreyPlanes {
		if (image.getBitDepth() == RGB) {
			throw new InputException("\"" + image.getTitle() +
				"\" is RGB, and grey values are needed: convert it with Image > Type, or split its channels with Image > Color.");
		}
	}

	/** All of each plane. */
	static GreyPlanes of(final ImagePlus image) {
		return new GreyPlanes(image, Selections.whole(image));
	}

	int size() {
		return image.getStackSize();
	}

	/** Copies a plane, from 0 on. */
	Plane get(final int number) {
		return copy(ImagePlusImages.wrap(image, crop).pixels(), number);
	}

	private static <T extends RealType<T>> Plane copy(final RandomAccessibleInterval<T> pixels, final int number) {
		RandomAccessibleInterval<T> plane = pixels;
		long rest = number;
		while (plane.numDimensions() > 2) {
			final long length = plane.dimension(2);
			plane = Views.hyperSlice(plane, 2, plane.min(2) + rest % length);
			rest /= length;
		}
		return Plane.of(plane);
	}

	/** Returns the unit of the width of a pixel, a pixel if the image names none. */
	String unit() {
		final String unit = image.getCalibration().getUnit().strip();
		return unit.isEmpty() ? "pixel" : unit;
	}

	/** Returns the label of a plane, or its number from 1 on. */
	String label(final int number) {
		final String label = SliceLabels.get(image, number + 1);
		return label == null || label.isBlank() ? Integer.toString(number + 1) : label.strip().lines().findFirst().orElseThrow();
	}
}
