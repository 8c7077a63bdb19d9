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

import java.util.List;

import io.github.granulardq.InputException;
import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

/**
 * The intensities of a channel between two percentiles. Channels of up to 2^24 pixels are read whole. Of larger ones a sample is read:
 * some 500 squares of 128 x 128 pixels, spread evenly over all axes, which lie inside the tiles of common formats, so that few tiles are
 * decoded; where they lie depends on the size alone.
 *
 * <pre>
 * IntensityRange range = IntensityRange.of(channel, 0.1, 99.9, () -&gt; {});
 * </pre>
 *
 * Immutable.
 *
 * @param low the lower percentile
 * @param high the upper percentile; equal to low if the channel is constant
 * @param sampled whether not all pixels were looked at
 */
public record IntensityRange(double low, double high, boolean sampled) {

	/** Channels of more pixels are sampled. */
	public static final long EXACT_PIXELS = 1L << 24;

	/**
	 * Reads a channel. If both percentiles are the same, as in sparse images, the range is from the minimum to the maximum, for which all
	 * pixels are read.
	 *
	 * @param channel all planes of the channel; x and y come first
	 * @param lowPercent 0..100
	 * @param highPercent above lowPercent, up to 100
	 * @param checkpoint run every 65536 pixels; may throw to end the reading
	 * @throws InputException if a pixel that is looked at is no finite number, naming its position in the coordinates of the channel, or if
	 *         the intensities are too far apart for a double to hold their difference
	 */
	public static <T extends RealType<T>> IntensityRange of(final RandomAccessibleInterval<T> channel, final double lowPercent,
		final double highPercent, final Runnable checkpoint)
	{
		final boolean sampled = channel.size() > EXACT_PIXELS;
		final double[] sorted = sampled ? values(channel, SampleBlocks.of(channel), checkpoint) : values(channel, List.of(new FinalInterval(channel)),
			checkpoint);
		PartialSort.sort(sorted, place(sorted, lowPercent), place(sorted, lowPercent) + 1, place(sorted, highPercent), place(sorted, highPercent) + 1);
		requireSpan(sorted[0], sorted[sorted.length - 1]);
		final double low = percentile(sorted, lowPercent);
		final double high = percentile(sorted, highPercent);
		return low < high ? new IntensityRange(low, high, sampled) : extremes(channel, checkpoint);
	}

	private static <T extends RealType<T>> IntensityRange extremes(final RandomAccessibleInterval<T> channel, final Runnable checkpoint) {
		double min = Double.POSITIVE_INFINITY;
		double max = Double.NEGATIVE_INFINITY;
		final Cursor<T> cursor = channel.cursor();
		for (long i = 0; cursor.hasNext(); i++) {
			Normalizer.pass(i, checkpoint);
			final double value = finite(cursor);
			min = Math.min(min, value);
			max = Math.max(max, value);
		}
		requireSpan(min, max);
		return new IntensityRange(min, max, false);
	}

	private static void requireSpan(final double min, final double max) {
		if (Double.isInfinite(max - min)) {
			throw new InputException("The intensities reach from " + min + " to " + max + ", too far for 64-bit numbers: scale them down first.");
		}
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

	private static <T extends RealType<T>> double[] values(final RandomAccessibleInterval<T> image, final List<FinalInterval> blocks,
		final Runnable checkpoint)
	{
		final double[] values = new double[Math.toIntExact(blocks.stream().mapToLong(Intervals::numElements).sum())];
		int i = 0;
		for (final FinalInterval block : blocks) {
			final Cursor<T> cursor = Views.interval(image, block).cursor();
			while (cursor.hasNext()) {
				Normalizer.pass(i, checkpoint);
				values[i++] = finite(cursor);
			}
		}
		return values;
	}

	private static <T extends RealType<T>> double finite(final Cursor<T> cursor) {
		final double value = cursor.next().getRealDouble();
		if (!Double.isFinite(value)) {
			throw Normalizer.notFinite(value, cursor.positionAsLongArray());
		}
		return value;
	}
}
