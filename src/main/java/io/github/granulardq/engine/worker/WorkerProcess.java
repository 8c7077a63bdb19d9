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
package io.github.granulardq.engine.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.granulardq.engine.EngineException;

/**
 * Our end of a worker process: sends requests, and hands each answer to the thread that waits for it. When the process ends, all who wait get an
 * {@link EngineException}, and so does everybody later. Thread-safe.
 */
final class WorkerProcess implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

	private static final long SECONDS_TO_END = 2;

	/** Natives may have to be unpacked, on a busy machine with a slow disk. */
	private static final Duration TO_START = Duration.ofMinutes(5);

	private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);

	private static final long SLICE_MILLIS = 500;

	/** Exit statuses above this stand for signals. */
	private static final int SIGNALS = 128;

	private final Process process;

	private final DataOutputStream out;

	private final Map<Integer, CompletableFuture<Answer>> waiting = new HashMap<>();

	private final CompletableFuture<Answer> hello = new CompletableFuture<>();

	private Thread errors;

	private volatile String lastLine = "";

	/** Why nobody answers any more, or null. */
	private EngineException ended;

	private WorkerProcess(final Process process) {
		this.process = process;
		out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
	}

	/** What follows the kind of a request and the number of the session. */
	interface Content {
		void write(DataOutputStream out) throws IOException;
	}

	/**
	 * Starts a process; {@link #hello} waits for it.
	 *
	 * @throws EngineException if the system cannot
	 */
	static WorkerProcess start(final List<String> command, final Map<String, String> environment) {
		final ProcessBuilder builder = new ProcessBuilder(command);
		environment.forEach(builder.environment()::putIfAbsent);
		try {
			final WorkerProcess worker = new WorkerProcess(builder.start());
			worker.errors = daemon(worker::readErrors, "granular-dq-worker-errors");
			daemon(worker::readAnswers, "granular-dq-worker-answers");
			return worker;
		}
		catch (final IOException e) {
			throw new EngineException("Java cannot be started: " + e.getMessage() + ".", e);
		}
	}

	private static Thread daemon(final Runnable action, final String name) {
		final Thread thread = new Thread(action, name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	/**
	 * Waits until the engine is there.
	 *
	 * @return its name and its instruction set
	 * @throws EngineException if it cannot be used there, or is not there after five minutes
	 * @throws CancellationException if the thread was interrupted, which ends the process
	 */
	List<String> hello() {
		return hello(TO_START);
	}

	/** As {@link #hello()}, with another limit. */
	List<String> hello(final Duration limit) {
		return await(hello, limit).text().lines().toList();
	}

	/**
	 * Asks, and waits for the answer.
	 *
	 * @return how many of the shared floats are the result
	 * @throws EngineException if the engine failed, or its process ended
	 * @throws IllegalArgumentException as the engine says
	 * @throws CancellationException if the thread was interrupted, which ends the process, since it may never answer
	 */
	int ask(final Answer.Request request, final int session, final Content content) {
		final CompletableFuture<Answer> answer = new CompletableFuture<>();
		synchronized (this) {
			if (ended != null) {
				throw ended;
			}
			waiting.put(session, answer);
		}
		try {
			send(request, session, content);
		}
		catch (final RuntimeException | Error e) {
			synchronized (this) {
				waiting.remove(session);
			}
			throw e;
		}
		return await(answer, ENDLESS).count();
	}

	/** Says something that is not answered. A request that cannot be written whole is not sent at all. */
	void send(final Answer.Request request, final int session, final Content content) {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			content.write(new DataOutputStream(bytes));
			synchronized (out) {
				out.writeByte(request.ordinal());
				out.writeInt(session);
				out.writeInt(bytes.size());
				bytes.writeTo(out);
				out.flush();
			}
		}
		catch (final IOException e) {
			// It has ended: who reads its answers finds out, and says so.
			LOG.debug("The worker takes no requests", e);
		}
	}

	private Answer await(final CompletableFuture<Answer> future, final Duration limit) {
		final long start = System.nanoTime();
		Answer answer = null;
		while (answer == null) {
			try {
				answer = future.get(SLICE_MILLIS, TimeUnit.MILLISECONDS);
			}
			catch (final TimeoutException e) {
				if (Duration.ofNanos(System.nanoTime() - start).compareTo(limit) > 0) {
					process.destroyForcibly();
					throw new EngineException("The engine's own process was not ready after " + limit.toSeconds() +
						" seconds: try again when the machine is less busy, or choose the engine integer.");
				}
			}
			catch (final InterruptedException e) {
				process.destroyForcibly();
				Thread.currentThread().interrupt();
				throw new CancellationException("Super-resolution was interrupted.");
			}
			catch (final ExecutionException e) {
				throw new EngineException(e.getCause().getMessage(), e.getCause());
			}
		}
		return switch (answer.status()) {
			case DONE -> answer;
			case ENGINE_EXCEPTION -> throw new EngineException(answer.text());
			case ILLEGAL_ARGUMENT -> throw new IllegalArgumentException(answer.text());
		};
	}

	private void readAnswers() {
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
			while (true) {
				final Answer answer = Answer.read(in);
				final CompletableFuture<Answer> future;
				synchronized (this) {
					future = answer.session() == Answer.HELLO ? hello : waiting.remove(answer.session());
				}
				future.complete(answer);
			}
		}
		catch (final IOException e) {
			LOG.debug("The worker gives no answers", e);
		}
		finally {
			fail();
		}
	}

	private void fail() {
		process.destroyForcibly();
		final int status = process.onExit().join().exitValue();
		final String line = lastLine();
		synchronized (this) {
			ended = new EngineException("The engine's own process ended unexpectedly (" + (status > SIGNALS ? "signal " + (status - SIGNALS)
				: "exit status " + status) + (line.isEmpty() ? "" : ": " + line) + "): try again, or choose the engine integer.");
			waiting.values().forEach(f -> f.completeExceptionally(ended));
			waiting.clear();
			hello.completeExceptionally(ended);
		}
	}

	/** Returns what it said last; it may be on its way still. */
	private String lastLine() {
		try {
			errors.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_END));
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		return lastLine;
	}

	/** TensorFlow and Java say there what goes wrong; a pipe that nobody reads would stop them. */
	private void readErrors() {
		try (BufferedReader in = new BufferedReader(new InputStreamReader(process.getErrorStream(), Charset.defaultCharset()))) {
			for (String line = in.readLine(); line != null; line = in.readLine()) {
				LOG.debug("worker: {}", line);
				if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("\t") && !line.startsWith("SLF4J")) {
					lastLine = line.strip();
				}
			}
		}
		catch (final IOException e) {
			LOG.debug("The worker's messages cannot be read", e);
		}
	}

	/** Returns the process's number, for tests. */
	long pid() {
		return process.pid();
	}

	@Override
	public void close() {
		try {
			out.close();
		}
		catch (final IOException e) {
			LOG.debug("The worker has ended before", e);
		}
		try {
			process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		process.destroyForcibly();
	}
}
