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

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

import io.github.granulardq.InputException;
import io.github.granulardq.command.ClassLoaders;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveFile;
import io.github.granulardq.io.ImageSource;
import io.github.granulardq.superres.BlockComputer;
import io.github.granulardq.superres.SuperResolver;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * What the tasks of a run share in a Java process: the opened input with its cache, the engine, and sessions that wait for the next task.
 * It stays open between tasks, and is closed when the run is over in this process, or when another run begins. Thread-safe.
 */
final class Workshop {

	private static final Map<String, Workshop> OPEN = new LinkedHashMap<>();

	private final RunDescription run;
	private final ImageSource source;
	private final SuperResolver resolver;
	private final Deque<BlockComputer> idle = new ConcurrentLinkedDeque<>();
	private int tasks;

	/** A task's right to use a workshop. */
	record Lease(Workshop workshop) implements AutoCloseable {

		@Override
		public void close() {
			synchronized (OPEN) {
				workshop.tasks--;
				OPEN.notifyAll();
			}
		}
	}

	private Workshop(final RunDescription run, final ImageSource source, final SuperResolver resolver) {
		this.run = run;
		this.source = source;
		this.resolver = resolver;
	}

	/**
	 * Enters the workshop of a run; the first who does opens it, while the others wait.
	 *
	 * @throws InputException if the input cannot be read here, or this machine would compute other pixels than the driver
	 */
	static Lease enter(final RunDescription run) {
		synchronized (OPEN) {
			Workshop workshop = OPEN.get(run.id());
			if (workshop == null) {
				closeUnused();
				workshop = ClassLoaders.withOurs(() -> open(run));
				OPEN.put(run.id(), workshop);
			}
			workshop.tasks++;
			return new Lease(workshop);
		}
	}

	private static void closeUnused() {
		final Iterator<Workshop> workshops = OPEN.values().iterator();
		while (workshops.hasNext()) {
			final Workshop workshop = workshops.next();
			if (workshop.tasks == 0) {
				workshops.remove();
				workshop.close();
			}
		}
	}

	/**
	 * Closes the workshop of a run, if it is in this process, as soon as no task uses it.
	 *
	 * @param seconds that tasks may take to end; those that take longer keep it, until another run begins
	 */
	static void closeAfter(final RunDescription run, final long seconds) {
		final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		synchronized (OPEN) {
			final Workshop workshop = OPEN.get(run.id());
			if (workshop == null) {
				return;
			}
			try {
				while (workshop.tasks > 0 && System.nanoTime() < end) {
					TimeUnit.NANOSECONDS.timedWait(OPEN, end - System.nanoTime());
				}
			}
			catch (final InterruptedException e) {
				Thread.currentThread().interrupt();
			}
			if (workshop.tasks == 0) {
				OPEN.remove(run.id());
				workshop.close();
			}
		}
	}

	private static Workshop open(final RunDescription run) {
		final ImageSource source = SuperResolveFile.open(Path.of(run.input()));
		SuperResolver resolver = null;
		try {
			resolver = run.options().resolver(run.options().loadModel(), Monitor.none());
			final String identity = SuperResolveFile.identity(resolver, source);
			if (!identity.equals(run.identity())) {
				throw new InputException("The machine " + host() + " would compute other pixels than the driver, \"" + identity + "\" instead of \"" + run
					.identity() + "\": give all machines the same program and files, and the instruction set of the oldest with ONEDNN_MAX_CPU_ISA.");
			}
			return new Workshop(run, source, resolver);
		}
		catch (final RuntimeException | Error e) {
			if (resolver != null) {
				resolver.close();
			}
			source.close();
			throw e;
		}
	}

	private static String host() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (final UnknownHostException e) {
			return "without a name";
		}
	}

	/**
	 * Computes and writes a block.
	 *
	 * @param checkpoint run between the steps of each patch; may throw to end it
	 */
	FinishedBlock compute(final long block, final Runnable checkpoint) {
		return ClassLoaders.withOurs(() -> {
			final BlockComputer waiting = idle.poll();
			final BlockComputer computer = waiting != null ? waiting : session(source.pixels());
			try {
				final BlockComputer.Computed computed = computer.compute(block, checkpoint);
				final byte[] encoded = run.chunks().encode(block, computed.pixels());
				final FinishedBlock finished = new FinishedBlock(run.chunks().write(block, encoded, run.force()), computed.note());
				idle.push(computer);
				return finished;
			}
			catch (final RuntimeException | Error e) {
				computer.close();
				throw e;
			}
		});
	}

	private <T extends RealType<T>> BlockComputer session(final RandomAccessibleInterval<? extends RealType<?>> pixels) {
		@SuppressWarnings("unchecked") // every RealType is one of itself
		final RandomAccessibleInterval<T> image = (RandomAccessibleInterval<T>) pixels;
		return BlockComputer.open(resolver, image, run.channelAxis(), run.chunks().grid(), run.ranges());
	}

	private void close() {
		idle.forEach(BlockComputer::close);
		resolver.close();
		source.close();
	}
}
