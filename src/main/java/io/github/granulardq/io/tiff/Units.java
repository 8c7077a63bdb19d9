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
package io.github.granulardq.io.tiff;

import java.util.Locale;
import java.util.Map;

/** Names of units, which ImageJ, OME-XML and OME-Zarr spell differently. Stateless. */
final class Units {

	/** From what formats write to what OME-XML allows. */
	private static final Map<String, String> OME_LENGTHS = Map.ofEntries(Map.entry("um", "\u00b5m"), Map.entry("\u00b5m", "\u00b5m"), Map.entry(
		"\u03bcm", "\u00b5m"), Map.entry("micron", "\u00b5m"), Map.entry("microns", "\u00b5m"), Map.entry("micrometer", "\u00b5m"), Map.entry(
			"micrometre", "\u00b5m"), Map.entry("nm", "nm"), Map.entry("nanometer", "nm"), Map.entry("nanometre", "nm"), Map.entry("pm", "pm"), Map.entry(
				"picometer", "pm"), Map.entry("mm", "mm"), Map.entry("millimeter", "mm"), Map.entry("millimetre", "mm"), Map.entry("cm", "cm"), Map.entry(
					"centimeter", "cm"), Map.entry("m", "m"), Map.entry("meter", "m"), Map.entry("metre", "m"), Map.entry("km", "km"), Map.entry("inch",
						"in"), Map.entry("in", "in"), Map.entry("\u00e5", "\u00c5"), Map.entry("angstrom", "\u00c5"), Map.entry("pixel", "pixel"), Map.entry(
							"pixels", "pixel"));

	private static final Map<String, String> OME_TIMES = Map.ofEntries(Map.entry("s", "s"), Map.entry("sec", "s"), Map.entry("second", "s"), Map
		.entry("seconds", "s"), Map.entry("ms", "ms"), Map.entry("msec", "ms"), Map.entry("millisecond", "ms"), Map.entry("us", "\u00b5s"), Map.entry(
			"\u00b5s", "\u00b5s"), Map.entry("microsecond", "\u00b5s"), Map.entry("ns", "ns"), Map.entry("nanosecond", "ns"), Map.entry("min", "min"), Map
				.entry("minute", "min"), Map.entry("h", "h"), Map.entry("hour", "h"), Map.entry("hr", "h"), Map.entry("d", "d"), Map.entry("day", "d"));

	/** What OME-XML calls a length of unknown unit. */
	private static final String OME_UNKNOWN = "reference frame";

	private Units() {
	}

	/** Returns the name of a unit of length in OME-XML. */
	static String omeLength(final String unit) {
		return OME_LENGTHS.getOrDefault(unit.toLowerCase(Locale.ROOT), OME_UNKNOWN);
	}

	/** Returns the name of a unit of time in OME-XML; seconds where the unit is unknown, as OME-XML has no name for that. */
	static String omeTime(final String unit) {
		return OME_TIMES.getOrDefault(unit.toLowerCase(Locale.ROOT), "s");
	}

	/** Returns the name that ImageJ gives to a unit of length; others stay as they are. */
	static String imageJLength(final String unit) {
		final String ome = omeLength(unit);
		return switch (ome) {
			case OME_UNKNOWN -> unit;
			case "\u00b5m" -> "micron";
			case "in" -> "inch";
			default -> ome;
		};
	}

	/** Returns the name that ImageJ gives to a unit of time. */
	static String imageJTime(final String unit) {
		final String ome = OME_TIMES.get(unit.toLowerCase(Locale.ROOT));
		return ome == null ? unit : ome.equals("s") ? "sec" : ome;
	}
}
