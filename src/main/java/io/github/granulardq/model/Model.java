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
package io.github.granulardq.model;

import java.util.NavigableMap;
import java.util.Optional;

import io.github.granulardq.InputException;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.Network;

/**
 * A model ready to use: what a model package holds, checked. Immutable and shared by threads.
 *
 * @param id for example {@code srresnet-light-x2-microscopy}
 * @param title one line for menus
 * @param description a sentence: what it is for
 * @param sha256 hash of the package's content, hex
 * @param quantized the network with quantized body and controller
 * @param fp32 the network trained without quantization, used for 32 bits
 * @param entropyPercentiles entropy (nats) at each percent 0.5, 1.0 ... 99.5 of the training patches
 * @param lowPercent position of E2B's first threshold in that table, in percent
 * @param highPercent position of the second
 * @param normalization intensities that the network was trained on
 * @param halo width in LR pixels that the seamless grid adds around each patch
 * @param allocators what else it knows of allocation
 * @param paperNetwork the quantized network with the controller as published; made of the others, always the same object, since engines keep what they
 *        know of a network by that
 */
public record Model(String id, String title, String description, String sha256, Network quantized, Network fp32,
	NavigableMap<Double, Double> entropyPercentiles, double lowPercent, double highPercent, Normalization normalization, int halo,
	Allocators allocators, Optional<Network> paperNetwork)
{

	/**
	 * Percentiles of an image that become 0 and 255.
	 *
	 * @param lowPercent 0..100
	 * @param highPercent above lowPercent, up to 100
	 */
	public record Normalization(double lowPercent, double highPercent) {
	}

	/** A model as its package says. */
	public Model(final String id, final String title, final String description, final String sha256, final Network quantized, final Network fp32,
		final NavigableMap<Double, Double> entropyPercentiles, final double lowPercent, final double highPercent, final Normalization normalization,
		final int halo, final Allocators allocators)
	{
		this(id, title, description, sha256, quantized, fp32, entropyPercentiles, lowPercent, highPercent, normalization, halo, allocators, allocators
			.paperGate().map(gate -> new Network(quantized.name(), quantized.scale(), quantized.channels(), quantized.head(), quantized.body(),
				Descriptor.MEAN, gate, quantized.skip())));
	}

	/** A model with the controller alone. */
	public Model(final String id, final String title, final String description, final String sha256, final Network quantized, final Network fp32,
		final NavigableMap<Double, Double> entropyPercentiles, final double lowPercent, final double highPercent, final Normalization normalization,
		final int halo)
	{
		this(id, title, description, sha256, quantized, fp32, entropyPercentiles, lowPercent, highPercent, normalization, halo, Allocators.NONE);
	}

	/**
	 * Returns the quantized network with the controller as published.
	 *
	 * @throws InputException if the package has no such controller
	 */
	public Network paper() {
		return paperNetwork.orElseThrow(() -> new InputException("Model " + id +
			" cannot choose bits as published, since its package has no gate for that (paper.gate.weight): choose other bits or another model."));
	}

	/** LR pixels become this many in each direction. */
	public int scale() {
		return quantized.scale();
	}

	/** Channels of the network: 1 (each channel of an image runs by itself) or 3 (RGB). */
	public int channels() {
		return quantized.channels();
	}
}
