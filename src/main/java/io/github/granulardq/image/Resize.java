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

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.planar.PlanarImgFactory;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/**
 * Bicubic resizing as MATLAB's {@code imresize} does it: Keys kernel with a = -0.5, stretched when shrinking (antialiasing), pixel
 * centres at half integers, border mirrored with the border pixel repeated. Super-resolution papers make their LR images and their
 * bicubic baselines this way.
 *
 * <pre>
 * double[] half = Resize.bicubic(plane, height, width, 0.5);
 * Img&lt;FloatType&gt; enlarged = Resize.bicubic(image, 2); // x and y; other axes stay
 * </pre>
 *
 * Stateless; safe to call from several threads. (Keys 1981, "Cubic convolution interpolation for digital image processing".)
 */
public final class Resize {

	private Resize() {
	}

	/**
	 * Returns the length of an axis after resizing: {@code ceil(length * scale)}, with room for rounding of {@code scale}.
	 *
	 * @param length pixels
	 * @param scale above 0; 0.5 halves, 2 doubles
	 */
	public static long size(final long length, final double scale) {
		return (long) Math.ceil(length * scale - 1e-9);
	}

	/**
	 * Resizes a plane.
	 *
	 * @param plane [height,width], row-major
	 * @param height rows, at least 1
	 * @param width columns, at least 1
	 * @param scale above 0
	 * @return [size(height),size(width)], row-major, a new array
	 */
	public static double[] bicubic(final double[] plane, final int height, final int width, final double scale) {
		if (plane.length != Math.multiplyExact(height, width)) {
			throw new IllegalArgumentException("a plane of " + height + "x" + width + " does not hold " + plane.length + " values");
		}
		final CubicTaps rows = new CubicTaps(height, scale);
		final CubicTaps columns = new CubicTaps(width, scale);
		final double[] tall = new double[Math.multiplyExact(rows.lengthOut(), width)];
		for (int y = 0; y < rows.lengthOut(); y++) {
			for (int tap = 0; tap < rows.taps(); tap++) {
				final double weight = rows.weight(y, tap);
				final int from = rows.index(y, tap) * width;
				for (int x = 0; x < width; x++) {
					tall[y * width + x] += weight * plane[from + x];
				}
			}
		}
		final double[] out = new double[Math.multiplyExact(rows.lengthOut(), columns.lengthOut())];
		for (int y = 0; y < rows.lengthOut(); y++) {
			for (int x = 0; x < columns.lengthOut(); x++) {
				double sum = 0;
				for (int tap = 0; tap < columns.taps(); tap++) {
					sum += columns.weight(x, tap) * tall[y * width + columns.index(x, tap)];
				}
				out[y * columns.lengthOut() + x] = sum;
			}
		}
		return out;
	}

	/**
	 * Shrinks a plane as super-resolution papers make their LR images: its last rows and columns are cut off until both sides are
	 * multiples of the scale.
	 *
	 * @param plane [height,width], row-major
	 * @param height rows, at least {@code scale}
	 * @param width columns, at least {@code scale}
	 * @param scale 1 or more
	 * @return [height/scale,width/scale], row-major, a new array
	 */
	public static double[] downscale(final double[] plane, final int height, final int width, final int scale) {
		final int rows = height - height % scale;
		final int columns = width - width % scale;
		final double[] cut = new double[rows * columns];
		for (int y = 0; y < rows; y++) {
			System.arraycopy(plane, y * width, cut, y * columns, columns);
		}
		return bicubic(cut, rows, columns, 1.0 / scale);
	}

	/** As {@link #bicubic(double[], int, int, double)}, for floats; computed in double and rounded once. */
	public static float[] bicubic(final float[] plane, final int height, final int width, final double scale) {
		final double[] in = new double[plane.length];
		for (int i = 0; i < in.length; i++) {
			in[i] = plane[i];
		}
		final double[] out = bicubic(in, height, width, scale);
		final float[] result = new float[out.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = (float) out[i];
		}
		return result;
	}

	/**
	 * Resizes the first two axes of an image, plane by plane.
	 *
	 * @param image axes x, y, then any others; planes of less than 2^31 pixels, before and after
	 * @param scale above 0
	 * @return the resized image, starting at 0
	 * @throws ArithmeticException if a plane is too large
	 */
	public static <T extends RealType<T>> Img<FloatType> bicubic(final RandomAccessibleInterval<T> image, final double scale) {
		final int width = Math.toIntExact(image.dimension(0));
		final int height = Math.toIntExact(image.dimension(1));
		final long[] size = image.dimensionsAsLongArray();
		size[0] = size(width, scale);
		size[1] = size(height, scale);
		final Img<FloatType> out = new PlanarImgFactory<>(new FloatType()).create(size);
		final Cursor<T> source = Views.flatIterable(image).cursor();
		final Cursor<FloatType> target = Views.flatIterable(out).cursor();
		final double[] plane = new double[Math.multiplyExact(width, height)];
		while (source.hasNext()) {
			for (int i = 0; i < plane.length; i++) {
				plane[i] = source.next().getRealDouble();
			}
			for (final double value : bicubic(plane, height, width, scale)) {
				target.next().setReal(value);
			}
		}
		return out;
	}
}
