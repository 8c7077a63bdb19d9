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
package io.github.granulardq.network;

import java.util.ArrayList;
import java.util.List;

/**
 * A super-resolution network as a description: input [channels,h,w] and output [channels,scale*h,scale*w], both in
 * the range 0..255.
 * <p>
 * Engines compute {@code F = head(x)}, then {@code body(F)}, plus the global skip of x. The first layer of the body is usually
 * the activation of the head: descriptors are taken before it. Instances are immutable and may be shared by threads.
 *
 * @param name the architecture, for reports
 * @param scale 2, 3 or 4
 * @param channels 1 or 3
 * @param head layers up to the head features, in float32
 * @param body all other layers; its {@link Layer.QuantConv2d} are computed at the bits of a patch
 * @param descriptor what the gate is told of the head features
 * @param gate logits = gate(descriptor); null if the network has no controller
 * @param skip what is added to the output
 */
public record Network(String name, int scale, int channels, List<Layer> head, List<Layer> body, Descriptor descriptor,
	Linear gate, GlobalSkip skip)
{

	/** Stands for unquantized activations. */
	public static final int FLOAT_BITS = 32;

	public Network {
		head = List.copyOf(head);
		body = List.copyOf(body);
	}

	/**
	 * A fully connected layer.
	 *
	 * @param weight [out,in]
	 * @param bias [out]
	 */
	public record Linear(Tensor weight, Tensor bias) {
	}

	/** Whether any layer is quantized; if not, only {@link #FLOAT_BITS} can be asked of an engine. */
	public boolean isQuantized() {
		return !quantizedLayers().isEmpty();
	}

	/** Returns all quantized layers of the body in the order in which they are computed. */
	public List<Layer.QuantConv2d> quantizedLayers() {
		final List<Layer.QuantConv2d> found = new ArrayList<>();
		collect(body, found);
		return found;
	}

	private static void collect(final List<Layer> layers, final List<Layer.QuantConv2d> found) {
		for (final Layer layer : layers) {
			if (layer instanceof Layer.QuantConv2d conv) {
				found.add(conv);
			}
			collect(layer.inner(), found);
		}
	}
}
