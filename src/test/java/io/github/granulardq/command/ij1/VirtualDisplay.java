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

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

import org.junit.jupiter.api.Assumptions;

/**
 * A screen for tests of windows: an Xvfb of its own on Linux, the screen of the machine elsewhere. Without Xvfb the test is skipped,
 * and the report says why; where the environment has CI, it fails instead. {@code .ci/run} installs it.
 */
public final class VirtualDisplay implements AutoCloseable {

	private final Process server;
	private final String name;

	private VirtualDisplay(final Process server, final String name) {
		this.server = server;
		this.name = name;
	}

	/** Starts it. */
	public static VirtualDisplay open() throws IOException {
		if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
			return new VirtualDisplay(null, null);
		}
		final boolean found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).anyMatch(f -> Files.isExecutable(Path.of(f, "Xvfb")));
		Assumptions.assumeTrue(found || System.getenv("CI") != null, "The windows of ImageJ were not tested: there is no Xvfb on the PATH, install the package xvfb.");
		final Process server = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp")
			.redirectError(ProcessBuilder.Redirect.DISCARD).start();
		final BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
		final String number = out.readLine();
		if (number == null) {
			throw new IOException("Xvfb did not start");
		}
		return new VirtualDisplay(server, ":" + number.strip());
	}

	/** Lets a process show its windows here. */
	public void use(final ProcessBuilder process) {
		if (name != null) {
			process.environment().put("DISPLAY", name);
		}
	}

	@Override
	public void close() {
		if (server != null) {
			server.destroy();
		}
	}
}
