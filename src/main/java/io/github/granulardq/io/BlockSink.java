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
package io.github.granulardq.io;

import io.github.granulardq.InputException;
import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * An image that is written block by block, and can be gone on with where a run ended: by a crash, by loss of power, or by the user.
 *
 * <pre>
 * for (long block = 0; block &lt; sink.grid().count(); block++) {
 * 	if (!sink.isFinished(block)) {
 * 		sink.put(block, sink.encode(block, pixels)); // pixels of sink.grid().interval(block)
 * 	}
 * }
 * sink.finish();
 * </pre>
 *
 * The bytes of the finished output depend on the blocks alone, not on when or by how many threads or runs they were made. Until {@link #finish} the
 * output does not look complete to any reader; after a failure what was put stays, so that the run can be resumed.
 */
public interface BlockSink extends AutoCloseable {

	/** The blocks; a block is written once and whole. */
	BlockGrid grid();

	/** Whether an earlier run put this block. */
	boolean isFinished(long block);

	/** Whether blocks must be put in ascending order. */
	boolean inOrder();

	/**
	 * Compresses a block. May be called by several threads.
	 *
	 * @param pixels of exactly {@code grid().interval(block)}, in the type of the output
	 */
	byte[] encode(long block, RandomAccessibleInterval<? extends RealType<?>> pixels);

	/**
	 * Writes what {@link #encode} returned. One thread at a time.
	 *
	 * @throws InputException if it cannot be written, naming the output and the block; it may be tried again in another run
	 */
	void put(long block, byte[] encoded);

	/**
	 * As {@link #put(long, byte[])}, with a note: a few bytes that {@link #note} returns in later runs, by which they know what the block's
	 * computation cost. Sinks without a place for notes drop them.
	 */
	default void put(final long block, final byte[] encoded, final byte[] note) {
		put(block, encoded);
	}

	/** Returns the note that came with a finished block in an earlier run; no bytes if it was not kept. */
	default byte[] note(final long block) {
		return new byte[0];
	}

	/**
	 * Writes what belongs to the whole image and makes the output complete. All blocks must have been put.
	 *
	 * @throws InputException if it cannot be written
	 */
	void finish();

	/** Closes files; without {@link #finish} the output stays unfinished and can be resumed. */
	@Override
	void close();
}
