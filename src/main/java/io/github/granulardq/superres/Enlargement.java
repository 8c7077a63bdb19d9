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
import io.github.granulardq.image.PixelWriter;
import io.github.granulardq.tiling.Patch;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;

/**
 * One run into memory: every patch of every plane is computed and put into the enlarged image. Pixels depend on the patch alone, so
 * the order and the threads do not matter.
 *
 * @param <T> type of the input
 * @param <O> type of the output
 */
final class Enlargement<T extends RealType<T>, O extends RealType<O>> {

	private final Job<T> job;
	private final Planes<O> output;
	private final Img<O> image;
	private final BitMap.Builder bitMap = new BitMap.Builder();
	private final Tally tally = new Tally();
	private long done;

	/**
	 * @param image where to write, of the enlarged size
	 */
	Enlargement(final Job<T> job, final Img<O> image) {
		this.job = job;
		this.image = image;
		output = new Planes<>(image, job.input().channelAxis(), job.input().networkChannels());
	}

	/** Computes all patches. */
	SuperResolution<O> run(final long startNanos) {
		final int threads = job.settings().threads(job.patches(), job.grid().largestPatch());
		Crew.run(job.patches(), threads, job.settings().cancelled(), PatchWorker::new);
		return new SuperResolution<>(image, bitMap.build(), job.report(tally, threads, startNanos, EnlargedImages.describe(image), null));
	}

	private synchronized void progress() {
		job.settings().progress().progress(++done, job.patches());
	}

	/** One thread's session and counters. */
	private final class PatchWorker implements Crew.Worker {

		private final Crew crew;
		private final PatchComputer<T> computer = new PatchComputer<>(job);
		private final PixelWriter<O> writer = new PixelWriter<>(image.getType());

		PatchWorker(final Crew crew) {
			this.crew = crew;
		}

		@Override
		public void work(final long task) {
			final long plane = task / job.grid().size();
			final Patch patch = job.grid().patch(task % job.grid().size());
			final PatchComputer.Enlarged enlarged = computer.compute(plane, patch, crew::checkpoint);
			for (int c = 0; c < output.networkChannels(); c++) {
				PatchPixels.write(enlarged.values(), c, patch, job.scale(), job.normalizer(plane, c), output.plane(plane, c), writer);
			}
			bitMap.add(plane, patch.index(), patch.core().min(0), patch.core().min(1), patch.core().dimension(0),
				patch.core().dimension(1), enlarged.decision());
			tally.add(patch, enlarged.decision().bits());
			progress();
		}

		@Override
		public void close() {
			tally.addClipped(writer.clipped());
			computer.close();
		}
	}
}
