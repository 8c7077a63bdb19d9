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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Threads that take numbered tasks from one queue until all are done, one fails, or the work is cancelled. In each case all of
 * them have ended, and closed what they opened, when {@link #run} returns or throws.
 */
final class Crew {

	/** What one thread works with. */
	interface Worker extends AutoCloseable {

		/** Does a task; calls {@link Crew#checkpoint} where it can stop. */
		void work(long task);

		@Override
		void close();
	}

	/** Opens the worker of a thread, on that thread. */
	@FunctionalInterface
	interface Hiring {
		Worker open(Crew crew);
	}

	private final BooleanSupplier cancelled;
	private final AtomicLong next = new AtomicLong();
	private final AtomicReference<Throwable> failure = new AtomicReference<>();

	private Crew(final BooleanSupplier cancelled) {
		this.cancelled = cancelled;
	}

	/**
	 * Does tasks 0..tasks-1, in this order as far as several threads can.
	 *
	 * @param threads how many work, at least 1
	 * @throws CancellationException if {@code cancelled} said true or the calling thread was interrupted, which it then still is
	 * @throws RuntimeException what a worker threw first; the same for errors
	 */
	static void run(final long tasks, final int threads, final BooleanSupplier cancelled, final Hiring hiring) {
		final Crew crew = new Crew(cancelled);
		final List<Thread> started = new ArrayList<>();
		try {
			for (int i = 0; i < threads; i++) {
				final Thread thread = new Thread(() -> crew.work(tasks, hiring), "granular-dq-worker-" + i);
				thread.setDaemon(true);
				thread.start();
				started.add(thread);
			}
		}
		catch (final Throwable t) {
			crew.failure.compareAndSet(null, t);
		}
		crew.join(started);
		final Throwable failed = crew.failure.get();
		if (failed instanceof Error error) {
			throw error;
		}
		if (failed != null) {
			throw (RuntimeException) failed;
		}
	}

	/**
	 * Ends the task of the calling worker if the work is over.
	 *
	 * @throws CancellationException if it was cancelled or another worker failed
	 */
	void checkpoint() {
		if (failure.get() != null || cancelled.getAsBoolean()) {
			throw new CancellationException("Super-resolution was cancelled.");
		}
	}

	private void work(final long tasks, final Hiring hiring) {
		try (Worker worker = hiring.open(this)) {
			for (long task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
				checkpoint();
				worker.work(task);
			}
		}
		catch (final Throwable t) {
			failure.compareAndSet(null, t);
		}
	}

	private void join(final List<Thread> threads) {
		boolean interrupted = false;
		for (final Thread thread : threads) {
			while (thread.isAlive()) {
				try {
					thread.join();
				}
				catch (final InterruptedException e) {
					interrupted = true;
					failure.compareAndSet(null, new CancellationException("Super-resolution was interrupted."));
				}
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}
}
