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
import java.util.concurrent.Callable;

import io.github.granulardq.InputException;
import io.github.granulardq.command.CalibrateFiles;
import io.github.granulardq.command.EntropyTable;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.io.OutputFile;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.Percentiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code granular-dq calibrate FOLDER_OR_IMAGE OUTPUT}: makes a percentile table of a user's images. */
@Command(name = "calibrate", description = "Makes a percentile table of the entropies of images, which other commands take as --percentiles.",
	mixinStandardHelpOptions = true, sortOptions = false)
final class CalibrateCommand implements Callable<Integer> {

	@Mixin
	private AllocationOptions allocation;

	@Parameters(index = "0", paramLabel = "FOLDER_OR_IMAGE", description = "Image, or folder whose images are taken.")
	private Path input;

	@Parameters(index = "1", paramLabel = "OUTPUT.json", description = "Where the table goes.")
	private Path output;

	@Option(names = "--low-percent", defaultValue = "NaN", paramLabel = "P", description = "Where the first threshold is to be, 0 to 100 (default: as in the model).")
	private double low;

	@Option(names = "--high-percent", defaultValue = "NaN", paramLabel = "P", description = "Where the second threshold is to be (default: as in the model).")
	private double high;

	@Option(names = "--overwrite", description = "Replace a file that exists.")
	private boolean overwrite;

	@Override
	public Integer call() {
		final SuperResolveOptions options;
		try {
			options = allocation.options(Bits.DYNAMIC, Percentiles.OF_MODEL.withPercents(low, high));
		}
		catch (final InputException e) {
			throw new ParameterException(allocation.line(), e.getMessage(), e);
		}
		new OutputFile(output, overwrite).check(input);
		final EntropyTable table = allocation.watched(monitor -> CalibrateFiles.run(input, options, monitor)).toTable(input.toString(), options);
		table.write(output, overwrite);
		allocation.line().getOut().println(table.log());
		return 0;
	}
}
