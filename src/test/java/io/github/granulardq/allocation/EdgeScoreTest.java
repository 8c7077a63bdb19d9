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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** The numbers are those of {@code training/tests/test_edges.py}. */
class EdgeScoreTest {

	@Test
	void scoresAreThoseOfTheTrainingCode() {
		assertEquals(2.1214285714285714, EdgeScore.of(pattern(1, 5, 7), 1, 5, 7), 1e-9);
		assertEquals(2.1212164285714286, EdgeScore.of(pattern(3, 5, 7), 3, 5, 7), 1e-5); // pixels are floats here
		assertEquals(0.2916666666666667, EdgeScore.of(pattern(1, 1, 9), 1, 1, 9), 1e-9);
		assertEquals(29.82109917534722, EdgeScore.of(pattern(1, 96, 96), 1, 96, 96), 1e-9);
	}

	@Test
	void flatPatchesAndSlopesHaveNoEdgesInside() {
		assertEquals(0, EdgeScore.of(new float[] { 9, 9, 9, 9, 9, 9 }, 1, 2, 3));
		final float[] slope = new float[64];
		for (int i = 0; i < slope.length; i++) {
			slope[i] = i % 8;
		}
		assertEquals(2 * 8 * 3 / 16.0 / 64, EdgeScore.of(slope, 1, 8, 8), 1e-12); // the left and the right column alone
	}

	@Test
	void otherSizesAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> EdgeScore.of(new float[8], 2, 2, 2));
		assertThrows(IllegalArgumentException.class, () -> EdgeScore.of(new float[8], 1, 2, 3));
	}

	private static float[] pattern(final int channels, final int height, final int width) {
		final float[] patch = new float[channels * height * width];
		for (int i = 0; i < patch.length; i++) {
			final int x = i % width;
			final int y = i / width % height;
			patch[i] = (7 * x + 13 * y + 3 * x * y + 50 * (i / (width * height))) % 251;
		}
		return patch;
	}
}
