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
package io.github.granulardq.command;

import java.util.Optional;
import java.util.concurrent.CancellationException;

import io.github.granulardq.InputException;
import io.github.granulardq.engine.EngineException;

/** Sentences for what can go wrong without a fault of this program. */
public final class UserMessages {

	private UserMessages() {
	}

	/** Returns the sentence that a user reads; empty if the failure is a fault of the program. */
	public static Optional<String> of(final Throwable failure) {
		if (failure instanceof InputException || failure instanceof EngineException || failure instanceof UnfinishedException) {
			return Optional.of(failure.getMessage());
		}
		if (failure instanceof CancellationException) {
			return Optional.of("Cancelled: nothing was changed or left behind.");
		}
		if (failure instanceof OutOfMemoryError) {
			return Optional.of("There is not enough memory for this image: give Java more (-Xmx), or enlarge a part of it.");
		}
		return Optional.empty();
	}

	/** As {@link #of}, with words for a fault of the program too. */
	public static String always(final Throwable failure) {
		return of(failure).orElseGet(() -> "Unexpected failure, please report it: " + failure + ".");
	}
}
