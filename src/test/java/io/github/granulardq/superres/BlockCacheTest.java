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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BlockCacheTest {

	private final List<Long> loaded = new ArrayList<>();

	@Test
	void whatWasAskedForLastIsKept() {
		final BlockCache<String> cache = new BlockCache<>(2, this::load);
		assertEquals("1", cache.get(1));
		cache.get(2);
		cache.get(1);
		cache.get(3); // drops 2
		cache.get(1);
		cache.get(2);
		assertEquals(List.of(1L, 2L, 3L, 2L), loaded);
		assertEquals(2, cache.size());
		cache.clear();
		assertEquals(0, cache.size());
	}

	@Test
	void failuresAreToldAndNotKept() {
		final IllegalStateException broken = new IllegalStateException("broken");
		final AtomicInteger calls = new AtomicInteger();
		final BlockCache<String> cache = new BlockCache<>(2, key -> {
			if (calls.incrementAndGet() == 1) {
				throw broken;
			}
			return "good";
		});
		assertSame(broken, assertThrows(IllegalStateException.class, () -> cache.get(7)));
		assertEquals("good", cache.get(7));
		assertEquals(2, calls.get());
	}

	@Test
	void threadsThatAskForTheSameShareOneComputation() throws InterruptedException {
		final AtomicInteger calls = new AtomicInteger();
		final CountDownLatch begun = new CountDownLatch(1);
		final CountDownLatch go = new CountDownLatch(1);
		final BlockCache<String> cache = new BlockCache<>(2, key -> {
			calls.incrementAndGet();
			begun.countDown();
			await(go);
			return "one";
		});
		final List<Thread> threads = new ArrayList<>();
		final AtomicInteger right = new AtomicInteger();
		for (int i = 0; i < 5; i++) {
			threads.add(new Thread(() -> right.addAndGet("one".equals(cache.get(3)) ? 1 : 0)));
		}
		threads.forEach(Thread::start);
		begun.await();
		go.countDown();
		for (final Thread thread : threads) {
			thread.join();
		}
		assertEquals(5, right.get());
		assertEquals(1, calls.get());
	}

	@Test
	void whoWaitsCanBeInterruptedAndTriesItselfWhenAnotherFails() throws InterruptedException {
		final CountDownLatch begun = new CountDownLatch(1);
		final CountDownLatch go = new CountDownLatch(1);
		final AtomicInteger calls = new AtomicInteger();
		final BlockCache<String> cache = new BlockCache<>(2, key -> {
			if (calls.incrementAndGet() == 1) {
				begun.countDown();
				await(go);
				throw new CancellationException("the first was interrupted");
			}
			return "second";
		});
		final Thread first = new Thread(() -> assertThrows(CancellationException.class, () -> cache.get(1)));
		final AtomicBoolean interrupted = new AtomicBoolean();
		final Thread impatient = new Thread(() -> {
			assertThrows(CancellationException.class, () -> cache.get(1));
			interrupted.set(Thread.currentThread().isInterrupted());
		});
		final AtomicBoolean got = new AtomicBoolean();
		final Thread patient = new Thread(() -> got.set("second".equals(cache.get(1))));
		first.start();
		begun.await();
		impatient.start();
		patient.start();
		impatient.interrupt();
		impatient.join();
		assertTrue(interrupted.get());
		go.countDown();
		first.join();
		patient.join();
		assertTrue(got.get());
	}

	private String load(final long key) {
		loaded.add(key);
		return Long.toString(key);
	}

	private static void await(final CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (final InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}
}
