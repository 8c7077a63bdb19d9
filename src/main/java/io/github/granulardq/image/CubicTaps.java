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

/** For each output position of one axis, which input pixels make it and with what weights. Immutable. */
final class CubicTaps {

	private final int taps;
	private final int[] index;
	private final double[] weight;

	/**
	 * @param length input pixels
	 * @param scale output pixels per input pixel
	 */
	CubicTaps(final int length, final double scale) {
		if (length < 1 || !(scale > 0) || Double.isInfinite(scale)) {
			throw new IllegalArgumentException("cannot resize " + length + " pixels by " + scale);
		}
		final int lengthOut = Math.toIntExact(Resize.size(length, scale));
		final double stretch = Math.min(scale, 1);
		final double support = 4 / stretch;
		taps = (int) Math.ceil(support) + 1;
		index = new int[Math.multiplyExact(lengthOut, taps)];
		weight = new double[index.length];
		for (int out = 0; out < lengthOut; out++) {
			final double centre = (out + 0.5) / scale - 0.5;
			final long left = (long) Math.floor(centre - support / 2) + 1;
			double sum = 0;
			for (int i = out * taps; i < (out + 1) * taps; i++) {
				final long position = left + i - out * taps;
				index[i] = mirror(position, length);
				weight[i] = keys(stretch * (centre - position));
				sum += weight[i];
			}
			for (int i = out * taps; i < (out + 1) * taps; i++) {
				weight[i] /= sum;
			}
		}
	}

	int lengthOut() {
		return index.length / taps;
	}

	int taps() {
		return taps;
	}

	int index(final int out, final int tap) {
		return index[out * taps + tap];
	}

	double weight(final int out, final int tap) {
		return weight[out * taps + tap];
	}

	/** ... 1 0 | 0 1 ... n-1 | n-1 n-2 ... */
	private static int mirror(final long position, final int length) {
		final long folded = Math.floorMod(position, 2L * length);
		return (int) (folded < length ? folded : 2L * length - 1 - folded);
	}

	/** The kernel of Keys with a = -0.5, zero beyond 2. */
	private static double keys(final double distance) {
		final double x = Math.abs(distance);
		if (x <= 1) {
			return (1.5 * x - 2.5) * x * x + 1;
		}
		return x <= 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
	}
}
