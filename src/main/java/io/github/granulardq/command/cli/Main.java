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

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.granulardq.command.UserMessages;
import io.github.granulardq.command.ij1.MacroRun;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code granular-dq}. Exit status: 0 done, 1 failed, 2 wrong use. Errors are one line on standard error. */
@Command(name = "granular-dq", description = "Super-resolution of microscopy images with dynamic quantization.",
	subcommands = { SuperResolve.class, FolderCommand.class, BitMapCommand.class, CalibrateCommand.class, Evaluate.class, ErrorMapCommand.class,
		RingCorrelationCommand.class, Models.class, EngineTable.class, BenchmarkCommand.class, RunMacro.class },
	mixinStandardHelpOptions = true, versionProvider = Main.Version.class, synopsisSubcommandLabel = "COMMAND")
public final class Main {

	/** Seconds that an interrupted run may take to tidy up. */
	private static final int GRACE = 10;

	/** Set when the user interrupts. */
	static final AtomicBoolean INTERRUPTED = new AtomicBoolean();

	@Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
	private boolean debug;

	private Main() {
	}

	/** Runs the command line and ends the process with its status. */
	public static void main(final String[] arguments) {
		launch(arguments);
	}

	/**
	 * As {@link #main}, with other commands.
	 *
	 * @param replacements commands that are taken instead of those of the same name
	 */
	public static void launch(final String[] arguments, final Object... replacements) {
		System.setProperty("java.awt.headless", System.getProperty("java.awt.headless", "true"));
		final CountDownLatch finished = new CountDownLatch(1);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(finished)));
		final int status;
		try {
			status = run(arguments, new PrintWriter(System.out, true), new PrintWriter(System.err, true), replacements);
		}
		finally {
			finished.countDown();
		}
		System.exit(status);
	}

	/** On Ctrl-C: a run stops within one patch, a macro with its command, and nothing half-written is left. */
	private static void awaitEnd(final CountDownLatch finished) {
		if (finished.getCount() == 0) {
			return; // the usual end
		}
		INTERRUPTED.set(true);
		MacroRun.stop();
		try {
			finished.await(GRACE, TimeUnit.SECONDS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Runs the command line.
	 *
	 * @param replacements as in {@link #launch}
	 * @return the exit status
	 */
	public static int run(final String[] arguments, final PrintWriter out, final PrintWriter err, final Object... replacements) {
		final Main main = new Main();
		final CommandLine line = new CommandLine(main);
		for (final Object command : replacements) {
			final CommandLine replacement = new CommandLine(command);
			line.getCommandSpec().removeSubcommand(replacement.getCommandName());
			line.addSubcommand(replacement);
		}
		line.setOut(out);
		line.setErr(err);
		line.setCaseInsensitiveEnumValuesAllowed(true);
		line.setParameterExceptionHandler((e, args) -> {
			final String command = e.getCommandLine().getCommandSpec().qualifiedName();
			err.println("granular-dq: " + oneLine(e.getMessage()) + " (" + command + " --help explains)");
			return CommandLine.ExitCode.USAGE;
		});
		line.setExecutionExceptionHandler((e, command, parsed) -> main.report(e, err));
		try {
			return arguments.length == 0 ? usage(line, err) : line.execute(arguments);
		}
		catch (final OutOfMemoryError | LinkageError e) {
			return main.report(e, err);
		}
	}

	private static int usage(final CommandLine line, final PrintWriter err) {
		line.usage(err);
		return CommandLine.ExitCode.USAGE;
	}

	private int report(final Throwable failure, final PrintWriter err) {
		err.println("granular-dq: " + oneLine(UserMessages.always(failure)));
		if (debug) {
			failure.printStackTrace(err);
		}
		else if (UserMessages.of(failure).isEmpty()) {
			err.println("granular-dq: --debug shows where.");
		}
		return CommandLine.ExitCode.SOFTWARE;
	}

	private static String oneLine(final String text) {
		return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
	}

	/** Version of the jar; a build that has none says so. */
	static final class Version implements CommandLine.IVersionProvider {

		@Override
		public String[] getVersion() {
			final String version = Main.class.getPackage().getImplementationVersion();
			return new String[] { "granular-dq " + (version == null ? "(development build)" : version) };
		}
	}
}
