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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.type.numeric.RealType;

/** The images of a {@link SuperResolver} that are computed where they are looked at, until they or it are closed. Thread-safe. */
final class LazyImages {

	private final Set<LazySuperResolution<?>> open = ConcurrentHashMap.newKeySet();

	/** Opens one with pixels of a type. */
	<T extends RealType<T>, O extends RealType<O>> LazySuperResolution<O> open(final Job<T> job, final O type) {
		final Settings settings = job.settings();
		final long[] size = job.input().image().dimensionsAsLongArray();
		final BlockGrid grid = new BlockGrid(EnlargedImages.size(size, settings.model().scale()), Blocks.size(settings, size, job.input().channelAxis(),
			Blocks.WISHED_LAZY));
		final LazySuperResolution<O> lazy = LazySuperResolution.of(job, type, grid, settings.cache(), open::remove);
		open.add(lazy);
		return lazy;
	}

	/** Closes all. */
	void close() {
		open.forEach(LazySuperResolution::close);
	}
}
