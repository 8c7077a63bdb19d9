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
package io.github.granulardq.evaluation;

/**
 * Weights by which pixels of a fine axis become pixels of a coarse one: a Gaussian around the centre of each coarse pixel. At the borders
 * the weights inside the image count alone. Two of them, for columns and rows, blur a plane and make it smaller in one step. Immutable.
 */
final class GaussianSampling {

	/** The Gaussian reaches this many sigmas; what is beyond weighs less than 0.01 percent. */
	private static final double REACH = 4;

	private final int length;
	private final int taps;
	private final int[] first;
	private final double[] weights;

	/**
	 * @param fine pixels of the fine axis
	 * @param scale fine pixels in a coarse one, at least 1
	 * @param sigma of the Gaussian in fine pixels, above 0
	 * @param shift by which the centres are moved, in fine pixels
	 */
	GaussianSampling(final int fine, final int scale, final double sigma, final double shift) {
		length = fine / scale;
		taps = Math.min(fine, 2 * (int) Math.ceil(REACH * sigma) + 2);
		first = new int[length];
		weights = new double[Math.multiplyExact(length, taps)];
		for (int i = 0; i < length; i++) {
			final double centre = (i + 0.5) * scale - 0.5 + shift;
			first[i] = Math.max(0, Math.min(fine - taps, (int) Math.floor(centre) - taps / 2 + 1));
			fill(i, centre, sigma, Math.max(0, Math.min(fine - 1, Math.round(centre))) - centre);
		}
	}

	/**
	 * @param nearest distance of the nearest pixel, which weighs 1 before the sum becomes 1
	 */
	private void fill(final int i, final double centre, final double sigma, final double nearest) {
		double sum = 0;
		for (int tap = 0; tap < taps; tap++) {
			final double distance = first[i] + tap - centre;
			final double weight = Math.exp((nearest * nearest - distance * distance) / (2 * sigma * sigma));
			weights[i * taps + tap] = weight;
			sum += weight;
		}
		for (int tap = 0; tap < taps; tap++) {
			weights[i * taps + tap] /= sum;
		}
	}

	/** Returns a plane that was blurred and made smaller: [rows.length, columns.length]. */
	static Plane apply(final Plane plane, final GaussianSampling rows, final GaussianSampling columns) {
		final int width = plane.width();
		final double[] tall = new double[Math.multiplyExact(rows.length, width)];
		for (int y = 0; y < rows.length; y++) {
			for (int tap = 0; tap < rows.taps; tap++) {
				final double weight = rows.weights[y * rows.taps + tap];
				final int from = (rows.first[y] + tap) * width;
				for (int x = 0; x < width; x++) {
					tall[y * width + x] += weight * plane.values()[from + x];
				}
			}
		}
		final double[] small = new double[rows.length * columns.length];
		for (int y = 0; y < rows.length; y++) {
			for (int x = 0; x < columns.length; x++) {
				double sum = 0;
				final int from = y * width + columns.first[x];
				for (int tap = 0; tap < columns.taps; tap++) {
					sum += columns.weights[x * columns.taps + tap] * tall[from + tap];
				}
				small[y * columns.length + x] = sum;
			}
		}
		return new Plane(rows.length, columns.length, small);
	}
}
