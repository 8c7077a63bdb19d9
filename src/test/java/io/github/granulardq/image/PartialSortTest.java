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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartialSortTest {

	private static void sameAsSorting(final int length, final DoubleUnaryOperator distribution) {
		final Random random = new Random(3);
		final double[] values = random.doubles(length).map(distribution).toArray();
		final double[] sorted = values.clone();
		Arrays.sort(sorted);
		final int[] places = { length / 1000, length / 1000 + 1, length / 2, length - 1 - length / 1000, length };
		PartialSort.sort(values, places);
		for (final int place : new int[] { 0, length / 1000, Math.min(length / 1000 + 1, length - 1), length / 2, length - 1 - length / 1000, length - 1 }) {
			assertEquals(sorted[place], values[place], "place " + place + " of " + length);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 5, 1000, 4095, 4096, 100_000 })
	void placesHoldWhatSortingPutsThere(final int length) {
		sameAsSorting(length, u -> 1000 * u - 300);
		sameAsSorting(length, u -> Math.rint(40 * u));
		sameAsSorting(length, u -> Math.tan(3.1 * (u - 0.5)));
	}

	@Test
	void outliersThatLeaveAllOthersInOneBucket() {
		sameAsSorting(50_000, u -> u < 1e-4 ? 1e9 : u);
		sameAsSorting(50_000, u -> u < 1e-4 ? -1e300 : u > 0.9999 ? 1e300 : u);
	}

	@Test
	void valuesThatAreAllTheSameOrHardlyDiffer() {
		sameAsSorting(50_000, u -> 7);
		sameAsSorting(50_000, u -> u < 0.5 ? 1 : Math.nextUp(1.0));
		sameAsSorting(50_000, u -> u < 0.5 ? 0 : Double.MIN_VALUE);
	}

	@Test
	void valuesTooFarApartForTheirDifference() {
		sameAsSorting(50_000, u -> u < 0.5 ? -Double.MAX_VALUE * u : Double.MAX_VALUE * u);
	}
}
