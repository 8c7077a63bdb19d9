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

import java.awt.GraphicsEnvironment;
import java.util.LinkedHashMap;
import java.util.Map;

import ij.IJ;
import org.scijava.app.StatusService;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.task.Task;
import org.scijava.task.TaskService;

/**
 * What the SciJava commands that allocate bits have in common: parameters of {@link SuperResolveOptions}, progress, cancellation, and one sentence
 * instead of a stack trace. They are for scripts and have no menu entry: in Fiji's menu the plain-ImageJ commands stand, whose dialogs show more, and macros
 * run those. Nothing is remembered from the last use. Parameters have the names of macro keys.
 * <p>
 * These are no {@code DynamicCommand}s, which could offer the models as choices: a script that runs one of those gets no result.
 */
abstract class AllocationCommand extends ContextCommand {

	/** Style of the parameters that belong together below the others. */
	static final String ADVANCED = "group:Advanced";

	@Parameter(label = "Model", persist = false, required = false,
		description = "Id of a model, or the path of a model package")
	private String model;

	@Parameter(label = "Scale", persist = false, required = false,
		description = "Enlargement: that of the model")
	private String scale;

	@Parameter(label = "Bits", persist = false, required = false, choices = { "dynamic", "4", "5", "6", "8", "32" },
		description = "Bit-width of activations: dynamic decides patch by patch, 32 does not quantize")
	private String bits = "dynamic";

	@Parameter(label = "Engine", persist = false, required = false, style = ADVANCED, choices = { "auto", "integer", "tensorflow" },
		description = "What computes")
	private String engine = "auto";

	@Parameter(label = "Grid", persist = false, required = false, style = ADVANCED, choices = { "seamless", "paper" },
		description = "How the image is cut: paper is for comparison with published numbers")
	private String grid = "seamless";

	@Parameter(label = "Percentiles (file, may be empty)", persist = false, required = false, style = ADVANCED,
		description = "File of a percentile table that Calibrate Entropy made; empty for the model's own")
	private String percentiles;

	@Parameter(label = "Low_percent (first threshold of entropy)", persist = false, required = false, style = ADVANCED,
		description = "Where the first threshold of entropy is, 0 to 100; empty for that of the table")
	private String low_percent;

	@Parameter(label = "High_percent (second threshold of entropy)", persist = false, required = false, style = ADVANCED,
		description = "Where the second threshold of entropy is, 0 to 100; empty for that of the table")
	private String high_percent;

	@Parameter
	private StatusService statusService;

	@Parameter
	private TaskService taskService;

	@Parameter
	private LogService logService;

	/** Does the work. */
	protected abstract void work(SuperResolveOptions options, Monitor monitor);

	/** Adds values of more parameters, by key. */
	protected void addValues(final Map<String, String> values) {
		// None here.
	}

	/** Sets the number of threads, if there is a parameter for it. */
	protected Monitor withWorkers(final Monitor monitor) {
		return monitor;
	}

	@Override
	public void run() {
		final Task task = taskService.createTask("Super-resolution");
		IJ.resetEscape();
		task.start();
		try {
			work(options(), withWorkers(new Monitor((done, total) -> progress(task, done, total), () -> cancelled(task))));
		}
		catch (final RuntimeException | OutOfMemoryError e) {
			if (UserMessages.of(e).isEmpty()) {
				throw e;
			}
			logService.debug(e);
			refuse(UserMessages.always(e));
		}
		finally {
			task.finish();
			statusService.clearStatus();
		}
	}

	/** Cancels with a reason, which SciJava shows; without a screen, it is logged. */
	private void refuse(final String reason) {
		cancel(reason);
		if (GraphicsEnvironment.isHeadless()) {
			logService.error(reason);
		}
	}

	private void progress(final Task task, final long done, final long total) {
		final int steps = 1000; // counts of patches may exceed an int
		final int step = (int) (steps * ((double) done / total));
		task.setProgressMaximum(steps);
		task.setProgressValue(step);
		statusService.showStatus(step, steps, "Super-resolution");
	}

	private boolean cancelled(final Task task) {
		return isCanceled() || task.isCanceled() || IJ.escapePressed();
	}

	private SuperResolveOptions options() {
		final Map<String, String> values = new LinkedHashMap<>();
		put(values, SuperResolveOptions.MODEL, model);
		put(values, SuperResolveOptions.SCALE, scale);
		put(values, SuperResolveOptions.BITS, bits);
		put(values, SuperResolveOptions.ENGINE, engine);
		put(values, SuperResolveOptions.GRID, grid);
		put(values, SuperResolveOptions.PERCENTILES, percentiles);
		put(values, SuperResolveOptions.LOW_PERCENT, low_percent);
		put(values, SuperResolveOptions.HIGH_PERCENT, high_percent);
		addValues(values);
		return SuperResolveOptions.of(values);
	}

	/** Notes a value, unless there is none. */
	protected static void put(final Map<String, String> values, final String key, final String value) {
		if (value != null && !value.isBlank()) {
			values.put(key, value);
		}
	}
}
