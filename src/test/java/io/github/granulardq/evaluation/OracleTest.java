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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

class OracleTest {

	private static final int[] WIDTHS = { 4, 5, 6, 8 };

	@Test
	void bitsGoWhereTheySaveMost() {
		final double[][] errors = { { 10, 9, 8, 7 }, { 10, 2, 2, 1 }, { 10, 10, 10, 0 }, { 5, 6, 7, 8 } };
		assertArrayEquals(new int[] { 0, 0, 0, 0 }, Oracle.choose(errors, 4));
		assertArrayEquals(new int[] { 0, 1, 0, 0 }, Oracle.choose(errors, 4.25));
		assertArrayEquals(new int[] { 0, 1, 3, 0 }, Oracle.choose(errors, 5.25));
		assertArrayEquals(new int[] { 3, 3, 3, 0 }, Oracle.choose(errors, 8));
	}

	@Test
	void bitsThatDoNotFitAnyMoreLeaveRoomForFewer() {
		final double[][] errors = { { 10, 10, 10, 0 }, { 10, 9, 9, 9 } };
		assertArrayEquals(new int[] { 0, 1 }, Oracle.choose(errors, 4.5));
		assertArrayEquals(new int[] { 3, 0 }, Oracle.choose(errors, 6));
	}

	/** Steps in the order of their price lie no more than one step from the best. */
	@Test
	void noChoiceIsMuchBetter() {
		final Random random = new Random(5);
		for (int run = 0; run < 50; run++) {
			final double[][] errors = new double[5][4];
			for (final double[] patch : errors) {
				double error = 20;
				for (int k = 0; k < patch.length; k++) {
					error *= 0.4 + 0.6 * random.nextDouble();
					patch[k] = error;
				}
			}
			final double fab = 4 + 4 * random.nextDouble();
			final int[] chosen = Oracle.choose(errors, fab);
			assertTrue(mean(chosen) <= fab);
			final double largestStep = Arrays.stream(errors).mapToDouble(e -> e[0] - e[3]).max().orElseThrow();
			assertTrue(total(errors, chosen) <= best(errors, fab) + largestStep);
		}
	}

	private static double best(final double[][] errors, final double fab) {
		double best = Double.POSITIVE_INFINITY;
		for (int code = 0; code < 1 << 2 * errors.length; code++) {
			final int[] chosen = new int[errors.length];
			for (int i = 0; i < chosen.length; i++) {
				chosen[i] = code >> 2 * i & 3;
			}
			if (mean(chosen) <= fab) {
				best = Math.min(best, total(errors, chosen));
			}
		}
		return best;
	}

	private static double mean(final int[] chosen) {
		return Arrays.stream(chosen).map(k -> WIDTHS[k]).average().orElseThrow();
	}

	private static double total(final double[][] errors, final int[] chosen) {
		double total = 0;
		for (int i = 0; i < chosen.length; i++) {
			total += errors[i][chosen[i]];
		}
		return total;
	}
}
