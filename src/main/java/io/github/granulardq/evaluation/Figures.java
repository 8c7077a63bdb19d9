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
package io.github.granulardq.evaluation;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

import io.github.granulardq.superres.Report;

/**
 * What was measured of one way to enlarge: of an image, or the mean of several. Immutable. The names are keys of JSON reports.
 *
 * @param psnr in dB; infinite if the enlarged image equals the original
 * @param ssim up to 1
 * @param bicubicPsnr the same of the bicubic enlargement
 * @param bicubicSsim the same of the bicubic enlargement
 * @param fab feature average bit-width; NaN if no network computed
 * @param bitops bit operations; NaN if no network computed, and of oracles
 * @param bitsHistogram number of patches that each bit-width got; the sum where the others are means
 * @param seconds wall time of the enlargement; NaN of oracles
 */
public record Figures(double psnr, double ssim, double bicubicPsnr, double bicubicSsim, double fab, double bitops,
	SortedMap<Integer, Long> bitsHistogram, double seconds)
{

	public Figures {
		bitsHistogram = Collections.unmodifiableSortedMap(new TreeMap<>(bitsHistogram));
	}

	/** Figures of a network. */
	static Figures of(final Score score, final Score bicubic, final Report report) {
		return new Figures(score.psnr(), score.ssim(), bicubic.psnr(), bicubic.ssim(), report.fab(), report.bitops(), report.bitsHistogram(),
			report.seconds());
	}

	/** Figures of the bicubic enlargement. */
	static Figures ofBicubic(final Score bicubic, final double seconds) {
		return new Figures(bicubic.psnr(), bicubic.ssim(), bicubic.psnr(), bicubic.ssim(), Double.NaN, Double.NaN, new TreeMap<>(), seconds);
	}

	/** Figures of an {@link Oracle}, which no network computes alone. */
	static Figures ofOracle(final Score score, final Score bicubic, final double fab, final SortedMap<Integer, Long> histogram) {
		return new Figures(score.psnr(), score.ssim(), bicubic.psnr(), bicubic.ssim(), fab, Double.NaN, histogram, Double.NaN);
	}

	/** Means over images, each counting the same. */
	static Figures mean(final List<Figures> rows) {
		final SortedMap<Integer, Long> histogram = new TreeMap<>();
		rows.forEach(row -> row.bitsHistogram.forEach((bits, patches) -> histogram.merge(bits, patches, Long::sum)));
		return new Figures(mean(rows, Figures::psnr), mean(rows, Figures::ssim), mean(rows, Figures::bicubicPsnr),
			mean(rows, Figures::bicubicSsim), mean(rows, Figures::fab), mean(rows, Figures::bitops), histogram, mean(rows, Figures::seconds));
	}

	private static double mean(final List<Figures> rows, final ToDoubleFunction<Figures> figure) {
		return rows.stream().mapToDouble(figure).average().orElseThrow();
	}
}
