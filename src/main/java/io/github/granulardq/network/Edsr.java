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

import io.github.granulardq.InputException;
import io.github.granulardq.network.Layer.PRelu;
import io.github.granulardq.network.Layer.PixelShuffle;
import io.github.granulardq.network.Layer.Residual;

/**
 * EDSR (Lim et al., CVPR Workshops 2017) with quantized blocks: a head convolution; blocks of two quantized 3x3 convolutions with a ReLU between them,
 * added to their input; a last convolution, added to the head's output; up stages of convolution and pixel shuffle; a tail convolution. All have biases, and
 * nothing is normalised. Head, last, up and tail stay in float32. What a ReLU made is never negative, so codes of a block's second convolution are unsigned.
 *
 * <pre>
 * Edsr.Config baseline = new Edsr.Config(2, 3, 64, 16, GlobalSkip.BICUBIC, Descriptor.SPREAD, true, Quantizer.QUANTSR);
 * Network network = baseline.quantized(weights);
 * </pre>
 *
 * Tensors have the names that model packages use, such as {@code blocks.0.conv1.weight}; a factor of the branches is part of their weights. Stateless.
 */
public final class Edsr {

	/** The name of this architecture in manifests and reports. */
	public static final String ARCHITECTURE = "edsr";

	private static final int KERNEL = 3;

	private Edsr() {}

	/**
	 * What distinguishes one EDSR from another.
	 *
	 * @param scale 2, 3 or 4
	 * @param channels of the images, 1 or 3
	 * @param features channels of the body, 1 to 512
	 * @param blocks 1 to 128
	 * @param skip what is added to the output
	 * @param descriptor what the gate is told
	 * @param signed whether the quantized codes of a block's input may be negative
	 * @param quantizer of activations
	 */
	public record Config(int scale, int channels, int features, int blocks, GlobalSkip skip, Descriptor descriptor, boolean signed,
		Quantizer quantizer) implements Architecture
	{

		/**
		 * @throws InputException if a value is outside its range
		 */
		public Config {
			new ConfigCheck("An EDSR").common(scale, channels, features, blocks);
		}

		@Override
		public Network quantized(final NamedTensors tensors) {
			return network(this, new LayerReader(tensors, true));
		}

		@Override
		public Network fp32(final NamedTensors tensors) {
			return network(this, new LayerReader(tensors, false));
		}
	}

	private static Network network(final Config config, final LayerReader reader) {
		final int f = config.features;
		final List<Layer> head = List.of(reader.conv("head", config.channels, f, KERNEL, true));

		final List<Layer> blocks = new ArrayList<>();
		for (int n = 0; n < config.blocks; n++) {
			blocks.add(block("blocks." + n + ".", config, reader));
		}
		blocks.add(reader.conv("last", f, f, KERNEL, true));

		final List<Layer> body = new ArrayList<>();
		body.add(new Residual(1, blocks));
		int stage = 0;
		for (final int factor : LayerReader.upSteps(config.scale)) {
			body.add(reader.conv("up." + stage++, f, f * factor * factor, KERNEL, true));
			body.add(new PixelShuffle(factor));
		}
		body.add(reader.conv("tail", f, config.channels, KERNEL, true));

		final Network.Linear gate = reader.gate(f);
		reader.finish();
		return new Network(ARCHITECTURE, config.scale, config.channels, head, body, config.descriptor, gate, config.skip);
	}

	private static Layer block(final String name, final Config config, final LayerReader reader) {
		final int f = config.features;
		final Layer first = reader.bodyConv(name + "conv1", f, f, KERNEL, 1, true, config.quantizer.range(config.signed));
		final Layer second = reader.bodyConv(name + "conv2", f, f, KERNEL, 1, true, config.quantizer.range(false));
		return new Residual(1, List.of(first, PRelu.RELU, second));
	}
}
