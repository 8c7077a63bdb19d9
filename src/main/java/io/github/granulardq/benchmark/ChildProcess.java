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
package io.github.granulardq.benchmark;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.github.granulardq.engine.EngineException;

/** Runs this program in a process of its own, which ends with ours. Stateless. */
final class ChildProcess {

	private static final long POLL_MILLIS = 5;

	private ChildProcess() {}

	/**
	 * Runs a command line to its end.
	 *
	 * @param environment variables to set
	 * @param cancelled asked all the time; the process is ended when it says so
	 * @return seconds from its start to its end
	 * @throws EngineException if it fails, with what it said
	 */
	static double run(final List<String> command, final Map<String, String> environment, final BooleanSupplier cancelled) {
		final ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
		builder.environment().putAll(environment);
		final long start = System.nanoTime();
		final Process process;
		try {
			process = builder.start();
		}
		catch (final IOException e) {
			throw new EngineException("Another process of this program cannot be started: " + e.getMessage() + ".", e);
		}
		final Thread hook = new Thread(process::destroyForcibly, "granular-dq-benchmark-child");
		Runtime.getRuntime().addShutdownHook(hook);
		try {
			final StringBuffer errors = new StringBuffer();
			final Thread reader = new Thread(() -> errors.append(read(process)), "granular-dq-benchmark-errors");
			reader.setDaemon(true);
			reader.start();
			while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
				if (cancelled.getAsBoolean()) {
					throw new CancellationException("The benchmark was cancelled.");
				}
			}
			final double seconds = (System.nanoTime() - start) / 1e9;
			reader.join();
			if (process.exitValue() != 0) {
				throw new EngineException("Another process of this program failed: " + errors.toString().strip().replaceAll("\\s*\\R\\s*", " "));
			}
			return seconds;
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CancellationException("The benchmark was interrupted.");
		}
		finally {
			process.destroyForcibly().onExit().join();
			forget(hook);
		}
	}

	private static String read(final Process process) {
		try {
			return new String(process.getErrorStream().readAllBytes(), Charset.defaultCharset());
		}
		catch (final IOException e) {
			return ""; // it was ended
		}
	}

	private static void forget(final Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (final IllegalStateException e) {
			// We are ending ourselves, and the hook runs.
		}
	}
}
