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

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import io.github.granulardq.allocation.BitMap;
import io.github.granulardq.tiling.PatchGrid;

/**
 * The bits of the patches of a streamed run, one byte each; nothing is kept of images of more than 2^22 patches, so that memory does not
 * grow with them. Threads may set different patches at the same time.
 */
final class RunBits {

	static final long MOST = 1L << 22;

	private final PatchGrid grid;
	private final byte[][] bits;
	private final AtomicLong missing;

	RunBits(final Job<?> job) {
		grid = job.grid();
		missing = new AtomicLong(job.patches());
		bits = job.patches() > MOST ? null : new byte[(int) job.input().count()][(int) grid.size()];
	}

	void set(final long plane, final long index, final int patchBits) {
		missing.decrementAndGet();
		if (bits != null) {
			bits[(int) plane][(int) index] = (byte) patchBits;
		}
	}

	/** Returns the map, if all patches were set once and it was kept. */
	Optional<BitMap> map() {
		return bits == null || missing.get() != 0 ? Optional.empty() : Optional.of(BitMap.of(grid.edges(0), grid.edges(1), bits));
	}
}
