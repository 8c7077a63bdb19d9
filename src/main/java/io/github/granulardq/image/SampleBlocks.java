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
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

/**
 * A sample of blocks that stands for an image: planes are divided into squares of 128 x 128 pixels, and some 500 of them are chosen by a
 * sequence that fills all axes evenly (Kronecker sequence of the generalised golden ratio: Roberts 2018, "The unreasonable effectiveness
 * of quasirandom sequences"). Where an axis is shorter than 128 pixels the other is given more.
 */
final class SampleBlocks {

	private static final int SIDE = 128;

	/** Pixels of all blocks together. */
	private static final long PIXELS = 1L << 23;

	/** Where planes are a few pixels only. */
	private static final long MOST_BLOCKS = 1L << 16;

	private SampleBlocks() {
	}

	/**
	 * Returns blocks that do not overlap, in raster order.
	 *
	 * @param image at least twice as many pixels as the sample has
	 */
	static List<FinalInterval> of(final Interval image) {
		final long[] size = image.dimensionsAsLongArray();
		final long[] block = block(size);
		final long[] cells = new long[size.length];
		for (int d = 0; d < size.length; d++) {
			cells[d] = (size[d] - 1) / block[d] + 1;
		}
		final long count = Math.min(MOST_BLOCKS, PIXELS / (block[0] * block[1]));
		return choose(cells, count).stream().map(cell -> interval(image, block, cells, cell)).toList();
	}

	/** Returns pixels along each axis of a block. */
	private static long[] block(final long[] size) {
		final long[] block = new long[size.length];
		Arrays.fill(block, 1);
		block[0] = Math.min(size[0], SIDE);
		block[1] = Math.min(size[1], SIDE * SIDE / block[0]);
		block[0] = Math.min(size[0], SIDE * SIDE / block[1]);
		return block;
	}

	/** Returns numbers of cells; the first axis counts fastest. */
	private static SortedSet<Long> choose(final long[] cells, final long count) {
		final double[] step = steps(cells);
		final SortedSet<Long> chosen = new TreeSet<>();
		for (long n = 0; chosen.size() < count; n++) {
			long cell = 0;
			for (int d = cells.length - 1; d >= 0; d--) {
				final double position = 0.5 + n * step[d];
				cell = cell * cells[d] + (long) ((position - Math.floor(position)) * cells[d]);
			}
			chosen.add(cell);
		}
		return chosen;
	}

	/** Returns for each axis of several cells a power of the number x with x^(k+1) = x + 1, where k is how many such axes there are. */
	private static double[] steps(final long[] cells) {
		final long axes = Arrays.stream(cells).filter(c -> c > 1).count();
		double ratio = 1.5;
		for (int i = 0; i < 60; i++) {
			ratio = StrictMath.pow(1 + ratio, 1.0 / (axes + 1));
		}
		final double[] step = new double[cells.length];
		double power = 1;
		for (int d = 0; d < cells.length; d++) {
			if (cells[d] > 1) {
				power /= ratio;
				step[d] = power;
			}
		}
		return step;
	}

	private static FinalInterval interval(final Interval image, final long[] block, final long[] cells, final long cell) {
		final long[] min = new long[cells.length];
		final long[] max = new long[cells.length];
		long rest = cell;
		for (int d = 0; d < cells.length; d++) {
			min[d] = image.min(d) + rest % cells[d] * block[d];
			max[d] = Math.min(min[d] + block[d] - 1, image.max(d));
			rest /= cells[d];
		}
		return new FinalInterval(min, max);
	}
}
