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
import io.github.granulardq.network.Layer.Distillation;
import io.github.granulardq.network.Layer.PRelu;
import io.github.granulardq.network.Layer.PixelShuffle;

/**
 * IDN (Hui et al., CVPR 2018) with quantized blocks: a head of two convolutions; distillation blocks, in which three convolutions pass on F - d of their F
 * channels to three more and keep d of them, which join the block's input, before a 1x1 convolution compresses the sum of both to F channels; and the
 * transposed 17x17 convolution, written as a convolution with one output for each position within an enlarged pixel, and a pixel shuffle. A
 * LeakyReLU follows every convolution but the last one. The second and fifth convolution of a block have 4 groups. Head and tail stay in float32.
 *
 * <pre>
 * Idn.Config published = new Idn.Config(2, 3, 64, 16, 4, GlobalSkip.BICUBIC, Descriptor.SPREAD, true, Quantizer.QUANTSR);
 * Network network = published.quantized(weights);
 * </pre>
 *
 * Tensors have the names that model packages use, such as {@code blocks.0.convs.1.weight}. Stateless.
 */
public final class Idn {

	/** The name of this architecture in manifests and reports. */
	public static final String ARCHITECTURE = "idn";

	private static final int KERNEL = 3;

	/** Groups of the second and fifth convolution of a block. */
	public static final int GROUPS = 4;

	/** What the published transposed convolution reaches on each side, pixels of the enlarged image. */
	private static final int TAIL_REACH = 8;

	private static final PRelu LEAKY = PRelu.leaky(0.05f);

	private Idn() {}

	/**
	 * What distinguishes one IDN from another.
	 *
	 * @param scale 2, 3 or 4
	 * @param channels of the images, 1 or 3
	 * @param features channels F between blocks, a multiple of 4 up to 512
	 * @param distillation channels d that a block keeps, a multiple of 4 below F / 2; s of the paper is F / d
	 * @param blocks 1 to 128
	 * @param skip what is added to the output
	 * @param descriptor what the gate is told
	 * @param signed whether the quantized codes of activations may be negative
	 * @param quantizer of activations
	 */
	public record Config(int scale, int channels, int features, int distillation, int blocks, GlobalSkip skip, Descriptor descriptor, boolean signed,
		Quantizer quantizer) implements Architecture
	{

		/**
		 * @throws InputException if a value is outside its range
		 */
		public Config {
			final ConfigCheck check = new ConfigCheck("An IDN");
			check.common(scale, channels, features, blocks);
			check.require(features % GROUPS == 0, "features", features, "a multiple of " + GROUPS);
			check.require(distillation >= GROUPS && distillation % GROUPS == 0 && 2 * distillation < features, "distillation", distillation,
				"a multiple of " + GROUPS + " below half the number of features");
		}

		/** Width of the tail's kernel on the LR grid. */
		public int tailKernel() {
			return 2 * ((TAIL_REACH + scale - 1) / scale) + 1;
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
		final List<Layer> head = List.of(reader.conv("head", config.channels, f, KERNEL, true), LEAKY, reader.conv("head2", f, f, KERNEL, true));

		final List<Layer> body = new ArrayList<>();
		body.add(LEAKY);
		for (int n = 0; n < config.blocks; n++) {
			addBlock(body, "blocks." + n + ".", config, reader);
		}
		final int factor = config.scale;
		body.add(reader.conv("tail", f, config.channels * factor * factor, config.tailKernel(), true));
		body.add(new PixelShuffle(factor));

		final Network.Linear gate = reader.gate(f);
		reader.finish();
		return new Network(ARCHITECTURE, config.scale, config.channels, head, body, config.descriptor, gate, config.skip);
	}

	private static void addBlock(final List<Layer> body, final String name, final Config config, final LayerReader reader) {
		final int f = config.features;
		final int d = config.distillation;
		final CodeRange range = config.quantizer.range(config.signed);
		final List<Layer> first = List.of( //
			reader.bodyConv(name + "convs.0", f, f - d, KERNEL, 1, true, range), LEAKY, //
			reader.bodyConv(name + "convs.1", f - d, f - 2 * d, KERNEL, GROUPS, true, range), LEAKY, //
			reader.bodyConv(name + "convs.2", f - 2 * d, f, KERNEL, 1, true, range), LEAKY);
		final List<Layer> second = List.of( //
			reader.bodyConv(name + "convs.3", f - d, f, KERNEL, 1, true, range), LEAKY, //
			reader.bodyConv(name + "convs.4", f, f - d, KERNEL, GROUPS, true, range), LEAKY, //
			reader.bodyConv(name + "convs.5", f - d, f + d, KERNEL, 1, true, range), LEAKY);
		body.add(new Distillation(first, f - d, second));
		body.add(reader.bodyConv(name + "compress", f + d, f, 1, 1, true, range));
		body.add(LEAKY);
	}
}
