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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import io.github.granulardq.InputException;
import io.github.granulardq.command.EvaluateOptions;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.evaluation.Evaluation;
import io.github.granulardq.evaluation.EvaluationReport;
import io.github.granulardq.evaluation.EvaluationTables;
import io.github.granulardq.evaluation.Evaluator;
import io.github.granulardq.io.OutputFile;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.EngineChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code granular-dq evaluate HR}: measures a model on images that are known in high resolution. */
@Command(name = "evaluate", description = { "Measures a model on high-resolution images: makes them smaller, enlarges them, compares.",
	"Prints Markdown tables with PSNR and SSIM beside bicubic enlargement, bits and cost." }, mixinStandardHelpOptions = true,
	sortOptions = false)
final class Evaluate implements Callable<Integer> {

	@Spec
	private CommandSpec spec;

	@Parameters(index = "0", paramLabel = "HR", description = "High-resolution image, or a folder that is searched with all its folders.")
	private Path images;

	@Option(names = "--model", paramLabel = "ID", description = "Id of a model (see: granular-dq models), or the path of a package (default: the first for images of one " +
		"channel that has the scale); needless if bits is bicubic and a scale is given.")
	private String model;

	@Option(names = "--scale", paramLabel = "N", defaultValue = "", description = "2, 3 or 4; must be that of the model (default: the model's).")
	private String scale;

	@Option(names = "--bits", paramLabel = "LIST", defaultValue = "dynamic,8,32", description = "What to measure beside bicubic, with commas " +
		"between: dynamic, 4, 5, 6, 8, 32; paper, edge, random, edge:FAB, random:FAB; or bicubic for nothing else (default: ${DEFAULT-VALUE}).")
	private String bits;

	@Option(names = "--oracle", paramLabel = "FABS", defaultValue = "", description = "Measure too what the best choice of bits for each patch would reach " +
		"at these means of bits, 4 to 8, with commas between; it looks at the original.")
	private String oracles;

	@Option(names = "--protocol", description = "photo (RGB, compared as luminance) or microscopy (one plane of each image); default: microscopy " +
		"for one-channel models, else photo.")
	private String protocol;

	@Option(names = "--grid", description = "seamless or paper (default: paper in protocol photo, else seamless).")
	private String grid;

	@Option(names = "--engine", defaultValue = "auto", description = "auto, integer or tensorflow (default: ${DEFAULT-VALUE}).")
	private String engine;

	@Option(names = "--compare-engine", paramLabel = "ENGINE", description = "Compute by this engine too, and show how far both differ.")
	private String compared;

	@Option(names = "--rounded", description = "Round the small images of protocol microscopy to whole intensities, as files hold them.")
	private boolean rounded;

	@Option(names = "--kernel", paramLabel = "KERNEL", defaultValue = "bicubic", description = "How small images are made: bicubic, area (a camera's pixel) or " +
		"gaussian:SIGMA, in low-resolution pixels (default: ${DEFAULT-VALUE}).")
	private String kernel;

	@Mixin
	private PercentilesOptions percentiles;

	@Option(names = "--filter", paramLabel = "NAME", defaultValue = "", description = "Only images that lie in a folder of this name.")
	private String filter;

	@Option(names = "--workers", paramLabel = "N", description = "Threads that compute (default: one for each processor).")
	private Integer workers;

	@Option(names = "--every-image", description = "Print a row for each image too.")
	private boolean everyImage;

	@Option(names = "--report", paramLabel = "FILE.json", description = "Write what was measured, image by image.")
	private Path report;

	@Option(names = "--overwrite", description = "Replace a report that exists.")
	private boolean overwrite;

	@Override
	public Integer call() {
		final EvaluateOptions options;
		try {
			options = parse();
		}
		catch (final InputException e) {
			throw new ParameterException(spec.commandLine(), e.getMessage(), e);
		}
		final OutputFile target = report == null ? null : new OutputFile(report, overwrite);
		if (target != null) {
			target.check(images);
		}
		final Evaluation evaluation;
		try (ProgressBar bar = ProgressBar.onTerminal(spec.commandLine().getErr());
			Evaluator evaluator = new Evaluator(options.load(workers == null ? Runtime.getRuntime().availableProcessors() : workers), bar, Main.INTERRUPTED::get))
		{
			evaluation = evaluator.run(images, filter);
		}
		spec.commandLine().getOut().print(EvaluationTables.of(evaluation, everyImage));
		spec.commandLine().getOut().flush();
		if (target != null) {
			target.writeText(EvaluationReport.toJson(evaluation) + "\n");
		}
		return 0;
	}

	/** Finds wrong use; what is wrong with the model is found when it is loaded. */
	private EvaluateOptions parse() {
		final Map<String, String> values = new LinkedHashMap<>();
		values.put(SuperResolveOptions.MODEL, model);
		values.put(SuperResolveOptions.SCALE, scale);
		values.put(SuperResolveOptions.BITS, bits);
		values.put(SuperResolveOptions.GRID, grid);
		values.put(SuperResolveOptions.ENGINE, engine);
		values.put(EvaluateOptions.PROTOCOL, protocol);
		values.put(EvaluateOptions.KERNEL, kernel);
		values.values().removeIf(Objects::isNull);
		percentiles.addTo(values);
		EnlargeOptions.requireWorkers(workers);
		if (model != null) {
			EnlargeOptions.requireKnown(model);
		}
		return EvaluateOptions.of(values, rounded).withMore(parseCompared(), parseOracles(oracles));
	}

	private static List<Double> parseOracles(final String text) {
		return text.isBlank() ? List.of() : Arrays.stream(text.split(",", -1)).map(Bits::parseFab).toList();
	}

	private EngineChoice parseCompared() {
		final EngineChoice choice = compared == null ? null : EngineChoice.parse(compared);
		if (choice == EngineChoice.AUTO) {
			throw new InputException("The engine to compare with is auto: name integer or tensorflow.");
		}
		return choice;
	}
}
