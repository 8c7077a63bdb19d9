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

/**
 * Pieces that start at multiples of a step and overlap; the last reaches to the end of the axis.
 *
 * @param length of the axis, at least 1
 * @param patch size of all sources but the last
 * @param step from one source to the next
 */
record PaperAxis(long length, int patch, int step) implements Axis {

	private static final int LEAST = 4;

	PaperAxis {
		if (length < 1) {
			throw new IllegalArgumentException("an axis of " + length + " pixels");
		}
	}

	@Override
	public long count() {
		return Math.max(length - patch, 0) / step + 1;
	}

	@Override
	public long source(final long i) {
		return i * step;
	}

	@Override
	public long sourceSize(final long i) {
		return i == count() - 1 ? Math.max(length - source(i), LEAST) : patch;
	}

	@Override
	public long core(final long i) {
		if (i == 0) {
			return 0;
		}
		return i == count() ? length : i * step + (patch - step) / 2;
	}

	@Override
	public long at(final long position) {
		return Math.max(0, Math.min(Math.floorDiv(position - (patch - step) / 2, step), count() - 1));
	}
}
