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

import java.util.Arrays;

/** Medians and spreads of measured times, and differences of what was computed. Stateless. */
final class Statistics {

	private static final double LOW = 0.1;
	private static final double HIGH = 0.9;

	private Statistics() {}

	/**
	 * A ratio of two things that were measured side by side.
	 *
	 * @param median ratio of the medians
	 * @param low a tenth of the rounds have a ratio below
	 * @param high a tenth of the rounds have a ratio above
	 */
	record Ratio(double median, double low, double high) {
	}

	/** Returns the median; the mean of the two in the middle if their number is even. */
	static double median(final double... values) {
		return quantile(0.5, values);
	}

	/**
	 * Returns a quantile, with linear interpolation between order statistics.
	 *
	 * @param part 0..1
	 * @param values at least one
	 */
	static double quantile(final double part, final double... values) {
		if (values.length == 0) {
			throw new IllegalArgumentException("nothing was measured");
		}
		final double[] sorted = values.clone();
		Arrays.sort(sorted);
		final double position = part * (sorted.length - 1);
		final int below = (int) position;
		final int above = Math.min(below + 1, sorted.length - 1);
		return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
	}

	/**
	 * Compares times of the same rounds.
	 *
	 * @param slower time of each round
	 * @param faster time of each round, as many
	 * @return how many times as fast the second is
	 */
	static Ratio ratio(final double[] slower, final double[] faster) {
		if (slower.length != faster.length) {
			throw new IllegalArgumentException(slower.length + " rounds beside " + faster.length);
		}
		final double[] ratios = new double[slower.length];
		for (int i = 0; i < ratios.length; i++) {
			ratios[i] = slower[i] / faster[i];
		}
		return new Ratio(median(slower) / median(faster), quantile(LOW, ratios), quantile(HIGH, ratios));
	}

	/** Returns the largest difference, as a part of the largest absolute value of the first. */
	static double largestDifference(final float[] first, final float[] second) {
		double largest = 0;
		double difference = 0;
		for (int i = 0; i < first.length; i++) {
			largest = Math.max(largest, Math.abs(first[i]));
			difference = Math.max(difference, Math.abs(first[i] - second[i]));
		}
		return difference == 0 ? 0 : difference / largest;
	}

	/** Returns the root mean square of the difference, as a part of that of the first. */
	static double relativeRms(final float[] first, final float[] second) {
		double values = 0;
		double differences = 0;
		for (int i = 0; i < first.length; i++) {
			final double difference = first[i] - second[i];
			values += (double) first[i] * first[i];
			differences += difference * difference;
		}
		return differences == 0 ? 0 : Math.sqrt(differences / values);
	}
}
