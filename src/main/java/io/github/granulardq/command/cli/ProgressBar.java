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
package io.github.granulardq.command.cli;

import java.io.Console;
import java.io.PrintWriter;

import io.github.granulardq.superres.ProgressListener;

/** A line that grows, on a terminal; nothing where output goes into a file or pipe. */
final class ProgressBar implements ProgressListener, AutoCloseable {

	private static final int WIDTH = 40;

	private final PrintWriter out;
	private int shown = -1;
	private boolean closed;

	private ProgressBar(final PrintWriter out) {
		this.out = out;
	}

	/** Makes a bar that is silent unless the process has a terminal. */
	static ProgressBar onTerminal(final PrintWriter err) {
		return new ProgressBar(isTerminal() ? err : null);
	}

	/** Makes a bar that writes. */
	static ProgressBar always(final PrintWriter out) {
		return new ProgressBar(out);
	}

	/** From Java 22 on there is a console without a terminal too, which then says so. */
	private static boolean isTerminal() {
		final Console console = System.console();
		if (console == null) {
			return false;
		}
		try {
			return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
		}
		catch (final ReflectiveOperationException e) {
			return true; // before Java 22
		}
	}

	@Override
	public synchronized void progress(final long done, final long total) {
		final int percent = (int) (100 * done / Math.max(1, total));
		if (out == null || closed || percent == shown) {
			return;
		}
		shown = percent;
		final int filled = WIDTH * percent / 100;
		out.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + percent + " %");
		out.flush();
	}

	/** Clears the line until the next progress, so that something else can be printed. */
	synchronized void clear() {
		if (out != null && shown >= 0 && !closed) {
			out.print("\r" + " ".repeat(WIDTH + 10) + "\r");
			out.flush();
			shown = -1;
		}
	}

	/** Clears the line for good. */
	@Override
	public synchronized void close() {
		clear();
		closed = true;
	}
}
