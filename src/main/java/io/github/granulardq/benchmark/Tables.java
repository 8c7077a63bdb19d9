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
import java.util.Map;
import java.util.Optional;

import io.github.granulardq.benchmark.StageClock.Stage;
import io.github.granulardq.benchmark.Statistics.Ratio;

/** Writes what was measured as tables in Markdown. Stateless. */
final class Tables {

	private static final double MILLIS = 1e3;
	private static final double PERCENT = 100;

	private Tables() {}

	static String of(final PatchSection section) {
		final List<PatchTimes> times = section.times();
		final Optional<PatchTimes> best = times.stream().filter(t -> t.isPresent() && t.contender().isFloat() && (section.limit() == null || t
			.contender() != Contender.ONNX_RUNTIME)).min((a, b) -> Double.compare(a.median(), b.median()));
		final Optional<PatchTimes> tensorFlow = times.stream().filter(t -> t.isPresent() && t.contender() == Contender.TENSORFLOW).findFirst();
		final StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "### %s: patches of %d x %d (%.1f GFLOP), one worker, %s%n%n", section
			.network(), section.size(), section.size(), section.gigaOperations(), section.instructionSet()));
		if (section.limit() != null) {
			text.append("oneDNN, TensorFlow's too, was limited to ").append(section.limit()).append(
				"; ONNX Runtime cannot be, uses what the processor has, and does not count as the best fp32.\n\n");
		}
		text.append("| computes | ms | speed, TensorFlow fp32 = 1 | speed, best fp32 = 1 | ms to open | ms for the first patch |\n");
		text.append("|---|---|---|---|---|---|\n");
		for (final PatchTimes t : times) {
			final String label = t.contender().label() + (t.contender().isFloat() ? "" : ", " + t.contender().bits() + " bits");
			text.append(t.isPresent() ? String.format(Locale.ROOT, "| %s | %.1f | %s | %s | %.0f | %.0f |%n", label, MILLIS * t.median(), ratio(t, tensorFlow),
				ratio(t, best), MILLIS * t.openSeconds(), MILLIS * t.firstSeconds()) : "| " + label + " | " + t.absent() + " | | | | |\n");
		}
		return text.toString();
	}

	private static String ratio(final PatchTimes times, final Optional<PatchTimes> other) {
		if (other.isEmpty()) {
			return "";
		}
		final Ratio ratio = times.timesAsFastAs(other.get());
		return String.format(Locale.ROOT, "%.2f (%.2f-%.2f)", ratio.median(), ratio.low(), ratio.high());
	}

	static String of(final ImageSection section) {
		final StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "### %s: an image of %d x %d, %s%n%n", section.model(), section.width(),
			section.height(), section.type()));
		text.append("| computes | seconds | speed, first = 1 | outside the network | percentiles | reading | allocation | writing | sessions | rest |\n");
		text.append("|---|---|---|---|---|---|---|---|---|---|\n");
		for (final ImageTimes t : section.times()) {
			final String label = t.contender().label() + (t.contender().isFloat() ? "" : ", " + t.bits() + " bits");
			if (t.isPresent()) {
				final double first = t.seconds().values().iterator().next();
				t.seconds().forEach((workers, seconds) -> text.append(String.format(Locale.ROOT, "| %s, %d worker%s | %.2f | %.2f | %s%n", label, workers,
					workers == 1 ? "" : "s", seconds, first / seconds, workers == 1 && t.stages() != null ? stages(t) : "| | | | | | |")));
			}
			else {
				text.append("| ").append(label).append(" | ").append(t.absent()).append(" | | | | | | | | |\n");
			}
		}
		return text.toString();
	}

	private static String stages(final ImageTimes times) {
		final StringBuilder text = new StringBuilder(percent(times.outside()));
		for (final Map.Entry<Stage, Double> stage : times.stages().entrySet()) {
			if (stage.getKey() != Stage.NETWORK && stage.getKey() != Stage.SESSION && stage.getKey() != Stage.REST) {
				text.append(percent(times.part(stage.getKey())));
			}
		}
		return text.append(percent(times.part(Stage.SESSION))).append(percent(times.part(Stage.REST))).toString().strip();
	}

	private static String percent(final double part) {
		return String.format(Locale.ROOT, "%.1f %% | ", PERCENT * part);
	}

	static String of(final StartTimes start) {
		return start.absent() != null ? "Start: " + start.absent() + "\n" : String.format(Locale.ROOT,
			"A process that enlarges a file of %d x %d with %s and the engine integer takes %.1f s from its start to its end (median of %d; natives unpacked before).%n",
			start.size(), start.size(), start.model(), Statistics.median(start.seconds()), start.seconds().length);
	}
}
