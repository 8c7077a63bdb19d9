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

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import org.apache.spark.api.java.JavaSparkContext;

import io.github.granulardq.InputException;
import io.github.granulardq.engine.EngineException;

/** Finds in what Spark throws the sentence that a user understands. Stateless. */
final class SparkFailures {

	private SparkFailures() {
	}

	/**
	 * Returns what to throw for a job that failed.
	 *
	 * @param cancelled whether the user ended it
	 */
	static RuntimeException of(final Throwable failure, final JavaSparkContext context, final BooleanSupplier cancelled) {
		if (cancelled.getAsBoolean()) {
			return (CancellationException) new CancellationException("Super-resolution was cancelled.").initCause(failure);
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InputException || cause instanceof EngineException) {
				return (RuntimeException) cause;
			}
		}
		final String reason = context.sc().isStopped() ? "its master " + context.master() + " cannot be reached, or ended the run" : reason(failure);
		return new InputException("Spark gave up: " + reason + "; finished blocks are kept, and the same command goes on from there.",
			failure);
	}

	/** Returns the first line of a message, without the dot. */
	static String reason(final Throwable failure) {
		final String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
		final String line = message.strip().lines().findFirst().orElse("").strip();
		return line.endsWith(".") || line.endsWith(":") ? line.substring(0, line.length() - 1) : line;
	}
}
