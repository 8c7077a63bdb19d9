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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.granulardq.InputException;
import io.github.granulardq.network.Layer.Affine;
import io.github.granulardq.network.Layer.Conv2d;
import io.github.granulardq.network.Layer.PRelu;
import io.github.granulardq.network.Layer.PixelShuffle;
import io.github.granulardq.network.Layer.QuantConv2d;
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

	/** Bit-widths in the order of a {@code steps} tensor. */
	private static final int[] BITS = { 4, 5, 6, 8 };

	private final Config config;

	private final NamedTensors tensors;

	private final boolean quantized;

	private final Set<String> used = new HashSet<>();

	private SrResNet(final Config config, final NamedTensors tensors, final boolean quantized) {
		this.config = config;
		this.tensors = tensors;
		this.quantized = quantized;
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
	 */
	public record Config(int scale, int channels, int features, int blocks, int endKernel, boolean norm, int slopes, GlobalSkip skip,
		Descriptor descriptor, boolean signed)
	{

		/**
		 * @throws InputException if a value is outside its range
		 */
		public Config {
			require(scale >= 2 && scale <= 4, "scale", scale, "2, 3 or 4");
			require(channels == 1 || channels == 3, "channels", channels, "1 or 3");
			require(features >= 1 && features <= 512, "features", features, "1 to 512");
			require(blocks >= 1 && blocks <= 128, "blocks", blocks, "1 to 128");
			require(endKernel >= 1 && endKernel <= 15 && endKernel % 2 == 1, "end_kernel", endKernel, "an odd number from 1 to 15");
			require(slopes == 1 || slopes == features, "slopes", slopes, "1 or the number of features");
		}

		private static void require(final boolean ok, final String key, final int value, final String allowed) {
			if (!ok) {
				throw new InputException("An SRResNet's " + key + " can only be " + allowed + ", not " + value + ".");
			}
		}
	}

	/**
	 * Builds the network with quantized blocks and a gate.
	 *
	 * @throws InputException if a tensor is missing, has another shape, or is not part of the network
	 */
	public static Network quantized(final Config config, final NamedTensors tensors) {
		return new SrResNet(config, tensors, true).network();
	}

	/**
	 * Builds the network without quantization and without a gate, for 32 bits.
	 *
	 * @throws InputException if a tensor is missing, has another shape, or is not part of the network
	 */
	public static Network fp32(final Config config, final NamedTensors tensors) {
		return new SrResNet(config, tensors, false).network();
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
		final int[] stages = config.scale == 4 ? new int[] { 2, 2 } : new int[] { config.scale };
		for (int k = 0; k < stages.length; k++) {
			body.add(conv("up." + k, f, f * stages[k] * stages[k], 3));
			body.add(new PixelShuffle(stages[k]));
			body.add(prelu("up_act." + k));
		}
		body.add(conv("tail", f, config.channels, config.endKernel));

		final Network.Linear gate = quantized ? new Network.Linear(floats("gbc.gate.weight", 3, 3 * f), floats("gbc.gate.bias", 3)) : null;
		refuseOthers();
		return new Network(ARCHITECTURE, config.scale, config.channels, head, body, config.descriptor, gate, config.skip);
	}

	private Layer block(final String name) {
		final List<Layer> branch = new ArrayList<>();
		branch.add(bodyConv(name + "conv1"));
		branch.add(prelu(name + "act"));
		addNorm(branch, name + "norm1");
		branch.add(bodyConv(name + "conv2"));
		addNorm(branch, name + "norm2");
		return new Residual(scalar(name + "shortcut"), branch);
	}

	private Layer bodyConv(final String name) {
		final int f = config.features;
		if (!quantized) {
			return conv(name, f, f, 3);
		}
		use(name + ".weight");
		final byte[] codes = tensors.codes(name + ".weight", f, f, 3, 3);
		final float[] steps = floats(name + ".steps", BITS.length).data();
		final Map<Integer, Float> stepOfBits = new LinkedHashMap<>();
		for (int i = 0; i < BITS.length; i++) {
			stepOfBits.put(BITS[i], positive(name + ".steps", steps[i]));
		}
		final float weightStep = positive(name + ".weight_step", scalar(name + ".weight_step"));
		return new QuantConv2d(codes, new int[] { f, f, 3, 3 }, weightStep, bias(name, f), stepOfBits, config.signed);
	}

	private float positive(final String name, final float step) {
		if (!(step > 0)) {
			throw new InputException("Tensor '" + name + "' of " + tensors.source() + " holds the step " + step + ": steps must be positive.");
		}
		return step;
	}

	private Layer conv(final String name, final int in, final int out, final int kernel) {
		return new Conv2d(floats(name + ".weight", out, in, kernel, kernel), bias(name, out));
	}

	private Tensor bias(final String name, final int out) {
		return config.norm ? null : floats(name + ".bias", out);
	}

	private Layer prelu(final String name) {
		return new PRelu(floats(name + ".weight", config.slopes));
	}

	private void addNorm(final List<Layer> layers, final String name) {
		if (config.norm) {
			layers.add(new Affine(floats(name + ".scale", config.features), floats(name + ".shift", config.features)));
		}
	}

	private Tensor floats(final String name, final int... shape) {
		use(name);
		return tensors.floats(name, shape);
	}

	private float scalar(final String name) {
		use(name);
		return tensors.scalar(name);
	}

	private void use(final String name) {
		used.add(name);
	}

	private void refuseOthers() {
		for (final String name : tensors.names()) {
			if (!used.contains(name)) {
				throw new InputException("Tensor '" + name + "' of " + tensors.source() + " is not part of the network in the model's manifest.");
			}
		}
	}
}
