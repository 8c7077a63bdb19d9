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

import java.util.ArrayList;
import java.util.List;

import io.github.granulardq.InputException;
import io.github.granulardq.superres.Report;

/** Reads the texts of options that most users leave at their defaults: {@link SuperResolveOptions#ADVANCED_KEYS}. */
public final class AdvancedOptions {

	/** The default of each of them, which an empty text means too. */
	public static final String AUTO = "auto";

	private AdvancedOptions() {
	}

	private static boolean isDefault(final String text) {
		return text.isBlank() || text.strip().equalsIgnoreCase(AUTO);
	}

	/**
	 * Reads ranges of intensities.
	 *
	 * @param text {@code auto}, {@code LOW:HIGH} for all channels, or one of these for each channel with commas
	 * @return empty for the default
	 * @throws InputException if it is anything else
	 */
	public static List<Report.Range> parseRanges(final String text) {
		final List<Report.Range> ranges = new ArrayList<>();
		if (!isDefault(text)) {
			for (final String range : text.split(",", -1)) {
				ranges.add(parseRange(range));
			}
		}
		return ranges;
	}

	/** Reads two numbers with a colon between them. */
	private static Report.Range parseRange(final String text) {
		final String[] ends = text.split(":", -1);
		try {
			if (ends.length == 2 && Double.parseDouble(ends[0]) < Double.parseDouble(ends[1])) {
				return Report.Range.given(Double.parseDouble(ends[0]), Double.parseDouble(ends[1]));
			}
		}
		catch (final NumberFormatException e) {
			// Said below.
		}
		throw new InputException("There is no range of intensities \"" + text + "\": write two numbers, the lower first, for example 100:4095.");
	}

	/**
	 * Reads whether patches without content are enlarged by bicubic interpolation.
	 *
	 * @param text {@code auto}, or {@code true}, {@code yes} or {@code 1}, or {@code false}, {@code no} or {@code 0}
	 * @return null for the default
	 * @throws InputException if it is anything else
	 */
	public static Boolean parseSkipEmpty(final String text) {
		if (isDefault(text)) {
			return null;
		}
		return OptionValues.yesOrNo(text).orElseThrow(() -> new InputException("There is no choice \"" + text.strip() +
			"\" for skip_empty: choose one of auto, yes, no."));
	}

	/**
	 * Reads the number of threads.
	 *
	 * @param text {@code auto} for one for each processor, or a number
	 * @throws InputException if it is anything else, or below 1
	 */
	public static int parseWorkers(final String text) {
		if (isDefault(text)) {
			return Runtime.getRuntime().availableProcessors();
		}
		try {
			final double workers = Double.parseDouble(text.strip()); // macros may write 2.0
			if (workers >= 1 && workers == Math.rint(workers) && workers <= Integer.MAX_VALUE) {
				return (int) workers;
			}
		}
		catch (final NumberFormatException e) {
			// Said below.
		}
		throw new InputException("The number of workers is " + text.strip() + ": give 1 or more.");
	}
}
