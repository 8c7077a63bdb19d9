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

import java.util.Random;
import java.util.concurrent.CancellationException;

import ij.process.FHT;
import ij.process.FloatProcessor;
import io.github.granulardq.InputException;
import io.github.granulardq.evaluation.RingResolution.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Pairs of images whose common frequencies are known. */
class RingCorrelationTest {

	private static Plane noise(final int height, final int width, final double deviation, final long seed) {
		final Random random = new Random(seed);
		return new Plane(height, width, random.doubles((long) height * width).map(u -> deviation * random.nextGaussian()).toArray());
	}

	private static Plane sum(final Plane a, final Plane b) {
		final double[] values = a.values().clone();
		for (int i = 0; i < values.length; i++) {
			values[i] += b.values()[i];
		}
		return new Plane(a.height(), a.width(), values);
	}

	/** White noise of variance 1 per frequency without all frequencies above one, cut out of a larger field, so that it is not periodic. */
	private static Plane limited(final int height, final int width, final double frequency) {
		final int size = 512;
		final Plane white = noise(size, size, 1, 11);
		final float[] pixels = new float[size * size];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (float) white.values()[i];
		}
		final FHT transform = new FHT(new FloatProcessor(size, size, pixels));
		transform.transform();
		final float[] spectrum = (float[]) transform.getPixels();
		for (int i = 0; i < spectrum.length; i++) {
			final int u = i % size;
			final int v = i / size;
			if (Math.hypot(Math.min(u, size - u), Math.min(v, size - v)) / size > frequency) {
				spectrum[i] = 0;
			}
		}
		transform.inverseTransform();
		final float[] back = (float[]) transform.getPixels();
		final double[] values = new double[size * size];
		for (int i = 0; i < values.length; i++) {
			values[i] = 500 + back[i];
		}
		return new Plane(size, size, values).crop(40, 70, height, width);
	}

	@ParameterizedTest
	@CsvSource({ "256,256,0.2,TUKEY", "256,256,0.35,HANN", "200,317,0.2,TUKEY", "131,97,0.15,TUKEY", "180,180,0.3,TUKEY" })
	void knownCutOffIsFoundWithinARing(final int height, final int width, final double frequency, final Window window) {
		final Plane signal = limited(height, width, frequency);
		final RingCorrelation found = RingCorrelation.of(sum(signal, noise(height, width, 0.7, 1)), sum(signal, noise(height, width, 0.7, 2)), window);
		final double ring = 1.0 / Math.min(height, width);
		for (final Threshold threshold : Threshold.values()) {
			final RingResolution resolution = found.resolution(threshold);
			assertEquals(Outcome.FOUND, resolution.outcome());
			assertEquals(frequency, 1 / resolution.pixels(), 1.5 * ring, threshold.toString());
		}
		assertTrue(found.rings().subList(5, 15).stream().mapToDouble(RingCorrelation.Ring::correlation).average().orElseThrow() > 0.5);
	}

	@ParameterizedTest
	@EnumSource(Threshold.class)
	void independentNoiseHasNoResolution(final Threshold threshold) {
		for (int seed = 0; seed < 10; seed++) {
			final RingCorrelation found = RingCorrelation.of(noise(128, 100, 5, seed), noise(128, 100, 5, 100 + seed), Window.TUKEY);
			assertEquals(Outcome.UNCORRELATED, found.resolution(threshold).outcome());
		}
	}

	@ParameterizedTest
	@EnumSource(Window.class)
	void correlationsOfNoiseSpreadNoFurtherThanTheNumberOfSamplesSays(final Window window) {
		double sum = 0;
		int rings = 0;
		for (int seed = 0; seed < 6; seed++) {
			for (final RingCorrelation.Ring ring : RingCorrelation.of(noise(150, 150, 5, seed), noise(150, 150, 5, 50 + seed), window).rings()) {
				sum += ring.correlation() * ring.correlation() * ring.samples();
				rings++;
			}
		}
		// A real part has half the variance of a complex number; rings that are thinner than the window's blur have more samples than counted.
		assertTrue(sum / rings > 0.2 && sum / rings < 0.55, Double.toString(sum / rings));
	}

	@Test
	void identicalFramesAreNamed() {
		final Plane plane = sum(limited(64, 64, 0.2), noise(64, 64, 0.1, 3));
		assertEquals(Outcome.IDENTICAL, RingCorrelation.of(plane, plane.map(v -> v), Window.TUKEY).resolution(Threshold.ONE_SEVENTH).outcome());
		assertEquals(Outcome.IDENTICAL, RingCorrelation.of(plane, plane.map(v -> 3 * v + 7), Window.TUKEY).resolution(Threshold.ONE_SEVENTH).outcome());
	}

	@Test
	void commonFineStructureIsLimitedByThePixels() {
		final Plane common = noise(64, 80, 10, 5);
		final RingCorrelation found = RingCorrelation.of(sum(common, noise(64, 80, 1, 6)), sum(common, noise(64, 80, 1, 7)), Window.TUKEY);
		assertEquals(Outcome.SAMPLING, found.resolution(Threshold.ONE_SEVENTH).outcome());
		assertEquals(0.5, found.rings().get(found.rings().size() - 1).frequency());
		assertEquals(100 / 101.0, found.rings().get(20).correlation(), 0.01);
	}

	@Test
	void thresholdsAreThePublishedOnes() {
		assertEquals(0.142857, Threshold.parse("1/7").at(5), 1e-6);
		assertEquals(0.3, Threshold.parse("3-sigma").at(100), 1e-12);
		assertEquals(0.1716, Threshold.parse("half-bit").at(1e12), 1e-4);
		assertEquals(0.3067, Threshold.parse("half-bit").at(100), 1e-4);
		assertEquals(1, Threshold.THREE_SIGMA.at(2));
	}

	@Test
	void cancelCountsWithinAPlane() {
		final int[] asked = { 0 };
		assertThrows(CancellationException.class, () -> RingCorrelation.of(noise(64, 80, 1, 6), noise(64, 80, 1, 7), Window.TUKEY, () -> ++asked[0] > 100));
		assertEquals(101, asked[0]);
	}

	@Test
	void whatCannotBeMeasuredIsOneSentence() {
		final Plane plane = noise(32, 40, 1, 1);
		assertSentence("same", plane, noise(40, 32, 1, 2));
		assertSentence("from 16", noise(15, 40, 1, 1), noise(15, 40, 1, 2));
		assertSentence("first image are the same", plane.map(v -> 3), plane);
		assertSentence("second image is NaN or infinite at (0, 0)", plane, plane.map(v -> Double.NaN));
	}

	private static void assertSentence(final String words, final Plane first, final Plane second) {
		final String message = assertThrows(InputException.class, () -> RingCorrelation.of(first, second, Window.TUKEY)).getMessage();
		assertTrue(message.contains(words) && message.endsWith("."), message);
	}
}
