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
package io.github.granulardq.io.tiff;

import java.util.function.Function;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Images whose cells are read when they are looked at, and kept while there is room:
 *
 * <pre>
 * RandomAccessibleInterval&lt;?&gt; image = CachedCells.image(PixelType.UINT16, new long[] { 70000, 50000 }, new int[] { 512, 512 }, 1 &lt;&lt; 28,
 * 	(min, size) -&gt; read(min, size)); // short[]
 * </pre>
 *
 * The images may be looked at by several threads; then the reader is called by several threads, for different cells.
 */
final class CachedCells {

	/** Reads cells. */
	@FunctionalInterface
	interface Reader {

		/**
		 * Returns the pixels of a cell as the primitive array of their type, first axis fastest.
		 *
		 * @param min position of the first pixel of the cell; must not be changed
		 * @param size pixels along each axis, less than usual at the upper borders of the image; must not be changed
		 */
		Object read(long[] min, int[] size);
	}

	private CachedCells() {
	}

	/**
	 * Returns an image; nothing is read yet.
	 *
	 * @param size pixels along each axis
	 * @param cell the same of a cell that is not cut by the border
	 * @param cacheBytes bytes of cells that are kept
	 */
	static RandomAccessibleInterval<? extends RealType<?>> image(final PixelType type, final long[] size, final int[] cell, final long cacheBytes,
		final Reader reader)
	{
		final CellGrid grid = new CellGrid(size, cell);
		return switch (type) {
			case UINT8 -> new LazyCellImg<>(grid, new UnsignedByteType(), cells(grid, type, cacheBytes, reader, a -> new ByteArray((byte[]) a)));
			case UINT16 -> new LazyCellImg<>(grid, new UnsignedShortType(), cells(grid, type, cacheBytes, reader, a -> new ShortArray(
				(short[]) a)));
			case FLOAT32 -> new LazyCellImg<>(grid, new FloatType(), cells(grid, type, cacheBytes, reader, a -> new FloatArray((float[]) a)));
		};
	}

	private static <A> LazyCellImg.Get<Cell<A>> cells(final CellGrid grid, final PixelType type, final long cacheBytes, final Reader reader,
		final Function<Object, A> access)
	{
		final CellCache<Cell<A>> cache = new CellCache<>(cacheBytes);
		long pixels = 1;
		for (int d = 0; d < grid.numDimensions(); d++) {
			pixels *= Math.min(grid.cellDimension(d), grid.imgDimension(d));
		}
		final long bytes = pixels * type.bytes();
		return index -> cache.get(index, i -> {
			final long[] min = new long[grid.numDimensions()];
			final int[] size = new int[min.length];
			grid.getCellDimensions(i, min, size);
			return new Cell<>(size, min, access.apply(reader.read(min, size)));
		}, bytes);
	}
}
