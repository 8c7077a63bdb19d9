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
package io.github.granulardq.command;

import java.util.function.BooleanSupplier;

import io.github.granulardq.superres.Blocks;
import io.github.granulardq.superres.ProgressListener;

/**
 * How a run is watched and limited; unlike {@link SuperResolveOptions} nothing here changes a pixel.
 *
 * @param progress is told of finished patches
 * @param cancelled asked whether to stop, by several threads
 * @param workers threads that compute, at most
 * @param memory bytes that patches in flight may take
 * @param block output pixels along x and y of the blocks that large images are written in, about
 */
public record Monitor(ProgressListener progress, BooleanSupplier cancelled, int workers, long memory, int block) {

	/** Watches with the default limits: a worker for each processor, and any amount of memory. */
	public Monitor(final ProgressListener progress, final BooleanSupplier cancelled) {
		this(progress, cancelled, Runtime.getRuntime().availableProcessors(), Long.MAX_VALUE, Blocks.WISHED);
	}

	/** Returns one that lets this many threads compute, at least 1. */
	public Monitor withWorkers(final int newWorkers) {
		return new Monitor(progress, cancelled, newWorkers, memory, block);
	}

	/** Tells nobody and never stops. */
	public static Monitor none() {
		return new Monitor((done, total) -> {}, () -> false);
	}
}
