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

import java.util.BitSet;

import io.github.granulardq.InputException;
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
	private final Tally tally = new Tally();
	private final RunBits bits;
	private final BitSet finished = new BitSet();
	private long uncounted;
	private long patches;
	private long done;

	/**
	 * @param type of the output, any pixel of it
	 */
	StreamedEnlargement(final Job<T> job, final O type, final BlockSink sink) {
		this.job = job;
		this.type = type;
		this.sink = sink;
		grid = sink.grid();
		bits = new RunBits(job);
	}

	/** Computes all blocks that are not finished. */
	StreamedResolution run(final long startNanos) {
		survey();
		final int threads = job.settings().threads(patches, job.grid().largestPatch(), EnlargedImages.bytes(type, grid));
		final BlockFlow<OpenBlock<T, O>> flow = new BlockFlow<>(sink, threads, block -> finished.get((int) block), this::open,
			block -> block.patches().count());
		Crew.run(patches, threads, job.settings().cancelled(), crew -> new BlockWorker(crew, flow));
		final Report report = job.report(tally, threads, startNanos, EnlargedImages.describe(grid.size(), type), new Report.Blocks(grid
			.count(), finished.cardinality(), uncounted));
		return new StreamedResolution(bits.map(), report);
	}

	/** Finds out what earlier runs did and what is left. */
	private void survey() {
		if (grid.count() > Integer.MAX_VALUE) {
			throw new InputException("The enlarged image of " + EnlargedImages.text(grid.size()) + " pixels has " + grid.count() +
				" blocks, more than 2^31: choose larger blocks.");
		}
		for (int block = 0; block < grid.count(); block++) {
			final BlockPatches inBlock = new BlockPatches(job, grid.interval(block));
			if (sink.isFinished(block)) {
				finished.set(block);
				final BlockNote note = BlockNote.of(inBlock, sink.note(block));
				if (note == null) {
					uncounted++;
				}
				else {
					note.count(tally, bits);
				}
			}
			else {
				patches = Math.addExact(patches, inBlock.count());
			}
		}
	}

	private OpenBlock<T, O> open(final long block) {
		final FinalInterval interval = grid.interval(block);
		return new OpenBlock<>(job, block, interval, type);
	}

	private synchronized void progress() {
		job.settings().progress().progress(++done, patches);
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
				block.note().count(tally, bits);
			}
			progress();
		}

		@Override
		public void close() {
			computer.close();
		}
	}
}
