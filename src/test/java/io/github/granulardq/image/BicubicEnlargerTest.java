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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@link BicubicEnlarger} against {@link Resize}. */
class BicubicEnlargerTest {

	private static float[] random(final int length) {
		final Random random = new Random(length);
		final float[] values = new float[length];
		for (int i = 0; i < length; i++) {
			values[i] = random.nextFloat() * 255;
		}
		return values;
	}

	@ParameterizedTest
	@CsvSource({ "96,96,2", "17,40,3", "33,21,4", "1,1,2", "2,3,3", "4,1,4", "1,50,2", "5,7,1" })
	void itEnlargesAsTheGeneralCodeDoes(final int height, final int width, final int scale) {
		final float[] plane = random(height * width);
		final float[] enlarged = new float[scale * scale * height * width];
		new BicubicEnlarger(height, width, scale).enlarge(plane, 0, enlarged, 0);
		assertArrayEquals(Resize.bicubic(plane, height, width, scale), enlarged, 2e-5f);
	}

	@ParameterizedTest
	@CsvSource({ "2", "3" })
	void planesMayLieAnywhereAndBuffersAreUsedAgain(final int scale) {
		final int pixels = 9 * 12;
		final float[] planes = random(2 * pixels + 5);
		final BicubicEnlarger enlarger = new BicubicEnlarger(9, 12, scale);
		final float[] enlarged = new float[3 + 2 * pixels * scale * scale];
		Arrays.fill(enlarged, -1);
		enlarger.enlarge(planes, 5, enlarged, 3);
		enlarger.enlarge(planes, 5 + pixels, enlarged, 3 + pixels * scale * scale);
		for (int c = 0; c < 2; c++) {
			final float[] plane = Arrays.copyOfRange(planes, 5 + c * pixels, 5 + (c + 1) * pixels);
			final int from = 3 + c * pixels * scale * scale;
			assertArrayEquals(Resize.bicubic(plane, 9, 12, scale), Arrays.copyOfRange(enlarged, from, from + pixels * scale * scale), 2e-5f);
		}
		assertEquals(-1, enlarged[2], "what lies before was written to");
	}
}
