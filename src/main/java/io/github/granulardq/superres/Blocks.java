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

import java.util.Arrays;

import io.github.granulardq.tiling.PatchGrid;

/** Chooses the size of the blocks in which enlarged images are computed and stored. */
public final class Blocks {

	/** Side of blocks where nobody wishes another: a few dozen patches, a few megabytes. */
	public static final int WISHED = 960;

	/** The same where somebody waits to see a block. */
	static final int WISHED_LAZY = 480;

	/** Sides of tiles in TIFF files are multiples of this. */
	private static final int STEP = 16;

	private static final int MOST = 1 << 15;

	private Blocks() {
	}

	static int[] size(final Settings settings, final long[] size, final int channelAxis, final int wished) {
		final int scale = settings.model().scale();
		final int[] block = new int[size.length];
		Arrays.fill(block, 1);
		if (settings.model().channels() > 1 && channelAxis >= 0) {
			block[channelAxis] = Math.toIntExact(size[channelAxis]);
		}
		for (int d = 0; d < 2; d++) {
			block[d] = side(unit(settings), Math.multiplyExact(size[d], scale), wished);
		}
		return block;
	}

	/** The nearest multiple of a unit; if one block holds the whole axis, just as much as the axis needs. */
	private static int side(final int unit, final long length, final int wished) {
		final long units = Math.max(1, Math.round((double) Math.min(wished, MOST) / unit));
		final long needed = (length + STEP - 1) / STEP * STEP;
		return (int) Math.min(units * unit, needed);
	}

	/** The least side whose multiples are multiples of 16 and, in the seamless grid, borders of enlarged cores. */
	private static int unit(final Settings settings) {
		if (settings.grid() == GridKind.PAPER) {
			return STEP;
		}
		final int core = (PatchGrid.PATCH - 2 * settings.model().halo()) * settings.model().scale();
		int unit = core;
		while (unit % STEP != 0) {
			unit += core;
		}
		return unit;
	}
}
