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

/**
 * How a patch is computed, and why. Immutable by convention: nobody writes to {@link #logits()}.
 *
 * @param bits of the quantized layers' input: 4, 5, 6, 8, or 32 for the unquantized network
 * @param gateBits what the controller chose, before the entropy was looked at; 0 if it was not asked
 * @param logits of the controller [3]; empty if it was not asked
 * @param entropy of the patch in nats; NaN if it was not needed
 */
public record Decision(int bits, int gateBits, float[] logits, double entropy) {

	/** Returns bits that nobody had to decide. */
	public static Decision fixed(final int bits) {
		return new Decision(bits, 0, new float[0], Double.NaN);
	}

	/** Returns the same decision with an entropy that was not needed for it. */
	public Decision withEntropy(final double nats) {
		return new Decision(bits, gateBits, logits, nats);
	}

	/** Returns what would be decided with other thresholds: the controller does not know them, so only its 8 bits are looked at again. */
	public Decision withThresholds(final E2b e2b) {
		return gateBits == 8 && bits != 0 ? new Decision(e2b.bits(entropy), gateBits, logits, entropy) : this;
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof Decision d && bits == d.bits && gateBits == d.gateBits && Arrays.equals(logits, d.logits) &&
			Double.compare(entropy, d.entropy) == 0;
	}

	@Override
	public int hashCode() {
		return 31 * (31 * (31 * bits + gateBits) + Arrays.hashCode(logits)) + Double.hashCode(entropy);
	}

	@Override
	public String toString() {
		return "Decision[bits=" + bits + ", gateBits=" + gateBits + ", logits=" + Arrays.toString(logits) +
			", entropy=" + entropy + "]";
	}
}
