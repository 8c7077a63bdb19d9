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
package io.github.granulardq.engine.integer;

import java.util.Arrays;

import io.github.granulardq.network.Descriptor;

/** Computes the {@link Descriptor} of head features, which are in the order [h,w,C] here. Stateless. */
final class HeadDescription {

	private static final double FLOOR = 1e-6;

	private HeadDescription() {}

	/** Features of one granularity, [h,w,C]. */
	private record Level(float[] values, int height, int width, int channels) {

		/** The average of each 2x2 pixels; a last odd row or column is left out. */
		Level pool() {
			final int h = height / 2;
			final int w = width / 2;
			final float[] pooled = new float[h * w * channels];
			final int row = width * channels;
			for (int y = 0; y < h; y++) {
				for (int x = 0; x < w; x++) {
					final int to = (y * w + x) * channels;
					final int from = (2 * y * width + 2 * x) * channels;
					for (int c = 0; c < channels; c++) {
						pooled[to + c] = 0.25f * (values[from + c] + values[from + channels + c] + values[from + row + c] + values[from + row +
							channels + c]);
					}
				}
			}
			return new Level(pooled, h, w, channels);
		}

		/** For each channel. */
		double[] mean() {
			final double[] mean = new double[channels];
			final float[] sum = new float[channels];
			for (int y = 0; y < height; y++) {
				Arrays.fill(sum, 0);
				for (int x = 0; x < width; x++) {
					final int from = (y * width + x) * channels;
					for (int c = 0; c < channels; c++) {
						sum[c] += values[from + c];
					}
				}
				// In rows, so that floats stay precise.
				for (int c = 0; c < channels; c++) {
					mean[c] += sum[c] / ((double) height * width);
				}
			}
			return mean;
		}

		/** sqrt(population variance + 1e-6) for each channel. */
		double[] spread() {
			final double[] mean = mean();
			final float[] centre = new float[channels];
			for (int c = 0; c < channels; c++) {
				centre[c] = (float) mean[c];
			}
			final double[] spread = new double[channels];
			final float[] sum = new float[channels];
			for (int y = 0; y < height; y++) {
				Arrays.fill(sum, 0);
				for (int x = 0; x < width; x++) {
					final int from = (y * width + x) * channels;
					for (int c = 0; c < channels; c++) {
						final float difference = values[from + c] - centre[c];
						sum[c] += difference * difference;
					}
				}
				for (int c = 0; c < channels; c++) {
					spread[c] += sum[c] / ((double) height * width);
				}
			}
			for (int c = 0; c < channels; c++) {
				spread[c] = Math.sqrt(spread[c] + FLOOR);
			}
			return spread;
		}
	}

	/**
	 * Returns the descriptor [3C].
	 *
	 * @param features [h,w,C], h and w at least 4
	 */
	static float[] of(final Descriptor descriptor, final float[] features, final int height, final int width, final int channels) {
		final Level fine = new Level(features, height, width, channels);
		final Level median = fine.pool();
		final Level coarse = median.pool();
		// The mean of a 4x4 pool of fine and that of a 2x2 pool of median are both that of coarse.
		final double[][] parts = switch (descriptor) {
			case MEAN -> new double[][] { coarse.mean(), coarse.mean(), coarse.mean() };
			case SPREAD -> new double[][] { coarse.spread(), fine.spread(), median.spread() };
		};
		final float[] described = new float[3 * channels];
		for (int part = 0; part < parts.length; part++) {
			for (int c = 0; c < channels; c++) {
				described[part * channels + c] = (float) parts[part][c];
			}
		}
		return described;
	}
}
