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

import java.util.List;
import java.util.function.Function;

import io.github.granulardq.InputException;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.OutputChoice;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.Blocks;
import io.github.granulardq.superres.EngineChoice;
import io.github.granulardq.superres.GridKind;
import io.github.granulardq.superres.Percentiles;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of the commands that look at patches and enlarge nothing. */
final class AllocationOptions {

	@Spec(Spec.Target.MIXEE)
	private CommandSpec spec;

	@Option(names = "--model", paramLabel = "ID",
		description = "Id of a model (see: granular-dq models), or the path of a package (default: the first for images of one channel).")
	private String model;

	@Option(names = "--engine", defaultValue = "auto", description = "auto, integer or tensorflow (default: ${DEFAULT-VALUE}).")
	private String engine;

	@Option(names = "--grid", defaultValue = "seamless", description = "seamless or paper (default: ${DEFAULT-VALUE}).")
	private String grid;

	@Option(names = "--workers", paramLabel = "N", description = "Threads that compute (default: one for each processor).")
	private Integer workers;

	/**
	 * Reads the options.
	 *
	 * @throws InputException if a value is none of the choices
	 */
	SuperResolveOptions options(final Bits bits, final Percentiles percentiles) {
		if (model != null) {
			EnlargeOptions.requireKnown(model);
		}
		EnlargeOptions.requireWorkers(workers);
		return new SuperResolveOptions(model == null ? "" : model, 0, bits, EngineChoice.parse(engine), GridKind.parse(grid), OutputChoice.SAME, List.of(), null, percentiles);
	}

	/** The command line, for messages. */
	CommandLine line() {
		return spec.commandLine();
	}

	/** Does something with a progress bar. */
	<T> T watched(final Function<Monitor, T> work) {
		final int threads = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
		try (ProgressBar bar = ProgressBar.onTerminal(line().getErr())) {
			return work.apply(new Monitor(bar, Main.INTERRUPTED::get, threads, Long.MAX_VALUE, Blocks.WISHED));
		}
	}
}
