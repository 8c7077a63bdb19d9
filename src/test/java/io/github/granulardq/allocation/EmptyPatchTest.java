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

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

class EmptyPatchTest {

	private static final int SIZE = 96;

	@Test
	void constantPatchesAreEmpty() {
		assertTrue(EmptyPatch.test(filled(3, 200), 3, SIZE, SIZE));
		assertTrue(EmptyPatch.test(new float[16], 1, 4, 4));
	}

	@Test
	void noiseIsEmptyIfItIsFaint() {
		// the Laplacian of noise is sqrt(20) times as strong
		assertTrue(EmptyPatch.test(noise(0.215), 1, SIZE, SIZE));
		assertFalse(EmptyPatch.test(noise(0.235), 1, SIZE, SIZE));
	}

	@Test
	void slopesAreEmptyIfTheyAreGentle() {
		assertTrue(EmptyPatch.test(slope(7.9f), 1, SIZE, SIZE));
		assertFalse(EmptyPatch.test(slope(8.1f), 1, SIZE, SIZE));
	}

	@Test
	void oneDotIsEnoughToBeAskedAbout() {
		final float[] dot = filled(1, 10);
		dot[SIZE * 40 + 50] = 19;
		assertFalse(EmptyPatch.test(dot, 1, SIZE, SIZE));
		dot[SIZE * 40 + 50] = 1;
		assertFalse(EmptyPatch.test(dot, 1, SIZE, SIZE));
		dot[SIZE * 40 + 50] = 13;
		assertTrue(EmptyPatch.test(dot, 1, SIZE, SIZE));
	}

	@Test
	void everyChannelMustBeEmpty() {
		final float[] colour = filled(3, 10);
		colour[2 * SIZE * SIZE + 5] = 60;
		assertFalse(EmptyPatch.test(colour, 3, SIZE, SIZE));
		// each by itself: a distance between channels is no structure
		Arrays.fill(colour, SIZE * SIZE, 2 * SIZE * SIZE, 250);
		colour[2 * SIZE * SIZE + 5] = 10;
		assertTrue(EmptyPatch.test(colour, 3, SIZE, SIZE));
	}

	private static float[] filled(final int channels, final float value) {
		final float[] patch = new float[channels * SIZE * SIZE];
		Arrays.fill(patch, value);
		return patch;
	}

	private static float[] noise(final double sigma) {
		final Random random = new Random(1);
		final float[] patch = new float[SIZE * SIZE];
		for (int i = 0; i < patch.length; i++) {
			patch[i] = (float) (20 + sigma * random.nextGaussian());
		}
		return patch;
	}

	private static float[] slope(final float rise) {
		final float[] patch = new float[SIZE * SIZE];
		for (int i = 0; i < patch.length; i++) {
			patch[i] = rise * (i % SIZE) / (SIZE - 1);
		}
		return patch;
	}
}
