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
import java.util.List;
import java.util.concurrent.Callable;

import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.command.BitSummary;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.command.ij1.AllocateImage;
import io.github.granulardq.command.ij1.SuperResolveImage;
import io.github.granulardq.io.ImageOpener;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code granular-dq bit-map INPUT OUTPUT}: writes with how many bits each pixel would be computed; nothing is enlarged. */
@Command(name = "bit-map", description = "Writes the bits that each pixel of an image would be computed with, as an image; nothing is enlarged.",
	mixinStandardHelpOptions = true, sortOptions = false)
final class BitMapCommand implements Callable<Integer> {

	@Mixin
	private AllocationOptions allocation;

	@Parameters(index = "0", paramLabel = "INPUT", description = "Image: TIFF, PNG, JPEG, GIF or BMP.")
	private Path input;

	@Parameters(index = "1", paramLabel = "OUTPUT", description = "Where the image of bits goes: .tif or .png.")
	private Path output;

	@Option(names = "--bits", defaultValue = "dynamic", description = "dynamic, 4, 5, 6, 8 or 32 (default: ${DEFAULT-VALUE}).")
	private String bits;

	@Mixin
	private PercentilesOptions percentiles;

	@Option(names = "--table", paramLabel = "FILE.csv", description = "Write a table with a row for each patch.")
	private Path table;

	@Option(names = "--report", paramLabel = "FILE.json", description = "Write what was done.")
	private Path report;

	@Option(names = "--overwrite", description = "Replace files that exist.")
	private boolean overwrite;

	@Override
	public Integer call() {
		final SuperResolveOptions options;
		try {
			options = allocation.options(Bits.parse(bits), percentiles.read());
		}
		catch (final InputException e) {
			throw new ParameterException(allocation.line(), e.getMessage(), e);
		}
		ImageSaver.requireKnownEnding(output);
		OutputFile.requireDistinct(output, table, report);
		for (final Path file : new Path[] { output, table, report }) {
			if (file != null) {
				new OutputFile(file, overwrite).check(input);
			}
		}
		final ImagePlus image = ImageOpener.open(input);
		final AllocateImage.Result result = allocation.watched(monitor -> AllocateImage.run(image, options, SuperResolveImage.Part.ALL, monitor));
		final Report done = result.report().withFiles(input.toString(), output.toString());
		final List<String> lines = BitSummary.lines(image.getTitle(), done);
		ImageSaver.save(result.bits().toImage(lines), new OutputFile(output, overwrite));
		if (table != null) {
			new OutputFile(table, overwrite).writeText(result.bits().table().toCsv());
		}
		if (report != null) {
			new OutputFile(report, overwrite).writeText(done.toJson() + "\n");
		}
		allocation.line().getOut().println(BitSummary.log(image.getTitle(), done, "for the bits alone"));
		return 0;
	}
}
