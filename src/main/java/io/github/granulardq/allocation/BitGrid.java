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

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
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
	private final int planes;

	/** [plane,row,column] */
	private final byte[] bits;

	/**
	 * @throws IllegalStateException if the cores do not cover a rectangle once in each plane
	 */
	BitGrid(final List<BitMap.Entry> entries) {
		if (entries.isEmpty()) {
			throw new IllegalStateException("a bit map needs at least one patch");
		}
		columns = edges(entries, BitMap.Entry::x, BitMap.Entry::width);
		rows = edges(entries, BitMap.Entry::y, BitMap.Entry::height);
		final long perPlane = Math.multiplyExact(rows.length - 1L, columns.length - 1L);
		planes = Math.toIntExact(entries.size() / perPlane);
		if (planes * perPlane != entries.size()) {
			throw new IllegalStateException(entries.size() + " patches do not fill planes of " + perPlane);
		}
		bits = new byte[entries.size()];
		for (final BitMap.Entry e : entries) {
			if (e.plane() < 0 || e.plane() >= planes) {
				throw new IllegalStateException("patches are missing in planes other than that of " + e);
			}
			final int i = index(e.plane(), e.x(), e.y());
			if (bits[i] != 0) {
				throw new IllegalStateException("a second patch at the place of " + e);
			}
			bits[i] = (byte) e.decision().bits();
		}
	}

	/** The image [x,y,plane]. */
	RandomAccessibleInterval<UnsignedByteType> image() {
		final long right = columns[columns.length - 1] - 1;
		final long bottom = rows[rows.length - 1] - 1;
		final Interval interval = FinalInterval.createMinMax(columns[0], rows[0], 0, right, bottom, planes - 1L);
		return Views.interval(new FunctionRandomAccessible<>(3, this::read, UnsignedByteType::new), interval);
	}

	private void read(final Localizable position, final UnsignedByteType value) {
		value.set(bits[index(position.getLongPosition(2), position.getLongPosition(0), position.getLongPosition(1))]);
	}

	private int index(final long plane, final long x, final long y) {
		return ((int) plane * (rows.length - 1) + interval(rows, y)) * (columns.length - 1) + interval(columns, x);
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
