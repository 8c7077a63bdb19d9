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
package io.github.granulardq.command.cli;

import java.util.HashMap;
import java.util.Map;

import io.github.granulardq.InputException;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.superres.Percentiles;
import picocli.CommandLine.Option;

/** Options of all commands that allocate bits: where the thresholds of entropy are. */
final class PercentilesOptions {

	@Option(names = "--percentiles", paramLabel = "FILE.json", description = "Percentile table that calibrate made (default: the model's).")
	private String file;

	@Option(names = "--low-percent", paramLabel = "P", description = "Percent of the entropies where the first threshold is (default: the table's).")
	private String low;

	@Option(names = "--high-percent", paramLabel = "P", description = "Percent of the entropies where the second threshold is (default: the table's).")
	private String high;

	/**
	 * Reads the table.
	 *
	 * @throws InputException if it cannot be read, or a position is none
	 */
	Percentiles read() {
		final Map<String, String> values = new HashMap<>();
		addTo(values);
		return SuperResolveOptions.parsePercentiles(values);
	}

	/** Adds what was given, by key. */
	void addTo(final Map<String, String> values) {
		put(values, SuperResolveOptions.PERCENTILES, file);
		put(values, SuperResolveOptions.LOW_PERCENT, low);
		put(values, SuperResolveOptions.HIGH_PERCENT, high);
	}

	private static void put(final Map<String, String> values, final String key, final String value) {
		if (value != null) {
			values.put(key, value);
		}
	}
}
