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
package io.github.granulardq.engine.tensorflow;

import java.util.List;

import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;

/**
 * How each quantized layer of a network makes codes of its input at one bit-width, in the order of the layers.
 *
 * @param steps a
 * @param low Qn
 * @param high Qp
 */
record Quantization(float[] steps, float[] low, float[] high) {

	/**
	 * Returns the quantization of a network at a bit-width.
	 *
	 * @throws IllegalArgumentException if the network has no such bit-width
	 */
	static Quantization of(final Network network, final int bits) {
		final List<Layer.QuantConv2d> layers = network.quantizedLayers();
		final Quantization quantization = new Quantization(new float[layers.size()], new float[layers.size()], new float[layers.size()]);
		for (int i = 0; i < layers.size(); i++) {
			final Layer.QuantConv2d layer = layers.get(i);
			final Float step = layer.steps().get(bits);
			if (step == null) {
				throw new IllegalArgumentException("the network has no quantization to " + bits + " bits");
			}
			quantization.steps[i] = step;
			quantization.low[i] = layer.range().low(bits);
			quantization.high[i] = layer.range().high(bits);
		}
		return quantization;
	}
}
