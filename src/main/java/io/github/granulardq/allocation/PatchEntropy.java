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
package io.github.granulardq.allocation;

/**
 * Entropy of a patch's grey values, H = -sum p ln p over a soft histogram of 32 bins at 0, 1/31 ... 1 with the Gaussian
 * kernel exp(-((v - bin) / sigma)^2 / 2), sigma = 0.0255 (the paper's entropy-to-bit mechanism). 0 to ln 32 = 3.4657
 * nats.
 * <p>
 * <b>How it is fast.</b> The kernel is linear in the number of pixels at a value, so pixels are counted first and the
 * kernel is applied once for each level instead of once for each pixel and bin. There are 31 levels between two
 * neighbouring 8-bit values and 255 between two bins: 8-bit patches of one channel fall on levels, other values are
 * shared linearly by two of them (which costs less than 1e-5 nats), bins lie on levels, and one table of 255 kernel
 * rows serves all bins. Bins more than six sigma away (kernel below 3e-9) are left out.
 *
 * <pre>
 * double nats = PatchEntropy.of(patch, 1);
 * </pre>
 *
 * Deterministic; all methods may be called from any thread.
 */
public final class PatchEntropy {

	/** The largest entropy, in nats: all bins alike. */
	public static final double MAX = Math.log(32);

	private static final int BINS = 32;
	private static final double SIGMA = 0.0001 * 255;
	private static final double TINY = 1e-40;

	private static final int MAX_GREY = 255;

	/** Levels between two grey values, so that bins lie on levels. */
	private static final int FINENESS = BINS - 1;

	/** Levels between two bins. */
	private static final int SPACING = MAX_GREY;
	private static final int LAST_LEVEL = MAX_GREY * FINENESS;

	/** A value is felt by this many bins below it (its own included) and as many above. */
	private static final int REACH = 5;

	/** Row r: the kernel of level 255 * q + r at the bins q - REACH + 1 ... q + REACH. */
	private static final double[][] KERNEL = kernel();

	private PatchEntropy() {
	}

	/**
	 * Computes the entropy of a patch. Its grey value is the channel itself, or 0.2989 R + 0.5870 G + 0.1140 B; values
	 * outside 0..255 count as the nearest end.
	 *
	 * @param patch [channels,h,w], range 0..255
	 * @param channels 1 or 3
	 * @return 0..{@link #MAX}, in nats
	 * @throws IllegalArgumentException if the patch is empty, holds NaN, or has another number of channels
	 */
	public static double of(final float[] patch, final int channels) {
		if (channels != 1 && channels != 3 || patch.length == 0 || patch.length % channels != 0) {
			throw new IllegalArgumentException("a patch of " + patch.length + " values in " + channels +
				" channels has no entropy: 1 or 3 channels are needed");
		}
		final double entropy = entropy(histogram(channels == 1 ? countGrey(patch) : countRgb(patch)));
		if (Double.isNaN(entropy)) {
			throw new IllegalArgumentException("a patch that holds NaN has no entropy");
		}
		return entropy;
	}

	private static double[] countGrey(final float[] patch) {
		final double[] mass = new double[LAST_LEVEL + 2];
		for (final float grey : patch) {
			count(grey, mass);
		}
		return mass;
	}

	private static double[] countRgb(final float[] patch) {
		final double[] mass = new double[LAST_LEVEL + 2];
		final int size = patch.length / 3;
		for (int i = 0; i < size; i++) {
			count(0.2989 * patch[i] + 0.5870 * patch[size + i] + 0.1140 * patch[2 * size + i], mass);
		}
		return mass;
	}

	/** Shares a pixel between the two nearest levels. */
	private static void count(final double grey, final double[] mass) {
		// Comparisons instead of Math.min and Math.max, which cost more than all the rest of this method; NaN stays NaN.
		final double position = (grey <= 0 ? 0 : grey >= MAX_GREY ? MAX_GREY : grey) * FINENESS;
		final int level = (int) position;
		final double part = position - level;
		mass[level] += 1 - part;
		mass[level + 1] += part;
	}

	/**
	 * Bin b of the soft histogram, not yet normalised, at b + REACH - 1: bins beyond both ends take what is lost there.
	 */
	private static double[] histogram(final double[] mass) {
		final double[] histogram = new double[BINS - 1 + 2 * REACH];
		for (int level = 0; level <= LAST_LEVEL; level++) {
			final double m = mass[level];
			if (m != 0) {
				final int bin = level / SPACING;
				final double[] row = KERNEL[level % SPACING];
				for (int k = 0; k < 2 * REACH; k++) { // a constant end, so that it is unrolled: half the time
					histogram[bin + k] += m * row[k];
				}
			}
		}
		return histogram;
	}

	private static double entropy(final double[] histogram) {
		double sum = 0;
		for (int b = 0; b < BINS; b++) {
			sum += histogram[b + REACH - 1];
		}
		double entropy = 0;
		for (int b = 0; b < BINS; b++) {
			final double p = histogram[b + REACH - 1] / sum + TINY;
			entropy -= p * Math.log(p);
		}
		return entropy;
	}

	private static double[][] kernel() {
		final double[][] kernel = new double[SPACING][2 * REACH];
		for (int r = 0; r < SPACING; r++) {
			for (int k = 0; k < 2 * REACH; k++) {
				final double distance = (r - (k - REACH + 1) * SPACING) / (double) LAST_LEVEL;
				kernel[r][k] = Math.exp(-0.5 * (distance / SIGMA) * (distance / SIGMA));
			}
		}
		return kernel;
	}
}
