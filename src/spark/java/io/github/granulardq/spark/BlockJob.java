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
package io.github.granulardq.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.apache.spark.api.java.JavaSparkContext;

import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * A job of Spark whose results are taken as tasks end, in any order, by the thread that runs it. Tasks bring a few bytes for each block, which
 * are not kept.
 */
final class BlockJob {

	private static final long WAIT_MILLIS = 100;

	/** Seconds that cancelled tasks may take: a patch takes less than one. */
	private static final int PATIENCE = 10;

	private final JavaSparkContext context;
	private final BlockTask task;
	private final long[][] partitions;
	private final String group = UUID.randomUUID().toString();
	private final BlockingQueue<FinishedBlock> results = new LinkedBlockingQueue<>();

	/**
	 * @param partitions blocks of each task
	 */
	BlockJob(final JavaSparkContext context, final BlockTask task, final long[][] partitions) {
		this.context = context;
		this.task = task;
		this.partitions = partitions;
	}

	/**
	 * Runs the job to its end, or cancels it.
	 *
	 * @param cancelled asked now and then
	 * @param consumer is given what is finished; if it throws, the job is cancelled
	 * @throws CancellationException if it was cancelled, or the calling thread interrupted
	 * @throws RuntimeException what a task threw when it was tried for the last time, and what the consumer threw
	 */
	void run(final BooleanSupplier cancelled, final Consumer<FinishedBlock> consumer) {
		final FutureTask<Void> job = new FutureTask<>(this::submit, null);
		final Thread thread = new Thread(job, "granular-dq-spark-job");
		thread.setDaemon(true);
		thread.start();
		boolean ended = false;
		try {
			while (!job.isDone() || !results.isEmpty()) {
				if (cancelled.getAsBoolean()) {
					throw new CancellationException("Super-resolution was cancelled.");
				}
				final FinishedBlock finished = results.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
				if (finished != null) {
					consumer.accept(finished);
				}
			}
			ended = true;
			job.get();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw (CancellationException) new CancellationException("Super-resolution was interrupted.").initCause(e);
		}
		catch (final ExecutionException e) {
			throw SparkFailures.of(e.getCause(), context, cancelled);
		}
		finally {
			if (!ended) {
				cancel();
			}
		}
	}

	/** Cancels tasks, and waits until they have ended, so that Spark does not report them after its end. */
	private void cancel() {
		try {
			context.cancelJobGroup(group);
			final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
			while (System.nanoTime() < end && Arrays.stream(context.sc().statusTracker().getExecutorInfos()).anyMatch(e -> e.numRunningTasks() > 0)) {
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS));
			}
		}
		catch (final IllegalStateException e) {
			// Spark was stopped, for example by its own reaction to Ctrl-C, and its tasks with it.
		}
	}

	private void submit() {
		context.setJobGroup(group, "Granular-DQ: " + partitions.length + " tasks", false);
		final var rdd = context.parallelize(List.of(partitions), partitions.length).rdd();
		context.sc().runJob(rdd, task, new Collector(results), tag());
	}

	private static ClassTag<List<FinishedBlock>> tag() {
		return ClassTag$.MODULE$.apply(List.class);
	}

	/** Spark's scheduler calls it and must not be held up. Stays in the driver. */
	private static final class Collector extends AbstractFunction2<Object, List<FinishedBlock>, BoxedUnit> implements Serializable {

		private static final long serialVersionUID = 1L;

		private final transient BlockingQueue<FinishedBlock> results;

		Collector(final BlockingQueue<FinishedBlock> results) {
			this.results = results;
		}

		@Override
		public BoxedUnit apply(final Object partition, final List<FinishedBlock> finished) {
			results.addAll(finished);
			return BoxedUnit.UNIT;
		}
	}
}
