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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;

import ij.plugin.filter.GaussianBlur;
import ij.process.FloatProcessor;
import io.github.granulardq.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Error maps of images whose blur is known. */
class ErrorMapTest {

	private static final int WIDTH = 156;
	private static final int HEIGHT = 120;

	/** Lines and spots, in a dark frame, on a background. */
	private static Plane truth() {
		final Random random = new Random(4);
		final double[] values = new double[HEIGHT * WIDTH];
		Arrays.fill(values, 100);
		for (int n = 0; n < 250; n++) {
			final int y = 20 + random.nextInt(HEIGHT - 40);
			final int x = 20 + random.nextInt(WIDTH - 40);
			values[y * WIDTH + x] += 5000 * random.nextDouble();
		}
		return new Plane(HEIGHT, WIDTH, values);
	}

	/** By ImageJ's Gaussian blur, then every pixel of the large grid as the mean of those around its centre. */
	private static Plane low(final Plane truth, final int scale, final double sigma) {
		final FloatProcessor pixels = new FloatProcessor(WIDTH, HEIGHT, truth.values());
		new GaussianBlur().blurFloat(pixels, sigma, sigma, 1e-6);
		final double[] low = new double[HEIGHT / scale * (WIDTH / scale)];
		for (int i = 0; i < low.length; i++) {
			final int y = i / (WIDTH / scale) * scale;
			final int x = i % (WIDTH / scale) * scale;
			for (final int dy : new int[] { (scale - 1) / 2, scale / 2 }) {
				for (final int dx : new int[] { (scale - 1) / 2, scale / 2 }) {
					low[i] += pixels.getf(x + dx, y + dy) / 4;
				}
			}
		}
		return new Plane(HEIGHT / scale, WIDTH / scale, low);
	}

	private static ErrorMap map(final Plane superResolved, final Plane low, final boolean align) {
		return ErrorMap.of(superResolved, low, align, () -> false);
	}

	@ParameterizedTest
	@CsvSource({ "1,1.5", "1,3", "3,2", "3,4.5" })
	void knownBlurGainAndOffsetAreRecovered(final int scale, final double sigma) {
		final ErrorMap map = map(truth().map(v -> 0.01 * v - 5), low(truth(), scale, sigma), false);
		assertEquals(scale, map.scaling().scale());
		assertEquals(sigma, map.scaling().sigma(), 0.01 * sigma);
		assertEquals(100, map.scaling().gain(), 1);
		assertEquals(500, map.scaling().offset(), 10);
		assertTrue(map.rsp() > 0.99999, Double.toString(map.rsp()));
		assertTrue(map.rse() < 0.2, Double.toString(map.rse()));
	}

	/** The mean of two neighbours is itself a blur, of variance 1/4. */
	@Test
	void evenScaleAddsTheWidthOfItsSampling() {
		final ErrorMap map = map(truth(), low(truth(), 2, 2), false);
		assertEquals(Math.sqrt(4 + 0.25), map.scaling().sigma(), 0.05);
		assertTrue(map.rsp() > 0.999);
	}

	@Test
	void shiftIsFoundIfThatIsWanted() {
		final Plane truth = truth();
		final Plane moved = truth.crop(0, 0, HEIGHT, WIDTH);
		for (int y = 0; y < HEIGHT - 2; y++) {
			System.arraycopy(truth.values(), y * WIDTH, moved.values(), (y + 2) * WIDTH + 1, WIDTH - 1);
		}
		final Plane low = low(truth, 3, 3);
		final ErrorMap aligned = map(moved, low, true);
		assertEquals(1, aligned.scaling().shiftX(), 0.02);
		assertEquals(2, aligned.scaling().shiftY(), 0.02);
		assertEquals(3, aligned.scaling().sigma(), 0.05);
		final ErrorMap fixed = map(moved, low, false);
		assertEquals(0, fixed.scaling().shiftX());
		assertTrue(fixed.rse() > 20 * aligned.rse(), fixed.rse() + " " + aligned.rse());
	}

	@Test
	void inventedAndMissingStructuresShowAtTheirPlaces() {
		final Plane wrong = truth().crop(0, 0, HEIGHT, WIDTH);
		for (int i = 0; i < 9; i++) {
			wrong.values()[(60 + i) * WIDTH + 9] += 3000; // in the dark frame
		}
		final Plane low = low(truth(), 3, 3);
		final ErrorMap map = map(wrong, low, false);
		int least = 0;
		double outside = 0;
		for (int i = 0; i < map.error().values().length; i++) {
			final double error = map.error().values()[i];
			least = error < map.error().values()[least] ? i : least;
			final int x = i % map.error().width();
			final int y = i / map.error().width();
			if (Math.abs(x - 3) > 4 || Math.abs(y - 21) > 5) {
				outside = Math.max(outside, Math.abs(error));
			}
		}
		assertEquals(3, least % map.error().width(), 1);
		assertEquals(21, least / map.error().width(), 1.5);
		assertTrue(-map.error().values()[least] > 4 * outside, map.error().values()[least] + " " + outside);
		assertTrue(map.rsp() < map(truth(), low, false).rsp() - 0.01);
	}

	@Test
	void rseAndRspAreThoseOfTheMap() {
		final Plane low = low(truth(), 3, 3);
		final double[] noisy = low.values().clone();
		final Random random = new Random(1);
		for (int i = 0; i < noisy.length; i++) {
			noisy[i] += 4 * random.nextGaussian();
		}
		final ErrorMap map = map(truth(), new Plane(low.height(), low.width(), noisy), false);
		double sum = 0;
		for (final double error : map.error().values()) {
			sum += error * error;
		}
		assertEquals(Math.sqrt(sum / noisy.length), map.rse(), 1e-9);
		assertEquals(4, map.rse(), 0.2);
		assertEquals(3, map.scaling().sigma(), 0.1);
	}

	@Test
	void oppositeContrastHasANegativeCorrelation() {
		final ErrorMap map = map(truth().map(v -> -v), low(truth(), 3, 3), false);
		assertTrue(map.rsp() < -0.999 && map.scaling().gain() < 0);
	}

	@Test
	void whatCannotBeMeasuredIsOneSentence() {
		final Plane low = low(truth(), 3, 3);
		assertSentence("whole number", truth().crop(0, 0, HEIGHT - 1, WIDTH), low);
		assertSentence("whole number", low, truth());
		assertSentence("8x8", truth().crop(0, 0, 21, 30), low.crop(0, 0, 7, 10));
		assertSentence("low-resolution image are the same", truth(), low.map(v -> 1));
		assertSentence("super-resolved image is NaN or infinite at (0, 0)", truth().map(v -> Double.POSITIVE_INFINITY), low);
	}

	private static void assertSentence(final String words, final Plane superResolved, final Plane low) {
		final String message = assertThrows(InputException.class, () -> map(superResolved, low, false)).getMessage();
		assertTrue(message.contains(words) && message.endsWith("."), message);
	}

	@Test
	void cancels() {
		assertThrows(CancellationException.class, () -> ErrorMap.of(truth(), low(truth(), 3, 3), false, () -> true));
	}
}
