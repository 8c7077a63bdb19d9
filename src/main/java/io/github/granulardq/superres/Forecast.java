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

import io.github.granulardq.model.Model;
import io.github.granulardq.tiling.PatchGrid;

/**
 * What a run will take, known before it starts: exact but for memory, which is about.
 *
 * @param patches of all planes
 * @param threads that will compute
 * @param outputBytes of the enlarged image
 * @param workBytes of patches in flight
 */
public record Forecast(long patches, int threads, long outputBytes, long workBytes) {

	/**
	 * Makes a forecast.
	 *
	 * @param model that enlarges
	 * @param grid how planes are cut
	 * @param width LR pixels, at least 1
	 * @param height LR pixels, at least 1
	 * @param planes of one channel each, over all axes, at least 1
	 * @param bytesPerPixel of one channel of the result
	 * @param workers threads that may compute, at least 1
	 */
	public static Forecast of(final Model model, final GridKind grid, final long width, final long height, final long planes,
		final int bytesPerPixel, final int workers)
	{
		final PatchGrid cut = switch (grid) {
			case PAPER -> PatchGrid.paper(width, height);
			case SEAMLESS -> PatchGrid.seamless(width, height, PatchGrid.PATCH, model.halo());
		};
		final long patches = cut.size() * Math.max(1, planes / model.channels());
		final int threads = (int) Math.min(workers, patches);
		final long output = width * model.scale() * height * model.scale() * planes * bytesPerPixel;
		return new Forecast(patches, threads, output, threads * PatchMemory.bytes(model.quantized(), cut.largestPatch()));
	}

	/**
	 * Returns how long it takes, about.
	 *
	 * @param secondsPerPatch of one thread
	 */
	public double seconds(final double secondsPerPatch) {
		return secondsPerPatch * Math.ceil((double) patches / threads);
	}
}
