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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class MetricsTest {

	/**
	 * metrics.txt: "height width peak noise PSNR SSIM" of the planes made here, SSIM by scikit-image 0.26 (structural_similarity with
	 * gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=peak, full=True; the mean without five pixels on each side),
	 * PSNR by training/granular_dq/metrics.py, whose SSIM is the same to 1e-12.
	 */
	@Test
	void agreesWithScikitImageAndThePythonTwin() throws IOException {
		final List<String> lines;
		try (InputStream in = getClass().getResourceAsStream("metrics.txt")) {
			lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
		}
		assertEquals(5, lines.size());
		for (final String line : lines) {
			final String[] numbers = line.split(" ");
			final int height = Integer.parseInt(numbers[0]);
			final int width = Integer.parseInt(numbers[1]);
			final double peak = Double.parseDouble(numbers[2]);
			final Plane a = plane(height, width, peak, 0);
			final Plane b = plane(height, width, peak, Double.parseDouble(numbers[3]));
			assertEquals(Double.parseDouble(numbers[4]), Metrics.psnr(a, b, peak), 1e-8, line);
			assertEquals(Double.parseDouble(numbers[5]), Metrics.ssim(a, b, peak), 1e-10, line);
		}
	}

	private static Plane plane(final int height, final int width, final double peak, final double noise) {
		return new Plane(height, width, IntStream.range(0, height * width).mapToDouble(i -> {
			final int x = i % width;
			final int y = i / width;
			return ((x * x * 7 + y * 13 + x * y * 3 + 5) % 251 + ((x * 5 + y * 11) % 17 - 8) * noise) * peak / 255;
		}).toArray());
	}

	@Test
	void equalPlanesArePerfect() {
		final Plane plane = plane(12, 15, 1, 0);
		assertEquals(Double.POSITIVE_INFINITY, Metrics.psnr(plane, plane, 1));
		assertEquals(1, Metrics.ssim(plane, plane, 1), 1e-12);
	}

	@Test
	void peakOverErrorIsCountedInDecibels() {
		final Plane zero = new Plane(1, 2, new double[2]);
		assertEquals(20, Metrics.psnr(zero, new Plane(1, 2, new double[] { 0.1, -0.1 }), 1), 1e-12);
		assertEquals(20 + 10 * Math.log10(2), Metrics.psnr(zero, new Plane(1, 2, new double[] { 0, 0.1 }), 1), 1e-12);
	}

	@Test
	void planesWithoutAWindowOrOfDifferentSizesAreRefused() {
		final Plane small = plane(10, 30, 1, 0);
		assertThrows(IllegalArgumentException.class, () -> Metrics.ssim(small, small, 1));
		assertThrows(IllegalArgumentException.class, () -> Metrics.psnr(small, plane(30, 10, 1, 0), 1));
	}
}
