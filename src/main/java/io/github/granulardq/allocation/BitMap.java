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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;

/**
 * Which patch of an image was computed with how many bits; 0 bits say that the network was not asked. Planes are numbered from 0, and the patches of each plane
 * form the same grid: their cores (without halo or overlap) cover the plane and do not overlap.
 *
 * <pre>
 * BitMap.Builder builder = new BitMap.Builder();
 * builder.add(plane, index, x, y, width, height, decision); // from any thread, in any order
 * BitMap map = builder.build();
 * double fab = map.fab();
 * RandomAccessibleInterval&lt;UnsignedByteType&gt; bits = map.image();
 * </pre>
 *
 * Immutable and thread-safe. Two maps of the same patches are equal, whatever the order they were added in.
 */
public final class BitMap {

	private static final Comparator<Entry> ORDER = Comparator.comparingLong(Entry::plane).thenComparingLong(Entry::index);

	private final List<Entry> entries;
	private final BitGrid grid;

	private BitMap(final List<Entry> entries, final BitGrid grid) {
		this.entries = entries;
		this.grid = grid;
	}

	/**
	 * Returns a map that takes one byte for each patch. Of the decisions it knows the bits alone: its entries say {@link Decision#fixed}.
	 *
	 * @param columns left edges of the cores in ascending order, and the right edge of the last
	 * @param rows upper edges of the cores, and the lower edge of the last
	 * @param bits for each plane those of its patches, row by row; not copied, and never written to again
	 * @throws IllegalArgumentException if there are no planes, or a plane has another number of patches
	 */
	public static BitMap of(final long[] columns, final long[] rows, final byte[][] bits) {
		if (bits.length == 0) {
			throw new IllegalArgumentException("a bit map needs at least one plane");
		}
		final BitGrid grid = new BitGrid(columns.clone(), rows.clone(), bits);
		return new BitMap(grid.entries(), grid);
	}

	/**
	 * One patch.
	 *
	 * @param plane number of the plane, from 0
	 * @param index number of the patch in its plane
	 * @param x left edge of its core, in LR pixels
	 * @param y upper edge of its core, in LR pixels
	 * @param width of its core, in LR pixels
	 * @param height of its core, in LR pixels
	 * @param decision its bits, and why
	 */
	public record Entry(long plane, long index, long x, long y, long width, long height, Decision decision) {
	}

	/** Returns all patches, by plane and then by index. */
	public List<Entry> entries() {
		return entries;
	}

	/**
	 * Returns the feature average bit-width: the mean of the patches' bits, each patch counted once whatever its size.
	 */
	public double fab() {
		return entries.stream().mapToInt(e -> e.decision().bits()).average().getAsDouble();
	}

	/** Returns the map of the same patches with other thresholds of entropy; nothing is computed but comparisons. */
	public BitMap withThresholds(final E2b e2b) {
		final List<Entry> others = entries.stream().map(e -> new Entry(e.plane, e.index, e.x, e.y, e.width, e.height, e.decision.withThresholds(e2b)))
			.toList();
		return new BitMap(others, BitGrid.of(others));
	}

	/** Returns how many patches got how many bits; bits that none got are not in it. */
	public SortedMap<Integer, Long> histogram() {
		final SortedMap<Integer, Long> histogram = new TreeMap<>();
		for (final Entry e : entries) {
			histogram.merge(e.decision().bits(), 1L, Long::sum);
		}
		return histogram;
	}

	/**
	 * Returns the bits of every LR pixel: [x,y,plane]. Computed when asked for, so it takes no memory of its own; may
	 * be read by several threads.
	 */
	public RandomAccessibleInterval<UnsignedByteType> image() {
		return grid.image();
	}

	/**
	 * Returns the bits of one plane's LR pixels: [x,y].
	 *
	 * @throws IndexOutOfBoundsException if there is no such plane
	 */
	public RandomAccessibleInterval<UnsignedByteType> image(final long plane) {
		final RandomAccessibleInterval<UnsignedByteType> image = image();
		if (plane < 0 || plane > image.max(2)) {
			throw new IndexOutOfBoundsException("plane " + plane + " of " + image.dimension(2));
		}
		return Views.hyperSlice(image, 2, plane);
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof BitMap map && entries.equals(map.entries);
	}

	@Override
	public int hashCode() {
		return entries.hashCode();
	}

	@Override
	public String toString() {
		return "BitMap[" + entries.size() + " patches, " + histogram() + "]";
	}

	/** Collects patches. Thread-safe. */
	public static final class Builder {

		private final List<Entry> entries = new ArrayList<>();

		/** Adds a patch; the parameters are those of {@link Entry}. */
		public synchronized Builder add(final long plane, final long index, final long x, final long y, final long width,
			final long height, final Decision decision)
		{
			entries.add(new Entry(plane, index, x, y, width, height, decision));
			return this;
		}

		/**
		 * Returns the map of what was added so far.
		 *
		 * @throws IllegalStateException if that is nothing, or an index comes twice in a plane, or the cores are not a
		 * whole grid in each plane
		 */
		public synchronized BitMap build() {
			final List<Entry> sorted = new ArrayList<>(entries);
			sorted.sort(ORDER);
			for (int i = 1; i < sorted.size(); i++) {
				if (ORDER.compare(sorted.get(i - 1), sorted.get(i)) == 0) {
					throw new IllegalStateException("the same patch twice: " + sorted.get(i - 1) + " and " + sorted.get(i));
				}
			}
			final List<Entry> copy = List.copyOf(sorted);
			return new BitMap(copy, BitGrid.of(copy));
		}
	}
}
