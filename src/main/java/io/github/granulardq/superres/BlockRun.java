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

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;

import io.github.granulardq.InputException;
import io.github.granulardq.io.BlockSink;
import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * The books of a run into a sink: which blocks are left, and what became of the others. Blocks may be computed anywhere, by a
 * {@link BlockComputer} with the same options and these ranges:
 *
 * <pre>
 * BlockRun run = BlockRun.begin(resolver, image, -1, sink);
 * run.unfinished().forEach(block -&gt; {
 * 	BlockComputer.Computed computed = computer.compute(block, () -&gt; {});
 * 	sink.put(block, sink.encode(block, computed.pixels()), computed.note());
 * 	run.finished(block, computed.note());
 * });
 * sink.finish();
 * StreamedResolution result = run.result(1);
 * </pre>
 *
 * Thread-safe.
 */
public final class BlockRun {

	private final Job<?> job;
	private final BlockGrid grid;
	private final String output;
	private final long startNanos;
	private final Tally tally = new Tally();
	private final RunBits bits;
	private final BitSet finished = new BitSet();
	private final long resumed;
	private long uncounted;
	private long patches;
	private long done;

	/**
	 * Finds out what earlier runs did and what is left.
	 *
	 * @param type of the output
	 * @throws IllegalArgumentException if the sink has another size than the enlarged image
	 */
	BlockRun(final Job<?> job, final RealType<?> type, final BlockSink sink, final long startNanos) {
		this.job = job;
		this.startNanos = startNanos;
		grid = sink.grid();
		bits = new RunBits(job);
		output = EnlargedImages.describe(grid.size(), type);
		if (!Arrays.equals(job.size(), grid.size())) {
			throw new IllegalArgumentException("a sink for " + EnlargedImages.text(grid.size()) + " pixels instead of " +
				EnlargedImages.text(job.size()));
		}
		if (grid.count() > Integer.MAX_VALUE) {
			throw new InputException("The enlarged image of " + EnlargedImages.text(grid.size()) + " pixels has " + grid.count() +
				" blocks, more than 2^31: choose larger blocks.");
		}
		for (int block = 0; block < grid.count(); block++) {
			final BlockPatches inBlock = patches(block);
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
		resumed = finished.cardinality();
	}

	/**
	 * Begins a run, or goes on with one. Reads the image for its ranges of intensities, unless they are given.
	 *
	 * @param image as in {@link SuperResolver#run(RandomAccessibleInterval, int, BlockSink)}, which says what else is thrown
	 * @param channelAxis as there
	 * @param sink as there
	 */
	public static <T extends RealType<T>> BlockRun begin(final SuperResolver resolver, final RandomAccessibleInterval<T> image,
		final int channelAxis, final BlockSink sink)
	{
		final long start = System.nanoTime();
		final Job<T> job = resolver.job(image, channelAxis, List.of());
		return new BlockRun(job, job.settings().output().of(image.getType()), sink, start);
	}

	/** Returns the intensities of each channel that became the range of the model. */
	public List<Report.Range> ranges() {
		return job.ranges();
	}

	/** Returns the blocks that are not finished, in ascending order. */
	public synchronized LongStream unfinished() {
		final BitSet done = (BitSet) finished.clone();
		return LongStream.range(0, grid.count()).filter(block -> !done.get((int) block));
	}

	/**
	 * Counts a block that was put, and tells the progress listener. One that is finished already is not counted again.
	 *
	 * @param note what {@link BlockComputer.Computed} says
	 * @throws IllegalArgumentException if it is not the note of such a block
	 */
	public synchronized void finished(final long block, final byte[] note) {
		if (finished.get(Math.toIntExact(block))) {
			return;
		}
		final BlockPatches inBlock = patches(block);
		final BlockNote read = BlockNote.of(inBlock, note);
		if (read == null) {
			throw new IllegalArgumentException(note.length + " bytes are no note of block " + block);
		}
		finished.set((int) block);
		read.count(tally, bits);
		progress(inBlock.count());
	}

	/** As {@link #finished}, of a block whose patches were told to the progress listener. */
	synchronized void finished(final long block, final BlockNote note) {
		finished.set((int) block);
		note.count(tally, bits);
	}

	/** Tells the progress listener of patches. */
	synchronized void progress(final int count) {
		done += count;
		job.settings().progress().progress(done, patches);
	}

	/** Returns whether a block is finished. */
	synchronized boolean isFinished(final long block) {
		return finished.get((int) block);
	}

	/** Returns the patches of the blocks that were left. */
	long patches() {
		return patches;
	}

	private BlockPatches patches(final long block) {
		return new BlockPatches(job, grid.interval(block));
	}

	/**
	 * Says what was done.
	 *
	 * @param workers that computed
	 */
	public synchronized StreamedResolution result(final int workers) {
		return new StreamedResolution(bits.map(), job.report(tally, workers, startNanos, output, new Report.Blocks(grid.count(), resumed,
			uncounted)));
	}
}
