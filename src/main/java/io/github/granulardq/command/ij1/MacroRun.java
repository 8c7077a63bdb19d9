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
import java.awt.event.KeyEvent;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;

import ij.Executer;
import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;
import io.github.granulardq.InputException;

/** Runs ImageJ macros without a screen. ImageJ has one interpreter's state for the whole process: one macro at a time. */
public final class MacroRun {

	/** {@code exit("message")}, as opposed to {@code exit} and {@code exit()}. */
	private static final Pattern EXIT_WITH_MESSAGE = Pattern.compile("\\bexit\\s*\\(\\s*[^)\\s]");

	private static volatile boolean stopped;

	private final String name;
	private final String code;
	private final HeadlessInterpreter interpreter = new HeadlessInterpreter();

	private MacroRun(final String name, final String code) {
		this.name = name;
		this.code = code;
	}

	/**
	 * Runs a macro to its end.
	 *
	 * @param name of the macro, for messages
	 * @param code of the macro
	 * @param argument what {@code getArgument()} returns in it
	 * @return what the macro returned; null if nothing
	 * @throws InputException if it failed; the message says in which line and why
	 * @throws CancellationException if it ended because of {@link #stop}
	 */
	public static synchronized String run(final String name, final String code, final String argument) {
		HeadlessImageJ.start();
		try {
			final String result = new MacroRun(name, code).run(argument);
			if (!stopped) {
				return result;
			}
		}
		catch (final InputException e) { // of a macro that is stopped, ImageJ says that its end is missing
			if (!stopped) {
				throw e;
			}
		}
		throw new CancellationException("The macro was stopped.");
	}

	/** Stops the macro that runs, from another thread, because this process is about to end: no other can be run. */
	public static void stop() {
		stopped = true;
		IJ.setKeyDown(KeyEvent.VK_ESCAPE); // for commands of ImageJ
		final Interpreter running = Interpreter.getInstance();
		if (running != null) {
			running.abortMacro();
		}
	}

	/** Whether the macro that runs is to end. */
	static boolean isStopped() {
		return stopped;
	}

	private String run(final String argument) {
		final CommandRunner runner = new CommandRunner(interpreter);
		Executer.addCommandListener(runner);
		try {
			final String result = interpreter.run(code, argument);
			if (interpreter.getErrorMessage() != null) {
				throw failure(runner.failure());
			}
			return result;
		}
		catch (final HeadlessException e) { // ImageJ tried to show a message
			throw failure(e);
		}
		catch (final RuntimeException e) {
			if (!Macro.MACRO_CANCELED.equals(e.getMessage())) {
				throw e;
			}
			if (interpreter.getErrorMessage() == null && !EXIT_WITH_MESSAGE.matcher(line()).find()) {
				return null; // exit()
			}
			throw failure(e);
		}
		finally {
			Executer.removeCommandListener(runner);
			tidy();
		}
	}

	private String line() {
		final List<String> lines = code.lines().toList();
		final int number = interpreter.getLineNumber();
		return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
	}

	private InputException failure(final Throwable cause) {
		final String where = "The macro \"" + name + "\" stopped in line " + interpreter.failedLine();
		final String message = interpreter.getErrorMessage();
		return message == null ? new InputException(where + " by exit, with the message above.", cause) //
			: new InputException(where + ": " + message.strip(), cause);
	}

	/** Leaves ImageJ as it was, for the next macro. */
	private void tidy() {
		interpreter.abortMacro();
		WindowManager.setTempCurrentImage(null);
		for (final int id : Interpreter.getBatchModeImageIDs()) {
			final ImagePlus image = Interpreter.getBatchModeImage(id);
			image.unlock();
			Interpreter.removeBatchModeImage(image);
		}
		Interpreter.batchMode = false;
		IJ.showProgress(1.0);
	}

	/** An interpreter that keeps the message of a command that failed, instead of showing it. */
	private static final class HeadlessInterpreter extends Interpreter {

		private int failedLine;

		@Override
		public void abort(final String message) {
			failedLine = getLineNumber();
			setIgnoreErrors(true); // makes this end the macro without a window
			super.abort(message);
		}

		/** ImageJ asks for the variables when it meets a mistake in the macro, before it moves on to the next line. */
		@Override
		public String[] getVariables() {
			failedLine = getLineNumber();
			return super.getVariables();
		}

		int failedLine() {
			return failedLine > 0 ? failedLine : getLineNumber();
		}
	}
}
