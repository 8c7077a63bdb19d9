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
import io.github.granulardq.network.Layer.Affine;
import io.github.granulardq.network.Layer.PRelu;
import io.github.granulardq.network.Layer.PixelShuffle;
import io.github.granulardq.network.Layer.Residual;

/**
 * SRResNet as the authors of Granular-DQ build it: a head convolution; blocks of two quantized 3x3 convolutions
 * with a PReLU between them, added to their input times a learned factor; a last convolution, added to the head's activated output;
 * up stages of convolution, pixel shuffle and PReLU; a tail convolution. Head, last, up and tail stay in float32.
 *
 * <pre>
 * SrResNet.Config config = new SrResNet.Config(2, 1, 32, 8, 3, false, 32, GlobalSkip.BICUBIC, Descriptor.SPREAD, true);
 * Network network = SrResNet.quantized(config, weights);
 * </pre>
 *
 * Tensors have the names that model packages use, such as {@code blocks.0.conv1.weight}. Stateless.
 */
public final class SrResNet {

	/** The name of this architecture in manifests and reports. */
	public static final String ARCHITECTURE = "srresnet";

	private final Config config;

	private final LayerReader reader;

	private SrResNet(final Config config, final LayerReader reader) {
		this.config = config;
		this.reader = reader;
	}

	/**
	 * What distinguishes one SRResNet from another.
	 *
	 * @param scale 2, 3 or 4
	 * @param channels of the images, 1 or 3
	 * @param features channels of the body, 1 to 512
	 * @param blocks 1 to 128
	 * @param endKernel width of the kernels of head and tail, odd, 1 to 15
	 * @param norm whether each body convolution is followed by a (folded) batch normalisation instead of having a bias
	 * @param slopes of each PReLU: 1 or {@code features}
	 * @param skip what is added to the output
	 * @param descriptor what the gate is told
	 * @param signed whether the quantized codes of activations may be negative
	 * @param quantizer of activations
	 */
	public record Config(int scale, int channels, int features, int blocks, int endKernel, boolean norm, int slopes, GlobalSkip skip,
		Descriptor descriptor, boolean signed, Quantizer quantizer) implements Architecture
	{

		private static final ConfigCheck CHECK = new ConfigCheck("An SRResNet");

		/**
		 * @throws InputException if a value is outside its range
		 */
		public Config {
			CHECK.common(scale, channels, features, blocks);
			CHECK.require(endKernel >= 1 && endKernel <= 15 && endKernel % 2 == 1, "end_kernel", endKernel, "an odd number from 1 to 15");
			CHECK.require(slopes == 1 || slopes == features, "slopes", slopes, "1 or the number of features");
		}

		/**
		 * With the quantizer of QuantSR.
		 *
		 * @throws InputException if a value is outside its range
		 */
		public Config(final int scale, final int channels, final int features, final int blocks, final int endKernel, final boolean norm, final int slopes,
			final GlobalSkip skip, final Descriptor descriptor, final boolean signed)
		{
			this(scale, channels, features, blocks, endKernel, norm, slopes, skip, descriptor, signed, Quantizer.QUANTSR);
		}

		@Override
		public Network quantized(final NamedTensors tensors) {
			return SrResNet.quantized(this, tensors);
		}

		@Override
		public Network fp32(final NamedTensors tensors) {
			return SrResNet.fp32(this, tensors);
		}
	}

	/**
	 * Builds the network with quantized blocks and a gate.
	 *
	 * @throws InputException if a tensor is missing, has another shape, or is not part of the network
	 */
	public static Network quantized(final Config config, final NamedTensors tensors) {
		return new SrResNet(config, new LayerReader(tensors, true)).network();
	}

	/**
	 * Builds the network without quantization and without a gate, for 32 bits.
	 *
	 * @throws InputException if a tensor is missing, has another shape, or is not part of the network
	 */
	public static Network fp32(final Config config, final NamedTensors tensors) {
		return new SrResNet(config, new LayerReader(tensors, false)).network();
	}

	private Network network() {
		final int f = config.features;
		final List<Layer> head = List.of(conv("head", config.channels, f, config.endKernel));

		final List<Layer> blocks = new ArrayList<>();
		for (int n = 0; n < config.blocks; n++) {
			blocks.add(block("blocks." + n + "."));
		}
		blocks.add(conv("last", f, f, 3));
		addNorm(blocks, "last_norm");

		final List<Layer> body = new ArrayList<>();
		body.add(prelu("head_act"));
		body.add(new Residual(1, blocks));
		int stage = 0;
		for (final int factor : LayerReader.upSteps(config.scale)) {
			body.add(conv("up." + stage, f, f * factor * factor, 3));
			body.add(new PixelShuffle(factor));
			body.add(prelu("up_act." + stage++));
		}
		body.add(conv("tail", f, config.channels, config.endKernel));

		final Network.Linear gate = reader.gate(f);
		reader.finish();
		return new Network(ARCHITECTURE, config.scale, config.channels, head, body, config.descriptor, gate, config.skip);
	}

	private Layer block(final String name) {
		final List<Layer> branch = new ArrayList<>();
		branch.add(bodyConv(name + "conv1"));
		branch.add(prelu(name + "act"));
		addNorm(branch, name + "norm1");
		branch.add(bodyConv(name + "conv2"));
		addNorm(branch, name + "norm2");
		return new Residual(reader.scalar(name + "shortcut"), branch);
	}

	private Layer bodyConv(final String name) {
		return reader.bodyConv(name, config.features, config.features, 3, 1, !config.norm, config.quantizer.range(config.signed));
	}

	private Layer conv(final String name, final int in, final int out, final int kernel) {
		return reader.conv(name, in, out, kernel, !config.norm);
	}

	private Layer prelu(final String name) {
		return new PRelu(reader.floats(name + ".weight", config.slopes));
	}

	private void addNorm(final List<Layer> layers, final String name) {
		if (config.norm) {
			layers.add(new Affine(reader.floats(name + ".scale", config.features), reader.floats(name + ".shift", config.features)));
		}
	}
}
