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

import java.util.Set;

import io.github.granulardq.InputException;
import io.github.granulardq.model.Model;
import io.github.granulardq.network.Network;

/**
 * The ways to allocate bits: the same for all patches, or by their content.
 *
 * <pre>
 * BitAllocation allocation = BitAllocations.dynamic(model);
 * float[] descriptor = session.head(patch, height, width);
 * Decision decision = allocation.decide(descriptor, patch, height, width);
 * float[] enlarged = session.body(decision.bits());
 * </pre>
 *
 * All of them are immutable and thread-safe.
 */
public final class BitAllocations {

	private static final Set<Integer> BITS = Set.of(4, 5, 6, 8, Network.FLOAT_BITS);

	private BitAllocations() {
	}

	/**
	 * The same bits for every patch.
	 *
	 * @param bits 4, 5, 6, 8 or 32
	 * @throws IllegalArgumentException if they are others
	 */
	public static BitAllocation fixed(final int bits) {
		if (!BITS.contains(bits)) {
			throw new IllegalArgumentException(bits + " bits: 4, 5, 6, 8 or 32 are possible");
		}
		final Decision decision = Decision.fixed(bits);
		return (descriptor, patch, height, width) -> decision;
	}

	/**
	 * Granular-DQ, with the percentile table of the model's training patches.
	 *
	 * @throws InputException if the model has no controller
	 */
	public static BitAllocation dynamic(final Model model) {
		return dynamic(model, new PercentileTable(model.entropyPercentiles()));
	}

	/**
	 * Granular-DQ, with the percentile table of other images.
	 *
	 * @throws InputException if the model has no controller
	 */
	public static BitAllocation dynamic(final Model model, final PercentileTable table) {
		final Network.Linear gate = model.quantized().gate();
		if (gate == null) {
			throw new InputException("Model " + model.id() +
				" cannot choose bits dynamically, since it has no controller: choose 4, 5, 6, 8 or 32 bits," +
				" or another model.");
		}
		return dynamic(new Gbc(gate), E2b.of(table, model.lowPercent(), model.highPercent()));
	}

	/**
	 * Granular-DQ: the controller decides, and of patches that got 8 bits the entropy is looked at. It is that of the whole patch, square
	 * or not: the paper's code cuts others into squares, but patches get one bit-width, and how squares would combine is not defined.
	 * Patches are not square at the edges of the paper's grid and where an image is narrower than a patch.
	 */
	public static BitAllocation dynamic(final Gbc gbc, final E2b e2b) {
		return (descriptor, patch, height, width) -> {
			final float[] logits = gbc.logits(descriptor);
			final int gateBits = gbc.bits(logits);
			if (gateBits != 8) {
				return new Decision(gateBits, gateBits, logits, Double.NaN);
			}
			final double entropy = PatchEntropy.of(patch, patch.length / (height * width));
			return new Decision(e2b.bits(entropy), gateBits, logits, entropy);
		};
	}
}
