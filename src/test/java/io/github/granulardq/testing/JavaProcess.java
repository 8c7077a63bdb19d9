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
package io.github.granulardq.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Runs a main class in a Java process of its own, for what a process can do but once, such as loading natives.
 *
 * <pre>
 * String output = JavaProcess.of(Probe.class).environment("ONEDNN_MAX_CPU_ISA", "AVX2").run("4");
 * </pre>
 */
public final class JavaProcess {

	/** Of processes that end by themselves. */
	private static final int LARGEST_STATUS = 2;

	private final Class<?> main;

	private final List<String> options = new ArrayList<>(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));

	private final ProcessBuilder builder = new ProcessBuilder().redirectErrorStream(true);

	private final StringBuilder limits = new StringBuilder();

	private String classPath = System.getProperty("java.class.path");

	private JavaProcess(final Class<?> main) {
		this.main = main;
	}

	/** With our class path and environment. */
	public static JavaProcess of(final Class<?> main) {
		return new JavaProcess(main);
	}

	/** Adds options of Java. */
	public JavaProcess options(final String... added) {
		options.addAll(List.of(added));
		return this;
	}

	/** Sets a variable. */
	public JavaProcess environment(final String variable, final String value) {
		builder.environment().putAll(Map.of(variable, value));
		return this;
	}

	/** Takes jars away by their file names. */
	public JavaProcess without(final Predicate<String> jar) {
		classPath = Arrays.stream(classPath.split(File.pathSeparator)).filter(entry -> !jar.test(Path.of(entry).getFileName().toString())).collect(
			Collectors.joining(File.pathSeparator));
		return this;
	}

	/** Adds jars or folders before all others. */
	public JavaProcess before(final Path... entries) {
		classPath = join(entries) + File.pathSeparator + classPath;
		return this;
	}

	/** Adds jars or folders after all others. */
	public JavaProcess after(final Path... entries) {
		classPath = classPath + File.pathSeparator + join(entries);
		return this;
	}

	private static String join(final Path... entries) {
		return Arrays.stream(entries).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
	}

	/** Limits what the process may use, as {@code ulimit} of a POSIX shell does: {@code -v} and KiB, {@code -f} and blocks of 512 bytes. */
	public JavaProcess limit(final String option, final long amount) {
		limits.append("ulimit ").append(option).append(' ').append(amount).append(" && ");
		return this;
	}

	/**
	 * What became of a process.
	 *
	 * @param status that it ended with
	 * @param output what it printed
	 */
	public record Outcome(int status, String output) {
	}

	/**
	 * Returns what it printed.
	 *
	 * @throws IOException with what it printed, if it failed
	 */
	public String run(final String... arguments) throws IOException, InterruptedException {
		final Outcome outcome = outcome(arguments);
		if (outcome.status != 0) {
			throw new IOException(main + " failed: " + outcome.output);
		}
		return outcome.output;
	}

	/**
	 * As {@link #run}, but may fail.
	 *
	 * @throws IOException with what it printed, if it crashed or does not end
	 */
	public Outcome outcome(final String... arguments) throws IOException, InterruptedException {
		final List<String> command = new ArrayList<>();
		if (!limits.isEmpty()) {
			command.addAll(List.of("sh", "-c", limits + "exec \"$@\"", "sh"));
		}
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", classPath, main.getName()));
		command.addAll(List.of(arguments));
		final Process process = builder.command(command).start();
		final String output = new String(process.getInputStream().readAllBytes());
		if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() > LARGEST_STATUS) {
			process.destroyForcibly();
			throw new IOException(main + " crashed: " + output);
		}
		return new Outcome(process.exitValue(), output);
	}
}
