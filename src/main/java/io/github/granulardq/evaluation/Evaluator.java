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
package io.github.granulardq.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.io.ImageOpener;
import io.github.granulardq.superres.EngineChoice;
import io.github.granulardq.superres.ProgressListener;
import io.github.granulardq.superres.SuperResolver;

/**
 * Measures a model on high-resolution images: each becomes a low-resolution image, which is enlarged by bicubic interpolation and by the
 * model at each bits choice, and compared with the original.
 *
 * <pre>
 * try (Evaluator evaluator = new Evaluator(options, (done, total) -> {}, () -> false)) {
 * 	Evaluation found = evaluator.run(folder, "");
 * 	double decibels = Evaluation.mean(found.images(), "dynamic").psnr();
 * }
 * </pre>
 *
 * Images are measured one after the other, each by all workers. Not thread-safe.
 */
public final class Evaluator implements AutoCloseable {

	private final EvaluationOptions options;
	private final ProgressListener progress;
	private final BooleanSupplier cancelled;
	private final Contestant first;
	private final Contestant second;

	/**
	 * Opens the engines.
	 *
	 * @param progress is told of finished images
	 * @param cancelled asked before each step, by several threads
	 * @throws InputException if the options do not fit the model
	 * @throws EngineException if an engine cannot be used here
	 */
	public Evaluator(final EvaluationOptions options, final ProgressListener progress, final BooleanSupplier cancelled) {
		this(options, progress, cancelled, choice(options.engine()), options.compared() == null ? null : choice(options.compared()));
	}

	/**
	 * @param engine chooses an engine
	 * @param compared chooses another; null for none
	 */
	Evaluator(final EvaluationOptions options, final ProgressListener progress, final BooleanSupplier cancelled,
		final UnaryOperator<SuperResolver.Builder> engine, final UnaryOperator<SuperResolver.Builder> compared)
	{
		this.options = options;
		this.progress = progress;
		this.cancelled = cancelled;
		first = Contestant.open(options, builder -> engine.apply(builder.optCancelled(cancelled)));
		try {
			second = compared == null ? null : Contestant.open(options, builder -> compared.apply(builder.optCancelled(cancelled)));
		}
		catch (final RuntimeException e) {
			first.close();
			throw e;
		}
	}

	private static UnaryOperator<SuperResolver.Builder> choice(final EngineChoice engine) {
		return builder -> builder.optEngine(engine);
	}

	/**
	 * Measures an image, or all images in a folder and its folders. Those that cannot be are skipped.
	 *
	 * @param within only files with a folder of this name in their path below {@code images} count; empty for all
	 * @throws InputException if there is no image that can be measured
	 * @throws EngineException if the engine fails
	 * @throws CancellationException if the run was cancelled
	 */
	public Evaluation run(final Path images, final String within) {
		final List<HighResolution> files = HighResolution.find(images, within);
		final List<MeasuredImage> measured = new ArrayList<>();
		final List<Evaluation.Skipped> skipped = new ArrayList<>();
		for (final HighResolution file : files) {
			if (cancelled.getAsBoolean()) {
				throw new CancellationException("The evaluation was cancelled.");
			}
			try {
				final Sample sample = options.protocol().sample(ImageOpener.open(file.file()), null, options);
				measured.add(measure(file.name(), file.folder(), sample, EnlargementListener.NONE));
			}
			catch (final InputException e) {
				skipped.add(new Evaluation.Skipped(file.name(), e.getMessage()));
			}
			progress.progress(measured.size() + skipped.size(), files.size());
		}
		if (measured.isEmpty()) {
			throw nothing(images, skipped);
		}
		return evaluation(measured, skipped);
	}

	/**
	 * Measures an image that is open. Progress is told of enlargements here.
	 *
	 * @param low its low-resolution image; null if it is to be made
	 * @param listener is shown each enlargement
	 * @throws InputException if it cannot be measured
	 * @throws EngineException if the engine fails
	 * @throws CancellationException if the run was cancelled
	 */
	public Evaluation run(final ImagePlus high, final ImagePlus low, final EnlargementListener listener) {
		final Sample sample;
		try {
			sample = options.protocol().sample(high, low, options);
		}
		catch (final InputException e) {
			throw nothing(null, List.of(new Evaluation.Skipped(high.getTitle(), e.getMessage())));
		}
		final int total = options.bits().size() + 1;
		final int[] done = { 0 };
		final EnlargementListener counting = (method, shown, difference) -> {
			listener.enlarged(method, shown, difference);
			progress.progress(++done[0], total);
			if (cancelled.getAsBoolean()) {
				throw new CancellationException("The evaluation was cancelled.");
			}
		};
		return evaluation(List.of(measure(high.getTitle(), high.getTitle(), sample, counting)), List.of());
	}

	private Evaluation evaluation(final List<MeasuredImage> measured, final List<Evaluation.Skipped> skipped) {
		return new Evaluation(options, first.machinery(), second == null ? Evaluation.Machinery.NONE : second.machinery(), measured, skipped);
	}

	private MeasuredImage measure(final String name, final String folder, final Sample sample, final EnlargementListener listener) {
		final long start = System.nanoTime();
		final List<Plane> enlarged = sample.bicubic();
		final double seconds = (System.nanoTime() - start) / 1e9;
		final Score bicubic = sample.score(enlarged);
		final Map<String, Figures> figures = new LinkedHashMap<>();
		figures.put(Evaluation.BICUBIC, Figures.ofBicubic(bicubic, seconds));
		listener.enlarged(Evaluation.BICUBIC, () -> sample.shown(enlarged), () -> sample.difference(enlarged));
		figures.putAll(first.measure(sample, bicubic, listener));
		return new MeasuredImage(name, folder, figures, second == null ? Map.of() : second.measure(sample, bicubic, EnlargementListener.NONE));
	}

	private static InputException nothing(final Path images, final List<Evaluation.Skipped> skipped) {
		final Evaluation.Skipped one = skipped.get(0);
		final String reason = one.reason() + (one.reason().endsWith(".") ? "" : ".");
		return new InputException(skipped.size() == 1 ? "The image \"" + one.file() + "\" cannot be measured: " + reason : "None of the " + skipped
			.size() + " images in \"" + images + "\" can be measured, for example \"" + one.file() + "\": " + reason);
	}

	@Override
	public void close() {
		first.close();
		if (second != null) {
			second.close();
		}
	}
}
