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

import java.awt.HeadlessException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ij.CommandListener;
import ij.IJ;
import ij.Macro;
import ij.Menus;
import ij.macro.Interpreter;

/**
 * Runs the commands of a macro in place of ImageJ, which writes the stack trace of one that failed to its log and goes on with the
 * macro. Here the macro ends.
 */
final class CommandRunner implements CommandListener {

	/** {@code class("argument")}, as in ImageJ's table of commands. */
	private static final Pattern WITH_ARGUMENT = Pattern.compile("(.+?)\\(\"(.*)\"\\)");

	private final Interpreter interpreter;
	private Throwable failure;

	CommandRunner(final Interpreter interpreter) {
		this.interpreter = interpreter;
	}

	/** Returns what a command threw; null if none did. */
	Throwable failure() {
		return failure;
	}

	@Override
	public String commandExecuting(final String command) {
		final Object entry = Menus.getCommands().get(command);
		if (entry == null) {
			return command; // ImageJ knows other kinds, and what to say of a name that does not exist
		}
		final Matcher matcher = WITH_ARGUMENT.matcher((String) entry);
		try {
			if (matcher.matches()) {
				IJ.runPlugIn(command, matcher.group(1), matcher.group(2));
			}
			else {
				IJ.runPlugIn(command, (String) entry, "");
			}
		}
		catch (final HeadlessException e) {
			fail("the command \"" + command + "\" shows a window, which needs a screen.", e);
		}
		catch (final RuntimeException | LinkageError | OutOfMemoryError e) {
			if (!Macro.MACRO_CANCELED.equals(e.getMessage())) {
				fail("the command \"" + command + "\" failed: " + e, e);
			}
		}
		return null; // done
	}

	private void fail(final String message, final Throwable cause) {
		failure = cause;
		interpreter.abort(message);
	}
}
