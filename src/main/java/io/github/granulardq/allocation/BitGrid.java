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
package io.github.granulardq.allocation;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.Localizable;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.position.FunctionRandomAccessible;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;

/**
 * The bits of patches whose cores form a grid of columns and rows, the same in every plane, found by the position of a
 * pixel. Immutable.
 */
final class BitGrid {

	/** Left edges of the columns, and the right edge of the last. */
	private final long[] columns;

	/** Upper edges of the rows, and the lower edge of the last. */
	private final long[] rows;

	/** For each plane [row,column]. */
	private final byte[][] bits;

	/**
	 * @throws IllegalArgumentException if a plane has not one number for each row and column
	 */
	BitGrid(final long[] columns, final long[] rows, final byte[][] bits) {
		this.columns = columns;
		this.rows = rows;
		this.bits = bits;
		for (final byte[] plane : bits) {
			if (plane.length != (rows.length - 1L) * (columns.length - 1L)) {
				throw new IllegalArgumentException(plane.length + " bit-widths for " + (rows.length - 1) + " rows of " + (columns.length - 1));
			}
		}
	}

	/**
	 * @throws IllegalStateException if the cores do not cover a rectangle once in each plane
	 */
	static BitGrid of(final List<BitMap.Entry> entries) {
		if (entries.isEmpty()) {
			throw new IllegalStateException("a bit map needs at least one patch");
		}
		final long[] columns = edges(entries, BitMap.Entry::x, BitMap.Entry::width);
		final long[] rows = edges(entries, BitMap.Entry::y, BitMap.Entry::height);
		final int perPlane = Math.toIntExact(Math.multiplyExact(rows.length - 1L, columns.length - 1L));
		final int planes = entries.size() / perPlane;
		if (planes * perPlane != entries.size()) {
			throw new IllegalStateException(entries.size() + " patches do not fill planes of " + perPlane);
		}
		final BitGrid grid = new BitGrid(columns, rows, new byte[planes][perPlane]);
		final BitSet filled = new BitSet(entries.size());
		for (final BitMap.Entry e : entries) {
			if (e.plane() < 0 || e.plane() >= planes) {
				throw new IllegalStateException("patches are missing in planes other than that of " + e);
			}
			final int i = grid.index(e.x(), e.y());
			final int place = (int) e.plane() * perPlane + i;
			if (filled.get(place)) {
				throw new IllegalStateException("a second patch at the place of " + e);
			}
			filled.set(place);
			grid.bits[(int) e.plane()][i] = (byte) e.decision().bits();
		}
		return grid;
	}

	/** Returns one entry for each patch, by plane and then row by row, made when it is asked for; of its decision only the bits are known. */
	List<BitMap.Entry> entries() {
		final int perPlane = (rows.length - 1) * (columns.length - 1);
		return new AbstractList<>() {

			@Override
			public BitMap.Entry get(final int i) {
				final int index = Objects.checkIndex(i, size()) % perPlane;
				final int column = index % (columns.length - 1);
				final int row = index / (columns.length - 1);
				final Decision decision = Decision.fixed(bits[i / perPlane][index]);
				return new BitMap.Entry(i / perPlane, index, columns[column], rows[row], columns[column + 1] - columns[column],
					rows[row + 1] - rows[row], decision);
			}

			@Override
			public int size() {
				return Math.multiplyExact(perPlane, bits.length);
			}
		};
	}

	/** The image [x,y,plane]. */
	RandomAccessibleInterval<UnsignedByteType> image() {
		final long right = columns[columns.length - 1] - 1;
		final long bottom = rows[rows.length - 1] - 1;
		final Interval interval = FinalInterval.createMinMax(columns[0], rows[0], 0, right, bottom, bits.length - 1L);
		return Views.interval(new FunctionRandomAccessible<>(3, this::read, UnsignedByteType::new), interval);
	}

	private void read(final Localizable position, final UnsignedByteType value) {
		value.set(bits[position.getIntPosition(2)][index(position.getLongPosition(0), position.getLongPosition(1))]);
	}

	private int index(final long x, final long y) {
		return interval(rows, y) * (columns.length - 1) + interval(columns, x);
	}

	/** The last edge that is not beyond a position. */
	private static int interval(final long[] edges, final long position) {
		final int found = Arrays.binarySearch(edges, position);
		return found >= 0 ? found : -found - 2;
	}

	/** The edges along one axis, checked to follow one another without gap or overlap. */
	private static long[] edges(final List<BitMap.Entry> entries, final ToLongFunction<BitMap.Entry> start,
		final ToLongFunction<BitMap.Entry> length)
	{
		final NavigableMap<Long, Long> ends = new TreeMap<>();
		for (final BitMap.Entry e : entries) {
			final long end = start.applyAsLong(e) + length.applyAsLong(e);
			final Long known = ends.put(start.applyAsLong(e), end);
			if (end <= start.applyAsLong(e) || known != null && known != end) {
				throw new IllegalStateException("not in a row or column with its neighbours: " + e);
			}
		}
		long last = ends.firstKey();
		for (final Map.Entry<Long, Long> e : ends.entrySet()) {
			if (e.getKey() != last) {
				throw new IllegalStateException("patches end at " + last + " and the next start at " + e.getKey());
			}
			last = e.getValue();
		}
		final long[] edges = Arrays.copyOf(ends.keySet().stream().mapToLong(Long::longValue).toArray(), ends.size() + 1);
		edges[ends.size()] = last;
		return edges;
	}
}
