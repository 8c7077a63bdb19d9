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
package io.github.granulardq.testing;

import java.util.List;

import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;

/**
 * Computes a {@link Network} in plain Java and double precision: slow, and close to the definitions, so that engines
 * can be compared with it.
 *
 * <pre>
 * ReferenceNetwork reference = new ReferenceNetwork(network);
 * FeatureMap features = reference.head(patch);
 * double[] descriptor = reference.descriptor(features);
 * FeatureMap enlarged = reference.run(patch, 8);
 * </pre>
 *
 * Immutable and thread-safe.
 */
public final class ReferenceNetwork {

	private final Network network;

	public ReferenceNetwork(final Network network) {
		this.network = network;
	}

	/** Returns the head's features [C,h,w], before the activation. */
	public FeatureMap head(final GoldenPatch patch) {
		return ReferenceLayers.apply(network.head(), FeatureMap.of(patch), Network.FLOAT_BITS);
	}

	/** Returns the network's descriptor [3C] of head features. */
	public double[] descriptor(final FeatureMap features) {
		return ReferenceDescriptor.of(network.descriptor(), features);
	}

	/**
	 * Returns the enlarged patch [c,s*h,s*w].
	 *
	 * @param bits of the quantized layers' input; 32 leaves it unquantized
	 */
	public FeatureMap run(final GoldenPatch patch, final int bits) {
		final FeatureMap out = ReferenceLayers.apply(network.body(), head(patch), bits);
		return switch (network.skip()) {
			case NONE -> out;
			case BICUBIC -> ReferenceLayers.add(out, 1, ReferenceBicubic.enlarge(FeatureMap.of(patch), network.scale()));
		};
	}

	/** Applies layers one after another. */
	public static FeatureMap apply(final List<Layer> layers, final FeatureMap input, final int bits) {
		return ReferenceLayers.apply(layers, input, bits);
	}

	/** Returns the integers that a quantized layer makes of its input [in,h,w] at 4, 5, 6 or 8 bits. */
	public static double[] codes(final Layer.QuantConv2d layer, final FeatureMap input, final int bits) {
		return ReferenceLayers.codes(layer, input, bits);
	}
}
