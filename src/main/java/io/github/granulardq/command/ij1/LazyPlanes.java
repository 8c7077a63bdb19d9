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
package io.github.granulardq.command.ij1;

import java.util.Arrays;
import java.util.function.DoubleConsumer;

import io.github.granulardq.superres.LazySuperResolution;
import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * Copies planes of a lazily computed image into arrays as ImageJ has them. Goes block by block, and through the colours of a block before
 * the next one, so that nothing is computed twice for a plane, however large.
 *
 * @param image axes x, y, then others, the third running fastest
 * @param rgb whether three 8-bit planes become one of RGB
 */
record LazyPlanes(LazySuperResolution<?> image, boolean rgb) {

	private static final int COLOURS = 3;

	/**
	 * Computes a plane.
	 *
	 * @param number of the plane in ImageJ, from 0
	 * @param progress is told the part that is done, after each block
	 * @return an array of its own
	 */
	Object plane(final int number, final DoubleConsumer progress) {
		final BlockGrid grid = image.grid();
		final ArrayImg<?, ?>[] targets = new ArrayImg<?, ?>[rgb ? COLOURS : 1];
		for (int k = 0; k < targets.length; k++) {
			targets[k] = StackBuilder.plane(image.image().getType(), grid.size()[0], grid.size()[1]);
		}
		final long blocks = grid.blocks()[0] * grid.blocks()[1];
		for (long n = 0; n < blocks; n++) {
			for (int k = 0; k < targets.length; k++) {
				final long[] position = position((long) number * targets.length + k);
				copy(Views.interval(slice(position), part(n, position)), targets[k]);
			}
			progress.accept((n + 1.0) / blocks);
		}
		final Object[] arrays = Arrays.stream(targets).map(LazyPlanes::array).toArray();
		return rgb ? StackBuilder.colours((byte[]) arrays[0], (byte[]) arrays[1], (byte[]) arrays[2]) : arrays[0];
	}

	/** Where a plane lies along the axes beyond x and y. */
	private long[] position(final long plane) {
		final long[] size = image.grid().size();
		final long[] position = new long[size.length];
		long rest = plane;
		for (int d = 2; d < size.length; d++) {
			position[d] = rest % size[d];
			rest /= size[d];
		}
		return position;
	}

	private RandomAccessibleInterval<? extends RealType<?>> slice(final long[] position) {
		RandomAccessibleInterval<? extends RealType<?>> plane = image.image();
		for (int d = 2; d < position.length; d++) {
			plane = Views.hyperSlice(plane, 2, position[d]);
		}
		return plane;
	}

	/** Returns x and y of a block of the plane. */
	private FinalInterval part(final long n, final long[] position) {
		final BlockGrid grid = image.grid();
		long block = 0;
		for (int d = position.length - 1; d >= 2; d--) {
			block = block * grid.blocks()[d] + position[d] / grid.block()[d];
		}
		final FinalInterval all = grid.interval(block * grid.blocks()[0] * grid.blocks()[1] + n);
		return new FinalInterval(new long[] { all.min(0), all.min(1) }, new long[] { all.max(0), all.max(1) });
	}

	@SuppressWarnings("unchecked") // arrays of StackBuilder hold real numbers
	private static void copy(final RandomAccessibleInterval<? extends RealType<?>> from, final ArrayImg<?, ?> to) {
		LoopBuilder.setImages(from, Views.interval((RandomAccessibleInterval<? extends RealType<?>>) to, from)).forEachPixel((a, b) -> b.setReal(a
			.getRealDouble()));
	}

	private static Object array(final ArrayImg<?, ?> image) {
		return ((ArrayDataAccess<?>) image.update(null)).getCurrentStorageArray();
	}
}
