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
package io.github.granulardq.command.ij1;

import java.util.Optional;
import java.util.concurrent.CancellationException;

import ij.IJ;
import ij.Macro;
import io.github.granulardq.command.UserMessages;

/** Tells ImageJ's users what went wrong: one sentence, and a macro stops. */
final class Failures {

	/** Of windows with messages. */
	static final String TITLE = "Granular-DQ";

	private Failures() {
	}

	/**
	 * Runs a command and shows its failure.
	 *
	 * @throws RuntimeException that ImageJ knows as the end of a macro; anything that is a fault of this program
	 */
	static void show(final Runnable command) {
		try {
			command.run();
		}
		catch (final RuntimeException | OutOfMemoryError e) {
			ImageJMonitor.stop("");
			if (Macro.MACRO_CANCELED.equals(e.getMessage())) {
				throw e;
			}
			final Optional<String> message = UserMessages.of(e);
			if (message.isEmpty()) {
				throw e;
			}
			if (e instanceof CancellationException && !IJ.isMacro()) {
				IJ.showStatus(message.get());
				return;
			}
			IJ.error(TITLE, message.get());
		}
	}
}
