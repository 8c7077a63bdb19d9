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
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.granulardq.superres.Report;

/** What a bit map comes to, in lines that people read: for the log, the info of images, and terminals. Stateless. */
public final class BitSummary {

	/** What bits are, and are not. */
	public static final String MEANING = "4, 5 and 6 bits save no time on a CPU, which computes them as it computes 8. They say where the model needs precision, and BitOPs " +
		"what hardware with units for few bits would save.";

	private static final int SHORT_HASH = 12;

	private BitSummary() {
	}

	/**
	 * Returns lines that depend on the image and the options alone.
	 *
	 * @param name of the image
	 */
	public static List<String> lines(final String name, final Report report) {
		final List<String> lines = new ArrayList<>();
		lines.add("Bits of " + name);
		lines.add(String.format(Locale.ROOT, "FAB: %.3f bits on average of %d patches", report.fab(), report.patches()));
		lines.add("Patches: " + report.bitsHistogram().entrySet().stream().map(e -> words(e.getKey()) + " " + e.getValue() + " (" + share(e.getValue(), report
			.patches()) + ")").collect(Collectors.joining(", ")));
		lines.add(String.format(Locale.ROOT, "BitOPs: %.4g, %.2f %% of the %.4g of 32-bit floats", report.bitops(), 100 * report.bitops() / Math.max(1, report
			.bitopsFp32()), report.bitopsFp32()));
		lines.add("Model: " + report.model() + " (sha256 " + report.modelSha256().substring(0, Math.min(SHORT_HASH, report.modelSha256().length())) + "), bits " + report
			.bits() + ", grid " + report.grid());
		if (report.percentiles() != null) {
			final Report.Percentiles p = report.percentiles();
			lines.add(String.format(Locale.ROOT, "Thresholds: %.4f and %.4f nats, at %s %% and %s %% of %s%s", p.lowEntropy(), p.highEntropy(), p.lowPercent(), p
				.highPercent(), p.file() == null ? "the model's table" : p.file(), p.warning() == null ? "" : ". " + p.warning()));
		}
		lines.add(MEANING);
		return lines;
	}

	/**
	 * Returns those lines, with the engine and the seconds that it took.
	 *
	 * @param what the seconds were spent on
	 */
	public static String log(final String name, final Report report, final String what) {
		final List<String> lines = new ArrayList<>(lines(name, report));
		lines.add(lines.size() - 1, String.format(Locale.ROOT, "Engine: %s (%s), %.2f s %s", report.engine(), report.isa(), report.seconds(), what));
		return String.join("\n", lines);
	}

	/** Returns a bit-width as people read it. */
	public static String words(final int bits) {
		return bits == 0 ? "empty" : bits + " bits";
	}

	/** Returns a part of patches in percent. */
	public static String share(final long part, final long all) {
		return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / Math.max(1, all));
	}
}
