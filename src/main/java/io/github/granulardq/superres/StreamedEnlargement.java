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

import io.github.granulardq.image.PixelWriter;
import io.github.granulardq.io.BlockSink;
import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.FinalInterval;
import net.imglib2.type.numeric.RealType;

/**
 * One run into a sink: blocks are computed patch by patch, encoded by the threads that computed them, and put. What is in memory depends
 * on the threads and the size of a block, not on the size of the image. Patches are computed as in {@link Enlargement}, so that pixels
 * are the same.
 *
 * @param <T> type of the input
 * @param <O> type of the output
 */
final class StreamedEnlargement<T extends RealType<T>, O extends RealType<O>> {

	private final Job<T> job;
	private final O type;
	private final BlockSink sink;
	private final BlockGrid grid;
	private final BlockRun books;

	/**
	 * @param type of the output, any pixel of it
	 */
	StreamedEnlargement(final Job<T> job, final O type, final BlockSink sink, final long startNanos) {
		this.job = job;
		this.type = type;
		this.sink = sink;
		grid = sink.grid();
		books = new BlockRun(job, type, sink, startNanos);
	}

	/** Computes all blocks that are not finished. */
	StreamedResolution run() {
		final long patches = books.patches();
		final int threads = job.settings().threads(patches, job.grid().largestPatch(), EnlargedImages.bytes(type, grid));
		final BlockFlow<OpenBlock<T, O>> flow = new BlockFlow<>(sink, threads, books::isFinished, this::open, block -> block.patches()
			.count());
		Crew.run(patches, threads, job.settings().cancelled(), crew -> new BlockWorker(crew, flow));
		return books.result(threads);
	}

	private OpenBlock<T, O> open(final long block) {
		final FinalInterval interval = grid.interval(block);
		return new OpenBlock<>(job, block, interval, type);
	}

	/** One thread's session. */
	private final class BlockWorker implements Crew.Worker {

		private final Crew crew;
		private final BlockFlow<OpenBlock<T, O>> flow;
		private final PatchComputer<T> computer = new PatchComputer<>(job);
		private final PixelWriter<O> writer = new PixelWriter<>(type);

		BlockWorker(final Crew crew, final BlockFlow<OpenBlock<T, O>> flow) {
			this.crew = crew;
			this.flow = flow;
		}

		/** The flow knows what comes next; as many tasks are given as it has patches. */
		@Override
		public void work(final long task) {
			final BlockFlow.Piece<OpenBlock<T, O>> piece = flow.take(crew::checkpoint);
			final OpenBlock<T, O> block = piece.block();
			if (block.compute(piece.patch(), computer, writer, crew::checkpoint)) {
				flow.handIn(block.index(), sink.encode(block.index(), block.pixels()), block.note().toBytes());
				books.finished(block.index(), block.note());
			}
			books.progress(1);
		}

		@Override
		public void close() {
			computer.close();
		}
	}
}
