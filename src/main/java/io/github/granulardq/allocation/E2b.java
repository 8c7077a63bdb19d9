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

import io.github.granulardq.model.Allocators;

/**
 * Entropy-to-bit: takes back bits that the controller gave to patches of low entropy, as published, or to those of high entropy. Asked only of
 * patches that got 8 bits. Immutable.
 *
 * @param t1 up to this entropy (nats, inclusive) a patch gets 4 bits; 8 if falling
 * @param t2 up to this entropy (nats, inclusive) 5 bits, above it 8; 4 if falling; not below t1
 * @param direction rising: more bits to higher entropy; falling: to lower
 */
public record E2b(double t1, double t2, Allocators.Direction direction) {

	/**
	 * @throws IllegalArgumentException unless t1 &le; t2
	 */
	public E2b {
		if (!(t1 <= t2)) {
			throw new IllegalArgumentException("thresholds " + t1 + " and " + t2 + " are not in order");
		}
	}

	/** Rising, as published. */
	public E2b(final double t1, final double t2) {
		this(t1, t2, Allocators.Direction.RISING);
	}

	/**
	 * Reads the thresholds from a table.
	 *
	 * @param lowPercent where t1 is, 0..100; the paper takes 50
	 * @param highPercent where t2 is, lowPercent..100; the paper takes 90
	 */
	public static E2b of(final PercentileTable table, final double lowPercent, final double highPercent) {
		return of(table, lowPercent, highPercent, Allocators.Direction.RISING);
	}

	/** As {@link #of(PercentileTable, double, double)}, in either direction. */
	public static E2b of(final PercentileTable table, final double lowPercent, final double highPercent, final Allocators.Direction direction) {
		return new E2b(table.at(lowPercent), table.at(highPercent), direction);
	}

	/**
	 * @param entropy of a patch, in nats
	 * @return 4, 5 or 8
	 */
	public int bits(final double entropy) {
		final boolean rising = direction == Allocators.Direction.RISING;
		if (entropy <= t1) {
			return rising ? 4 : 8;
		}
		if (entropy <= t2) {
			return 5;
		}
		return rising ? 8 : 4;
	}
}
