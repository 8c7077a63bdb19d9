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

import io.github.granulardq.allocation.BitMap;
import io.github.granulardq.allocation.Decision;
import io.github.granulardq.allocation.EmptyPatch;
import io.github.granulardq.allocation.PatchEntropy;
import io.github.granulardq.allocation.PlacedPatch;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.tiling.Patch;
import net.imglib2.type.numeric.RealType;

/**
 * One run that asks for the bits of every patch and computes nothing beyond the head of the network.
 *
 * @param <T> type of the input
 */
final class AllocationRun<T extends RealType<T>> {

	private final Job<T> job;
	private final BitMap.Builder bitMap = new BitMap.Builder();
	private final Tally tally = new Tally();
	private long done;

	AllocationRun(final Job<T> job) {
		this.job = job;
	}

	/** Asks for all patches. */
	AllocatedBits run(final long startNanos) {
		final int threads = job.settings().threads(job.patches(), job.grid().largestPatch());
		Crew.run(job.patches(), threads, job.settings().cancelled(), PatchWorker::new);
		return new AllocatedBits(bitMap.build(), job.report(tally, threads, startNanos, "bits", null));
	}

	private synchronized void progress() {
		job.settings().progress().progress(++done, job.patches());
	}

	/** One thread's session. */
	private final class PatchWorker implements Crew.Worker {

		private final Crew crew;
		private final EngineSession session = job.engine().open(job.settings().network());

		PatchWorker(final Crew crew) {
			this.crew = crew;
		}

		@Override
		public void work(final long task) {
			final long plane = task / job.grid().size();
			final Patch patch = job.grid().patch(task % job.grid().size());
			final Decision decision = decide(plane, patch);
			bitMap.add(plane, patch.index(), patch.core().min(0), patch.core().min(1), patch.core().dimension(0), patch.core().dimension(1), decision);
			tally.add(patch, decision.bits());
			progress();
		}

		private Decision decide(final long plane, final Patch patch) {
			final int channels = job.input().networkChannels();
			final float[] pixels = PatchPixels.read(job, plane, patch);
			final double entropy = PatchEntropy.of(pixels, channels);
			if (job.settings().skipEmpty() && EmptyPatch.test(pixels, channels, patch.height(), patch.width())) {
				return Decision.fixed(0).withEntropy(entropy);
			}
			final float[] descriptor = session.head(pixels, patch.height(), patch.width());
			crew.checkpoint();
			return job.allocation().decide(descriptor, new PlacedPatch(plane, patch.index(), pixels, patch.height(), patch.width())).withEntropy(entropy);
		}

		@Override
		public void close() {
			session.close();
		}
	}
}
