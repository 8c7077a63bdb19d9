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

import io.github.granulardq.network.Network;

/**
 * Granularity-bit controller: a linear layer over the descriptor of a patch's head features gives one logit for each of
 * 4, 6 and 8 bits, and the largest wins (training samples with Gumbel-softmax; here the choice is not random).
 * Immutable and thread-safe.
 */
public final class Gbc {

	private static final int[] BITS = { 4, 6, 8 };

	private final float[] weight;
	private final float[] bias;
	private final int inputs;

	/**
	 * @param gate weight [3,3C] and bias [3]
	 * @throws IllegalArgumentException if it has other shapes
	 */
	public Gbc(final Network.Linear gate) {
		final int[] shape = gate.weight().shape();
		if (shape.length != 2 || shape[0] != BITS.length || gate.bias().data().length != BITS.length) {
			throw new IllegalArgumentException("a gate with weight " + gate.weight() + " and bias " + gate.bias() +
				" does not give " + BITS.length + " logits");
		}
		weight = gate.weight().data();
		bias = gate.bias().data();
		inputs = shape[1];
	}

	/**
	 * Computes the logits of 4, 6 and 8 bits.
	 *
	 * @param descriptor [3C]
	 * @return [3]
	 * @throws IllegalArgumentException if the descriptor has another length
	 */
	public float[] logits(final float[] descriptor) {
		if (descriptor.length != inputs) {
			throw new IllegalArgumentException("a descriptor of " + descriptor.length + " values for a gate of " + inputs);
		}
		final float[] logits = new float[BITS.length];
		for (int o = 0; o < logits.length; o++) {
			double sum = bias[o];
			for (int i = 0; i < inputs; i++) {
				sum += (double) weight[o * inputs + i] * descriptor[i];
			}
			logits[o] = (float) sum;
		}
		return logits;
	}

	/**
	 * Returns how sure the controller is of 4, 6 and 8 bits: the softmax of the logits.
	 *
	 * @param logits [3]
	 * @return [3], positive, with a sum of 1
	 */
	public static double[] scores(final float[] logits) {
		double largest = Double.NEGATIVE_INFINITY;
		for (final float logit : logits) {
			largest = Math.max(largest, logit);
		}
		final double[] scores = new double[logits.length];
		double sum = 0;
		for (int o = 0; o < logits.length; o++) {
			scores[o] = Math.exp(logits[o] - largest);
			sum += scores[o];
		}
		for (int o = 0; o < logits.length; o++) {
			scores[o] /= sum;
		}
		return scores;
	}

	/**
	 * Returns the bits of the largest logit, of the first if several are alike.
	 *
	 * @param logits [3]
	 * @return 4, 6 or 8
	 */
	public int bits(final float[] logits) {
		int best = 0;
		for (int o = 1; o < BITS.length; o++) {
			if (logits[o] > logits[best]) {
				best = o;
			}
		}
		return BITS[best];
	}
}
