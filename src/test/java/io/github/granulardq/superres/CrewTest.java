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

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.LongConsumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CrewTest {

	private final AtomicInteger open = new AtomicInteger();

	@Test
	void everyTaskIsDoneOnce() {
		final AtomicIntegerArray done = new AtomicIntegerArray(1000);
		Crew.run(1000, 4, () -> false, crew -> worker(task -> done.incrementAndGet((int) task)));
		for (int i = 0; i < 1000; i++) {
			assertEquals(1, done.get(i));
		}
		assertEquals(0, open.get());
	}

	@Test
	void firstFailureStopsTheOthersAndSurfaces() {
		final AtomicInteger done = new AtomicInteger();
		final IllegalStateException original = new IllegalStateException("broken");
		final Exception found = assertThrows(IllegalStateException.class, () -> Crew.run(1_000_000_000, 3, () -> false, crew -> worker(task -> {
			if (task == 50) {
				throw original;
			}
			done.incrementAndGet();
		})));
		assertSame(original, found);
		assertTrue(done.get() < 100_000_000);
		assertEquals(0, open.get());
	}

	@Test
	void errorsSurfaceAsTheyAre() {
		final OutOfMemoryError error = new OutOfMemoryError("test");
		assertSame(error, assertThrows(OutOfMemoryError.class, () -> Crew.run(10, 2, () -> false, crew -> worker(task -> {
			throw error;
		}))));
		assertEquals(0, open.get());
	}

	@Test
	void aWorkerThatCannotOpenEndsTheWork() {
		final AtomicBoolean first = new AtomicBoolean(true);
		assertThrows(IllegalStateException.class, () -> Crew.run(1_000_000_000, 2, () -> false, crew -> {
			if (first.getAndSet(false)) {
				throw new IllegalStateException("no session");
			}
			return worker(task -> {});
		}));
		assertEquals(0, open.get());
	}

	@Test
	void cancellationEndsATaskAtItsNextCheckpoint() {
		final AtomicBoolean cancelled = new AtomicBoolean();
		final AtomicInteger past = new AtomicInteger();
		assertThrows(CancellationException.class, () -> Crew.run(1000, 1, cancelled::get, crew -> worker(task -> {
			cancelled.set(task == 3);
			crew.checkpoint();
			past.incrementAndGet();
		})));
		assertEquals(3, past.get());
		assertEquals(0, open.get());
	}

	@Test
	void interruptingTheCallerCancelsAndStaysVisible() throws InterruptedException {
		final CountDownLatch running = new CountDownLatch(1);
		final AtomicBoolean cancelled = new AtomicBoolean();
		final AtomicBoolean interrupted = new AtomicBoolean();
		final Thread caller = new Thread(() -> {
			try {
				Crew.run(Long.MAX_VALUE, 2, () -> false, crew -> worker(task -> running.countDown()));
			}
			catch (final CancellationException e) {
				cancelled.set(true);
				interrupted.set(Thread.currentThread().isInterrupted());
			}
		});
		caller.start();
		running.await();
		caller.interrupt();
		caller.join();
		assertTrue(cancelled.get());
		assertTrue(interrupted.get());
		assertEquals(0, open.get());
	}

	private Crew.Worker worker(final LongConsumer work) {
		open.incrementAndGet();
		return new Crew.Worker() {

			@Override
			public void work(final long task) {
				work.accept(task);
			}

			@Override
			public void close() {
				open.decrementAndGet();
			}
		};
	}
}
