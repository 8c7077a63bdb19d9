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

import ij.ImagePlus;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.ij1.ErrorMapImage;
import io.github.granulardq.io.ImageOpener;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code granular-dq error-map SR LR OUTPUT}: where a super-resolved image contradicts its low-resolution image. */
@Command(name = "error-map", description = { "Maps where a super-resolved image contradicts its low-resolution image, without any truth.",
	"Prints RSE, RSP and what was fitted, plane by plane." }, mixinStandardHelpOptions = true, sortOptions = false)
final class ErrorMapCommand implements Callable<Integer> {

	@Spec
	private CommandSpec spec;

	@Parameters(index = "0", paramLabel = "SR", description = "Super-resolved image.")
	private Path superResolved;

	@Parameters(index = "1", paramLabel = "LR", description = "Low-resolution image; its sides are smaller by a whole number.")
	private Path low;

	@Parameters(index = "2", paramLabel = "OUTPUT", description = "Where the map goes, a 32-bit .tif on the grid of LR: LR minus SR brought to low resolution.")
	private Path output;

	@Option(names = "--align", description = "Find and undo a shift between both.")
	private boolean align;

	@Option(names = "--overwrite", description = "Replace an output that exists.")
	private boolean overwrite;

	@Override
	public Integer call() {
		final OutputFile target = new OutputFile(output, overwrite);
		target.check(superResolved);
		target.check(low);
		ImageSaver.requireKnownEnding(output);
		final ImagePlus fine = ImageOpener.open(superResolved);
		final ImagePlus coarse = ImageOpener.open(low);
		ImageSaver.requireStorable(output, coarse.getWidth(), coarse.getHeight(), coarse.getStackSize(), Float.SIZE);
		final ErrorMapImage.Result result = ErrorMapImage.run(fine, coarse, align, new Monitor((done, total) -> {}, Main.INTERRUPTED::get));
		ImageSaver.save(result.image(), target);
		spec.commandLine().getOut().print(ErrorMapImage.Row.heading());
		result.rows().forEach(row -> spec.commandLine().getOut().print(row.toMarkdown()));
		spec.commandLine().getOut().flush();
		return 0;
	}
}
