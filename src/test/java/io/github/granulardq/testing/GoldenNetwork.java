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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Tensor;

/**
 * Builds a {@link Network} from the parameters of a golden SRResNet, translating the authors' names. Biases are taken
 * where there are any, and upsampling stages as many as there are.
 */
public final class GoldenNetwork {

	private static final double BATCH_NORM_EPSILON = 1e-5;

	/** The authors' number of the quantizer for each bit-width. */
	private static final Map<Integer, Integer> QUANTIZERS = Map.of(4, 1, 6, 2, 8, 3, 5, 4);

	private final Npz weights;

	private GoldenNetwork(final Npz weights) {
		this.weights = weights;
	}

	/** Reads and translates a family's parameters. */
	public static Network of(final Goldens.Family family) {
		final Npz weights = family.weights();
		final GoldenNetwork golden = new GoldenNetwork(weights);
		final int channels = weights.get("head.0.weight").dimension(1);
		final Network.Linear gate = new Network.Linear(weights.get("encoder.gate.0.weight"),
			weights.get("encoder.gate.0.bias"));
		return new Network(family.name(), family.scale(), channels, List.of(golden.conv("head.0")),
			golden.body(family.blocks()), Descriptor.MEAN, gate, GlobalSkip.NONE);
	}

	private List<Layer> body(final int blocks) {
		final List<Layer> branch = new ArrayList<>();
		for (int i = 0; i < blocks; i++) {
			branch.add(block("body." + i + "."));
		}
		branch.add(conv("body." + blocks));
		branch.add(batchNorm("body." + (blocks + 1)));

		final List<Layer> body = new ArrayList<>();
		body.add(prelu("head.1"));
		body.add(new Layer.Residual(1, branch));
		for (int i = 0; weights.names().contains("tail.0." + i + ".weight"); i += 3) {
			final Layer.Conv2d conv = conv("tail.0." + i);
			body.add(conv);
			body.add(new Layer.PixelShuffle((int) Math.sqrt(conv.weight().dimension(0) / conv.weight().dimension(1))));
			body.add(prelu("tail.0." + (i + 2)));
		}
		body.add(conv("tail.1"));
		return body;
	}

	private Layer block(final String prefix) {
		final List<Layer> branch = List.of(quantConv(prefix + "conv1"), prelu(prefix + "act"), batchNorm(prefix + "bn1"),
			quantConv(prefix + "conv2"), batchNorm(prefix + "bn2"));
		return new Layer.Residual(scalar(prefix + "learnable_shortcut"), branch);
	}

	private Layer.Conv2d conv(final String name) {
		return new Layer.Conv2d(weights.get(name + ".weight"), bias(name));
	}

	private Layer.QuantConv2d quantConv(final String name) {
		final Tensor weight = weights.get(name + ".weight");
		final float step = scalar(name + ".alpha");
		final byte[] codes = new byte[weight.data().length];
		for (int i = 0; i < codes.length; i++) {
			codes[i] = (byte) Math.rint(Math.min(Math.max(weight.data()[i] / step, Byte.MIN_VALUE), Byte.MAX_VALUE));
		}
		final boolean signed = scalar(name + ".quant_act1.signed") == 1;
		final Map<Integer, Float> steps = new HashMap<>();
		QUANTIZERS.forEach((bits, number) -> steps.put(bits, scalar(name + ".quant_act" + number + ".alpha")));
		return new Layer.QuantConv2d(codes, weight.shape(), step, bias(name), steps, signed);
	}

	/** (x - mean) / sqrt(variance + epsilon) * weight + bias as scale and shift. */
	private Layer.Affine batchNorm(final String name) {
		final Tensor weight = weights.get(name + ".weight");
		final float[] bias = weights.get(name + ".bias").data();
		final float[] mean = weights.get(name + ".running_mean").data();
		final float[] variance = weights.get(name + ".running_var").data();
		final float[] scale = new float[weight.data().length];
		final float[] shift = new float[scale.length];
		for (int c = 0; c < scale.length; c++) {
			final double factor = weight.data()[c] / Math.sqrt(variance[c] + BATCH_NORM_EPSILON);
			scale[c] = (float) factor;
			shift[c] = (float) (bias[c] - mean[c] * factor);
		}
		return new Layer.Affine(new Tensor(weight.shape(), scale), new Tensor(weight.shape(), shift));
	}

	private Layer.PRelu prelu(final String name) {
		return new Layer.PRelu(weights.get(name + ".weight"));
	}

	private Tensor bias(final String name) {
		return weights.names().contains(name + ".bias") ? weights.get(name + ".bias") : null;
	}

	private float scalar(final String name) {
		return weights.get(name).data()[0];
	}
}
