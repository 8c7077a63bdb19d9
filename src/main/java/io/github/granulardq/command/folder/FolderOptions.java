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
package io.github.granulardq.command.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.granulardq.command.OptionValues;
import io.github.granulardq.command.SuperResolveOptions;

/**
 * Which images are enlarged, and where the results go. Immutable.
 *
 * @param input folder of images
 * @param output folder of results; made if it is not there
 * @param recursive whether folders in the input folder are searched; results lie in folders of the same names
 * @param pattern glob or part of the names of images; empty for all
 * @param format of the results
 * @param existing what happens where a result is there already
 * @param bitMap whether the bits of each pixel are written beside each result
 * @param report whether what was done is written beside each result
 */
public record FolderOptions(Path input, Path output, boolean recursive, String pattern, OutputFormat format, Existing existing, boolean bitMap,
	boolean report)
{

	/** Key of {@link #input()}. */
	public static final String INPUT_FOLDER = "input_folder";
	/** Key of {@link #output()}. */
	public static final String OUTPUT_FOLDER = "output_folder";
	/** Key of {@link #recursive()}. */
	public static final String RECURSIVE = "recursive";
	/** Key of {@link #pattern()}. */
	public static final String PATTERN = "pattern";
	/** Key of {@link #format()}. */
	public static final String FORMAT = "format";
	/** Key of {@link #existing()}. */
	public static final String EXISTING = "existing";

	/** Keys of the options in this record. */
	public static final List<String> KEYS = List.of(INPUT_FOLDER, OUTPUT_FOLDER, RECURSIVE, PATTERN, FORMAT, EXISTING, SuperResolveOptions.BIT_MAP,
		SuperResolveOptions.REPORT);

	/**
	 * Reads options; those that are missing take their defaults.
	 *
	 * @param values by key; other keys are ignored
	 * @throws io.github.granulardq.InputException if a folder is missing, or a value is none of the choices
	 */
	public static FolderOptions of(final Map<String, String> values) {
		return of(values, OptionValues.flag(values, RECURSIVE), OptionValues.flag(values, SuperResolveOptions.BIT_MAP), OptionValues.flag(values,
			SuperResolveOptions.REPORT));
	}

	/**
	 * Reads the options that are no flags; those that are missing take their defaults.
	 *
	 * @param values by key; other keys are ignored
	 * @throws io.github.granulardq.InputException if a folder is missing, or a value is none of the choices
	 */
	public static FolderOptions of(final Map<String, String> values, final boolean recursive, final boolean bitMap, final boolean report) {
		return new FolderOptions(OptionValues.requiredPath(values, INPUT_FOLDER, "folder"), OptionValues.requiredPath(values,
			OUTPUT_FOLDER, "folder"), recursive, values.getOrDefault(PATTERN, ""), //
			OutputFormat.parse(values.getOrDefault(FORMAT, OutputFormat.TIFF.toString())), //
			Existing.parse(values.getOrDefault(EXISTING, Existing.SKIP.toString())), bitMap, report);
	}
}
