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

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Puts into some places of an array what sorting would put there, in time proportional to its length: values are counted in buckets between
 * the smallest and the largest, and only the bucket that a place falls into is looked at closer. Stateless.
 */
final class PartialSort {

	private static final int BUCKETS = 1 << 16;

	/** Shorter arrays are sorted. */
	private static final int SHORT = 1 << 12;

	private PartialSort() {
	}

	/**
	 * Puts the smallest value first, the largest last, and into each of the places what sorting would put there. What is in all others
	 * afterwards is not said, and not all values are there any more.
	 *
	 * @param values finite numbers, at least one
	 * @param places indices into them; those beyond the end are ignored
	 */
	static void sort(final double[] values, final int... places) {
		final int[] wanted = IntStream.concat(IntStream.of(0, values.length - 1), IntStream.of(places)).filter(p -> p < values.length).sorted().distinct()
			.toArray();
		final double[] found = find(values, values.length, wanted);
		for (int i = 0; i < wanted.length; i++) {
			values[wanted[i]] = found[i];
		}
	}

	/**
	 * Reorders values and returns what sorting would put into places.
	 *
	 * @param length how many of the first values count
	 * @param places in rising order
	 */
	private static double[] find(final double[] values, final int length, final int[] places) {
		double min = values[0];
		double max = values[0];
		for (int i = 1; i < length; i++) {
			min = values[i] < min ? values[i] : min;
			max = values[i] > max ? values[i] : max;
		}
		final double perUnit = (BUCKETS - 1) / (max - min);
		if (length < SHORT || !(perUnit > 0) || Double.isInfinite(perUnit)) {
			Arrays.sort(values, 0, length); // so do values that are all the same, or hardly differ
			return IntStream.of(places).mapToDouble(place -> values[place]).toArray();
		}
		final int[] counts = new int[BUCKETS];
		for (int i = 0; i < length; i++) {
			counts[bucket(values[i], min, perUnit)]++;
		}
		final double[] found = new double[places.length];
		int bucket = 0;
		int before = 0;
		for (int first = 0; first < places.length;) {
			while (before + counts[bucket] <= places[first]) {
				before += counts[bucket++];
			}
			final int start = before;
			final int end = before + counts[bucket];
			final int[] inside = IntStream.of(places).filter(place -> place >= start && place < end).map(place -> place - start).toArray();
			final int members = gather(values, length, bucket, min, perUnit);
			System.arraycopy(find(values, members, inside), 0, found, first, inside.length);
			first += inside.length;
		}
		return found;
	}

	/** Moves the values of a bucket to the front and returns how many they are. */
	private static int gather(final double[] values, final int length, final int bucket, final double min, final double perUnit) {
		int members = 0;
		for (int i = 0; i < length; i++) {
			final double value = values[i];
			if (bucket(value, min, perUnit) == bucket) {
				values[i] = values[members];
				values[members++] = value;
			}
		}
		return members;
	}

	/** Rises with the value. */
	private static int bucket(final double value, final double min, final double perUnit) {
		return (int) ((value - min) * perUnit);
	}
}
