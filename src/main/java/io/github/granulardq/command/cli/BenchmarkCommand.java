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

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.github.granulardq.InputException;
import io.github.granulardq.benchmark.Benchmark;
import io.github.granulardq.benchmark.BenchmarkPlan;
import io.github.granulardq.benchmark.BenchmarkPlan.Part;
import io.github.granulardq.benchmark.BenchmarkReport;
import io.github.granulardq.benchmark.Contender;
import io.github.granulardq.benchmark.InstructionLimit;
import io.github.granulardq.io.OutputFile;
import io.github.granulardq.model.ModelCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code granular-dq benchmark}: how fast the engines are on this machine. */
@Command(name = "benchmark", description = { "Measures how fast the engines are on this machine, beside TensorFlow and ONNX Runtime.",
	"Writes tables in Markdown. Nothing else should run meanwhile." }, mixinStandardHelpOptions = true, sortOptions = false)
final class BenchmarkCommand implements Callable<Integer> {

	@Spec
	private CommandSpec spec;

	@Option(names = "--measure", split = ",", paramLabel = "PART", defaultValue = "patches,image,start",
		description = "patches, image, start (default: all): patches by each engine in turn, a whole image, a process from its start.")
	private List<String> parts;

	@Option(names = "--model", paramLabel = "ID", description = "Model that is measured: an id or the path of a package (default: the first).")
	private String model;

	@Option(names = "--network", split = ",", paramLabel = "NAME", defaultValue = "srresnet-64x16",
		description = { "More networks for patches: models, or random weights in the form srresnet-FEATURESxBLOCKS,",
			"edsr-FEATURESxBLOCKS or idn-FEATURESxBLOCKS, after which may follow",
			"-x3 or -x4, -grey, -skip; none for none (default: ${DEFAULT-VALUE}, the published one)." })
	private List<String> networks;

	@Option(names = "--engines", split = ",", paramLabel = "NAME",
		description = "integer, integer-4, onednn, tensorflow, tensorflow-8, onnxruntime (default: all).")
	private List<String> engines;

	@Option(names = "--seconds", paramLabel = "N", defaultValue = "12",
		description = "How long patches of each network are computed, by all engines together (default: ${DEFAULT-VALUE}).")
	private double seconds;

	@Option(names = "--rounds", paramLabel = "N", defaultValue = "0", description = "Compute so many rounds of patches instead.")
	private int rounds;

	@Option(names = "--workers", split = ",", paramLabel = "N", defaultValue = "1,2",
		description = "Numbers of threads that enlarge the image (default: ${DEFAULT-VALUE}).")
	private List<Integer> workers;

	@Option(names = "--image", paramLabel = "FILE", description = "Grey image to enlarge (default: a synthetic one).")
	private Path image;

	@Option(names = "--size", paramLabel = "N", defaultValue = "1024", description = "Side of the synthetic image (default: ${DEFAULT-VALUE}).")
	private int size;

	@Option(names = "--repeats", paramLabel = "N", defaultValue = "1", description = "Enlarge the image so many times (default: ${DEFAULT-VALUE}).")
	private int repeats;

	@Option(names = "--isa", split = ",", paramLabel = "NAME", description = { "Compute patches with each of these instruction sets, in processes of their own:",
		"AMX, AVX512_BF16, AVX512_VNNI, AVX512, AVX2_VNNI, AVX2 (default: the best)." })
	private List<String> limits;

	@Option(names = "--report", paramLabel = "FILE.json", description = "Write all times.")
	private Path report;

	@Option(names = "--overwrite", description = "Replace the report if it exists.")
	private boolean overwrite;

	@Override
	public Integer call() {
		final Benchmark benchmark;
		try {
			benchmark = new Benchmark(plan(), BenchmarkCommand::commandLine);
		}
		catch (final InputException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage(), e);
		}
		final OutputFile file = report == null ? null : new OutputFile(report, overwrite);
		if (file != null) {
			file.check(image);
		}
		final BenchmarkReport measured = benchmark.run(spec.commandLine().getOut()::println);
		if (file != null) {
			file.writeText(measured.toJson() + "\n");
		}
		return 0;
	}

	private BenchmarkPlan plan() {
		final Set<Part> measured = parts.stream().map(Part::parse).collect(Collectors.toSet());
		final List<Contender> contenders = engines == null ? Arrays.asList(Contender.values()) : engines.stream().map(Contender::parse).distinct().toList();
		final List<InstructionLimit> sets = limits == null ? List.of() : limits.stream().map(InstructionLimit::parse).distinct().toList();
		return new BenchmarkPlan(measured, model == null ? first() : model, networks, contenders, seconds, rounds, workers, image, size, repeats, sets,
			Main.INTERRUPTED::get);
	}

	private static String first() {
		return ModelCatalog.ids().stream().findFirst().orElseThrow(() -> new InputException("No model is bundled with this program: name one with --model."));
	}

	/** With our Java, its options, and our class path. */
	private static List<String> commandLine(final List<String> arguments) {
		final List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
		command.addAll(arguments);
		return command;
	}
}
