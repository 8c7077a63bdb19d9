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
import java.util.Objects;
import java.util.concurrent.CancellationException;

import io.github.granulardq.InputException;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.image.PixelWriter;
import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Computes blocks of an enlarged image, one after the other, with a session of the engine: by itself in one process, while another
 * keeps the books of the run, see {@link BlockRun}. A block's pixels depend on the image, the resolver's options and the ranges alone.
 * For one thread at a time.
 */
public final class BlockComputer implements AutoCloseable {

	/**
	 * A computed block.
	 *
	 * @param pixels where they lie in the enlarged image
	 * @param note what {@link BlockRun#finished} and {@link io.github.granulardq.io.BlockSink#put(long, byte[], byte[])} take
	 */
	public record Computed(RandomAccessibleInterval<? extends RealType<?>> pixels, byte[] note) {
	}

	/** What is done for a block; knows the types of the pixels. */
	@FunctionalInterface
	private interface Work {
		Computed compute(long block, Runnable checkpoint);
	}

	private final PatchComputer<?> computer;
	private final Work work;

	private BlockComputer(final PatchComputer<?> computer, final Work work) {
		this.computer = computer;
		this.work = work;
	}

	/**
	 * Opens a session.
	 *
	 * @param resolver with the options of the run; must stay open
	 * @param image as in {@link SuperResolver#run(RandomAccessibleInterval, int)}
	 * @param channelAxis as there
	 * @param grid blocks of the enlarged image
	 * @param ranges those of the run, see {@link BlockRun#ranges}
	 * @throws EngineException if the engine cannot be used
	 */
	public static <T extends RealType<T>> BlockComputer open(final SuperResolver resolver, final RandomAccessibleInterval<T> image,
		final int channelAxis, final BlockGrid grid, final List<Report.Range> ranges)
	{
		final Job<T> job = resolver.job(image, channelAxis, ranges);
		return open(job, job.settings().output().of(image.getType()), grid);
	}

	private static <T extends RealType<T>, O extends RealType<O>> BlockComputer open(final Job<T> job, final RealType<O> type,
		final BlockGrid grid)
	{
		@SuppressWarnings("unchecked") // every RealType is one of itself
		final O pixel = (O) type;
		final PatchComputer<T> computer = new PatchComputer<>(job);
		return new BlockComputer(computer, (block, checkpoint) -> {
			final OpenBlock<T, O> open = new OpenBlock<>(job, block, grid.interval(block), pixel);
			final PixelWriter<O> writer = new PixelWriter<>(pixel);
			for (int i = 0; i < open.patches().count(); i++) {
				open.compute(i, computer, writer, checkpoint);
			}
			return new Computed(open.pixels(), open.note().toBytes());
		});
	}

	/**
	 * Computes a block.
	 *
	 * @param checkpoint run between the steps of each patch; may throw, for example {@link CancellationException}, to end the computation
	 * @throws InputException if the image cannot be read, or a pixel is no finite number
	 * @throws EngineException if the engine fails
	 */
	public Computed compute(final long block, final Runnable checkpoint) {
		return work.compute(block, Objects.requireNonNull(checkpoint));
	}

	/** Frees the session. */
	@Override
	public void close() {
		computer.close();
	}
}
