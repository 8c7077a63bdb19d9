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
package io.github.granulardq.testing;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.granulardq.io.BlockSink;
import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

/** Keeps blocks in memory and minds the duties of who writes to it: whole blocks, each once, in order if it asks for that, one at a time. */
public class MemorySink implements BlockSink {

	private final BlockGrid grid;
	private final boolean inOrder;
	private final Map<Long, byte[]> blocks = new ConcurrentSkipListMap<>();
	private final Map<Long, byte[]> notes = new ConcurrentSkipListMap<>();
	private final AtomicInteger waiting = new AtomicInteger();
	private final AtomicInteger mostWaiting = new AtomicInteger();
	private final AtomicBoolean putting = new AtomicBoolean();
	private long last = -1;

	public MemorySink(final BlockGrid grid, final boolean inOrder) {
		this.grid = grid;
		this.inOrder = inOrder;
	}

	/** Returns a sink that goes on with what another holds, as after a crash. */
	public MemorySink resumed() {
		final MemorySink next = new MemorySink(grid, inOrder);
		next.blocks.putAll(blocks);
		next.notes.putAll(notes);
		return next;
	}

	/** Loses a block. */
	public void drop(final long block) {
		blocks.remove(block);
		notes.remove(block);
	}

	/** Loses all notes. */
	public void dropNotes() {
		notes.clear();
	}

	/** Returns how many blocks were put, in all runs. */
	public int size() {
		return blocks.size();
	}

	/** Returns the largest number of blocks that were encoded and not put. */
	public int mostWaiting() {
		return mostWaiting.get();
	}

	@Override
	public BlockGrid grid() {
		return grid;
	}

	@Override
	public boolean isFinished(final long block) {
		return blocks.containsKey(block);
	}

	@Override
	public boolean inOrder() {
		return inOrder;
	}

	@Override
	public byte[] encode(final long block, final RandomAccessibleInterval<? extends RealType<?>> pixels) {
		if (!Intervals.equals(grid.interval(block), pixels)) {
			throw new IllegalStateException("not the pixels of block " + block);
		}
		mostWaiting.accumulateAndGet(waiting.incrementAndGet(), Math::max);
		final ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(Double.BYTES * Intervals.numElements(pixels)));
		Views.flatIterable(pixels).forEach(pixel -> buffer.putDouble(pixel.getRealDouble()));
		return buffer.array();
	}

	@Override
	public void put(final long block, final byte[] encoded) {
		if (!putting.compareAndSet(false, true)) {
			throw new IllegalStateException("two threads put blocks");
		}
		if (inOrder && block <= last || blocks.put(block, encoded) != null) {
			throw new IllegalStateException("block " + block + " after " + last);
		}
		last = block;
		waiting.decrementAndGet();
		putting.set(false);
	}

	@Override
	public void put(final long block, final byte[] encoded, final byte[] note) {
		put(block, encoded);
		notes.put(block, note);
	}

	@Override
	public byte[] note(final long block) {
		return notes.getOrDefault(block, new byte[0]);
	}

	@Override
	public void finish() {
		if (blocks.size() != grid.count()) {
			throw new IllegalStateException(blocks.size() + " of " + grid.count() + " blocks");
		}
	}

	@Override
	public void close() {
		blocks.clear();
	}

	/** Returns the values of one block in raster order. */
	public double[] block(final long block) {
		final double[] values = new double[blocks.get(block).length / Double.BYTES];
		ByteBuffer.wrap(blocks.get(block)).asDoubleBuffer().get(values);
		return values;
	}

	/** Returns the values of the whole image in raster order. */
	public double[] values() {
		finish();
		final Img<DoubleType> image = ArrayImgs.doubles(grid.size());
		for (final long block : blocks.keySet()) {
			final FinalInterval interval = grid.interval(block);
			int i = 0;
			final double[] values = block(block);
			for (final DoubleType pixel : Views.flatIterable(Views.interval(image, interval))) {
				pixel.set(values[i++]);
			}
		}
		return TestImages.values(image);
	}
}
