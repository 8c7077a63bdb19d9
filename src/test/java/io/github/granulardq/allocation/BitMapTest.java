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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;

class BitMapTest {

	private static final int[] BITS = { 4, 5, 6, 8, 32 };

	@Test
	void orderOfInsertionDoesNotMatter() {
		final List<BitMap.Entry> entries = planes(3, new long[] { 0, 7, 10 }, new long[] { 0, 4, 5, 9 });
		final BitMap expected = build(entries);
		final List<BitMap.Entry> shuffled = new ArrayList<>(entries);
		Collections.shuffle(shuffled, new Random(1));
		assertNotEquals(entries, shuffled);
		assertEquals(entries, build(shuffled).entries());
		assertEquals(expected, build(shuffled));
		assertEquals(expected.hashCode(), build(shuffled).hashCode());
	}

	@Test
	void threadsMayAddAtTheSameTime() {
		final List<BitMap.Entry> entries = planes(200, new long[] { 0, 7, 10 }, new long[] { 0, 4, 5, 9 });
		final BitMap.Builder builder = new BitMap.Builder();
		entries.parallelStream().forEach(e -> add(builder, e));
		assertEquals(entries, builder.build().entries());
	}

	@Test
	void fabAndHistogramCountPatchesNotPixels() {
		final BitMap map = new BitMap.Builder().add(0, 0, 0, 0, 90, 5, Decision.fixed(4))
			.add(0, 1, 90, 0, 1, 5, Decision.fixed(8)).add(0, 2, 91, 0, 2, 5, Decision.fixed(8)).build();
		assertEquals(20 / 3.0, map.fab(), 1e-12);
		assertEquals(new TreeMap<>(Map.of(4, 1L, 8, 2L)), map.histogram());
	}

	/** Every pixel of every plane against a search through the entries. */
	@Test
	void imageShowsThePatchOfEveryPixel() {
		final List<BitMap.Entry> entries = planes(4, new long[] { 0, 7, 10, 11 }, new long[] { 0, 4, 5 });
		final BitMap map = build(entries);
		final RandomAccessibleInterval<UnsignedByteType> image = map.image();
		assertEquals(11, image.dimension(0));
		assertEquals(5, image.dimension(1));
		assertEquals(4, image.dimension(2));
		final Cursor<UnsignedByteType> pixel = image.localizingCursor();
		while (pixel.hasNext()) {
			pixel.fwd();
			final long x = pixel.getLongPosition(0);
			final long y = pixel.getLongPosition(1);
			final long plane = pixel.getLongPosition(2);
			final BitMap.Entry owner = entries.stream().filter(e -> e.plane() == plane)
				.filter(e -> e.x() <= x && x < e.x() + e.width() && e.y() <= y && y < e.y() + e.height()).findAny().orElseThrow();
			assertEquals(owner.decision().bits(), pixel.get().get());
			assertEquals(owner.decision().bits(), map.image(plane).getAt(x, y).get());
		}
	}

	@Test
	void positionsBeyondTheRangeOfIntAreFound() {
		final long far = 3_000_000_000L;
		final BitMap map = new BitMap.Builder().add(0, 0, 0, 0, far, 1, Decision.fixed(5))
			.add(0, 1, far, 0, 2, 1, Decision.fixed(6)).build();
		assertEquals(far + 2, map.image().dimension(0));
		assertEquals(5, map.image(0).getAt(far - 1, 0).get());
		assertEquals(6, map.image(0).getAt(far, 0).get());
	}

	@Test
	void anImageMayStartAnywhere() {
		final BitMap map = new BitMap.Builder().add(0, 0, -5, 10, 5, 2, Decision.fixed(5))
			.add(0, 1, 0, 10, 5, 2, Decision.fixed(6)).build();
		assertEquals(-5, map.image().min(0));
		assertEquals(10, map.image().min(1));
		assertEquals(5, map.image(0).getAt(-1, 11).get());
		assertEquals(6, map.image(0).getAt(0, 10).get());
	}

	@Test
	void planesOutsideAreRefused() {
		final BitMap map = build(planes(2, new long[] { 0, 7 }, new long[] { 0, 4 }));
		assertThrows(IndexOutOfBoundsException.class, () -> map.image(2));
		assertThrows(IndexOutOfBoundsException.class, () -> map.image(-1));
	}

	@Test
	void bytesAloneMakeAMapToo() {
		final List<BitMap.Entry> entries = planes(2, new long[] { 0, 7, 10 }, new long[] { 0, 4, 5, 9 });
		final byte[][] bits = new byte[2][6];
		for (int i = 0; i < entries.size(); i++) {
			bits[i / 6][i % 6] = (byte) entries.get(i).decision().bits();
		}
		final BitMap map = BitMap.of(new long[] { 0, 7, 10 }, new long[] { 0, 4, 5, 9 }, bits);
		assertEquals(build(entries), map);
		assertEquals(build(entries).histogram(), map.histogram());
		assertEquals(build(entries).fab(), map.fab());
		assertEquals(map.entries().get(8).decision().bits(), map.image(1).getAt(0, 4).get());
		assertThrows(IndexOutOfBoundsException.class, () -> map.entries().get(12));
		assertThrows(IllegalArgumentException.class, () -> BitMap.of(new long[] { 0, 7 }, new long[] { 0, 4 }, new byte[][] { { 4, 5 } }));
		assertThrows(IllegalArgumentException.class, () -> BitMap.of(new long[] { 0, 7 }, new long[] { 0, 4 }, new byte[0][]));
	}

	@Test
	void noBitsAreBitsToo() {
		final Decision none = Decision.fixed(0);
		final BitMap map = new BitMap.Builder().add(0, 0, 0, 0, 2, 2, none).add(0, 1, 2, 0, 2, 2, Decision.fixed(4)).build();
		assertEquals(2, map.fab());
		assertEquals(0, map.image(0).getAt(1, 1).get());
		final BitMap.Builder twice = new BitMap.Builder().add(0, 0, 0, 0, 2, 2, none).add(0, 1, 2, 0, 2, 2, none).add(0, 2, 0, 0, 2, 2, none)
			.add(1, 0, 0, 0, 2, 2, none);
		assertThrows(IllegalStateException.class, twice::build);
	}

	@Test
	void whatIsNoGridIsRefused() {
		final Decision d = Decision.fixed(4);
		final BitMap.Builder empty = new BitMap.Builder();
		assertThrows(IllegalStateException.class, empty::build);
		final BitMap.Builder gap = new BitMap.Builder().add(0, 0, 0, 0, 2, 2, d).add(0, 1, 3, 0, 2, 2, d);
		assertThrows(IllegalStateException.class, gap::build);
		final BitMap.Builder overlap = new BitMap.Builder().add(0, 0, 0, 0, 2, 2, d).add(0, 1, 1, 0, 2, 2, d);
		assertThrows(IllegalStateException.class, overlap::build);
		final BitMap.Builder corner = new BitMap.Builder().add(0, 0, 0, 0, 2, 2, d).add(0, 1, 2, 0, 2, 2, d)
			.add(0, 2, 0, 2, 2, 2, d);
		assertThrows(IllegalStateException.class, corner::build);
		final BitMap.Builder ragged = new BitMap.Builder().add(0, 0, 0, 0, 2, 2, d).add(1, 0, 0, 0, 3, 2, d);
		assertThrows(IllegalStateException.class, ragged::build);
		final BitMap.Builder missingPlane = new BitMap.Builder().add(0, 0, 0, 0, 2, 2, d).add(2, 0, 0, 0, 2, 2, d);
		assertThrows(IllegalStateException.class, missingPlane::build);
		final BitMap.Builder samePlace = new BitMap.Builder().add(0, 0, 0, 0, 2, 2, d).add(0, 1, 0, 0, 2, 2, d)
			.add(1, 0, 0, 0, 2, 2, d);
		assertThrows(IllegalStateException.class, samePlace::build);
		final BitMap.Builder sameIndex = new BitMap.Builder().add(0, 0, 0, 0, 2, 2, d).add(0, 0, 2, 0, 2, 2, d);
		assertThrows(IllegalStateException.class, sameIndex::build);
	}

	/** Planes of patches between the edges, with bits that change from one to the next. */
	private static List<BitMap.Entry> planes(final int planes, final long[] columns, final long[] rows) {
		final List<BitMap.Entry> entries = new ArrayList<>();
		for (int plane = 0; plane < planes; plane++) {
			int index = 0;
			for (int r = 1; r < rows.length; r++) {
				for (int c = 1; c < columns.length; c++) {
					final Decision decision = Decision.fixed(BITS[entries.size() % BITS.length]);
					final long width = columns[c] - columns[c - 1];
					final long height = rows[r] - rows[r - 1];
					entries.add(new BitMap.Entry(plane, index++, columns[c - 1], rows[r - 1], width, height, decision));
				}
			}
		}
		return entries;
	}

	private static BitMap build(final List<BitMap.Entry> entries) {
		final BitMap.Builder builder = new BitMap.Builder();
		entries.forEach(e -> add(builder, e));
		return builder.build();
	}

	private static void add(final BitMap.Builder builder, final BitMap.Entry e) {
		builder.add(e.plane(), e.index(), e.x(), e.y(), e.width(), e.height(), e.decision());
	}
}
