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
package io.github.granulardq.testing;

/**
 * Bicubic enlargement, as {@link io.github.granulardq.network.GlobalSkip#BICUBIC} defines it, straight from the sum
 * over 4 x 4 neighbours.
 */
final class ReferenceBicubic {

	private ReferenceBicubic() {
	}

	static FeatureMap enlarge(final FeatureMap x, final int scale) {
		final FeatureMap out = new FeatureMap(x.channels(), scale * x.height(), scale * x.width());
		for (int c = 0; c < out.channels(); c++) {
			for (int row = 0; row < out.height(); row++) {
				for (int column = 0; column < out.width(); column++) {
					out.set(c, row, column, interpolate(x, c, (row + 0.5) / scale - 0.5, (column + 0.5) / scale - 0.5));
				}
			}
		}
		return out;
	}

	private static double interpolate(final FeatureMap map, final int c, final double y, final double x) {
		double sum = 0;
		for (int row = (int) Math.floor(y) - 1; row <= Math.floor(y) + 2; row++) {
			for (int column = (int) Math.floor(x) - 1; column <= Math.floor(x) + 2; column++) {
				sum += keys(y - row) * keys(x - column) * map.get(c, mirror(row, map.height()), mirror(column, map.width()));
			}
		}
		return sum;
	}

	/** Keys' kernel with a = -0.5 (Keys 1981, equation 15). */
	private static double keys(final double distance) {
		final double d = Math.abs(distance);
		if (d <= 1) {
			return 1.5 * d * d * d - 2.5 * d * d + 1;
		}
		return d < 2 ? -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2 : 0;
	}

	/** ... 1 0 | 0 1 2 ... n-1 | n-1 n-2 ... */
	private static int mirror(final int i, final int length) {
		final int phase = Math.floorMod(i, 2 * length);
		return Math.min(phase, 2 * length - 1 - phase);
	}
}
