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
package io.github.granulardq.benchmark;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.granulardq.InputException;
import io.github.granulardq.network.Architecture;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.Edsr;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Idn;
import io.github.granulardq.network.NamedTensors;
import io.github.granulardq.network.Quantizer;
import io.github.granulardq.network.SrResNet;
import io.github.granulardq.network.Tensor;

/**
 * Networks of any size with random weights, always the same: their pixels mean nothing, their time does. {@code srresnet-64x16} is the published
 * one: 64 features, 16 blocks, 9x9 kernels at both ends, normalisation, RGB, x2; {@code edsr-64x16} is EDSR's baseline, {@code idn-64x4} the published IDN, a
 * quarter of whose features are distilled. After it may follow {@code -x3} or {@code -x4}, {@code -grey} (one channel), and {@code -skip} (the bicubic
 * enlargement is added).
 * <p>
 * Features stay of the size that trained networks have, so that codes are rounded and clipped; the weights without quantization are the codes
 * times their step.
 */
final class SyntheticNetwork {

	private static final Pattern NAME = Pattern.compile("(srresnet|edsr|idn)-(\\d{1,3})x(\\d{1,3})(?:-x([234]))?(-grey)?(-skip)?");
	private static final int END_KERNEL = 9;
	private static final int BODY_KERNEL = 3;
	private static final float BODY_GAIN = 0.7f;
	private static final float SLOPE = 0.25f;
	private static final long SEED = 20250101;

	/** Steps of the activations at 4, 5, 6 and 8 bits. */
	private static final float[] STEPS = { 1.2f, 0.65f, 0.33f, 0.085f };

	/** Standard deviation of codes that are drawn evenly. */
	private static final double CODES_DEVIATION = 74;

	private final Architecture architecture;
	private final Random random = new Random(SEED);
	/** Tensors of both networks. */
	private final Map<String, Tensor> common = new HashMap<>();

	/** Weights of the blocks, as codes and as numbers. */
	private final Map<String, NamedTensors.Codes> codes = new HashMap<>();
	private final Map<String, Tensor> weights = new HashMap<>();

	/** What only the quantized network has. */
	private final Map<String, Tensor> quantizers = new HashMap<>();

	private SyntheticNetwork(final Architecture architecture) {
		this.architecture = architecture;
	}

	/** Whether a text is a name of such a network, if maybe of one that is too large. */
	static boolean isName(final String name) {
		return NAME.matcher(name).matches();
	}

	/**
	 * Makes a network.
	 *
	 * @throws InputException if there is none of that name
	 */
	static BenchmarkNetwork of(final String name) {
		final Matcher matcher = NAME.matcher(name);
		if (!matcher.matches()) {
			throw new InputException("There is no network \"" + name + "\": write for example srresnet-64x16 or srresnet-64x16-x4-grey-skip.");
		}
		final int features = Integer.parseInt(matcher.group(2));
		final int blocks = Integer.parseInt(matcher.group(3));
		final int scale = matcher.group(4) == null ? 2 : Integer.parseInt(matcher.group(4));
		final int channels = matcher.group(5) == null ? 3 : 1;
		final GlobalSkip skip = matcher.group(6) == null ? GlobalSkip.NONE : GlobalSkip.BICUBIC;
		return new SyntheticNetwork(switch (matcher.group(1)) {
			case Edsr.ARCHITECTURE -> new Edsr.Config(scale, channels, features, blocks, skip, Descriptor.MEAN, true, Quantizer.QUANTSR);
			case Idn.ARCHITECTURE -> new Idn.Config(scale, channels, features, features / 4, blocks, skip, Descriptor.MEAN, true, Quantizer.QUANTSR);
			default -> new SrResNet.Config(scale, channels, features, blocks, END_KERNEL, true, 1, skip, Descriptor.MEAN, true);
		}).make(name);
	}

	private BenchmarkNetwork make(final String name) {
		if (architecture instanceof SrResNet.Config config) {
			srResNet(config);
		}
		else if (architecture instanceof Edsr.Config config) {
			edsr(config);
		}
		else {
			idn((Idn.Config) architecture);
		}
		quantizers.put("gbc.gate.weight", normal(0, 0.3, 3, 3 * architecture.features()));
		quantizers.put("gbc.gate.bias", normal(0, 0.3, 3));
		return new BenchmarkNetwork(name, architecture.quantized(new NamedTensors(name, union(common, quantizers), codes)), architecture.fp32(new NamedTensors(
			name, union(common, weights), Map.of())));
	}

	private void srResNet(final SrResNet.Config config) {
		final int f = config.features();
		conv("head", config.channels(), f, END_KERNEL, 0.02);
		for (int n = 0; n < config.blocks(); n++) {
			final String block = "blocks." + n + ".";
			bodyConv(block + "conv1", f, f, BODY_KERNEL, BODY_GAIN);
			norm(block + "norm1", 1);
			bodyConv(block + "conv2", f, f, BODY_KERNEL, BODY_GAIN);
			norm(block + "norm2", 0.5);
			slope(block + "act");
			common.put(block + "shortcut", vector(1));
		}
		conv("last", f, f, BODY_KERNEL, BODY_GAIN);
		norm("last_norm", 1);
		slope("head_act");
		final int[] stages = stages();
		for (int k = 0; k < stages.length; k++) {
			conv("up." + k, f, f * stages[k] * stages[k], BODY_KERNEL, 1);
			slope("up_act." + k);
		}
		conv("tail", f, config.channels(), END_KERNEL, 10);
	}

	private void edsr(final Edsr.Config config) {
		final int f = config.features();
		biasedConv("head", config.channels(), f, BODY_KERNEL, 0.02);
		for (int n = 0; n < config.blocks(); n++) {
			biasedBodyConv("blocks." + n + ".conv1", f, f, BODY_KERNEL, 1);
			biasedBodyConv("blocks." + n + ".conv2", f, f, BODY_KERNEL, 1);
		}
		biasedConv("last", f, f, BODY_KERNEL, BODY_GAIN);
		final int[] stages = stages();
		for (int k = 0; k < stages.length; k++) {
			biasedConv("up." + k, f, f * stages[k] * stages[k], BODY_KERNEL, 1);
		}
		biasedConv("tail", f, config.channels(), BODY_KERNEL, 10);
	}

	private void idn(final Idn.Config config) {
		final int f = config.features();
		final int d = config.distillation();
		biasedConv("head", config.channels(), f, BODY_KERNEL, 0.02);
		biasedConv("head2", f, f, BODY_KERNEL, 1);
		for (int n = 0; n < config.blocks(); n++) {
			final String block = "blocks." + n + ".";
			biasedBodyConv(block + "convs.0", f, f - d, BODY_KERNEL, 1.3);
			biasedBodyConv(block + "convs.1", (f - d) / Idn.GROUPS, f - 2 * d, BODY_KERNEL, 1.3);
			biasedBodyConv(block + "convs.2", f - 2 * d, f, BODY_KERNEL, 1.3);
			biasedBodyConv(block + "convs.3", f - d, f, BODY_KERNEL, 1.3);
			biasedBodyConv(block + "convs.4", f / Idn.GROUPS, f - d, BODY_KERNEL, 1.3);
			biasedBodyConv(block + "convs.5", f - d, f + d, BODY_KERNEL, 1.3);
			biasedBodyConv(block + "compress", f + d, f, 1, 0.8);
		}
		biasedConv("tail", f, config.channels() * config.scale() * config.scale(), config.tailKernel(), 10);
	}

	private int[] stages() {
		return architecture.scale() == 4 ? new int[] { 2, 2 } : new int[] { architecture.scale() };
	}

	private static Map<String, Tensor> union(final Map<String, Tensor> one, final Map<String, Tensor> other) {
		final Map<String, Tensor> union = new HashMap<>(one);
		union.putAll(other);
		return union;
	}

	private void conv(final String name, final int in, final int out, final int kernel, final double gain) {
		common.put(name + ".weight", normal(0, gain / Math.sqrt(in * kernel * kernel), out, in, kernel, kernel));
	}

	private void biasedConv(final String name, final int in, final int out, final int kernel, final double gain) {
		conv(name, in, out, kernel, gain);
		common.put(name + ".bias", normal(0, 0.2, out));
	}

	private void biasedBodyConv(final String name, final int in, final int out, final int kernel, final double gain) {
		bodyConv(name, in, out, kernel, gain);
		common.put(name + ".bias", normal(0, 0.2, out));
	}

	private void bodyConv(final String name, final int in, final int out, final int kernel, final double gain) {
		final int[] shape = { out, in, kernel, kernel };
		final byte[] drawn = new byte[out * in * kernel * kernel];
		random.nextBytes(drawn);
		final float step = (float) (gain / CODES_DEVIATION / Math.sqrt(in * kernel * kernel));
		final float[] values = new float[drawn.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = drawn[i] * step;
		}
		weights.put(name + ".weight", new Tensor(shape, values));
		codes.put(name + ".weight", new NamedTensors.Codes(shape, drawn));
		quantizers.put(name + ".weight_step", vector(step));
		quantizers.put(name + ".steps", vector(STEPS));
	}

	private void norm(final String name, final double mean) {
		common.put(name + ".scale", normal(mean, 0.1, architecture.features()));
		common.put(name + ".shift", normal(0, 0.2, architecture.features()));
	}

	private void slope(final String name) {
		common.put(name + ".weight", vector(SLOPE));
	}

	private static Tensor vector(final float... values) {
		return new Tensor(new int[] { values.length }, values);
	}

	private Tensor normal(final double mean, final double deviation, final int... shape) {
		final float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (mean + deviation * random.nextGaussian());
		}
		return new Tensor(shape, values);
	}
}
