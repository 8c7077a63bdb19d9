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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongFunction;

/**
 * Keeps what was computed for some keys: those that were asked for last. When several threads ask for the same, one computes and the others
 * wait for it. Failures are not kept. Thread-safe.
 */
final class BlockCache<V> {

	private final int most;
	private final LongFunction<V> loader;
	private final Map<Long, CompletableFuture<V>> values = new LinkedHashMap<>(16, 0.75f, true);

	/**
	 * @param most values that are kept, at least 1
	 * @param loader computes a value; may throw
	 */
	BlockCache(final int most, final LongFunction<V> loader) {
		this.most = most;
		this.loader = loader;
	}

	/**
	 * Returns the value of a key; computes it if it is not there.
	 *
	 * @throws CancellationException if the calling thread was interrupted while it waited, which it then still is
	 */
	V get(final long key) {
		while (true) {
			final CompletableFuture<V> mine = new CompletableFuture<>();
			final CompletableFuture<V> value = putIfAbsent(key, mine);
			if (value == mine) {
				return load(key, mine);
			}
			try {
				return value.get();
			}
			catch (final InterruptedException e) {
				Thread.currentThread().interrupt();
				throw (CancellationException) new CancellationException("Super-resolution was interrupted.").initCause(e);
			}
			catch (final ExecutionException | CancellationException e) {
				// Who computed it was told why. It may have been interrupted, which is no reason to fail here: this thread tries itself.
				continue;
			}
		}
	}

	private synchronized CompletableFuture<V> putIfAbsent(final long key, final CompletableFuture<V> mine) {
		final CompletableFuture<V> known = values.get(key);
		if (known != null) {
			return known;
		}
		values.put(key, mine);
		if (values.size() > most) {
			final var eldest = values.keySet().iterator();
			eldest.next();
			eldest.remove();
		}
		return mine;
	}

	private V load(final long key, final CompletableFuture<V> mine) {
		try {
			mine.complete(loader.apply(key));
			return mine.join();
		}
		catch (final Throwable t) {
			synchronized (this) {
				values.remove(key, mine);
			}
			mine.completeExceptionally(t);
			throw t;
		}
	}

	/** Returns how many values are there. */
	synchronized int size() {
		return values.size();
	}

	/** Drops all values. */
	synchronized void clear() {
		values.clear();
	}
}
