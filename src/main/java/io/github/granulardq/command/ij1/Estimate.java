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
package io.github.granulardq.command.ij1;

import java.awt.Rectangle;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.granulardq.InputException;
import io.github.granulardq.command.AdvancedOptions;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.OutputChoice;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.engine.integer.IntegerEngine;
import io.github.granulardq.model.Model;
import io.github.granulardq.superres.EngineChoice;
import io.github.granulardq.superres.Forecast;
import io.github.granulardq.superres.Report;
import io.github.granulardq.tiling.PatchGrid;

/** Says what a run will take before it starts. Where the model was not run on this machine yet, a few patches are timed. */
final class Estimate {

	private static final int RGB_BITS = 24;

	private Estimate() {
	}

	/**
	 * Returns a sentence.
	 *
	 * @param image the image
	 * @param values of the dialog, by key
	 * @param cancelled asked whether nobody wants to know any more
	 * @throws InputException if the options do not fit the image
	 * @throws java.util.concurrent.CancellationException if nobody does
	 */
	static String of(final ImagePlus image, final Map<String, String> values, final BooleanSupplier cancelled) {
		final ImageOptions chosen = ImageOptions.of(values);
		final int workers = AdvancedOptions.parseWorkers(values.getOrDefault(SuperResolveOptions.WORKERS, ""));
		final Model model = chosen.options().loadModel(SuperResolveImage.isColour(image));
		final int bytes = chosen.options().output() == OutputChoice.FLOAT ? Float.BYTES : image.getBitDepth() == RGB_BITS ? 1 : image.getBitDepth() / Byte.SIZE;
		long output = 0;
		long memory = 0;
		double patches = 0;
		String size = "";
		for (final ImagePlus part : Regions.of(image, chosen.planes(), chosen.rois())) {
			final Rectangle crop = Selections.bounds(part);
			final long planes = (long) part.getStackSize() * (SuperResolveImage.isColour(part) ? 3 : 1);
			final Forecast forecast = Forecast.of(model, chosen.options().grid(), crop.width, crop.height, planes, bytes, workers);
			output += forecast.outputBytes();
			memory = Math.max(memory, forecast.workBytes());
			patches += forecast.seconds(1);
			size = (long) crop.width * model.scale() + " x " + (long) crop.height * model.scale() + (part.getStackSize() > 1 ? " x " + part.getStackSize() : "");
		}
		final String images = chosen.rois() ? Regions.inManager() + " images" : "Result " + size;
		if (chosen.options().output() == OutputChoice.VIRTUAL) {
			return images + " pixels, computed plane by plane when it is looked at.";
		}
		final double seconds = patches * speed(chosen.options(), model, cancelled);
		return images + (chosen.rois() ? ", " : " pixels, ") + DialogTexts.bytes(output) + "; takes about " + DialogTexts.seconds(seconds) + " and " + DialogTexts
			.bytes(output + memory) + " of memory.";
	}

	private static double speed(final SuperResolveOptions options, final Model model, final BooleanSupplier cancelled) {
		final String engine = options.engine() == EngineChoice.TENSORFLOW ? options.engine().toString() : IntegerEngine.NAME;
		final OptionalDouble known = Speeds.secondsPerPatch(model.id(), options.bits().toString(), engine);
		return known.isPresent() ? known.getAsDouble() : measure(options, model, engine, cancelled);
	}

	/** Two patches: the first prepares the engine, for the run too. */
	private static double measure(final SuperResolveOptions options, final Model model, final String engine, final BooleanSupplier cancelled) {
		final SuperResolveOptions timed = new SuperResolveOptions(model.id(), 0, options.bits(), options.engine(), options.grid(), OutputChoice.SAME);
		final ImagePlus image = model.channels() == 1 ? new ImagePlus("patch", noise()) : new ImagePlus("patch", noise().convertToRGB());
		final Monitor monitor = new Monitor((done, total) -> {}, cancelled).withWorkers(1);
		SuperResolveImage.run(image, model, timed, monitor);
		final Report report = SuperResolveImage.run(image, model, timed, monitor).report();
		final double seconds = report.seconds() / report.patches();
		Speeds.remember(model.id(), options.bits().toString(), engine, seconds);
		return seconds;
	}

	/** Has content everywhere, so that no patch is left out. */
	private static ByteProcessor noise() {
		final ByteProcessor noise = new ByteProcessor(PatchGrid.PATCH, PatchGrid.PATCH);
		for (int i = 0; i < noise.getPixelCount(); i++) {
			noise.set(i, i * 7919 % 251);
		}
		return noise;
	}
}
