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

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveFile;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.superres.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code granular-dq super-resolve INPUT OUTPUT}: enlarges a file into another. Subclasses may do so elsewhere. */
@Command(name = "super-resolve", description = "Enlarges an image file. Axes, pixel type, calibration and display are kept.",
	mixinStandardHelpOptions = true, sortOptions = false)
public class SuperResolve implements Callable<Integer> {

	@Spec
	private CommandSpec spec;

	@Parameters(index = "0", paramLabel = "INPUT", description = "Image to enlarge: TIFF and BigTIFF of any size, OME-TIFF, OME-Zarr, PNG, JPEG, GIF or BMP.")
	private Path input;

	@Parameters(index = "1", paramLabel = "OUTPUT", description = "Where the enlarged image goes: .tif, .ome.tif, .ome.zarr or .png. Large images are written block by block; the same command "
		+ "goes on with an unfinished one.")
	private Path output;

	@Mixin
	private EnlargeOptions enlarge;

	@Option(names = "--bit-map", paramLabel = "FILE", description = "Write the bits of each pixel as an image.")
	private Path bitMap;

	@Option(names = "--report", paramLabel = "FILE.json", description = "Write what was done.")
	private Path report;

	@Option(names = "--overwrite", description = "Replace files that exist.")
	private boolean overwrite;

	/** With what the command line says. */
	public SuperResolve() {
	}

	@Override
	public Integer call() {
		final SuperResolveOptions options = enlarge.options();
		final Report done;
		try (ProgressBar bar = ProgressBar.onTerminal(spec.commandLine().getErr())) {
			done = run(new SuperResolveFile.Files(input, output, bitMap, report, overwrite), options, enlarge.monitor(bar));
		}
		spec.commandLine().getOut().println(String.format(Locale.ROOT, "%s: x%d, %.2f bits on average, %d patches, %.1f s", output,
			done.scale(), done.fab(), done.patches(), done.seconds()));
		return 0;
	}

	/** Does it, when all options were found right. */
	protected Report run(final SuperResolveFile.Files files, final SuperResolveOptions options, final Monitor monitor) {
		return SuperResolveFile.run(files, options, monitor);
	}

	/** Returns whether the user gave an option. */
	protected final boolean isGiven(final String option) {
		return spec.commandLine().getParseResult().hasMatchedOption(option);
	}
}
