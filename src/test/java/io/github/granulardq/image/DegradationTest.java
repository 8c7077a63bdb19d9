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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.granulardq.InputException;

class DegradationTest {

	private static final int HEIGHT = 6;
	private static final int WIDTH = 8;

	/** Figures of training/granular_dq/degradations.py. */
	@Test
	void agreesWithThePythonTwin() {
		assertLow("area", 10.25, 10.75, 18.5, 11.75, 15.5, 12.75, 10.0, 14.5, 13.5, 14.75, 16.0, 10.0);
		assertLow("gaussian:0.5", 10.02, 13.4716, 15.809, 12.9076, 14.5779, 12.8801, 12.9064, 12.3855, 12.9352, 13.7758, 15.2639, 11.317);
	}

	private static void assertLow(final String kernel, final double... expected) {
		assertArrayEquals(expected, Degradation.parse(kernel).downscale(pattern(WIDTH), HEIGHT, WIDTH, 2), 1e-4);
	}

	private static double[] pattern(final int width) {
		final double[] plane = new double[HEIGHT * width];
		for (int i = 0; i < plane.length; i++) {
			final int x = i % width;
			final int y = i / width;
			plane[i] = (x * 7 + y * 13 + x * y) % 29;
		}
		return plane;
	}

	@Test
	void bicubicIsThatOfResize() {
		assertArrayEquals(Resize.downscale(pattern(WIDTH), HEIGHT, WIDTH, 2), Degradation.BICUBIC.downscale(pattern(WIDTH), HEIGHT, WIDTH, 2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "bicubic", "area", "gaussian:0.3", "gaussian" })
	void constantsStay(final String kernel) {
		final double[] plane = new double[9 * 7];
		Arrays.fill(plane, 5);
		final double[] low = Degradation.parse(kernel).downscale(plane, 9, 7, 3);
		assertEquals(3 * 2, low.length);
		assertTrue(Arrays.stream(low).allMatch(v -> Math.abs(v - 5) < 1e-12));
	}

	@Test
	void lastRowsAndColumnsAreCutOff() {
		final double[] wide = pattern(WIDTH + 1);
		final double[] cut = new double[HEIGHT * WIDTH];
		for (int y = 0; y < HEIGHT; y++) {
			System.arraycopy(wide, y * (WIDTH + 1), cut, y * WIDTH, WIDTH);
		}
		final Degradation gaussian = Degradation.parse("gaussian:0.4");
		assertArrayEquals(gaussian.downscale(cut, HEIGHT, WIDTH, 2), gaussian.downscale(wide, HEIGHT, WIDTH + 1, 2), 1e-12);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "box", "gaussian:", "gaussian:x", "gaussian:0", "gaussian:2", "area:1", "gaussian:NaN", "gaussian:0.5:1" })
	void othersAreRefused(final String kernel) {
		assertThrows(InputException.class, () -> Degradation.parse(kernel));
	}

	@Test
	void textIsReadAgain() {
		for (final Degradation kernel : new Degradation[] { Degradation.BICUBIC, Degradation.AREA, Degradation.parse("Gaussian:0.45") }) {
			assertEquals(kernel, Degradation.parse(kernel.toString()));
		}
	}
}
