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
import io.github.granulardq.model.EdgeTable;
import io.github.granulardq.model.Model;
import io.github.granulardq.network.Network;

/**
 * The ways to allocate bits: the same for all patches, or by their content.
 *
 * <pre>
 * BitAllocation allocation = BitAllocations.dynamic(model);
 * float[] descriptor = session.head(patch, height, width);
 * Decision decision = allocation.decide(descriptor, PlacedPatch.of(pixels, height, width));
 * float[] enlarged = session.body(decision.bits());
 * </pre>
 *
 * All of them are immutable and thread-safe.
 */
public final class BitAllocations {

	/** The least mean of bits that can be asked for. */
	public static final double MIN_FAB = 4;

	/** The largest mean of bits that can be asked for. */
	public static final double MAX_FAB = 8;

	/** Mean of bits that is taken where neither the user nor the model names one. */
	static final double DEFAULT_FAB = 4.5;

	/** Positions of E2B's thresholds in the paper, in percent. */
	private static final double PAPER_LOW = 50;
	private static final double PAPER_HIGH = 90;

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
		return (descriptor, patch) -> decision;
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
		return dynamic(model, E2b.of(table, model.lowPercent(), model.highPercent(), model.allocators().direction()));
	}

	/**
	 * Granular-DQ, with other thresholds.
	 *
	 * @throws InputException if the model has no controller
	 */
	public static BitAllocation dynamic(final Model model, final E2b e2b) {
		final Network.Linear gate = model.quantized().gate();
		if (gate == null) {
			throw new InputException("Model " + model.id() +
				" cannot choose bits dynamically, since it has no controller: choose 4, 5, 6, 8 or 32 bits," +
				" or another model.");
		}
		return dynamic(new Gbc(gate), e2b);
	}

	/**
	 * Granular-DQ: the controller decides, and of patches that got 8 bits the entropy is looked at. It is that of the whole patch, square
	 * or not: the paper's code cuts others into squares, but patches get one bit-width, and how squares would combine is not defined.
	 * Patches are not square at the edges of the paper's grid and where an image is narrower than a patch.
	 */
	public static BitAllocation dynamic(final Gbc gbc, final E2b e2b) {
		return (descriptor, patch) -> {
			final float[] logits = gbc.logits(descriptor);
			final int gateBits = gbc.bits(logits);
			if (gateBits != 8) {
				return new Decision(gateBits, gateBits, logits, Double.NaN);
			}
			final double entropy = PatchEntropy.of(patch.pixels(), patch.channels());
			return new Decision(e2b.bits(entropy), gateBits, logits, entropy);
		};
	}

	/**
	 * Granular-DQ as published, for comparison: the model's second gate, which was trained on the means of the head's features alone, and E2B at the
	 * 50 and 90 percent quantiles, more bits to higher entropy. Descriptors must be those of {@link Model#paper()}.
	 *
	 * @throws InputException if the model has no such gate
	 */
	public static BitAllocation paper(final Model model) {
		return dynamic(new Gbc(model.paper().gate()), E2b.of(new PercentileTable(model.entropyPercentiles()), PAPER_LOW, PAPER_HIGH));
	}

	/**
	 * The lookup table from edge scores to bits that the model carries.
	 *
	 * @throws InputException if it has none
	 */
	public static BitAllocation edge(final Model model) {
		return edge(EdgeToBit.of(edges(model)));
	}

	/**
	 * Bits by the edge score of each patch, such that their mean over the model's training patches is a given FAB, see
	 * {@link EdgeToBit#of(PercentileTable, double)}.
	 *
	 * @throws InputException if the model has no table of edge scores
	 * @throws IllegalArgumentException if the FAB is not 4 to 8
	 */
	public static BitAllocation edge(final Model model, final double fab) {
		return edge(EdgeToBit.of(new PercentileTable(edges(model).percentiles()), fab));
	}

	private static BitAllocation edge(final EdgeToBit table) {
		return (descriptor, patch) -> Decision.fixed(table.bits(EdgeScore.of(patch.pixels(), patch.channels(), patch.height(), patch.width())));
	}

	private static EdgeTable edges(final Model model) {
		return model.allocators().edges().orElseThrow(() -> new InputException("Model " + model.id() +
			" cannot choose bits by edges, since its package has no table of edge scores (edge.json): choose other bits or another model."));
	}

	/**
	 * Bits drawn for each patch by its place alone.
	 *
	 * @param fab their expected mean
	 * @throws IllegalArgumentException if it is not 4 to 8
	 */
	public static BitAllocation random(final double fab) {
		return new RandomBits(fab);
	}

	/** Bits drawn for each patch, with the mean that the model was calibrated for, or 4.5 if it does not say. */
	public static BitAllocation random(final Model model) {
		return random(model.allocators().fab().orElse(DEFAULT_FAB));
	}

	static void requireFab(final double fab) {
		if (!(fab >= MIN_FAB && fab <= MAX_FAB)) {
			throw new IllegalArgumentException("a mean of " + fab + " bits is not 4 to 8");
		}
	}
}
