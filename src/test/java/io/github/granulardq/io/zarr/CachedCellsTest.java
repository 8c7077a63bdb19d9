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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;

import net.imglib2.img.cell.CellGrid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often {@link CachedCells} read what does not fit. */
class CachedCellsTest {

	@ParameterizedTest
	@CsvSource({ "1000000, true", "100, false" })
	void aCellIsKeptWhateverItsSize(final long cacheBytes, final boolean bothFit) {
		final AtomicInteger loads = new AtomicInteger();
		final CachedCells cells = new CachedCells(new CellGrid(new long[] { 40, 16 }, new int[] { 20, 16 }), 1, index -> {
			loads.incrementAndGet();
			return new byte[20 * 16];
		}, cacheBytes);
		final var image = cells.image(ElementType.UINT8);
		for (int i = 0; i < 10; i++) {
			image.randomAccess().setPositionAndGet(3, i); // another access each time, as each patch has
		}
		assertEquals(1, loads.get());
		for (int i = 0; i < 10; i++) {
			image.randomAccess().setPositionAndGet(i % 2 == 0 ? 30 : 3, i);
		}
		assertEquals(bothFit, loads.get() == 2, () -> loads + " loads of two cells");
	}
}
