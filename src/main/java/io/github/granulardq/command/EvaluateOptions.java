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
package io.github.granulardq.command;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.granulardq.InputException;
import io.github.granulardq.evaluation.Evaluation;
import io.github.granulardq.evaluation.EvaluationOptions;
import io.github.granulardq.evaluation.Protocol;
import io.github.granulardq.image.Degradation;
import io.github.granulardq.model.Model;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.EngineChoice;
import io.github.granulardq.superres.GridKind;
import io.github.granulardq.superres.Percentiles;

/**
 * The options of an evaluation, the same for commands, macros and the command line. Their names are public API. Immutable.
 *
 * @param model id of a model of the catalog, or the path of a model package; null if bicubic interpolation alone is measured
 * @param bits choices to measure beside bicubic interpolation
 * @param scale enlargement; 0 for the model's
 * @param engine what computes
 * @param compared another engine that computes the same; null for none
 * @param protocol how images are prepared and compared; null for that of the model
 * @param grid how images are cut; null for that of the protocol
 * @param rounded whether small images of protocol microscopy are rounded to whole intensities
 * @param kernel how small images are made
 * @param oracles means of bits at which the best choice is measured that knew the original
 * @param percentiles thresholds of entropy, where bits are dynamic
 */
public record EvaluateOptions(String model, List<Bits> bits, int scale, EngineChoice engine, EngineChoice compared, Protocol protocol, GridKind grid,
	boolean rounded, Degradation kernel, List<Double> oracles, Percentiles percentiles)
{

	/** Key of {@link #protocol()}. */
	public static final String PROTOCOL = "protocol";
	/** Key of {@link #rounded()}. */
	public static final String ROUNDED = "rounded";
	/** Key of {@link #kernel()}. */
	public static final String KERNEL = "kernel";
	/** Word for a protocol or grid that follows from the model. */
	public static final String AUTO = "auto";
	/** What is measured by default. */
	public static final String DEFAULT_BITS = "dynamic,8,32";

	/** Keys of the options that macros may give. */
	public static final List<String> KEYS = List.of(SuperResolveOptions.MODEL, SuperResolveOptions.SCALE, SuperResolveOptions.BITS, PROTOCOL,
		SuperResolveOptions.GRID, SuperResolveOptions.ENGINE, KERNEL, SuperResolveOptions.PERCENTILES, SuperResolveOptions.LOW_PERCENT,
		SuperResolveOptions.HIGH_PERCENT, ROUNDED);

	public EvaluateOptions {
		bits = List.copyOf(bits);
		oracles = List.copyOf(oracles);
	}

	/**
	 * Reads options; those that are missing take their defaults.
	 *
	 * @param values by key; other keys are ignored
	 * @param rounded the flag
	 * @throws InputException if a value is none of the choices, or no model is given where none has that scale
	 */
	public static EvaluateOptions of(final Map<String, String> values, final boolean rounded) {
		final List<Bits> bits = parseBits(values.getOrDefault(SuperResolveOptions.BITS, DEFAULT_BITS));
		final String model = values.getOrDefault(SuperResolveOptions.MODEL, "").strip();
		final int scale = SuperResolveOptions.parseScale(values.getOrDefault(SuperResolveOptions.SCALE, ""));
		final boolean needless = model.isEmpty() && bits.isEmpty() && scale != 0;
		final String protocol = values.getOrDefault(PROTOCOL, AUTO);
		final String grid = values.getOrDefault(SuperResolveOptions.GRID, AUTO);
		return new EvaluateOptions(needless ? null : model.isEmpty() ? ModelChoice.first(ModelCatalog.entries(), scale, false) : model, bits, scale,
			EngineChoice.parse(values.getOrDefault(SuperResolveOptions.ENGINE, EngineChoice.AUTO.toString())), null, //
			protocol.equalsIgnoreCase(AUTO) ? null : Protocol.parse(protocol), grid.equalsIgnoreCase(AUTO) ? null : GridKind.parse(grid), rounded,
			Degradation.parse(values.getOrDefault(KERNEL, Degradation.BICUBIC.toString())), List.of(), SuperResolveOptions.parsePercentiles(values));
	}

	/**
	 * Returns a copy that measures more; where no model was given or needed, the first is taken if it is needed for that.
	 *
	 * @param engine another engine that computes the same; null for none
	 * @param means of bits at which the best choice is measured
	 * @throws InputException if no model has the scale
	 */
	public EvaluateOptions withMore(final EngineChoice engine, final List<Double> means) {
		final String needed = model == null && !means.isEmpty() ? ModelChoice.first(ModelCatalog.entries(), scale, false) : model;
		return new EvaluateOptions(needed, bits, scale, this.engine, engine, protocol, grid, rounded, kernel, means, percentiles);
	}

	/**
	 * Reads bits choices with commas between; {@code bicubic} is none, since it is always measured.
	 *
	 * @throws InputException if one is unknown
	 */
	public static List<Bits> parseBits(final String text) {
		return Arrays.stream(text.split(",", -1)).map(String::strip).filter(word -> !word.equalsIgnoreCase(Evaluation.BICUBIC)).map(Bits::parse)
			.toList();
	}

	/**
	 * Loads the model and fills in what follows from it.
	 *
	 * @param workers threads that compute
	 * @throws InputException if there is no such model, or the options do not fit it
	 */
	public EvaluationOptions load(final int workers) {
		final Model loaded = model == null ? null : scale == 0 ? ModelCatalog.find(model) : ModelCatalog.find(model, scale);
		final Protocol chosen = protocol != null ? protocol : loaded == null ? Protocol.PHOTO : Protocol.of(loaded.channels());
		final GridKind cut = grid != null ? grid : chosen == Protocol.PHOTO ? GridKind.PAPER : GridKind.SEAMLESS;
		return new EvaluationOptions(loaded, loaded == null ? scale : loaded.scale(), bits, cut, engine, compared, workers, chosen, rounded, kernel, oracles,
			percentiles);
	}
}
