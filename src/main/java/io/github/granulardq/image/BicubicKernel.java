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
package io.github.granulardq.image;

/**
 * The bicubic enlargement as a convolution: R. Keys, "Cubic convolution interpolation for digital image processing", IEEE TASSP
 * 1981, with a = -0.5, as MATLAB's imresize enlarges. Output pixel i lies at (i + 0.5) / s - 0.5 of the input, so that each of s * s
 * positions within an input pixel has weights of its own, on at most 5x5 neighbours.
 */
public final class BicubicKernel {

	/** Width and height. */
	public static final int SIZE = 5;

	/** Pixels that it needs beyond each border. */
	public static final int MARGIN = SIZE / 2;

	private BicubicKernel() {}

	/** Returns the weights [5,5,1,s*s], the last axis being dy * s + dx. */
	public static float[] weights(final int scale) {
		final float[] weights = new float[SIZE * SIZE * scale * scale];
		int i = 0;
		for (int y = -MARGIN; y <= MARGIN; y++) {
			for (int x = -MARGIN; x <= MARGIN; x++) {
				for (int dy = 0; dy < scale; dy++) {
					for (int dx = 0; dx < scale; dx++) {
						weights[i++] = (float) (keys(y - offset(dy, scale)) * keys(x - offset(dx, scale)));
					}
				}
			}
		}
		return weights;
	}

	private static double offset(final int position, final int scale) {
		return (position + 0.5) / scale - 0.5;
	}

	private static double keys(final double distance) {
		final double d = Math.abs(distance);
		if (d <= 1) {
			return (1.5 * d - 2.5) * d * d + 1;
		}
		return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
	}
}
