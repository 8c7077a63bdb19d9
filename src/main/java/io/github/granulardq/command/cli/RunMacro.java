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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;
import io.github.granulardq.command.ij1.MacroRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code granular-dq macro FILE [ARGUMENT]}: runs an ImageJ macro without a screen. */
@Command(name = "macro", description = { "Runs an ImageJ macro without a screen.",
	"Commands of ImageJ that show a dialog need one; ours do not." }, mixinStandardHelpOptions = true)
final class RunMacro implements Callable<Integer> {

	@Parameters(index = "0", paramLabel = "FILE", description = "The macro, for example batch.ijm.")
	private Path file;

	@Parameters(index = "1", arity = "0..1", paramLabel = "ARGUMENT", defaultValue = "", description = "What getArgument() returns in it.")
	private String argument;

	@Override
	public Integer call() {
		MacroRun.run(file.toString(), read(), argument);
		return 0;
	}

	private String read() {
		if (Files.isDirectory(file)) {
			throw new InputException("\"" + file + "\" is a folder: give a macro in it.");
		}
		if (!Files.exists(file)) {
			throw new InputException("There is no macro \"" + file + "\": check the name and the folder.");
		}
		try {
			return Files.readString(file, StandardCharsets.UTF_8);
		}
		catch (final IOException e) {
			throw new InputException("The macro \"" + file + "\" cannot be read: " + IoMessages.reason(e) + ".", e);
		}
	}
}
