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
package io.github.granulardq.tiling;

import java.util.Arrays;

import net.imglib2.FinalInterval;

/**
 * Cuts an image of any number of axes into blocks of one size; those at its upper ends are cut at the border of the image. Blocks are
 * numbered with the first axis fastest:
 *
 * <pre>
 * BlockGrid grid = new BlockGrid(new long[] { 70000, 50000, 3 }, new int[] { 960, 960, 1 });
 * for (long block = 0; block &lt; grid.count(); block++) {
 * 	FinalInterval pixels = grid.interval(block);
 * }
 * </pre>
 *
 * Immutable, safe for threads.
 */
public final class BlockGrid {

	private final long[] size;
	private final int[] block;
	private final long[] blocks;
	private final long count;

	/**
	 * @param size pixels along each axis, at least 1
	 * @param block the same of a block, at least 1; may be more than the image has
	 * @throws IllegalArgumentException if the lengths differ or a number is below 1
	 * @throws ArithmeticException if there are 2^63 blocks or more
	 */
	public BlockGrid(final long[] size, final int[] block) {
		if (size.length != block.length || Arrays.stream(size).anyMatch(s -> s < 1) || Arrays.stream(block).anyMatch(b -> b < 1)) {
			throw new IllegalArgumentException("no blocks of " + Arrays.toString(block) + " in an image of " + Arrays.toString(size));
		}
		this.size = size.clone();
		this.block = block.clone();
		blocks = new long[size.length];
		long product = 1;
		for (int d = 0; d < size.length; d++) {
			blocks[d] = (size[d] - 1) / block[d] + 1;
			product = Math.multiplyExact(product, blocks[d]);
		}
		count = product;
	}

	/** Returns the number of pixels along each axis. */
	public long[] size() {
		return size.clone();
	}

	/** Returns the size of a block that is not cut. */
	public int[] block() {
		return block.clone();
	}

	/** Returns the number of blocks along each axis. */
	public long[] blocks() {
		return blocks.clone();
	}

	/** Returns the number of blocks. */
	public long count() {
		return count;
	}

	/**
	 * Returns where a block lies among the others.
	 *
	 * @param index 0..count()-1
	 */
	public long[] position(final long index) {
		if (index < 0 || index >= count) {
			throw new IndexOutOfBoundsException("block " + index + " of " + count);
		}
		final long[] position = new long[size.length];
		long rest = index;
		for (int d = 0; d < size.length; d++) {
			position[d] = rest % blocks[d];
			rest /= blocks[d];
		}
		return position;
	}

	/**
	 * Returns the pixels of a block, all of them inside the image.
	 *
	 * @param index 0..count()-1
	 */
	public FinalInterval interval(final long index) {
		final long[] min = position(index);
		final long[] max = new long[min.length];
		for (int d = 0; d < min.length; d++) {
			min[d] *= block[d];
			max[d] = Math.min(min[d] + block[d], size[d]) - 1;
		}
		return new FinalInterval(min, max);
	}
}
