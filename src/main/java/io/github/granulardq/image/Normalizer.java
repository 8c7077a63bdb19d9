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

	/** Pixels that are read between two checkpoints; a power of 2. */
	private static final long CHECKPOINT_PIXELS = 1L << 16;

	public Normalizer {
		if (!(low <= high) || Double.isInfinite(high - low)) {
			throw new IllegalArgumentException("no linear map from " + low + ".." + high);
		}
	}

	/**
	 * Finds the map that takes two percentiles of a channel to 0 and 255: those of its {@link IntensityRange}.
	 *
	 * @param channel all planes of the channel
	 * @param lowPercent 0..100
	 * @param highPercent above lowPercent, up to 100
	 * @throws InputException as {@link IntensityRange#of}
	 */
	public static <T extends RealType<T>> Normalizer of(final RandomAccessibleInterval<T> channel, final double lowPercent,
		final double highPercent)
	{
		final IntensityRange range = IntensityRange.of(channel, lowPercent, highPercent, () -> {});
		return new Normalizer(range.low(), range.high());
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
				throw notFinite(value, cursor.positionAsLongArray());
			}
		}
	}

	/**
	 * Returns what to throw where a pixel is no finite number.
	 *
	 * @param value NaN or infinity
	 * @param position in the coordinates of the image
	 */
	public static InputException notFinite(final double value, final long[] position) {
		final String name = Double.isNaN(value) ? "NaN" : "infinity";
		return new InputException("The image holds " + name + " at position " + Arrays.toString(position) +
			" (x, y, then its other axes, from 0): replace such pixels by numbers first.");
	}

	/** Returns {@code (intensity - low) / (high - low) * 255}; 0 for a constant channel. */
	public float normalize(final double intensity) {
		return low < high ? (float) ((intensity - low) / (high - low) * RANGE) : 0;
	}

	/** Returns {@code low + value / 255 * (high - low)}. */
	public double denormalize(final double value) {
		return low + value / RANGE * (high - low);
	}

	/** Runs a checkpoint every 65536 pixels. */
	static void pass(final long pixel, final Runnable checkpoint) {
		if ((pixel & CHECKPOINT_PIXELS - 1) == 0) {
			checkpoint.run();
		}
	}
}
