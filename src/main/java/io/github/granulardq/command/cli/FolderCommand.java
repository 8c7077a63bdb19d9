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
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

import io.github.granulardq.InputException;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.command.folder.Existing;
import io.github.granulardq.command.folder.FileOutcome;
import io.github.granulardq.command.folder.FileOutcome.Status;
import io.github.granulardq.command.folder.FolderListener;
import io.github.granulardq.command.folder.FolderOptions;
import io.github.granulardq.command.folder.FolderReport;
import io.github.granulardq.command.folder.OutputFormat;
import io.github.granulardq.command.folder.SuperResolveFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code granular-dq super-resolve-folder INPUT_FOLDER OUTPUT_FOLDER}: enlarges all images of a folder. A command of its own, since a folder may
 * also be one image.
 */
@Command(name = "super-resolve-folder", description = { "Enlarges all images of a folder, file to file: a.tif becomes a-x2.tif in the other folder.",
	"Goes on past files that fail, and names them in the end; then the exit status is 1. What was done is in " + SuperResolveFolder.CSV + " and " +
		SuperResolveFolder.JSON + " in the output folder." }, mixinStandardHelpOptions = true, sortOptions = false)
final class FolderCommand implements Callable<Integer> {

	@Spec
	private CommandSpec spec;

	@Parameters(index = "0", paramLabel = "INPUT_FOLDER", description = "Folder of images.")
	private Path input;

	@Parameters(index = "1", paramLabel = "OUTPUT_FOLDER", description = "Folder of results; made if it is not there. It may lie in the input folder.")
	private Path output;

	@Mixin
	private EnlargeOptions enlarge;

	@Option(names = "--recursive", description = "Search the folders in it too; results lie in folders of the same names.")
	private boolean recursive;

	@Option(names = "--pattern", paramLabel = "GLOB", defaultValue = "", description = "Names to take, such as *.tif, or a part of them (default: all images).")
	private String pattern;

	@Option(names = "--format", defaultValue = "tif", description = "Format of the results: input (as each is), tif, ome.tif, ome.zarr or png (default: "
		+ "${DEFAULT-VALUE}).")
	private String format;

	@Option(names = "--existing", defaultValue = "skip", description = "What to do about results that are there already: skip, overwrite or error (default: "
		+ "${DEFAULT-VALUE}). Unfinished ones are gone on with.")
	private String existing;

	@Option(names = "--bit-map", description = "Write the bits of each pixel beside each result.")
	private boolean bitMap;

	@Option(names = "--report", description = "Write what was done beside each result.")
	private boolean report;

	@Override
	public Integer call() {
		final SuperResolveOptions options = enlarge.options();
		final FolderOptions folder;
		try {
			folder = new FolderOptions(input, output, recursive, pattern, OutputFormat.parse(format), Existing.parse(existing), bitMap, report);
		}
		catch (final InputException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage(), e);
		}
		final PrintWriter out = spec.commandLine().getOut();
		final PrintWriter err = spec.commandLine().getErr();
		final FolderReport done;
		try (ProgressBar bar = ProgressBar.onTerminal(err)) {
			done = SuperResolveFolder.run(folder, options, enlarge.monitor(bar), new FolderListener() {

				@Override
				public void finished(final FileOutcome file) {
					bar.clear();
					out.println(line(file));
				}
			});
		}
		out.println(done.summary());
		done.failures().forEach(line -> err.println("granular-dq: " + line.replaceAll("\\s*\\R\\s*", " ")));
		return done.isComplete() ? 0 : 1;
	}

	private static String line(final FileOutcome file) {
		return file.status() == Status.DONE ? String.format(Locale.ROOT, "%s: %s, %.2f bits on average, %.1f s", file.file(), file.output(), file.fab(), file
			.seconds()) : file.file() + ": " + file.status();
	}
}
