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
package io.github.granulardq.allocation;

import java.util.Arrays;

import io.github.granulardq.model.EdgeTable;

/**
 * The rival of the controller: a lookup table from the {@link EdgeScore} of a patch to its bits, as in CABM (Tian et al., CVPR 2023), whose tables
 * hold bits of each layer; here all layers of a patch get the same. Immutable: nobody writes to the arrays.
 *
 * @param thresholds up to the i-th (inclusive) a patch gets the i-th bits; not falling
 * @param bits one more than there are thresholds
 */
public record EdgeToBit(double[] thresholds, int[] bits) {

	/** Bits that patches get where the mean of bits is asked for. */
	private static final int LOW = 4;
	private static final int MIDDLE = 5;
	private static final int HIGH = 8;

	/** Of the patches that get more than 4 bits, the share that gets 8: as E2B has it at the paper's quantiles, 50 and 90 percent. */
	private static final double HIGH_SHARE = 0.2;

	/** Mean bits at which no patch gets 4 bits. */
	private static final double NO_LOW = MIDDLE + HIGH_SHARE * (HIGH - MIDDLE);

	/**
	 * @throws IllegalArgumentException if the arrays do not fit each other, or thresholds fall
	 */
	public EdgeToBit {
		if (bits.length != thresholds.length + 1) {
			throw new IllegalArgumentException(thresholds.length + " thresholds for " + bits.length + " bit-widths");
		}
		for (int i = 1; i < thresholds.length; i++) {
			if (!(thresholds[i - 1] <= thresholds[i])) {
				throw new IllegalArgumentException("thresholds " + Arrays.toString(thresholds) + " are not in order");
			}
		}
	}

	/** Takes the lookup table that a model carries. */
	public static EdgeToBit of(final EdgeTable table) {
		return new EdgeToBit(table.thresholds(), table.bits());
	}

	/**
	 * Makes the table that gives 4, 5 and 8 bits to such shares of the training patches that their mean is a given FAB, more bits to more edges.
	 * Up to FAB 5.6 one fifth of the patches that get more than 4 bits gets 8, the others 5, so that 4.8 gives the paper's quantiles, 50 and 90 percent;
	 * above, no patch gets 4 bits.
	 *
	 * @param scores edge scores of the training patches
	 * @param fab {@link BitAllocations#MIN_FAB} to {@link BitAllocations#MAX_FAB}
	 * @throws IllegalArgumentException if it is outside
	 */
	public static EdgeToBit of(final PercentileTable scores, final double fab) {
		BitAllocations.requireFab(fab);
		final double high = fab <= NO_LOW ? HIGH_SHARE * (fab - LOW) / (NO_LOW - LOW) : (fab - MIDDLE) / (HIGH - MIDDLE);
		final double low = fab <= NO_LOW ? 1 - (fab - LOW) / (NO_LOW - LOW) : 0;
		return new EdgeToBit(new double[] { threshold(scores, low), threshold(scores, 1 - high) }, new int[] { LOW, MIDDLE, HIGH });
	}

	/** The score that a share of the patches does not exceed; all and none mean just that, beyond the ends of the table too. */
	private static double threshold(final PercentileTable scores, final double share) {
		if (share >= 1) {
			return Double.POSITIVE_INFINITY;
		}
		return share <= 0 ? Double.NEGATIVE_INFINITY : scores.at(100 * share);
	}

	/**
	 * @param score of a patch
	 * @return one of {@link #bits()}
	 */
	public int bits(final double score) {
		int i = 0;
		while (i < thresholds.length && score > thresholds[i]) {
			i++;
		}
		return bits[i];
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof EdgeToBit e && Arrays.equals(thresholds, e.thresholds) && Arrays.equals(bits, e.bits);
	}

	@Override
	public int hashCode() {
		return 31 * Arrays.hashCode(thresholds) + Arrays.hashCode(bits);
	}

	@Override
	public String toString() {
		return "EdgeToBit[thresholds=" + Arrays.toString(thresholds) + ", bits=" + Arrays.toString(bits) + "]";
	}
}
