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

import net.imglib2.FinalInterval;

/**
 * One patch of a {@link PatchGrid}: it is computed from its source and gives the pixels of its core. Immutable.
 *
 * @param index position in the grid, row by row
 * @param source LR pixels [x,y] that the patch is made of; may reach beyond the image
 * @param core LR pixels [x,y] that the patch answers for: inside the source and inside the image
 */
public record Patch(long index, FinalInterval source, FinalInterval core) {

	/** Returns the width of the source in LR pixels. */
	public int width() {
		return Math.toIntExact(source.dimension(0));
	}

	/** Returns the height of the source in LR pixels. */
	public int height() {
		return Math.toIntExact(source.dimension(1));
	}

	/**
	 * Returns where the core lies in the enlarged patch, whose first pixel is (0, 0).
	 *
	 * @param scale each LR pixel became scale x scale
	 */
	public FinalInterval crop(final int scale) {
		return enlarged(core, source.min(0), source.min(1), scale);
	}

	/**
	 * Returns where the core lies in the enlarged image.
	 *
	 * @param scale each LR pixel became scale x scale
	 */
	public FinalInterval target(final int scale) {
		return enlarged(core, 0, 0, scale);
	}

	private static FinalInterval enlarged(final FinalInterval i, final long x, final long y, final int scale) {
		return FinalInterval.createMinSize((i.min(0) - x) * scale, (i.min(1) - y) * scale, i.dimension(0) * scale, i.dimension(1) * scale);
	}
}
