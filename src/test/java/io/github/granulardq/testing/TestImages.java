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
package io.github.granulardq.testing;

import java.util.Random;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/** Synthetic images, the same in each run. */
public final class TestImages {

	private TestImages() {
	}

	/**
	 * Returns waves that get finer from left to right, noise that grows from top to bottom, and flat corners: patches of every
	 * difficulty. Values are 0..range.
	 */
	public static <T extends RealType<T> & NativeType<T>> Img<T> waves(final T type, final double range, final long... size) {
		final Img<T> image = new ArrayImgFactory<>(type).create(size);
		final Random random = new Random(7);
		final Cursor<T> cursor = Views.flatIterable(image).localizingCursor();
		while (cursor.hasNext()) {
			final T pixel = cursor.next();
			final double x = cursor.getDoublePosition(0) / size[0];
			final double y = cursor.getDoublePosition(1) / size[1];
			double plane = 0;
			for (int d = 2; d < size.length; d++) {
				plane += (d + 1) * cursor.getDoublePosition(d);
			}
			final double wave = Math.sin(x * x * 60 + plane) * Math.cos(y * 9 + plane);
			final double value = x < 0.3 && y < 0.3 ? 0.2 : 0.5 + 0.4 * wave + 0.1 * y * (random.nextDouble() - 0.5);
			pixel.setReal(range * value);
		}
		return image;
	}

	/** Returns all values in raster order. */
	public static <T extends RealType<T>> double[] values(final RandomAccessibleInterval<T> image) {
		final double[] values = new double[Math.toIntExact(image.size())];
		final Cursor<T> cursor = Views.flatIterable(image).cursor();
		for (int i = 0; i < values.length; i++) {
			values[i] = cursor.next().getRealDouble();
		}
		return values;
	}
}
