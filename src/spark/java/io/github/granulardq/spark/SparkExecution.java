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

import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;

import org.apache.spark.api.java.JavaSparkContext;

import io.github.granulardq.InputException;
import io.github.granulardq.command.BlockExecution;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.io.BlockSink;
import io.github.granulardq.io.zarr.ZarrSink;
import io.github.granulardq.superres.BlockRun;
import io.github.granulardq.superres.StreamedResolution;
import io.github.granulardq.superres.SuperResolver;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Has blocks computed and written by Spark's executors; the driver measures the ranges of intensities once, and notes what is finished.
 */
final class SparkExecution implements BlockExecution {

	/** A task should be done soon, since what it did is noted when it ends. */
	private static final int MOST_BLOCKS = 4;

	/** Tasks for each slot while blocks are few, so that all slots end at about the same time. */
	private static final int LEAST_TASKS = 32;

	/** Tasks that the driver can keep in mind. */
	private static final int MOST_TASKS = 100_000;

	/** Seconds that tasks may take to stop: a patch takes less than one. */
	private static final int PATIENCE = 10;

	private final String master;
	private final Path input;
	private final SuperResolveOptions options;
	private final Monitor monitor;
	private final Function<RunDescription, BlockTask> tasks;

	/** Computes on a master, with tasks as they should be. */
	SparkExecution(final String master, final Path input, final SuperResolveOptions options, final Monitor monitor) {
		this(master, input, options, monitor, BlockTask::new);
	}

	SparkExecution(final String master, final Path input, final SuperResolveOptions options, final Monitor monitor,
		final Function<RunDescription, BlockTask> tasks)
	{
		this.master = master;
		this.input = input;
		this.options = options;
		this.monitor = monitor;
		this.tasks = tasks;
	}

	@Override
	public <T extends RealType<T>> StreamedResolution run(final SuperResolver resolver, final RandomAccessibleInterval<T> image,
		final int channelAxis, final BlockSink sink, final String identity)
	{
		if (!(sink instanceof ZarrSink zarr)) {
			throw new InputException("Several machines can write OME-Zarr only: give a name that ends in .ome.zarr.");
		}
		final BlockRun run = BlockRun.begin(resolver, image, channelAxis, sink);
		final long[] blocks = run.unfinished().toArray();
		if (blocks.length == 0) {
			return run.result(0);
		}
		try (JavaSparkContext context = SparkContexts.open(master)) {
			final RunDescription description = new RunDescription(UUID.randomUUID().toString(), input.toAbsolutePath().toString(), channelAxis, options,
				identity, run.ranges(), zarr.chunks(), !context.isLocal());
			final BlockJob job = new BlockJob(context, tasks.apply(description), cut(blocks, context.defaultParallelism()));
			try {
				job.run(monitor.cancelled(), finished -> {
					zarr.confirm(finished.written(), finished.note());
					run.finished(finished.written().block(), finished.note());
				});
			}
			finally {
				Workshop.closeAfter(description, PATIENCE);
			}
			return run.result(context.defaultParallelism());
		}
	}

	/** Deals neighbouring blocks out to tasks. */
	static long[][] cut(final long[] blocks, final int slots) {
		final int few = Math.max(1, Math.min(MOST_BLOCKS, blocks.length / (LEAST_TASKS * slots)));
		final int each = Math.max(few, (blocks.length - 1) / MOST_TASKS + 1);
		final long[][] cut = new long[(blocks.length - 1) / each + 1][];
		for (int i = 0; i < cut.length; i++) {
			cut[i] = Arrays.copyOfRange(blocks, i * each, (int) Math.min(blocks.length, (i + 1L) * each));
		}
		return cut;
	}
}
