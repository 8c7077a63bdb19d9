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
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import net.imglib2.type.numeric.RealType;

/**
 * Threads that compute patches whenever somebody asks for some. Each has a session of its own, which it opens when it has work and closes
 * when it had none for a while. Thread-safe.
 */
final class PatchPool<T extends RealType<T>> implements AutoCloseable {

	private static final long IDLE_SECONDS = 20;

	/** Computes a patch with the session of its thread. */
	@FunctionalInterface
	interface Work<T extends RealType<T>> {
		void run(PatchComputer<T> computer);
	}

	private final Job<T> job;
	private final ThreadPoolExecutor threads;
	private final ThreadLocal<PatchComputer<T>> computers = new ThreadLocal<>();
	private final Set<Thread> started = ConcurrentHashMap.newKeySet();

	PatchPool(final Job<T> job, final int most) {
		this.job = job;
		threads = new ThreadPoolExecutor(most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
		threads.allowCoreThreadTimeOut(true);
	}

	private Thread thread(final Runnable work) {
		final Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			finally {
				closeComputer();
				started.remove(Thread.currentThread());
			}
		}, "granular-dq-lazy-worker");
		thread.setDaemon(true);
		started.add(thread);
		return thread;
	}

	private PatchComputer<T> computer() {
		if (computers.get() == null) {
			computers.set(new PatchComputer<>(job));
		}
		return computers.get();
	}

	private void closeComputer() {
		if (computers.get() != null) {
			computers.get().close();
		}
	}

	/**
	 * Does several works and waits for all of them. When one fails, or the calling thread is interrupted, those that were not begun are dropped.
	 *
	 * @throws CancellationException if the calling thread was interrupted, which it then still is, or the pool is closed
	 * @throws RuntimeException what a work threw; the same for errors
	 */
	void run(final int count, final IntFunction<Work<T>> works) {
		final List<Future<?>> futures;
		try {
			futures = IntStream.range(0, count).<Future<?>> mapToObj(i -> threads.submit(() -> works.apply(i).run(computer()))).toList();
		}
		catch (final RejectedExecutionException e) {
			throw cancelled("The enlarged image is closed.", e);
		}
		try {
			for (final Future<?> future : futures) {
				future.get();
			}
		}
		catch (final ExecutionException e) {
			if (e.getCause() instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) e.getCause();
		}
		catch (final CancellationException e) {
			throw cancelled("The enlarged image is closed.", e);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw cancelled("Super-resolution was interrupted.", e);
		}
		finally {
			futures.forEach(future -> future.cancel(false));
		}
	}

	private static CancellationException cancelled(final String message, final Exception cause) {
		return (CancellationException) new CancellationException(message).initCause(cause);
	}

	boolean isClosed() {
		return threads.isShutdown();
	}

	/** Ends the threads, at the next patch or the checkpoint of its computation; all sessions are closed when this returns. */
	@Override
	public void close() {
		threads.shutdown();
		// Those who wait for works that were not begun learn that they never will be.
		threads.getQueue().forEach(work -> ((Future<?>) work).cancel(false));
		boolean interrupted = false;
		for (final Thread thread : started) {
			while (thread.isAlive()) {
				try {
					thread.join();
				}
				catch (final InterruptedException e) {
					interrupted = true;
				}
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}
}
