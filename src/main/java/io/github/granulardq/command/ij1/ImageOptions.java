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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.granulardq.command.OptionValues;
import io.github.granulardq.command.PlaneChoice;
import io.github.granulardq.command.SuperResolveOptions;

/**
 * All that can be chosen for the super-resolution of an image in a window. The names of macro keys are public API.
 *
 * @param options that hold for files too
 * @param planes which are enlarged
 * @param rois whether each ROI of the ROI Manager gives a result
 * @param bitMap whether the bits of each pixel are wanted as an image
 * @param report whether the report is wanted
 */
public record ImageOptions(SuperResolveOptions options, PlaneChoice planes, boolean rois, boolean bitMap, boolean report) {

	/** Key of {@link #rois()}. */
	public static final String ROIS = "rois";

	/** Keys of all of them, and of the number of workers. */
	public static final List<String> KEYS = keys();

	private static List<String> keys() {
		final List<String> keys = new ArrayList<>(SuperResolveOptions.KEYS);
		keys.addAll(SuperResolveOptions.ADVANCED_KEYS);
		keys.addAll(SuperResolveOptions.PERCENTILES_KEYS);
		keys.addAll(PlaneChoice.KEYS);
		keys.addAll(List.of(ROIS, SuperResolveOptions.BIT_MAP, SuperResolveOptions.REPORT));
		return List.copyOf(keys);
	}

	/**
	 * Reads options; those that are missing take their defaults.
	 *
	 * @throws io.github.granulardq.InputException if a value is none of the choices
	 */
	public static ImageOptions of(final Map<String, String> values) {
		return new ImageOptions(SuperResolveOptions.of(values), PlaneChoice.of(values), OptionValues.flag(values, ROIS), OptionValues.flag(values,
			SuperResolveOptions.BIT_MAP), OptionValues.flag(values, SuperResolveOptions.REPORT));
	}
}
