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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

import io.github.granulardq.allocation.BitMap;
import io.github.granulardq.allocation.Decision;
import io.github.granulardq.allocation.Gbc;

/**
 * The patches of a bit map as rows of numbers: where each is, in pixels of the image, its bits, and why. Immutable.
 *
 * @param bits what was decided
 * @param left position of the bit map in the image, pixels
 * @param top position of the bit map in the image, pixels
 * @param position channel, slice and frame of a plane, each from 1; channel 0 for all channels at once
 */
public record BitTable(BitMap bits, int left, int top, LongFunction<int[]> position) {

	/** Names of the columns, public API. {@code gate_bits} is 0 and the scores NaN where the controller was not asked. */
	public static final List<String> COLUMNS = List.of("plane", "channel", "slice", "frame", "x", "y", "width", "height", "bits", "gate_bits", "entropy",
		"score_4", "score_6", "score_8");

	private static final int SCORES = 3;
	private static final double DIGITS = 1e6;

	/** Gives the values of every patch, in the order of {@link #COLUMNS}, with its number. */
	public void forEach(final BiConsumer<Integer, double[]> row) {
		int i = 0;
		for (final BitMap.Entry entry : bits.entries()) {
			row.accept(i++, values(entry));
		}
	}

	private double[] values(final BitMap.Entry e) {
		final Decision decision = e.decision();
		final int[] at = position.apply(e.plane());
		final double[] scores = new double[SCORES];
		Arrays.fill(scores, Double.NaN);
		if (decision.logits().length == SCORES) {
			System.arraycopy(Gbc.scores(decision.logits()), 0, scores, 0, SCORES);
		}
		return new double[] { e.plane() + 1, at[0], at[1], at[2], left + e.x(), top + e.y(), e.width(), e.height(), decision.bits(), decision.gateBits(),
			rounded(decision.entropy()), rounded(scores[0]), rounded(scores[1]), rounded(scores[2]) };
	}

	/** More digits say nothing. */
	private static double rounded(final double value) {
		return Double.isNaN(value) ? value : Math.round(value * DIGITS) / DIGITS;
	}

	/** Returns the table as text with commas, the names of the columns first. */
	public String toCsv() {
		final StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append('\n');
		forEach((i, row) -> csv.append(Arrays.stream(row).mapToObj(BitTable::text).collect(Collectors.joining(","))).append('\n'));
		return csv.toString();
	}

	private static String text(final double value) {
		return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
	}
}
