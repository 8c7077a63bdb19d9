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
package io.github.granulardq.io.zarr;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.granulardq.io.ImageMetadata.Kind;

/** Names of units as OME-Zarr wants them: those of UDUNITS-2, in full and singular. Stateless. */
final class Units {

	private static final Map<String, String> SPACE = Map.ofEntries(Map.entry("um", "micrometer"), Map.entry("micron", "micrometer"), Map.entry(
		"microns", "micrometer"), Map.entry("nm", "nanometer"), Map.entry("mm", "millimeter"), Map.entry("cm", "centimeter"), Map.entry("m", "meter"), Map
			.entry("km", "kilometer"), Map.entry("pm", "picometer"), Map.entry("a", "angstrom"), Map.entry("\u00e5", "angstrom"), Map.entry("in", "inch"));

	private static final Map<String, String> TIME = Map.ofEntries(Map.entry("s", "second"), Map.entry("sec", "second"), Map.entry("ms", "millisecond"),
		Map.entry("msec", "millisecond"), Map.entry("us", "microsecond"), Map.entry("ns", "nanosecond"), Map.entry("min", "minute"), Map.entry("h",
			"hour"), Map.entry("hr", "hour"), Map.entry("d", "day"));

	private static final Set<String> SPACE_NAMES = Set.of("angstrom", "attometer", "centimeter", "decimeter", "exameter", "femtometer", "foot",
		"gigameter", "hectometer", "inch", "kilometer", "megameter", "meter", "micrometer", "mile", "millimeter", "nanometer", "parsec", "petameter",
		"picometer", "terameter", "yard", "yoctometer", "yottameter", "zeptometer", "zettameter");

	private static final Set<String> TIME_NAMES = Set.of("attosecond", "centisecond", "day", "decisecond", "exasecond", "femtosecond", "gigasecond",
		"hectosecond", "hour", "kilosecond", "megasecond", "microsecond", "millisecond", "minute", "nanosecond", "petasecond", "picosecond", "second",
		"terasecond", "yoctosecond", "yottasecond", "zeptosecond", "zettasecond");

	private Units() {
	}

	/** Returns the name of a unit, or an empty text if OME-Zarr has none for it. */
	static String of(final Kind kind, final String unit) {
		final boolean time = kind == Kind.TIME;
		final String plain = unit.strip().toLowerCase(Locale.ROOT).replace('\u00b5', 'u').replace('\u03bc', 'u').replaceAll("metre(s?)$", "meter$1");
		final String name = (time ? TIME : SPACE).getOrDefault(plain, plain.replaceAll("s$", ""));
		return kind != Kind.CHANNEL && (time ? TIME_NAMES : SPACE_NAMES).contains(name) ? name : "";
	}
}
