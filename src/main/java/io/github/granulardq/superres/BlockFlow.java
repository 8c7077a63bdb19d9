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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.ToIntFunction;

import io.github.granulardq.io.BlockSink;

/**
 * The way of blocks from being opened to being put. Threads take the patches of one block after another, encode a block when its last
 * patch is done, and hand it in; it is put when its turn comes, by the thread that brought it or by one that is putting others. Blocks
 * that are open or wait to be put are few: who would open one too many waits.
 *
 * @param <B> open blocks
 */
final class BlockFlow<B> {

	private static final long WAIT_MILLIS = 50;

	/** A patch of an open block. */
	record Piece<B>(B block, int patch) {
	}

	/** A block that waits to be put. */
	private record Parcel(byte[] encoded, byte[] note) {
	}

	private final BlockSink sink;
	private final int window;
	private final LongPredicate skipped;
	private final LongFunction<B> opening;
	private final ToIntFunction<B> size;
	private final Deque<Long> order = new ArrayDeque<>();
	private final TreeMap<Long, Parcel> ready = new TreeMap<>();
	private long next;
	private B current;
	private int patch;
	private boolean putting;

	/**
	 * @param threads that work
	 * @param skipped blocks that are finished
	 * @param opening opens a block
	 * @param size patches of a block, at least 1
	 */
	BlockFlow(final BlockSink sink, final int threads, final LongPredicate skipped, final LongFunction<B> opening,
		final ToIntFunction<B> size)
	{
		this.sink = sink;
		this.window = window(threads);
		this.skipped = skipped;
		this.opening = opening;
		this.size = size;
	}

	/** Returns how many blocks are open, or wait to be put, at most. */
	static int window(final int threads) {
		return threads == 1 ? 1 : threads + 2;
	}

	/**
	 * Returns the next patch, in the order of blocks. There must be one.
	 *
	 * @param checkpoint run while waiting; may throw to end it
	 */
	synchronized Piece<B> take(final Runnable checkpoint) {
		while (current == null || patch == size.applyAsInt(current)) {
			if (order.size() < window) {
				open();
			}
			else {
				await(checkpoint);
			}
		}
		return new Piece<>(current, patch++);
	}

	private void open() {
		while (skipped.test(next)) {
			next++;
		}
		current = opening.apply(next);
		patch = 0;
		order.add(next++);
	}

	private void await(final Runnable checkpoint) {
		checkpoint.run();
		try {
			wait(WAIT_MILLIS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw (CancellationException) new CancellationException("Super-resolution was interrupted.").initCause(e);
		}
	}

	/**
	 * Puts a block that was taken and encoded, now or when those before it were.
	 */
	void handIn(final long block, final byte[] encoded, final byte[] note) {
		synchronized (this) {
			ready.put(block, new Parcel(encoded, note));
			if (putting) {
				return;
			}
			putting = true;
		}
		for (Map.Entry<Long, Parcel> entry = nextReady(); entry != null; entry = nextReady()) {
			sink.put(entry.getKey(), entry.getValue().encoded(), entry.getValue().note());
			isPut(entry.getKey());
		}
	}

	private synchronized Map.Entry<Long, Parcel> nextReady() {
		if (ready.isEmpty() || sink.inOrder() && !ready.firstKey().equals(order.peek())) {
			putting = false;
			return null;
		}
		return ready.pollFirstEntry();
	}

	private synchronized void isPut(final long block) {
		order.remove(block);
		notifyAll();
	}
}
