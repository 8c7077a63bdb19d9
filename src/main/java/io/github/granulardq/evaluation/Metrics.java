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

/**
 * How alike two planes are. SSIM is that of Wang, Bovik, Sheikh and Simoncelli (IEEE Trans. Image Processing 13, 2004) with the
 * constants of its authors: a Gaussian window of 11x11 pixels and sigma 1.5, K1 = 0.01, K2 = 0.03, where the window fits into the plane.
 *
 * <pre>
 * double decibels = Metrics.psnr(enlarged, reference, 255);
 * double alike = Metrics.ssim(enlarged, reference, 255);
 * </pre>
 *
 * Stateless.
 */
public final class Metrics {

	/** Sides of the window of SSIM in pixels; smaller planes have no SSIM. */
	public static final int WINDOW = 11;

	private static final double SIGMA = 1.5;
	private static final double K1 = 0.01;
	private static final double K2 = 0.03;

	private static final double[] GAUSSIAN = gaussian();

	private Metrics() {
	}

	/**
	 * Returns the peak signal-to-noise ratio in dB, {@code 10 log10(peak^2 / mean squared error)}; infinity for equal planes.
	 *
	 * @param peak the largest value that the planes could have
	 */
	public static double psnr(final Plane a, final Plane b, final double peak) {
		requireSameSize(a, b);
		double sum = 0;
		for (int i = 0; i < a.values().length; i++) {
			final double difference = a.values()[i] - b.values()[i];
			sum += difference * difference;
		}
		return 10 * Math.log10(peak * peak * a.values().length / sum);
	}

	/**
	 * Returns the structural similarity, up to 1 for equal planes.
	 *
	 * @param peak the largest value that the planes could have
	 * @throws IllegalArgumentException if a side is shorter than the window
	 */
	public static double ssim(final Plane a, final Plane b, final double peak) {
		requireSameSize(a, b);
		if (a.height() < WINDOW || a.width() < WINDOW) {
			throw new IllegalArgumentException("no window of " + WINDOW + "x" + WINDOW + " fits into " + a);
		}
		final double[] meanA = blur(a, product(a, null));
		final double[] meanB = blur(a, product(b, null));
		final double[] squareA = blur(a, product(a, a));
		final double[] squareB = blur(a, product(b, b));
		final double[] both = blur(a, product(a, b));
		final double c1 = K1 * peak * (K1 * peak);
		final double c2 = K2 * peak * (K2 * peak);
		double sum = 0;
		for (int i = 0; i < both.length; i++) {
			final double means = meanA[i] * meanB[i];
			final double squares = meanA[i] * meanA[i] + meanB[i] * meanB[i];
			final double covariance = both[i] - means;
			final double variances = squareA[i] + squareB[i] - squares;
			sum += (2 * means + c1) * (2 * covariance + c2) / ((squares + c1) * (variances + c2));
		}
		return sum / both.length;
	}

	private static void requireSameSize(final Plane a, final Plane b) {
		if (a.height() != b.height() || a.width() != b.width()) {
			throw new IllegalArgumentException(a + " cannot be compared with " + b);
		}
	}

	private static double[] gaussian() {
		final double[] window = new double[WINDOW];
		double sum = 0;
		for (int i = 0; i < WINDOW; i++) {
			final double distance = (i - WINDOW / 2) / SIGMA;
			window[i] = Math.exp(-0.5 * distance * distance);
			sum += window[i];
		}
		for (int i = 0; i < WINDOW; i++) {
			window[i] /= sum;
		}
		return window;
	}

	private static double[] product(final Plane a, final Plane b) {
		final double[] product = a.values().clone();
		for (int i = 0; b != null && i < product.length; i++) {
			product[i] *= b.values()[i];
		}
		return product;
	}

	/** Weighted means over the window, at each of its (height-10)(width-10) places. */
	private static double[] blur(final Plane size, final double[] values) {
		final int width = size.width();
		final int rows = size.height() - WINDOW + 1;
		final int columns = width - WINDOW + 1;
		final double[] tall = new double[rows * width];
		for (int y = 0; y < rows; y++) {
			for (int k = 0; k < WINDOW; k++) {
				final int from = (y + k) * width;
				for (int x = 0; x < width; x++) {
					tall[y * width + x] += GAUSSIAN[k] * values[from + x];
				}
			}
		}
		final double[] blurred = new double[rows * columns];
		for (int y = 0; y < rows; y++) {
			for (int k = 0; k < WINDOW; k++) {
				final int from = y * width + k;
				for (int x = 0; x < columns; x++) {
					blurred[y * columns + x] += GAUSSIAN[k] * tall[from + x];
				}
			}
		}
		return blurred;
	}
}
