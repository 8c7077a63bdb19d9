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
package io.github.granulardq.benchmark;

import java.util.Random;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.type.numeric.integer.UnsignedShortType;

/**
 * A 16-bit image as a camera on a fluorescence microscope gives it, the same in each run: background that rises to one side, bright spots of several sizes
 * with texture in them, fine filaments in a part of it, and noise that grows with intensity. Some patches are flat, others full of detail.
 */
final class SyntheticImage {

	private static final long SEED = 7;
	private static final double BACKGROUND = 400;
	private static final double NOISE = 12;
	private static final int PIXELS_PER_SPOT = 9000;
	private static final double REACH = 2.5;

	private SyntheticImage() {}

	/** Returns an image [x,y]. */
	static ArrayImg<UnsignedShortType, ShortArray> of(final int width, final int height) {
		return ArrayImgs.unsignedShorts(pixels(width, height), width, height);
	}

	/** Returns its pixels, row by row. */
	static short[] pixels(final int width, final int height) {
		final double[] light = new double[width * height];
		final Random random = new Random(SEED);
		for (int i = 0; i < light.length; i++) {
			final double x = i % width / (double) width;
			final double y = i / width / (double) height;
			final double filaments = x > 0.5 && y > 0.4 ? 900 * Math.pow(Math.sin(40 * x * y + 0.35 * (i % width) + 0.2 * (i / width)), 8) : 0;
			light[i] = BACKGROUND * (1 + x) + filaments;
		}
		for (int spot = 0; spot <= light.length / PIXELS_PER_SPOT; spot++) {
			addSpot(light, width, height, random);
		}
		final short[] pixels = new short[light.length];
		for (int i = 0; i < light.length; i++) {
			final double noisy = light[i] + (NOISE + 0.8 * Math.sqrt(light[i])) * random.nextGaussian();
			pixels[i] = (short) Math.round(Math.max(0, Math.min(65535, noisy)));
		}
		return pixels;
	}

	private static void addSpot(final double[] light, final int width, final int height, final Random random) {
		final double radius = 2 + 30 * Math.pow(random.nextDouble(), 2);
		final double brightness = 500 + 9000 * Math.pow(random.nextDouble(), 2);
		final int centreX = random.nextInt(width);
		final int centreY = random.nextInt(height);
		final int reach = (int) Math.ceil(REACH * radius);
		for (int y = Math.max(0, centreY - reach); y < Math.min(height, centreY + reach); y++) {
			for (int x = Math.max(0, centreX - reach); x < Math.min(width, centreX + reach); x++) {
				final double distance = Math.hypot(x - centreX, y - centreY) / radius;
				final double texture = 1 + 0.25 * Math.sin(0.9 * x) * Math.cos(0.7 * y);
				light[y * width + x] += brightness * texture * Math.exp(-Math.pow(distance, 4));
			}
		}
	}
}
