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

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

import io.github.granulardq.InputException;
import io.github.granulardq.image.Degradation;
import io.github.granulardq.image.Resize;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * Values of one channel. Immutable by convention: nobody writes to {@link #values()}.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param values [height,width], row-major
 */
public record Plane(int height, int width, double[] values) {

	public Plane {
		if (height < 1 || width < 1 || values.length != Math.multiplyExact(height, width)) {
			throw new IllegalArgumentException("a plane of " + height + "x" + width + " does not hold " + values.length + " values");
		}
	}

	/**
	 * Copies a view.
	 *
	 * @param view axes x and y
	 * @throws ArithmeticException if it has 2^31 pixels or more
	 */
	public static <T extends RealType<T>> Plane of(final RandomAccessibleInterval<T> view) {
		final int width = Math.toIntExact(view.dimension(0));
		final int height = Math.toIntExact(view.dimension(1));
		final double[] values = new double[Math.multiplyExact(width, height)];
		final Cursor<T> cursor = Views.flatIterable(view).cursor();
		for (int i = 0; i < values.length; i++) {
			values[i] = cursor.next().getRealDouble();
		}
		return new Plane(height, width, values);
	}

	/** Returns a part of the plane. */
	public Plane crop(final int y, final int x, final int newHeight, final int newWidth) {
		final double[] part = new double[Math.multiplyExact(newHeight, newWidth)];
		for (int row = 0; row < newHeight; row++) {
			System.arraycopy(values, (y + row) * width + x, part, row * newWidth, newWidth);
		}
		return new Plane(newHeight, newWidth, part);
	}

	/** Returns the plane without this many pixels on each side. */
	public Plane shave(final int pixels) {
		return crop(pixels, pixels, height - 2 * pixels, width - 2 * pixels);
	}

	/** Returns the plane without the last rows and columns that keep its sides from being multiples of a number. */
	public Plane cutToMultiple(final int of) {
		return crop(0, 0, height - height % of, width - width % of);
	}

	/** Returns the plane made smaller as by MATLAB, its sides cut to multiples of the scale first. */
	public Plane downscale(final int scale) {
		return downscale(scale, Degradation.BICUBIC);
	}

	/** Returns the plane made smaller by a kernel, its sides cut to multiples of the scale first. */
	public Plane downscale(final int scale, final Degradation kernel) {
		return new Plane(height / scale, width / scale, kernel.downscale(values, height, width, scale));
	}

	/** Returns the bicubic enlargement. */
	public Plane upscale(final int scale) {
		return new Plane(height * scale, width * scale, Resize.bicubic(values, height, width, scale));
	}

	/** Returns a plane of the same size, value by value. */
	public Plane map(final DoubleUnaryOperator function) {
		return new Plane(height, width, Arrays.stream(values).map(function).toArray());
	}

	/** Returns this plane less another of the same size, value by value. */
	public Plane minus(final Plane other) {
		if (height != other.height || width != other.width) {
			throw new IllegalArgumentException(this + " minus " + other);
		}
		final double[] differences = new double[values.length];
		for (int i = 0; i < differences.length; i++) {
			differences[i] = values[i] - other.values[i];
		}
		return new Plane(height, width, differences);
	}

	/** Whether all values are the same. */
	public boolean isConstant() {
		return Arrays.stream(values).allMatch(v -> v == values[0]);
	}

	/**
	 * Checks that it has something to measure.
	 *
	 * @param what its name in the message, before "image"
	 * @throws InputException if its pixels are all the same, or one is NaN or infinite
	 */
	void requireVaried(final String what) {
		for (int i = 0; i < values.length; i++) {
			if (!Double.isFinite(values[i])) {
				throw new InputException("The " + what + " image is NaN or infinite at (" + i % width + ", " + i / width +
					"), which cannot be measured: replace or crop such pixels.");
			}
		}
		if (isConstant()) {
			throw new InputException("All pixels of the " + what + " image are the same: there is nothing to measure.");
		}
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof Plane p && height == p.height && width == p.width && Arrays.equals(values, p.values);
	}

	@Override
	public int hashCode() {
		return 31 * (31 * height + width) + Arrays.hashCode(values);
	}

	@Override
	public String toString() {
		return "Plane[" + height + "x" + width + "]";
	}
}
