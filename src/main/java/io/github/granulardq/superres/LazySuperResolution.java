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
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import io.github.granulardq.image.PixelWriter;
import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;

/**
 * An enlarged image whose blocks are computed when somebody looks at them. Pixels are those of a run into memory. Blocks that were looked
 * at last are kept, and others are computed again:
 *
 * <pre>
 * try (LazySuperResolution&lt;?&gt; lazy = resolver.lazy(image, -1)) {
 * 	RandomAccessibleInterval&lt;?&gt; corner = Views.interval(lazy.image(), new long[] { 0, 0 }, new long[] { 511, 511 });
 * }
 * </pre>
 *
 * Several threads may look; each block is computed by the resolver's workers. Who copies large parts should go block by block along
 * {@link #grid}, since a row of pixels may meet more blocks than are kept.
 *
 * @param <O> the type of the input, or FloatType
 */
public final class LazySuperResolution<O extends RealType<O>> implements AutoCloseable {

	/** What is kept at least, so that neighbours can be looked at together. */
	private static final int LEAST_BLOCKS = 4;

	private final Source<?, O> source;
	private final Img<O> image;
	private final Consumer<LazySuperResolution<?>> closing;

	private LazySuperResolution(final Source<?, O> source, final Img<O> image, final Consumer<LazySuperResolution<?>> closing) {
		this.source = source;
		this.image = image;
		this.closing = closing;
	}

	/**
	 * @param type of the output, which arrays can hold
	 * @param grid blocks, which become cells
	 * @param bytes that computed blocks may take
	 * @param closing is told when the image was closed
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	static <T extends RealType<T>, O extends RealType<O>> LazySuperResolution<O> of(final Job<T> job, final O type, final BlockGrid grid,
		final long bytes, final Consumer<LazySuperResolution<?>> closing)
	{
		final Source<T, O> source = new Source<>(job, type, grid, bytes);
		final Img<O> image = new LazyCellImg(new CellGrid(grid.size(), grid.block()), (NativeType) type, index -> source.look(index));
		return new LazySuperResolution<>(source, image, closing);
	}

	/**
	 * Returns the image: axes as in the input, x and y {@code scale} times as long, starting at 0. It is to be read only. Looking at a block
	 * throws what a run would throw; looking again tries again. {@link CancellationException} says that the thread was interrupted, the
	 * resolver's cancellation said true, or the image was closed.
	 */
	public Img<O> image() {
		return image;
	}

	/** Returns the blocks in which the image is computed; they are its cells. */
	public BlockGrid grid() {
		return source.grid;
	}

	/** Says what was computed so far; a block that was computed twice counts twice. The seconds are those since the image was opened. */
	public Report report() {
		return source.report();
	}

	/** Ends the computation and frees what it took; blocks must not be looked at afterwards. Closing the resolver does the same. */
	@Override
	public void close() {
		source.close();
		closing.accept(this);
	}

	/** Where blocks come from. */
	private static final class Source<T extends RealType<T>, O extends RealType<O>> {

		private final Job<T> job;
		private final O type;
		private final BlockGrid grid;
		private final int threads;
		private final PatchPool<T> pool;
		private final BlockCache<Cell<DataAccess>> cache;
		private final Tally tally = new Tally();
		private final long startNanos = System.nanoTime();

		Source(final Job<T> job, final O type, final BlockGrid grid, final long bytes) {
			this.job = job;
			this.type = type;
			this.grid = grid;
			threads = job.settings().threads(Long.MAX_VALUE, job.grid().largestPatch());
			pool = new PatchPool<>(job, threads);
			final long most = Math.max(LEAST_BLOCKS, bytes / EnlargedImages.bytes(type, grid));
			cache = new BlockCache<>((int) Math.min(most, Integer.MAX_VALUE), this::compute);
		}

		Cell<DataAccess> look(final long block) {
			checkpoint();
			return cache.get(block);
		}

		private void checkpoint() {
			if (pool.isClosed()) {
				throw new CancellationException("The enlarged image is closed.");
			}
			if (job.settings().cancelled().getAsBoolean()) {
				throw new CancellationException("Super-resolution was cancelled.");
			}
		}

		@SuppressWarnings("unchecked")
		private Cell<DataAccess> compute(final long block) {
			final OpenBlock<T, O> open = new OpenBlock<>(job, block, grid.interval(block), type);
			pool.run(open.patches().count(), i -> computer -> open.compute(i, computer, new PixelWriter<>(type), this::checkpoint));
			open.note().count(tally, null);
			final int[] size = Arrays.stream(open.image().dimensionsAsLongArray()).mapToInt(Math::toIntExact).toArray();
			return new Cell<>(size, open.pixels().minAsLongArray(), ((ArrayImg<?, DataAccess>) open.image()).update(null));
		}

		Report report() {
			return job.report(tally, threads, startNanos, EnlargedImages.describe(grid.size(), type), null);
		}

		void close() {
			pool.close();
			cache.clear();
		}
	}
}
