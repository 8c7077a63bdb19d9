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

import java.util.List;

import io.github.granulardq.allocation.BitAllocation;
import io.github.granulardq.engine.Engine;
import io.github.granulardq.image.Normalizer;
import io.github.granulardq.tiling.PatchGrid;
import net.imglib2.type.numeric.RealType;

/**
 * An image that is to be enlarged, and all that its pixels depend on: any patch of it can be computed by itself. Immutable, safe for
 * threads.
 *
 * @param settings of the resolver
 * @param engine that runs the network
 * @param allocation that decides bits
 * @param input the image, plane by plane
 * @param grid patches of each plane
 * @param ranges of the channels
 * @param <T> type of the input
 */
record Job<T extends RealType<T>>(Settings settings, Engine engine, BitAllocation allocation, Planes<T> input, PatchGrid grid,
	List<Report.Range> ranges)
{

	/** Finds the ranges of intensities; reads the input for that unless they are given. */
	static <T extends RealType<T>> Job<T> of(final Settings settings, final Engine engine, final BitAllocation allocation,
		final Planes<T> input)
	{
		final PatchGrid grid = settings.cut(input.image().dimension(0), input.image().dimension(1));
		return new Job<>(settings, engine, allocation, input, grid, Ranges.of(settings, input));
	}

	/** Output pixels for each input pixel and direction. */
	int scale() {
		return settings.model().scale();
	}

	/** Patches of all planes. */
	long patches() {
		return Math.multiplyExact(grid.size(), input.count());
	}

	/** Returns the size of the enlarged image. */
	long[] size() {
		return EnlargedImages.size(input.image().dimensionsAsLongArray(), scale());
	}

	/** Returns the map of intensities for a channel of a plane. */
	Normalizer normalizer(final long plane, final int networkChannel) {
		final Report.Range range = ranges.get(input.channelOf(plane, networkChannel));
		return new Normalizer(range.low(), range.high());
	}

	/**
	 * Says what was done.
	 *
	 * @param output size and type of the enlarged image
	 * @param blocks null for images that are not written by blocks
	 */
	Report report(final Tally tally, final int workers, final long startNanos, final String output, final Report.Blocks blocks) {
		final RunCost cost = tally.cost(settings);
		final double seconds = (System.nanoTime() - startNanos) / 1e9;
		return new Report(settings.model().id(), settings.model().sha256(), engine.name(), engine.instructionSet(),
			settings.grid().toString(), scale(), settings.bits().toString(), tally.fab(), cost.bitops(), cost.bitopsFp32(),
			tally.patches(), tally.histogram(), seconds, workers, EnlargedImages.describe(input.image()), output, tally.clipped(),
			ranges, blocks, settings.reportedPercentiles().orElse(null));
	}
}
