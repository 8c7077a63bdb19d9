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

import io.github.granulardq.tiling.Patch;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;

/**
 * The patches that a block of the enlarged image is made of, numbered from 0: plane by plane, row by row. Where blocks do not follow the
 * patch grid a patch belongs to several, and one of them owns it. Immutable, safe for threads.
 */
final class BlockPatches {

	private final Job<?> job;
	private final Interval block;
	private final FinalInterval cells;
	private final long[] planes;

	/**
	 * @param block pixels of the enlarged image, all its axes
	 */
	BlockPatches(final Job<?> job, final Interval block) {
		this.job = job;
		this.block = block;
		final int scale = job.scale();
		cells = job.grid().overlapping(FinalInterval.createMinMax(block.min(0) / scale, block.min(1) / scale, block.max(0) / scale, block
			.max(1) / scale));
		planes = job.input().within(block);
	}

	/** Returns how many there are. */
	int count() {
		return Math.toIntExact(Math.multiplyExact(perPlane(), planes.length));
	}

	/** Returns the plane of a patch. */
	long plane(final int i) {
		return planes[(int) (i / perPlane())];
	}

	/** Returns a patch. */
	Patch patch(final int i) {
		final long inPlane = i % perPlane();
		final long column = cells.min(0) + inPlane % cells.dimension(0);
		final long row = cells.min(1) + inPlane / cells.dimension(0);
		return job.grid().patch(row * job.grid().columns() + column);
	}

	/** Returns whether this block owns a patch: the first pixel of its core lies here. */
	boolean owns(final int i) {
		final FinalInterval target = patch(i).target(job.scale());
		final boolean inside = target.min(0) >= block.min(0) && target.min(1) >= block.min(1);
		return inside && (job.input().networkChannels() == 1 || block.min(job.input().channelAxis()) == 0);
	}

	private long perPlane() {
		return Math.multiplyExact(cells.dimension(0), cells.dimension(1));
	}
}
