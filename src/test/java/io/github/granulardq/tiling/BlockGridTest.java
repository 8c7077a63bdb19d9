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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import net.imglib2.FinalInterval;
import net.imglib2.util.Intervals;

/** Tests {@link BlockGrid}. */
class BlockGridTest {

	@Test
	void blocksCoverEachPixelOnce() {
		final BlockGrid grid = new BlockGrid(new long[] { 10, 7, 2 }, new int[] { 4, 7, 1 });
		final int[] covered = new int[10 * 7 * 2];
		for (long i = 0; i < grid.count(); i++) {
			final FinalInterval block = grid.interval(i);
			for (long z = block.min(2); z <= block.max(2); z++) {
				for (long y = block.min(1); y <= block.max(1); y++) {
					for (long x = block.min(0); x <= block.max(0); x++) {
						covered[(int) ((z * 7 + y) * 10 + x)]++;
					}
				}
			}
		}
		for (final int times : covered) {
			assertEquals(1, times);
		}
	}

	@Test
	void theFirstAxisIsCountedFastest() {
		final BlockGrid grid = new BlockGrid(new long[] { 100, 100, 3 }, new int[] { 30, 50, 1 });
		assertEquals(4 * 2 * 3, grid.count());
		assertArrayEquals(new long[] { 3, 0, 0 }, grid.position(3));
		assertArrayEquals(new long[] { 0, 1, 0 }, grid.position(4));
		assertEquals(FinalInterval.createMinMax(90, 50, 1, 99, 99, 1), grid.interval(8 + 7));
	}

	@Test
	void blocksBeyond32BitsAreFound() {
		final BlockGrid grid = new BlockGrid(new long[] { 1L << 40, 1L << 20 }, new int[] { 16, 16 });
		assertEquals(1L << 52, grid.count());
		assertEquals((1L << 40) - 1, grid.interval(grid.count() - 1).max(0));
	}

	@Test
	void aBlockMayBeLargerThanTheImage() {
		assertEquals(15, Intervals.numElements(new BlockGrid(new long[] { 3, 5 }, new int[] { 64, 64 }).interval(0)));
	}

	@Test
	void impossibleBlocksAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> new BlockGrid(new long[] { 3 }, new int[] { 0 }));
		assertThrows(IllegalArgumentException.class, () -> new BlockGrid(new long[] { 3, 4 }, new int[] { 1 }));
		assertThrows(IndexOutOfBoundsException.class, () -> new BlockGrid(new long[] { 3 }, new int[] { 1 }).interval(3));
		assertThrows(ArithmeticException.class, () -> new BlockGrid(new long[] { 1L << 40, 1L << 40 }, new int[] { 1, 1 }));
	}
}
