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

import java.util.Arrays;

import io.github.granulardq.InputException;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * The linear map between the intensities of a channel and the range of models, 0..255:
 *
 * <pre>
 * Normalizer n = Normalizer.of(channel, 0.1, 99.9);
 * float x = n.normalize(pixel.getRealDouble());
 * double intensity = n.denormalize(x);
 * </pre>
 *
 * Nothing is clipped. A constant channel (low equal to high) becomes 0, and whatever a network makes of that becomes the constant
 * again. Immutable, safe for threads.
 *
 * @param low intensity that becomes 0
 * @param high intensity that becomes 255; not below low
 */
public record Normalizer(double low, double high) {

	/** The largest value of the range that models see. */
	public static final double RANGE = 255;

	/** Channels of more pixels are sampled. */
	static final long EXACT_PIXELS = 1L << 24;

	/** Pixels that are read between two checkpoints; a power of 2. */
	private static final long CHECKPOINT_PIXELS = 1L << 16;

	public Normalizer {
		if (!(low <= high) || Double.isInfinite(high - low)) {
			throw new IllegalArgumentException("no linear map from " + low + ".." + high);
		}
	}

	/**
	 * Finds the map that takes two percentiles of a channel to 0 and 255; if both are the same, its minimum and maximum. A channel of
	 * more than 2^24 pixels is sampled on a regular lattice that depends on its size alone.
	 *
	 * @param channel all planes of the channel, finite numbers only (see {@link #requireFinite})
	 * @param lowPercent 0..100
	 * @param highPercent above lowPercent, up to 100
	 * @throws InputException if the intensities are too far apart for a double to hold their difference
	 */
	public static <T extends RealType<T>> Normalizer of(final RandomAccessibleInterval<T> channel, final double lowPercent,
		final double highPercent)
	{
		return of(channel, lowPercent, highPercent, () -> {});
	}

	/**
	 * As {@link #of(RandomAccessibleInterval, double, double)}, for channels that take long to read.
	 *
	 * @param checkpoint run every 65536 pixels; may throw to end the reading
	 */
	public static <T extends RealType<T>> Normalizer of(final RandomAccessibleInterval<T> channel, final double lowPercent,
		final double highPercent, final Runnable checkpoint)
	{
		final double[] sorted = values(Views.subsample(channel, lattice(channel.dimensionsAsLongArray(), EXACT_PIXELS)), checkpoint);
		PartialSort.sort(sorted, place(sorted, lowPercent), place(sorted, lowPercent) + 1, place(sorted, highPercent), place(sorted, highPercent) + 1);
		if (Double.isInfinite(sorted[sorted.length - 1] - sorted[0])) {
			throw new InputException("The intensities reach from " + sorted[0] + " to " + sorted[sorted.length - 1] +
				", too far for 64-bit numbers: scale them down first.");
		}
		final double low = percentile(sorted, lowPercent);
		final double high = percentile(sorted, highPercent);
		if (low < high) {
			return new Normalizer(low, high);
		}
		double min = low;
		double max = low;
		final Cursor<T> cursor = channel.cursor();
		for (long i = 0; cursor.hasNext(); i++) {
			pass(i, checkpoint);
			final double value = cursor.next().getRealDouble();
			min = Math.min(min, value);
			max = Math.max(max, value);
		}
		return new Normalizer(min, max);
	}

	/**
	 * Checks that all pixels are finite numbers. Integer types always are and are not read.
	 *
	 * @throws InputException naming the position of the first that is not, in raster order, in the coordinates of the image
	 */
	public static <T extends RealType<T>> void requireFinite(final RandomAccessibleInterval<T> image) {
		requireFinite(image, () -> {});
	}

	/**
	 * As {@link #requireFinite(RandomAccessibleInterval)}, for images that take long to read.
	 *
	 * @param checkpoint run every 65536 pixels; may throw to end the reading
	 */
	public static <T extends RealType<T>> void requireFinite(final RandomAccessibleInterval<T> image, final Runnable checkpoint) {
		if (image.getType() instanceof IntegerType) {
			return;
		}
		final Cursor<T> cursor = Views.flatIterable(image).localizingCursor();
		for (long i = 0; cursor.hasNext(); i++) {
			pass(i, checkpoint);
			final double value = cursor.next().getRealDouble();
			if (!Double.isFinite(value)) {
				final String name = Double.isNaN(value) ? "NaN" : "infinity";
				throw new InputException("The image holds " + name + " at position " + Arrays.toString(cursor.positionAsLongArray()) +
					" (x, y, then its other axes, from 0): replace such pixels by numbers first.");
			}
		}
	}

	/** Returns {@code (intensity - low) / (high - low) * 255}; 0 for a constant channel. */
	public float normalize(final double intensity) {
		return low < high ? (float) ((intensity - low) / (high - low) * RANGE) : 0;
	}

	/** Returns {@code low + value / 255 * (high - low)}. */
	public double denormalize(final double value) {
		return low + value / RANGE * (high - low);
	}

	/**
	 * Returns a percentile with linear interpolation between order statistics, as {@code numpy.percentile}.
	 *
	 * @param sorted ascending, at least one value
	 * @param percent 0..100
	 */
	static double percentile(final double[] sorted, final double percent) {
		final int below = place(sorted, percent);
		final double a = sorted[below];
		final double b = sorted[Math.min(below + 1, sorted.length - 1)];
		final double t = percent / 100 * (sorted.length - 1) - below;
		return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t);
	}

	/** Returns the place of the last order statistic that is not above a percentile. */
	private static int place(final double[] values, final double percent) {
		return (int) Math.min(Math.floor(percent / 100 * (values.length - 1)), values.length - 1.0);
	}

	/**
	 * Returns the steps of a lattice with at most {@code most} positions: the axis with the most positions is thinned out until they
	 * are few enough.
	 */
	static long[] lattice(final long[] size, final long most) {
		final long[] steps = new long[size.length];
		Arrays.fill(steps, 1);
		final double[] count = Arrays.stream(size).asDoubleStream().toArray();
		while (Arrays.stream(count).reduce(1, (a, b) -> a * b) > most) {
			int longest = 0;
			for (int d = 1; d < size.length; d++) {
				longest = count[d] > count[longest] ? d : longest;
			}
			steps[longest]++;
			count[longest] = Math.ceil((double) size[longest] / steps[longest]);
		}
		return steps;
	}

	private static <T extends RealType<T>> double[] values(final RandomAccessibleInterval<T> image, final Runnable checkpoint) {
		final double[] values = new double[Math.toIntExact(image.size())];
		final Cursor<T> cursor = image.cursor();
		for (int i = 0; i < values.length; i++) {
			pass(i, checkpoint);
			values[i] = cursor.next().getRealDouble();
		}
		return values;
	}

	private static void pass(final long pixel, final Runnable checkpoint) {
		if ((pixel & CHECKPOINT_PIXELS - 1) == 0) {
			checkpoint.run();
		}
	}
}
