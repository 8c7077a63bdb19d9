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
package io.github.granulardq.io.zarr;

import java.util.function.Function;
import java.util.function.LongFunction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * An image whose cells are read when they are looked at, of which those looked at last are kept, up to a number of bytes. Knows nothing of where they
 * come from. Safe for threads.
 */
final class CachedCells {

	private final CellGrid grid;
	private final LongFunction<Object> loader;
	private final Cache<Long, Cell<?>> cache;

	/**
	 * @param grid of the cells
	 * @param bytes of a pixel
	 * @param loader reads the pixels of a cell, as an array whose length is that of the cell; may be called by several threads
	 * @param cacheBytes that the kept cells take together
	 */
	CachedCells(final CellGrid grid, final int bytes, final LongFunction<Object> loader, final long cacheBytes) {
		this.grid = grid;
		this.loader = loader;
		// A cell larger than all that may be kept is kept alone: what is looked at next is mostly in the same one.
		final long most = Math.min(Integer.MAX_VALUE, cacheBytes);
		cache = Caffeine.newBuilder().maximumWeight(cacheBytes).weigher((Long index, Cell<?> cell) -> (int) Math.min(most, 64 + cell.size() * bytes))
			.executor(Runnable::run).build();
	}

	/** Returns the image, in one of the three types. */
	LazyCellImg<?, ?> image(final ElementType type) {
		return switch (type) {
			case UINT8 -> image(new UnsignedByteType(), array -> new ByteArray((byte[]) array));
			case UINT16 -> image(new UnsignedShortType(), array -> new ShortArray((short[]) array));
			case FLOAT32 -> image(new FloatType(), array -> new FloatArray((float[]) array));
		};
	}

	private <T extends NativeType<T> & RealType<T>, A extends DataAccess> LazyCellImg<T, A> image(final T type,
		final Function<Object, A> access)
	{
		return new LazyCellImg<>(grid, type, index -> cell(index, access));
	}

	@SuppressWarnings("unchecked")
	private <A> Cell<A> cell(final long index, final Function<Object, A> access) {
		return (Cell<A>) cache.get(index, i -> load(i, access));
	}

	private <A> Cell<A> load(final long index, final Function<Object, A> access) {
		final long[] min = new long[grid.numDimensions()];
		final int[] size = new int[grid.numDimensions()];
		grid.getCellDimensions(index, min, size);
		return new Cell<>(size, min, access.apply(loader.apply(index)));
	}

	/** Forgets all cells. */
	void clear() {
		cache.invalidateAll();
	}
}
