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
package io.github.granulardq.io.tiff;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongFunction;

/**
 * Keeps what was used last, up to a number of bytes. What several threads ask for at once is loaded once; what failed is tried again when it is
 * asked for again. Safe for threads.
 *
 * @param <V> what is kept
 */
final class CellCache<V> {

	/** Something kept, or being loaded. */
	private static final class Slot<V> {

		private final CompletableFuture<V> value = new CompletableFuture<>();
		/** 0 while it is being loaded. */
		private long bytes;
	}

	private final long capacity;
	private final Map<Long, Slot<V>> slots = new LinkedHashMap<>(16, 0.75f, true);
	private long bytes;

	/**
	 * @param capacity bytes that are kept; the last value stays even if it is larger
	 */
	CellCache(final long capacity) {
		this.capacity = capacity;
	}

	/**
	 * Returns what belongs to a key.
	 *
	 * @param load makes it if it is not kept; what it throws is thrown to all who wait for it
	 * @param size bytes that it takes
	 */
	V get(final long key, final LongFunction<V> load, final long size) {
		final Slot<V> slot;
		final boolean mine;
		synchronized (slots) {
			final Slot<V> kept = slots.get(key);
			mine = kept == null;
			slot = mine ? new Slot<>() : kept;
			if (mine) {
				slots.put(key, slot);
			}
		}
		if (mine) {
			load(key, slot, load, size);
		}
		try {
			return slot.value.join();
		}
		catch (final CompletionException e) {
			if (e.getCause() instanceof final RuntimeException cause) {
				throw cause;
			}
			if (e.getCause() instanceof final Error cause) {
				throw cause;
			}
			throw e;
		}
	}

	private void load(final long key, final Slot<V> slot, final LongFunction<V> load, final long size) {
		try {
			final V value = load.apply(key);
			synchronized (slots) {
				slot.bytes = Math.max(1, size);
				bytes += slot.bytes;
				evict(slot);
			}
			slot.value.complete(value);
		}
		catch (final RuntimeException | Error e) { // passed on by join
			synchronized (slots) {
				slots.remove(key);
			}
			slot.value.completeExceptionally(e);
		}
	}

	private void evict(final Slot<V> last) {
		final Iterator<Slot<V>> eldest = slots.values().iterator();
		while (bytes > capacity && eldest.hasNext()) {
			final Slot<V> slot = eldest.next();
			if (slot != last && slot.bytes > 0) {
				bytes -= slot.bytes;
				eldest.remove();
			}
		}
	}
}
