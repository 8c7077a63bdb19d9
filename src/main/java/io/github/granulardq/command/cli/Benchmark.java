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

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.granulardq.InputException;
import io.github.granulardq.benchmark.BenchmarkNetwork;
import io.github.granulardq.benchmark.Contender;
import io.github.granulardq.benchmark.Benchmarks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code granular-dq benchmark}: how fast the engines are on this machine. */
@Command(name = "benchmark", description = "Measures the engines on this machine, and writes tables in Markdown.", mixinStandardHelpOptions = true,
	sortOptions = false)
final class Benchmark implements Callable<Integer> {

	@Spec
	private CommandSpec spec;

	@Option(names = "--network", split = ",", paramLabel = "NAME", defaultValue = "srresnet-light-x2-microscopy,srresnet-64x16",
		description = "Models or synthetic networks (default: ${DEFAULT-VALUE}).")
	private List<String> networks;

	@Option(names = "--engines", split = ",", paramLabel = "NAME", description = "What is compared (default: all of it).")
	private List<String> engines;

	@Option(names = "--seconds", paramLabel = "N", defaultValue = "15", description = "How long patches are computed for each network.")
	private double seconds;

	@Override
	public Integer call() {
		final List<Contender> contenders;
		final List<BenchmarkNetwork> found;
		try {
			contenders = engines == null ? Arrays.asList(Contender.values()) : engines.stream().map(Contender::parse).toList();
			found = networks.stream().map(BenchmarkNetwork::find).toList();
		}
		catch (final InputException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage(), e);
		}
		for (final BenchmarkNetwork network : found) {
			spec.commandLine().getOut().println(Benchmarks.patches(network, contenders, seconds));
		}
		return 0;
	}
}
