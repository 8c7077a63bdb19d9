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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.imglib2.FinalInterval;
import net.imglib2.Point;
import net.imglib2.util.Intervals;

class PatchGridTest {

	private static final int[] LENGTHS = { 1, 2, 3, 5, 7, 71, 72, 73, 95, 96, 97, 143, 144, 145, 185, 186, 187, 275, 276, 277, 500 };

	@Test
	void coresCoverEachPixelOnce() {
		for (final int width : LENGTHS) {
			for (final int height : LENGTHS) {
				coversOnce(PatchGrid.paper(width, height), width, height);
				coversOnce(PatchGrid.seamless(width, height, 96, 12), width, height);
			}
			coversOnce(PatchGrid.seamless(width, 60, 96, 0), width, 60);
			coversOnce(PatchGrid.seamless(width, 60, 9, 4), width, 60);
		}
	}

	private static void coversOnce(final PatchGrid grid, final int width, final int height) {
		final byte[] covered = new byte[width * height];
		for (long i = 0; i < grid.size(); i++) {
			final Patch patch = grid.patch(i);
			assertEquals(i, patch.index());
			for (int d = 0; d < 2; d++) {
				assertTrue(patch.source().min(d) <= patch.core().min(d) && patch.core().max(d) <= patch.source().max(d), patch::toString);
			}
			assertTrue((long) patch.width() * patch.height() <= grid.largestPatch());
			for (long y = patch.core().min(1); y <= patch.core().max(1); y++) {
				for (long x = patch.core().min(0); x <= patch.core().max(0); x++) {
					covered[(int) (y * width + x)]++;
				}
			}
		}
		for (final byte count : covered) {
			assertEquals(1, count);
		}
	}

	@Test
	void seamlessPatchesHaveOneSizeAndTheirHalo() {
		for (final int width : LENGTHS) {
			final PatchGrid grid = PatchGrid.seamless(width, 100, 96, 12);
			for (long i = 0; i < grid.size(); i++) {
				final Patch patch = grid.patch(i);
				assertEquals(Math.min(96, width + 24), patch.width());
				assertEquals(96, patch.height());
				assertEquals((long) patch.width() * patch.height(), grid.largestPatch());
				for (int d = 0; d < 2; d++) {
					assertEquals(12, patch.core().min(d) - patch.source().min(d));
					assertTrue(patch.source().max(d) - patch.core().max(d) >= 12);
				}
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "1, 12, 25", "2, 12, 26", "71, 12, 95", "72, 12, 96", "73, 12, 96", "1, 0, 4", "4, 0, 4", "5, 0, 5", "1, 1, 4", "3, 1, 5" })
	void seamlessPatchesOfSmallImagesAreNoLargerThanNeeded(final long length, final int halo, final int side) {
		final Patch tall = PatchGrid.seamless(length, 500, 96, halo).patch(1);
		assertEquals(side, tall.width());
		assertEquals(96, tall.height());
		final Patch flat = PatchGrid.seamless(500, length, 96, halo).patch(1);
		assertEquals(96, flat.width());
		assertEquals(side, flat.height());
	}

	@ParameterizedTest
	@CsvSource({ "1, 1, 4", "3, 1, 4", "95, 1, 95", "96, 1, 96", "97, 1, 97", "185, 1, 185", "186, 2, 96", "187, 2, 97", "275, 2, 185",
		"276, 3, 96" })
	void lastPaperPatchTakesTheRemainder(final long width, final long columns, final int lastWidth) {
		final PatchGrid grid = PatchGrid.paper(width, 50);
		assertEquals(columns, grid.size());
		assertEquals(lastWidth, grid.patch(columns - 1).width());
		for (long i = 0; i < columns - 1; i++) {
			assertEquals(96, grid.patch(i).width());
		}
	}

	@Test
	void paperOverlapsAreCutInTheMiddle() {
		final PatchGrid grid = PatchGrid.paper(300, 200);
		assertEquals(3 * 2, grid.size());
		assertEquals(new Patch(0, interval(0, 0, 95, 95), interval(0, 0, 92, 92)), grid.patch(0));
		assertEquals(new Patch(1, interval(90, 0, 185, 95), interval(93, 0, 182, 92)), grid.patch(1));
		assertEquals(new Patch(5, interval(180, 90, 299, 199), interval(183, 93, 299, 199)), grid.patch(5));
	}

	@Test
	void cropAndTargetAreTheCoreEnlarged() {
		final Patch patch = PatchGrid.seamless(300, 200, 96, 12).patch(6);
		assertEquals(interval(60, 60, 155, 155), patch.source());
		assertEquals(interval(72, 72, 143, 143), patch.core());
		assertEquals(interval(36, 36, 36 + 3 * 72 - 1, 36 + 3 * 72 - 1), patch.crop(3));
		assertEquals(interval(216, 216, 216 + 3 * 72 - 1, 216 + 3 * 72 - 1), patch.target(3));
	}

	@Test
	void coordinatesAreLong() {
		final long side = 3_000_000_000L;
		final PatchGrid grid = PatchGrid.seamless(side, side, 96, 12);
		final Patch last = grid.patch(grid.size() - 1);
		assertEquals(side - 1, last.core().max(0));
		assertEquals(4 * side - 1, last.target(4).max(1));
	}

	@Test
	void wrongNumbersAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> PatchGrid.seamless(10, 10, 96, 48));
		assertThrows(IllegalArgumentException.class, () -> PatchGrid.seamless(10, 0, 96, 12));
		assertThrows(IllegalArgumentException.class, () -> PatchGrid.paper(0, 10));
		assertThrows(IndexOutOfBoundsException.class, () -> PatchGrid.paper(10, 10).patch(1));
		assertThrows(ArithmeticException.class, () -> PatchGrid.seamless(Long.MAX_VALUE, Long.MAX_VALUE, 96, 12));
	}

	private static FinalInterval interval(final long... minMax) {
		return FinalInterval.createMinMax(minMax);
	}

	@ParameterizedTest
	@CsvSource({ "500, 301", "80, 81", "185, 186", "279, 1", "3, 96" })
	void patchesThatOverlapAnAreaAreFound(final long width, final long height) {
		for (final PatchGrid grid : List.of(PatchGrid.seamless(width, height, 96, 8), PatchGrid.paper(width, height))) {
			final Random random = new Random(4);
			for (int n = 0; n < 200; n++) {
				final long x = random.nextLong(width);
				final long y = random.nextLong(height);
				final FinalInterval area = FinalInterval.createMinMax(x, y, random.nextLong(x, width), random.nextLong(y, height));
				final FinalInterval cells = grid.overlapping(area);
				for (long i = 0; i < grid.size(); i++) {
					final boolean inside = Intervals.contains(cells, new Point(i % grid.columns(), i / grid.columns()));
					assertEquals(!Intervals.isEmpty(Intervals.intersect(grid.patch(i).core(), area)), inside);
				}
			}
			assertEquals(grid.rows() * grid.columns(), grid.size());
			assertEquals(height, grid.edges(1)[(int) grid.rows()]);
			assertEquals(grid.patch(grid.size() - 1).core().min(0), grid.edges(0)[(int) grid.columns() - 1]);
		}
	}
}
