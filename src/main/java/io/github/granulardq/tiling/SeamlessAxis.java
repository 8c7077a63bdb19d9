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
 * Pieces of one size around cores that follow one another. An axis that fits into one piece with its halos is not filled up to the
 * size of a patch.
 *
 * @param length of the axis, at least 1
 * @param patch the largest size of sources
 * @param halo on each side of a core
 */
record SeamlessAxis(long length, int patch, int halo) implements Axis {

	/** What networks take. */
	private static final long LEAST = 4;

	SeamlessAxis {
		if (length < 1) {
			throw new IllegalArgumentException("an axis of " + length + " pixels");
		}
	}

	private int step() {
		return patch - 2 * halo;
	}

	@Override
	public long count() {
		return (length - 1) / step() + 1;
	}

	@Override
	public long source(final long i) {
		return i * step() - halo;
	}

	@Override
	public long sourceSize(final long i) {
		return length > step() ? patch : Math.min(patch, Math.max(length + 2L * halo, LEAST));
	}

	@Override
	public long core(final long i) {
		return Math.min(i * step(), length);
	}

	@Override
	public long at(final long position) {
		return position / step();
	}
}
