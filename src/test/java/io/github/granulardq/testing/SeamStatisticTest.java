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
package io.github.granulardq.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import io.github.granulardq.tiling.PatchGrid;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.DoubleType;

class SeamStatisticTest {

	@Test
	void differencesAreSortedByTheirDistanceFromSeams() {
		// cores of 10 LR pixels, enlarged 2 times: seams at 20 in x, none in y
		final PatchGrid grid = PatchGrid.seamless(20, 10, 14, 2);
		final Img<DoubleType> zeros = ArrayImgs.doubles(40, 20);
		final Img<DoubleType> image = ArrayImgs.doubles(40, 20);
		image.forEach(p -> p.set(1));
		for (int y = 0; y < 20; y++) {
			image.getAt(18, y).set(3);
			image.getAt(21, y).set(-3);
			image.getAt(0, y).set(2);
		}
		final SeamStatistic statistic = SeamStatistic.of(image, zeros, grid, 2, 2);
		assertEquals((9 + 1 + 1 + 9) / 4.0, statistic.near());
		assertEquals((4 + 35) / 36.0, statistic.elsewhere());
		assertEquals(statistic.near() / statistic.elsewhere(), statistic.ratio());
		assertEquals(0, SeamStatistic.of(zeros, zeros, grid, 2, 2).ratio());
	}
}
