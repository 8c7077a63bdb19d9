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
package io.github.granulardq.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.granulardq.InputException;
import io.github.granulardq.benchmark.BenchmarkPlan.Part;
import io.github.granulardq.engine.CacheFolder;
import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.InstructionSet;
import io.github.granulardq.model.Model;
import io.github.granulardq.model.ModelCatalog;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Measures what a plan says, table by table:
 *
 * <pre>
 * BenchmarkReport report = new Benchmark(plan, launcher).run(writer::println);
 * </pre>
 *
 * A contender that cannot run leaves a sentence in the tables. Not thread-safe.
 */
public final class Benchmark {

	private final BenchmarkPlan plan;
	private final Launcher launcher;
	private final Opener opener;
	private final LongSupplier nanos;
	private final Machine machine = Machine.here();
	private final List<BenchmarkNetwork> networks;

	/**
	 * Loads the networks.
	 *
	 * @param launcher starts other processes
	 * @throws InputException if there is no such network
	 */
	public Benchmark(final BenchmarkPlan plan, final Launcher launcher) {
		this(plan, launcher, new Opener(), System::nanoTime);
	}

	/**
	 * @param nanos a clock
	 */
	Benchmark(final BenchmarkPlan plan, final Launcher launcher, final Opener opener, final LongSupplier nanos) {
		this.plan = plan;
		this.launcher = launcher;
		this.opener = opener;
		this.nanos = nanos;
		networks = Stream.concat(Stream.of(plan.model()), plan.networks().stream()).distinct().map(BenchmarkNetwork::find).toList();
	}

	/**
	 * Measures.
	 *
	 * @param out is given text in Markdown as soon as it is there
	 * @throws InputException if the image cannot be opened, or the model cannot enlarge it
	 */
	public BenchmarkReport run(final Consumer<String> out) {
		final GreyImage<?> pixels = plan.parts().contains(Part.IMAGE) ? pixels() : null;
		out.accept(machine.toMarkdown() + "\n");
		final List<PatchSection> patches = new ArrayList<>();
		if (plan.parts().contains(Part.PATCHES)) {
			patches(patches::add, out);
		}
		ImageSection image = null;
		if (pixels != null) {
			image = image(pixels);
			out.accept(Tables.of(image));
		}
		StartTimes start = null;
		if (plan.parts().contains(Part.START)) {
			start = StartTimes.measure(plan.model(), launcher, plan.cancelled());
			out.accept(Tables.of(start));
		}
		return new BenchmarkReport(machine, patches, image, start);
	}

	private GreyImage<?> pixels() {
		if (networks.get(0).fp32().channels() != 1) {
			throw new InputException("The model " + plan.model() + " enlarges RGB images: give one for grey images, or leave the image out (--measure patches).");
		}
		return plan.image() == null ? new GreyImage<>(SyntheticImage.of(plan.size(), plan.size())) : GreyImage.open(plan.image());
	}

	private void patches(final Consumer<PatchSection> done, final Consumer<String> out) {
		final Consumer<PatchSection> both = section -> {
			done.accept(section);
			out.accept(Tables.of(section));
		};
		if (plan.limits().isEmpty()) {
			networks.forEach(network -> both.accept(patches(network)));
		}
		for (final InstructionLimit limit : plan.limits()) {
			if (limit.isPresent(machine)) {
				limited(limit, both, out);
			}
			else {
				out.accept("### " + limit + "\n\nThis processor does not have it.\n");
			}
		}
	}

	private PatchSection patches(final BenchmarkNetwork network) {
		final List<PatchTimes> times = PatchBenchmark.run(network, plan.contenders(), new PatchBenchmark.Length(plan.seconds(), plan.rounds(), plan
			.cancelled()), opener, nanos);
		return new PatchSection(network.name(), network.gigaOperations(PatchBenchmark.SIZE), PatchBenchmark.SIZE, instructionSet(), System.getenv(
			InstructionLimit.VARIABLE), times);
	}

	/** What the engine integer says, which knows of limits. */
	private String instructionSet() {
		try (Engine engine = opener.engine(Contender.INTEGER)) {
			return engine.instructionSet();
		}
		catch (final EngineException e) {
			return InstructionSet.name();
		}
	}

	private void limited(final InstructionLimit limit, final Consumer<PatchSection> done, final Consumer<String> out) {
		Path folder = null;
		try {
			folder = Files.createTempDirectory("granular-dq-benchmark-");
			final Path report = folder.resolve("report.json");
			final String contenders = plan.contenders().stream().map(Contender::key).collect(Collectors.joining(","));
			final List<String> arguments = new ArrayList<>(List.of("benchmark", "--measure", "patches", "--model", plan.model(), "--engines", contenders,
				"--seconds", Double.toString(plan.seconds()), "--rounds", Integer.toString(plan.rounds()), "--report", report.toString()));
			arguments.addAll(List.of("--network", plan.networks().isEmpty() ? BenchmarkPlan.NONE : String.join(",", plan.networks())));
			ChildProcess.run(launcher.command(arguments), Map.of(InstructionLimit.VARIABLE, limit.value()), plan.cancelled());
			BenchmarkReport.fromJson(Files.readString(report)).patches().forEach(done);
		}
		catch (EngineException | IOException e) {
			out.accept("### " + limit + "\n\n" + e.getMessage() + "\n");
		}
		finally {
			if (folder != null) {
				CacheFolder.delete(folder);
			}
		}
	}

	private <T extends RealType<T>> ImageSection image(final GreyImage<T> grey) {
		final RandomAccessibleInterval<T> image = grey.pixels();
		final Model model = ModelCatalog.find(plan.model());
		final ImageBenchmark<T> benchmark = new ImageBenchmark<>(model, image, plan.workers(), plan.repeats(), plan.cancelled(),
			nanos);
		final List<ImageTimes> times = benchmark.run(plan.contenders().stream().filter(ImageBenchmark::canRun).toList(), opener);
		return new ImageSection(model.id(), image.dimension(0), image.dimension(1), image.getType().getClass().getSimpleName(), times);
	}
}
