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

import java.util.Map;

import org.scijava.plugin.Parameter;

/** What the SciJava commands that enlarge have in common beside what all have. */
abstract class OptionsCommand extends AllocationCommand {

	@Parameter(label = "Output", persist = false, required = false, choices = { "same", "32-bit", "virtual" },
		description = "Pixel type of the result; virtual: the same type, and planes are computed when they are looked at (not for files)")
	private String output = "same";

	@Parameter(label = "Range", persist = false, required = false, style = ADVANCED,
		description = "Intensities that become black and white of the model, LOW:HIGH, for each channel with commas; auto: percentiles of the image")
	private String range = AdvancedOptions.AUTO;

	@Parameter(label = "Skip_empty", persist = false, required = false, choices = { "auto", "yes", "no" }, style = ADVANCED,
		description = "Whether patches without content are enlarged by bicubic interpolation")
	private String skip_empty = AdvancedOptions.AUTO;

	@Parameter(label = "Workers", persist = false, required = false, style = ADVANCED, description = "Threads that compute; auto: one for each processor")
	private String workers = AdvancedOptions.AUTO;

	/** Does the work. */
	protected abstract void superResolve(SuperResolveOptions options, Monitor monitor);

	@Override
	protected final void work(final SuperResolveOptions options, final Monitor monitor) {
		superResolve(options, monitor);
	}

	@Override
	protected final Monitor withWorkers(final Monitor monitor) {
		return monitor.withWorkers(AdvancedOptions.parseWorkers(workers == null ? "" : workers));
	}

	@Override
	protected final void addValues(final Map<String, String> values) {
		put(values, SuperResolveOptions.OUTPUT, output);
		put(values, SuperResolveOptions.RANGE, range);
		put(values, SuperResolveOptions.SKIP_EMPTY, skip_empty);
	}
}
