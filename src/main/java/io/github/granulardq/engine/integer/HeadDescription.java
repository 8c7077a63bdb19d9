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

/**
 * Computes the {@link Descriptor} of head features of one size, which are in the order [h,w,C] here. Loops run along whole rows, which are long enough for
 * vector instructions, and add up the columns at the end. Each row is copied first, since Java's compiler makes vector instructions only of loops that start at
 * the same place in all arrays. Keeps its buffers; not thread-safe.
 */
final class HeadDescription {

	private static final double FLOOR = 1e-6;

	private final Descriptor descriptor;

	private final Level fine;

	private final Level median;

	private final Level coarse;

	/**
	 * @param height of the features, at least 4
	 * @param width of the features, at least 4
	 */
	HeadDescription(final Descriptor descriptor, final int height, final int width, final int channels) {
		this.descriptor = descriptor;
		fine = new Level(height, width, channels);
		median = new Level(height / 2, width / 2, channels);
		coarse = new Level(height / 4, width / 4, channels);
	}

	/** Features of one granularity, [h,w,C]. */
	private static final class Level {

		private final int height;

		private final int width;

		private final int channels;

		private final float[] values;

		private final float[] row;

		/** One number for each value of a row. */
		private final float[] sums;

		private final float[] squares;

		private final float[] centres;

		private Level(final int height, final int width, final int channels) {
			this.height = height;
			this.width = width;
			this.channels = channels;
			values = new float[height * width * channels];
			row = new float[width * channels];
			sums = new float[width * channels];
			squares = new float[width * channels];
			centres = new float[width * channels];
		}

		/** Makes these the average of each 2x2 pixels; a last odd row or column is left out. */
		private void pool(final Level finer) {
			for (int y = 0; y < height; y++) {
				final float[] above = finer.sums;
				final float[] below = finer.row(2 * y + 1);
				System.arraycopy(finer.values, 2 * y * above.length, above, 0, above.length);
				for (int i = 0; i < above.length; i++) {
					above[i] += below[i];
				}
				for (int x = 0; x < width; x++) {
					final int to = (y * width + x) * channels;
					final int from = 2 * x * channels;
					for (int c = 0; c < channels; c++) {
						values[to + c] = 0.25f * (above[from + c] + above[from + channels + c]);
					}
				}
			}
		}

		private float[] row(final int y) {
			System.arraycopy(values, y * row.length, row, 0, row.length);
			return row;
		}

		/** For each channel. */
		private double[] mean() {
			Arrays.fill(sums, 0);
			for (int y = 0; y < height; y++) {
				add(row(y), sums);
			}
			return columns(sums);
		}

		/**
		 * sqrt(population variance + 1e-6) for each channel, in one pass: variance is mean square less squared mean of differences from any number, here the
		 * mean of the first row.
		 */
		private double[] spread() {
			Arrays.fill(sums, 0);
			add(row(0), sums);
			final double[] first = columns(sums);
			for (int i = 0; i < centres.length; i++) {
				centres[i] = (float) (first[i % channels] * height);
			}
			Arrays.fill(sums, 0);
			Arrays.fill(squares, 0);
			for (int y = 0; y < height; y++) {
				addDifferences(row(y), centres, sums, squares);
			}
			final double[] mean = columns(sums);
			final double[] spread = columns(squares);
			for (int c = 0; c < channels; c++) {
				spread[c] = Math.sqrt(Math.max(0, spread[c] - mean[c] * mean[c]) + FLOOR);
			}
			return spread;
		}

		private static void add(final float[] row, final float[] sums) {
			for (int i = 0; i < sums.length; i++) {
				sums[i] += row[i];
			}
		}

		private static void addDifferences(final float[] row, final float[] centres, final float[] sums, final float[] squares) {
			for (int i = 0; i < row.length; i++) {
				final float difference = row[i] - centres[i];
				sums[i] += difference;
				squares[i] += difference * difference;
			}
		}

		/** Adds up the columns, and divides by the number of pixels. */
		private double[] columns(final float[] of) {
			final double[] means = new double[channels];
			for (int x = 0; x < width; x++) {
				for (int c = 0; c < channels; c++) {
					means[c] += of[x * channels + c];
				}
			}
			for (int c = 0; c < channels; c++) {
				means[c] /= (double) height * width;
			}
			return means;
		}
	}

	/** Where to put the features, [h,w,C], before {@link #compute}. */
	float[] features() {
		return fine.values;
	}

	/** Returns the descriptor [3C], a new array. */
	float[] compute() {
		median.pool(fine);
		coarse.pool(median);
		final double[][] parts;
		if (descriptor == Descriptor.SPREAD) {
			parts = new double[][] { coarse.spread(), fine.spread(), median.spread() };
		}
		else {
			// The mean of a 4x4 pool of fine and that of a 2x2 pool of median are both that of coarse.
			final double[] mean = coarse.mean();
			parts = new double[][] { mean, mean, mean };
		}
		final int channels = fine.channels;
		final float[] described = new float[parts.length * channels];
		for (int part = 0; part < parts.length; part++) {
			for (int c = 0; c < channels; c++) {
				described[part * channels + c] = (float) parts[part][c];
			}
		}
		return described;
	}
}
