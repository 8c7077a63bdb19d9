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

import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;

import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.command.ij1.EvaluateImage;
import io.github.granulardq.command.ij1.EvaluatedImages;
import io.github.granulardq.evaluation.EvaluationReport;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Measures a model on an image that is known in high resolution, for scripts of Fiji and PyImageJ. Parameters have the names of macro keys.
 *
 * <pre>
 * command.run("io.github.granulardq.command.EvaluateCommand", true, "high", imp, "bits", "dynamic,32")
 * </pre>
 */
@Plugin(type = Command.class, headless = true, label = "Evaluate")
public final class EvaluateCommand extends MeasuringCommand {

	@Parameter(persist = false, required = false)
	private ImagePlus high;

	@Parameter(persist = false, required = false)
	private ImagePlus low;

	@Parameter(persist = false, required = false)
	private File folder;

	@Parameter(persist = false, required = false)
	private String model;

	@Parameter(persist = false, required = false)
	private String scale;

	@Parameter(persist = false, required = false)
	private String bits = EvaluateOptions.DEFAULT_BITS;

	@Parameter(persist = false, required = false)
	private String protocol = EvaluateOptions.AUTO;

	@Parameter(persist = false, required = false)
	private String grid = EvaluateOptions.AUTO;

	@Parameter(persist = false, required = false)
	private String engine = "auto";

	@Parameter(persist = false, required = false)
	private String kernel = "bicubic";

	@Parameter(persist = false, required = false)
	private String percentiles;

	@Parameter(persist = false, required = false)
	private String low_percent;

	@Parameter(persist = false, required = false)
	private String high_percent;

	@Parameter(persist = false, required = false)
	private String workers;

	@Parameter(persist = false, required = false)
	private boolean rounded;

	@Parameter(persist = false, required = false)
	private boolean differences;

	@Parameter(persist = false, required = false)
	private boolean enlarged;

	@Parameter(type = ItemIO.OUTPUT)
	private String report_json;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus differences_image;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus enlarged_image;

	@Override
	protected void measure(final Monitor given) {
		final Monitor monitor = given.withWorkers(AdvancedOptions.parseWorkers(workers == null ? "" : workers));
		final EvaluatedImages found;
		if (folder == null) {
			found = EvaluateImage.run(high, low, options(), differences, enlarged, monitor);
		}
		else {
			if (differences || enlarged) {
				throw new InputException("Images are shown of open images alone: leave out differences and enlarged, or folder.");
			}
			found = EvaluateImage.run(folder.toPath(), options(), monitor);
		}
		report_json = EvaluationReport.toJson(found.evaluation());
		differences_image = found.differences();
		enlarged_image = found.enlarged();
	}

	private EvaluateOptions options() {
		final Map<String, String> values = new LinkedHashMap<>();
		values.put(SuperResolveOptions.MODEL, model);
		values.put(SuperResolveOptions.SCALE, scale);
		values.put(SuperResolveOptions.BITS, bits);
		values.put(EvaluateOptions.PROTOCOL, protocol);
		values.put(SuperResolveOptions.GRID, grid);
		values.put(SuperResolveOptions.ENGINE, engine);
		values.put(EvaluateOptions.KERNEL, kernel);
		values.put(SuperResolveOptions.PERCENTILES, percentiles);
		values.put(SuperResolveOptions.LOW_PERCENT, low_percent);
		values.put(SuperResolveOptions.HIGH_PERCENT, high_percent);
		values.values().removeIf(value -> value == null);
		return EvaluateOptions.of(values, rounded);
	}
}
