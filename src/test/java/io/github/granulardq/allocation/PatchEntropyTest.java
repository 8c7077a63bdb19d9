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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleSupplier;

import org.junit.jupiter.api.Test;

class PatchEntropyTest {

	/** What goldens are held to is 1e-4; the sharing between levels is meant to cost less than 1e-5. */
	private static final double TOLERANCE = 1e-5;

	@Test
	void randomFloatPatchesAgreeWithTheDefinition() {
		final Random random = new Random(1);
		for (int i = 0; i < 40; i++) {
			final double centre = 255 * random.nextDouble();
			final double width = Math.exp(6 * random.nextDouble());
			assertAgrees(3 * (24 + i) * (24 + i), () -> centre + width * random.nextGaussian());
			assertAgrees(3 * (24 + i) * (24 + i), () -> centre + width * random.nextDouble());
		}
	}

	/** A single grey value is where sharing it between two levels blurs most. */
	@Test
	void constantPatchesAgreeWithTheDefinition() {
		for (double grey = -1; grey < 256; grey += 0.0371) {
			final double constant = grey;
			assertAgrees(3, () -> constant);
		}
	}

	@Test
	void eightBitPatchesAgreeExactly() {
		final float[] patch = patch(96 * 96, new Random(2)::nextGaussian);
		for (int i = 0; i < patch.length; i++) {
			patch[i] = Math.round(60 + 30 * patch[i]);
		}
		assertEquals(NaivePatchEntropy.of(patch, 1), PatchEntropy.of(patch, 1), 1e-7);
	}

	@Test
	void valuesOutsideTheRangeCountAsItsEnds() {
		final double expected = PatchEntropy.of(new float[] { 0, 255 }, 1);
		assertEquals(expected, PatchEntropy.of(new float[] { -1e9f, Float.POSITIVE_INFINITY }, 1), 0);
	}

	@Test
	void allBinsAlikeGiveTheMaximum() {
		final float[] patch = new float[32 * 100];
		for (int i = 0; i < patch.length; i++) {
			patch[i] = 255f * (i % 32) / 31;
		}
		assertTrue(PatchEntropy.of(patch, 1) <= PatchEntropy.MAX);
		assertEquals(PatchEntropy.MAX, PatchEntropy.of(patch, 1), 0.01); // the end bins get less
	}

	@Test
	void colourIsWeighted() {
		final float[] rgb = { 10, 100, 20, 130, 30, 170 };
		final float[] grey = { 0.2989f * 10 + 0.5870f * 20 + 0.1140f * 30, 0.2989f * 100 + 0.5870f * 130 + 0.1140f * 170 };
		assertEquals(PatchEntropy.of(grey, 1), PatchEntropy.of(rgb, 3), 1e-5);
	}

	@Test
	void wrongPatchesAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> PatchEntropy.of(new float[0], 1));
		assertThrows(IllegalArgumentException.class, () -> PatchEntropy.of(new float[4], 2));
		assertThrows(IllegalArgumentException.class, () -> PatchEntropy.of(new float[4], 3));
		assertThrows(IllegalArgumentException.class, () -> PatchEntropy.of(new float[] { 1, Float.NaN }, 1));
	}

	private static void assertAgrees(final int values, final DoubleSupplier next) {
		final float[] patch = patch(values, next);
		assertEquals(NaivePatchEntropy.of(patch, 1), PatchEntropy.of(patch, 1), TOLERANCE);
		assertEquals(NaivePatchEntropy.of(patch, 3), PatchEntropy.of(patch, 3), TOLERANCE);
	}

	private static float[] patch(final int values, final DoubleSupplier next) {
		final float[] patch = new float[values];
		for (int i = 0; i < values; i++) {
			patch[i] = (float) next.getAsDouble();
		}
		return patch;
	}
}
