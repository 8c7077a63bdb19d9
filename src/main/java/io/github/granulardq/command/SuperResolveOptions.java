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

import java.io.Serializable;
import java.util.List;
import java.util.Map;

import io.github.granulardq.InputException;
import io.github.granulardq.model.Model;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.EngineChoice;
import io.github.granulardq.superres.GridKind;
import io.github.granulardq.superres.Percentiles;
import io.github.granulardq.superres.Report;
import io.github.granulardq.superres.SuperResolver;

/**
 * The options of a super-resolution, the same for commands, macros and the command line. Their names are public API. Immutable.
 *
 * @param model id of a model of the catalog, or the path of a model package; empty for the first of the catalog that fits the image
 * @param scale enlargement that the model must have; 0 takes the model's own
 * @param bits bit-width of activations
 * @param engine what computes
 * @param grid how the image is cut
 * @param output pixel type of the result, and whether it is computed only where it is looked at
 * @param ranges intensities that become 0 and 255 of the model, for each channel or for all; empty for percentiles of the image
 * @param skipEmpty whether patches without content are enlarged by bicubic interpolation; null for the default
 * @param percentiles thresholds of entropy, where bits are dynamic
 */
public record SuperResolveOptions(String model, int scale, Bits bits, EngineChoice engine, GridKind grid, OutputChoice output, List<Report.Range> ranges,
	Boolean skipEmpty, Percentiles percentiles) implements Serializable
{

	/** Key of {@link #model()}. */
	public static final String MODEL = "model";
	/** Key of {@link #scale()}. */
	public static final String SCALE = "scale";
	/** Key of {@link #bits()}. */
	public static final String BITS = "bits";
	/** Key of {@link #engine()}. */
	public static final String ENGINE = "engine";
	/** Key of {@link #grid()}. */
	public static final String GRID = "grid";
	/** Key of {@link #output()}. */
	public static final String OUTPUT = "output";
	/** Key of {@link #ranges()}. */
	public static final String RANGE = "range";
	/** Key of {@link #skipEmpty()}. */
	public static final String SKIP_EMPTY = "skip_empty";
	/** Key of the number of threads, which changes no pixel and is read by {@link Monitor#withWorkers}. */
	public static final String WORKERS = "workers";
	/** Key of the file of a percentile table, see {@link #percentiles()}. */
	public static final String PERCENTILES = "percentiles";
	/** Key of the position of the first threshold in it, 0 to 100. */
	public static final String LOW_PERCENT = "low_percent";
	/** Key of the position of the second threshold. */
	public static final String HIGH_PERCENT = "high_percent";
	/** Whether the bits of each pixel are wanted as an image; the name of its file where files are written. */
	public static final String BIT_MAP = "bit_map";
	/** Whether the report is wanted; the name of its file where files are written. */
	public static final String REPORT = "report";

	public SuperResolveOptions {
		ranges = List.copyOf(ranges);
	}

	/** Options with the default range and the default for empty patches. */
	public SuperResolveOptions(final String model, final int scale, final Bits bits, final EngineChoice engine, final GridKind grid,
		final OutputChoice output)
	{
		this(model, scale, bits, engine, grid, output, List.of(), null, Percentiles.OF_MODEL);
	}

	/** Keys of the options that every command offers first. */
	public static final List<String> KEYS = List.of(MODEL, SCALE, BITS, ENGINE, GRID, OUTPUT);

	/** Keys of options that most users leave alone, see {@link AdvancedOptions}. */
	public static final List<String> ADVANCED_KEYS = List.of(RANGE, SKIP_EMPTY, WORKERS);
	/** Keys of {@link #percentiles()}. */
	public static final List<String> PERCENTILES_KEYS = List.of(PERCENTILES, LOW_PERCENT, HIGH_PERCENT);

	/**
	 * Reads options; those that are missing take their defaults. Where no model is given, the first that comes with this program, fits the image and has the
	 * scale, if one is given, is chosen when the image is known: see {@link #loadModel(boolean)}. The report names it.
	 *
	 * @param values by key; other keys are ignored
	 * @throws InputException if a value is none of the choices
	 */
	public static SuperResolveOptions of(final Map<String, String> values) {
		return new SuperResolveOptions(values.getOrDefault(MODEL, "").strip(), //
			parseScale(values.getOrDefault(SCALE, "")), //
			Bits.parse(values.getOrDefault(BITS, Bits.DYNAMIC.toString())), //
			EngineChoice.parse(values.getOrDefault(ENGINE, EngineChoice.AUTO.toString())), //
			GridKind.parse(values.getOrDefault(GRID, GridKind.SEAMLESS.toString())), //
			OutputChoice.parse(values.getOrDefault(OUTPUT, OutputChoice.SAME.toString())), //
			AdvancedOptions.parseRanges(values.getOrDefault(RANGE, "")), //
			AdvancedOptions.parseSkipEmpty(values.getOrDefault(SKIP_EMPTY, "")), //
			parsePercentiles(values));
	}

	/**
	 * Reads a scale.
	 *
	 * @return 2, 3 or 4, or 0 if the text is empty
	 * @throws InputException if it is anything else
	 */
	public static int parseScale(final String text) {
		return switch (text.strip()) {
			case "" -> 0;
			case "2", "x2" -> 2;
			case "3", "x3" -> 3;
			case "4", "x4" -> 4;
			default -> throw new InputException("There is no scale \"" + text.strip() + "\": choose one of 2, 3, 4.");
		};
	}

	/**
	 * Reads {@link #PERCENTILES_KEYS}.
	 *
	 * @throws InputException if the file is none, or a position is no number from 0 to 100
	 */
	public static Percentiles parsePercentiles(final Map<String, String> values) {
		final Percentiles table = OptionValues.path(values, PERCENTILES).map(Percentiles::read).orElse(Percentiles.OF_MODEL);
		return table.withPercents(parsePercent(values, LOW_PERCENT), parsePercent(values, HIGH_PERCENT));
	}

	private static double parsePercent(final Map<String, String> values, final String key) {
		final String text = values.getOrDefault(key, "").strip();
		try {
			return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
		}
		catch (final NumberFormatException e) {
			throw new InputException("\"" + text + "\" is no number for " + key + ": give one from 0 to 100.", e);
		}
	}

	/**
	 * Builds what computes with these options.
	 *
	 * @param loaded the model
	 * @throws InputException if the options do not fit the model
	 */
	public SuperResolver resolver(final Model loaded, final Monitor monitor) {
		return builder(loaded, monitor).build();
	}

	/** As {@link #resolver}, not yet built: no engine is opened. */
	public SuperResolver.Builder builder(final Model loaded, final Monitor monitor) {
		final SuperResolver.Builder builder = SuperResolver.builder().setModel(loaded).optBits(bits).optEngine(engine).optGrid(grid).optOutput(output.type())
			.optWorkers(monitor.workers()).optMemory(monitor.memory()).optProgress(monitor.progress()).optCancelled(monitor.cancelled())
			.optPercentiles(percentiles).optKeepEngine(true);
		if (!ranges.isEmpty()) {
			builder.optRanges(ranges);
		}
		if (skipEmpty != null) {
			builder.optSkipEmpty(skipEmpty);
		}
		return builder;
	}

	/** Loads the model for an image that is no colour image, as {@link #loadModel(boolean)}. */
	public Model loadModel() {
		return loadModel(false);
	}

	/**
	 * Loads the model.
	 *
	 * @param rgb whether the image is a colour image, which decides where no model was named
	 * @throws InputException if there is no such model, it cannot be used, or it has another scale
	 */
	public Model loadModel(final boolean rgb) {
		final String name = model.isEmpty() ? ModelChoice.first(ModelCatalog.entries(), scale, rgb) : model;
		return scale == 0 ? ModelCatalog.find(name) : ModelCatalog.find(name, scale);
	}
}
