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
package io.github.granulardq.superres;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

import io.github.granulardq.testing.FakeEngine;
import io.github.granulardq.testing.FakeModel;

class BlocksTest {

	@Test
	void blocksHoldWholeCoresAndWholeTiles() {
		// cores of 80, 72 and 78 LR pixels
		assertArrayEquals(new int[] { 960, 960, 1 }, size(1, 2, 8, GridKind.SEAMLESS, 960, 5000, 5000, 7));
		assertArrayEquals(new int[] { 480, 480, 1 }, size(1, 2, 8, GridKind.SEAMLESS, 500, 5000, 5000, 7));
		assertArrayEquals(new int[] { 864, 864, 1 }, size(1, 3, 12, GridKind.SEAMLESS, 960, 5000, 5000, 7));
		assertArrayEquals(new int[] { 1248, 1248, 1 }, size(1, 2, 9, GridKind.SEAMLESS, 1024, 5000, 5000, 7));
		assertArrayEquals(new int[] { 160, 160, 1 }, size(1, 2, 8, GridKind.SEAMLESS, 1, 5000, 5000, 7));
		assertArrayEquals(new int[] { 1008, 1008, 1 }, size(1, 2, 8, GridKind.PAPER, 1000, 5000, 5000, 7));
	}

	@Test
	void blocksAreNoLargerThanTheImageNeeds() {
		assertArrayEquals(new int[] { 960, 208, 1 }, size(1, 2, 8, GridKind.SEAMLESS, 960, 5000, 100, 7));
		assertArrayEquals(new int[] { 16, 16, 1 }, size(1, 2, 8, GridKind.PAPER, 960, 1, 8, 7));
	}

	@Test
	void networksThatTakeAllChannelsGetThemInOneBlock() {
		assertArrayEquals(new int[] { 960, 960, 3 }, size(3, 2, 8, GridKind.SEAMLESS, 960, 5000, 5000, 3));
	}

	private static int[] size(final int channels, final int scale, final int halo, final GridKind grid, final int wished, final long... size) {
		try (SuperResolver resolver = SuperResolver.builder().setModel(FakeModel.of(channels, scale, halo)).optEngine(new FakeEngine(1)).optGrid(
			grid).build())
		{
			return resolver.block(size, 2, wished);
		}
	}
}
