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
package io.github.granulardq.superres;

import io.github.granulardq.image.Normalizer;
import io.github.granulardq.image.PixelWriter;
import io.github.granulardq.tiling.Patch;
import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/** Takes patches out of planes [x,y] and puts the cores of enlarged ones back, one channel at a time. */
final class PatchPixels {

	private PatchPixels() {
	}

	/**
	 * Reads the source of a patch, normalised; beyond the border the plane is mirrored, its border pixel repeated.
	 *
	 * @param values where to write, row by row
	 * @param offset of the first pixel in {@code values}
	 */
	static <T extends RealType<T>> void read(final RandomAccessibleInterval<T> plane, final Patch patch, final Normalizer normalizer,
		final float[] values, final int offset)
	{
		final Cursor<T> pixels = Views.flatIterable(Views.interval(Views.extendMirrorDouble(plane), patch.source())).cursor();
		for (int i = offset; pixels.hasNext(); i++) {
			values[i] = normalizer.normalize(pixels.next().getRealDouble());
		}
	}

	/**
	 * Writes the core of an enlarged patch in the intensities of the image.
	 *
	 * @param values the enlarged patch, row by row
	 * @param offset of its first pixel in {@code values}
	 */
	static <O extends RealType<O>> void write(final float[] values, final int offset, final Patch patch, final int scale,
		final Normalizer normalizer, final RandomAccessibleInterval<O> plane, final PixelWriter<O> writer)
	{
		final FinalInterval crop = patch.crop(scale);
		final int stride = patch.width() * scale;
		final int width = (int) crop.dimension(0);
		int row = offset + (int) crop.min(1) * stride + (int) crop.min(0);
		final Cursor<O> pixels = Views.flatIterable(Views.interval(plane, patch.target(scale))).cursor();
		while (pixels.hasNext()) {
			for (int x = 0; x < width; x++) {
				writer.set(pixels.next(), normalizer.denormalize(values[row + x]));
			}
			row += stride;
		}
	}
}
