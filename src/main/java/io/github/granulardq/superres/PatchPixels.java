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

import java.util.Arrays;

import io.github.granulardq.InputException;
import io.github.granulardq.image.Normalizer;
import io.github.granulardq.image.PixelWriter;
import io.github.granulardq.tiling.Patch;
import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessible;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.util.Intervals;
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
		final FinalInterval source = patch.source();
		final RandomAccessible<T> pixels = Intervals.contains(plane, source) ? plane : Views.extendMirrorDouble(plane);
		final RandomAccess<T> pixel = pixels.randomAccess(source);
		int i = offset;
		for (long y = source.min(1); y <= source.max(1); y++) {
			pixel.setPosition(source.min(0), 0);
			pixel.setPosition(y, 1);
			for (int x = 0; x < patch.width(); x++) {
				step(pixel, x);
				values[i++] = normalizer.normalize(pixel.get().getRealDouble());
			}
		}
	}

	/**
	 * Reads all channels of a patch, normalised.
	 *
	 * @return [c,h,w]
	 * @throws InputException if a pixel is no finite number, naming its position
	 */
	static <T extends RealType<T>> float[] read(final Job<T> job, final long plane, final Patch patch) {
		final int channels = job.input().networkChannels();
		final int size = Math.multiplyExact(patch.width(), patch.height());
		final float[] pixels = new float[Math.multiplyExact(channels, size)];
		for (int c = 0; c < channels; c++) {
			read(job.input().plane(plane, c), patch, job.normalizer(plane, c), pixels, c * size);
			for (int i = c * size; i < (c + 1) * size; i++) {
				if (!Float.isFinite(pixels[i])) {
					throw unusable(job, plane, c, patch);
				}
			}
		}
		return pixels;
	}

	/** Searches the pixel that is no number, or is none after normalisation. */
	private static <T extends RealType<T>> InputException unusable(final Job<T> job, final long plane, final int channel, final Patch patch) {
		final RandomAccessibleInterval<T> whole = job.input().plane(plane, channel);
		final Cursor<T> cursor = Views.flatIterable(Views.interval(whole, Intervals.intersect(patch.source(), whole))).cursor();
		double value;
		do {
			value = cursor.next().getRealDouble();
		}
		while (Float.isFinite(job.normalizer(plane, channel).normalize(value)));
		final long[] position = job.input().locate(plane, channel, cursor.getLongPosition(0), cursor.getLongPosition(1));
		if (!Double.isFinite(value)) {
			return Normalizer.notFinite(value, position);
		}
		return new InputException("The pixel at position " + Arrays.toString(position) + " is " + value + ", too far from the range " + job
			.normalizer(plane, channel).low() + " to " + job.normalizer(plane, channel).high() + " of its channel: replace such pixels first.");
	}

	/** Moves on along a row, but not from its beginning: access never stands beyond the end. */
	private static void step(final RandomAccess<?> pixel, final int x) {
		if (x > 0) {
			pixel.fwd(0);
		}
	}

	/**
	 * Writes the core of an enlarged patch in the intensities of the image, as far as it lies in a plane.
	 *
	 * @param values the enlarged patch [c,h,w]
	 * @param channel 0..c-1
	 * @param plane the enlarged plane or a part of it, in the coordinates of the whole
	 */
	static <O extends RealType<O>> void write(final float[] values, final int channel, final Patch patch, final int scale,
		final Normalizer normalizer, final RandomAccessibleInterval<O> plane, final PixelWriter<O> writer)
	{
		final FinalInterval target = patch.target(scale);
		final FinalInterval part = Intervals.intersect(target, plane);
		final int stride = patch.width() * scale;
		final int width = (int) part.dimension(0);
		final int left = (int) (patch.crop(scale).min(0) + part.min(0) - target.min(0));
		final int top = (int) (patch.crop(scale).min(1) + part.min(1) - target.min(1));
		int row = (channel * patch.height() * scale + top) * stride + left;
		final RandomAccess<O> pixel = plane.randomAccess(part);
		for (long y = part.min(1); y <= part.max(1); y++) {
			pixel.setPosition(part.min(0), 0);
			pixel.setPosition(y, 1);
			for (int x = 0; x < width; x++) {
				step(pixel, x);
				writer.set(pixel.get(), normalizer.denormalize(values[row + x]));
			}
			row += stride;
		}
	}
}
