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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.granulardq.benchmark.Statistics.Ratio;
import org.junit.jupiter.api.Test;

class StatisticsTest {

	private static final double EXACT = 1e-12;

	@Test
	void mediansOfOddAndEvenNumbers() {
		assertEquals(3, Statistics.median(9, 1, 3), EXACT);
		assertEquals(2.5, Statistics.median(4, 1, 2, 3), EXACT);
		assertEquals(7, Statistics.median(7), EXACT);
		assertThrows(IllegalArgumentException.class, Statistics::median);
	}

	@Test
	void quantilesInterpolate() {
		assertEquals(1, Statistics.quantile(0, 3, 1, 2), EXACT);
		assertEquals(1.2, Statistics.quantile(0.1, 3, 1, 2), EXACT);
		assertEquals(2.8, Statistics.quantile(0.9, 3, 1, 2), EXACT);
		assertEquals(3, Statistics.quantile(1, 3, 1, 2), EXACT);
	}

	@Test
	void valuesStayInTheirOrder() {
		final double[] values = { 3, 1, 2 };
		Statistics.median(values);
		assertEquals(3, values[0], EXACT);
	}

	/** A round that both found slow changes the ratio of means, but no ratio here. */
	@Test
	void ratiosAreOfRounds() {
		final double[] slow = { 10, 40, 10, 10, 12 };
		final double[] fast = { 5, 20, 5, 5, 4 };
		final Ratio ratio = Statistics.ratio(slow, fast);
		assertEquals(2, ratio.median(), EXACT);
		assertEquals(2, ratio.low(), EXACT);
		assertEquals(2.6, ratio.high(), EXACT);
		assertThrows(IllegalArgumentException.class, () -> Statistics.ratio(slow, new double[1]));
	}
}
