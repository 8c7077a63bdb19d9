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

import java.util.Arrays;
import java.util.List;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import ij.process.LUT;
import io.github.granulardq.evaluation.Plane;

/** Makes 32-bit images of planes; those that hold differences are shown from blue (below 0) over white to red (above 0). */
final class SignedImages {

	private static final int COLOURS = 256;
	private static final int FULL = 255;

	private SignedImages() {
	}

	/** Returns an image of planes of one size, in their order. */
	static ImagePlus image(final String title, final List<Plane> planes, final List<String> labels) {
		final ImageStack stack = new ImageStack(planes.get(0).width(), planes.get(0).height());
		for (int n = 0; n < planes.size(); n++) {
			final Plane plane = planes.get(n);
			final float[] pixels = new float[plane.values().length];
			for (int i = 0; i < pixels.length; i++) {
				pixels[i] = (float) plane.values()[i];
			}
			stack.addSlice(labels.get(n), new FloatProcessor(plane.width(), plane.height(), pixels));
		}
		return new ImagePlus(title, stack);
	}

	/** As {@link #image}, with a display range that is symmetrical and the same for all planes. */
	static ImagePlus differences(final String title, final List<Plane> planes, final List<String> labels) {
		final ImagePlus image = image(title, planes, labels);
		final double largest = planes.stream().flatMapToDouble(plane -> Arrays.stream(plane.values())).map(Math::abs).max().orElse(0);
		image.setLut(lut());
		image.setDisplayRange(-largest, largest);
		return image;
	}

	private static LUT lut() {
		final byte[] red = new byte[COLOURS];
		final byte[] green = new byte[COLOURS];
		final byte[] blue = new byte[COLOURS];
		for (int i = 0; i < COLOURS; i++) {
			final int rising = Math.min(FULL, 2 * i);
			final int falling = Math.min(FULL, 2 * (FULL - i));
			red[i] = (byte) rising;
			green[i] = (byte) Math.min(rising, falling);
			blue[i] = (byte) falling;
		}
		return new LUT(red, green, blue);
	}
}
