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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;

import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Kind;
import io.github.granulardq.tiling.BlockGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileLayoutTest {

	private static TileLayout layout(final ImageMetadata metadata, final long[] size, final int... block) {
		return new TileLayout(metadata, new BlockGrid(size, block));
	}

	@ParameterizedTest
	@CsvSource({ "960,480", "512,512", "1024,512", "768,384", "384,384", "96,96", "16,16", "976,976", "1008,336" })
	void tilesDivideBlocks(final int block, final int tile) {
		assertEquals(tile, layout(TestImages.metadata(false), new long[] { 10000, 10000 }, block, block).tileWidth());
	}

	@ParameterizedTest
	@CsvSource({ "1,16", "16,16", "17,32", "500,512", "513,272", "700,352" })
	void tilesOfOneBlockAreHardlyLargerThanTheImage(final int size, final int tile) {
		assertEquals(tile, layout(TestImages.metadata(false), new long[] { size, 5 }, 960, 950).tileWidth());
	}

	@Test
	void everyTileOfEveryPlaneIsVisitedOnce() {
		final long[] size = { 100, 70, 3, 4, 2 };
		final ImageMetadata metadata = TestImages.metadata(false, Kind.Z, Kind.TIME, Kind.CHANNEL);
		final BlockGrid grid = new BlockGrid(size, new int[] { 32, 48, 2, 3, 1 });
		final TileLayout layout = new TileLayout(metadata, grid);
		assertEquals(24, layout.planes());
		final Set<Long> seen = new HashSet<>();
		for (long block = 0; block < grid.count(); block++) {
			final int[] tiles = { 0 };
			layout.visit(block, (index, start, width, height) -> {
				assertTrue(seen.add(index));
				tiles[0]++;
			});
			assertEquals(layout.tilesOf(block), tiles[0]);
		}
		assertEquals(layout.planes() * layout.tilesPerPlane(), seen.size());
	}

	@Test
	void whatTiffCannotHoldIsTheCallersMistake() {
		assertThrows(IllegalArgumentException.class, () -> layout(TestImages.metadata(false), new long[] { 100, 100 }, 50, 50));
		assertThrows(IllegalArgumentException.class, () -> layout(TestImages.metadata(true, Kind.CHANNEL), new long[] { 100, 100, 3 }, 64, 64, 1));
		assertThrows(IllegalArgumentException.class, () -> layout(TestImages.metadata(true), new long[] { 100, 100 }, 64, 64));
		assertThrows(IllegalArgumentException.class, () -> layout(TestImages.metadata(false), new long[] { 100, 100, 2 }, 64, 64, 1));
	}
}
