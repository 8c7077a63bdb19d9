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
package io.github.granulardq.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.github.granulardq.benchmark.Statistics.Ratio;

/** Writes {@link PatchTimes} as a table in Markdown. Stateless. */
final class PatchTable {

	private static final double MILLIS = 1e3;

	private PatchTable() {}

	static String of(final BenchmarkNetwork network, final String instructionSet, final List<PatchTimes> times) {
		final Optional<PatchTimes> best = times.stream().filter(t -> t.isPresent() && t.contender().isFloat()).min((a, b) -> Double.compare(a.median(), b
			.median()));
		final Optional<PatchTimes> tensorFlow = times.stream().filter(t -> t.isPresent() && t.contender() == Contender.TENSORFLOW).findFirst();
		final StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "### %s, patches of %d x %d, one worker, %s%n%n", network.name(),
			PatchBenchmark.SIZE, PatchBenchmark.SIZE, instructionSet));
		table.append("| computes | ms | times as fast as TensorFlow fp32 | as the best fp32 | ms to open | ms for the first patch |\n");
		table.append("|---|---|---|---|---|---|\n");
		for (final PatchTimes t : times) {
			if (t.isPresent()) {
				table.append(String.format(Locale.ROOT, "| %s | %.1f | %s | %s | %.0f | %.0f |%n", t.contender().label(), MILLIS * t.median(), ratio(t,
					tensorFlow), ratio(t, best), MILLIS * t.openSeconds(), MILLIS * t.firstSeconds()));
			}
			else {
				table.append("| ").append(t.contender().label()).append(" | ").append(t.absent()).append(" | | | | |\n");
			}
		}
		return table.toString();
	}

	private static String ratio(final PatchTimes times, final Optional<PatchTimes> other) {
		if (other.isEmpty()) {
			return "";
		}
		final Ratio ratio = times.timesAsFastAs(other.get());
		return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", ratio.median(), ratio.low(), ratio.high());
	}
}
