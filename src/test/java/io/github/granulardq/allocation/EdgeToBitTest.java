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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** The numbers are those of {@code training/tests/test_edges.py}. */
class EdgeToBitTest {

	/** Scores 0, 0.1 ... 100, so that a percent is a score. */
	private static final PercentileTable SCORES = PercentileTable.of(IntStream.rangeClosed(0, 1000).mapToDouble(i -> i / 10.0).toArray());

	private static final double NONE = Double.NEGATIVE_INFINITY;
	private static final double ALL = Double.POSITIVE_INFINITY;

	@Test
	void thresholdsBelongToTheLowerBits() {
		final EdgeToBit table = new EdgeToBit(new double[] { 1, 2 }, new int[] { 8, 4, 6 });
		assertEquals(8, table.bits(0));
		assertEquals(8, table.bits(1));
		assertEquals(4, table.bits(Math.nextUp(1.0)));
		assertEquals(4, table.bits(2));
		assertEquals(6, table.bits(Math.nextUp(2.0)));
		assertEquals(5, new EdgeToBit(new double[0], new int[] { 5 }).bits(7));
	}

	@Test
	void thresholdsFollowTheMeanThatIsAskedFor() {
		assertThresholds(50, 90, 4.8);
		assertThresholds(75, 95, 4.4);
		assertThresholds(NONE, 50, 6.5);
		assertThresholds(ALL, ALL, 4);
		assertThresholds(NONE, NONE, 8);
		assertThrows(IllegalArgumentException.class, () -> EdgeToBit.of(SCORES, 3.9));
		assertThrows(IllegalArgumentException.class, () -> EdgeToBit.of(SCORES, Double.NaN));
	}

	@Test
	void theMeanOverThePatchesOfTheTableIsTheOneAskedFor() {
		for (double fab = 4; fab <= 8; fab += 0.25) {
			final EdgeToBit table = EdgeToBit.of(SCORES, fab);
			assertEquals(fab, IntStream.rangeClosed(0, 1000).map(i -> table.bits(i / 10.0)).average().orElseThrow(), 0.01);
		}
	}

	@Test
	void tablesThatDoNotFitAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> new EdgeToBit(new double[] { 1 }, new int[] { 4 }));
		assertThrows(IllegalArgumentException.class, () -> new EdgeToBit(new double[] { 2, 1 }, new int[] { 4, 5, 8 }));
	}

	private static void assertThresholds(final double low, final double high, final double fab) {
		assertArrayEquals(new double[] { low, high }, EdgeToBit.of(SCORES, fab).thresholds(), 1e-9);
	}
}
