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
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.ij1.RingCorrelationImages;
import io.github.granulardq.evaluation.Threshold;
import io.github.granulardq.evaluation.Window;
import io.github.granulardq.io.ImageOpener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code granular-dq frc FIRST [SECOND]}: the resolution that two images have in common. */
@Command(name = "frc", description = { "Fourier ring correlation of two images of the same with independent noise.", "Prints the resolution of each plane." },
	mixinStandardHelpOptions = true, sortOptions = false)
final class RingCorrelationCommand implements Callable<Integer> {

	@Spec
	private CommandSpec spec;

	@Parameters(index = "0", paramLabel = "FIRST", description = "An image.")
	private Path first;

	@Parameters(index = "1", arity = "0..1", paramLabel = "SECOND", description = "Another of the same size; without it, the first is a stack of two planes.")
	private Path second;

	@Option(names = "--threshold", defaultValue = "1/7", description = "1/7, half-bit or 3-sigma (default: ${DEFAULT-VALUE}).")
	private String threshold;

	@Option(names = "--window", defaultValue = "tukey", description = "tukey, hann or none (default: ${DEFAULT-VALUE}).")
	private String window;

	@Override
	public Integer call() {
		final Threshold limit;
		final Window fade;
		try {
			limit = Threshold.parse(threshold);
			fade = Window.parse(window);
		}
		catch (final InputException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage(), e);
		}
		final RingCorrelationImages.Result result = RingCorrelationImages.run(ImageOpener.open(first), second == null ? null : ImageOpener.open(second), limit,
			fade, new Monitor((done, total) -> {}, Main.INTERRUPTED::get));
		result.rows().forEach(row -> spec.commandLine().getOut().println(row.toText()));
		spec.commandLine().getOut().flush();
		return 0;
	}
}
