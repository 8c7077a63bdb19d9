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

import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

import io.github.granulardq.model.Model;
import io.github.granulardq.model.Safetensors;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.NamedTensors;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.SrResNet;

/**
 * Small SRResNets with random weights, of which nothing but their form is meaningful: 8 features, 2 blocks. Features, codes and outputs
 * are of the size that trained networks have, so that quantization rounds and clips.
 *
 * <pre>
 * Model model = TestModels.model(2, 1);
 * TestPackage.of(TestModels.config(3, 3), 42).toZip(folder.resolve("model.zip"));
 * </pre>
 *
 * The same arguments give the same weights.
 */
public final class TestModels {

	private static final long SEED = 20250101;

	private TestModels() {}

	/** As the first shipped model, but smaller: biases, a slope per channel, bicubic skip, spread descriptor. */
	public static SrResNet.Config config(final int scale, final int channels) {
		return new SrResNet.Config(scale, channels, 8, 2, 3, false, 8, GlobalSkip.BICUBIC, Descriptor.SPREAD, true);
	}

	/** As published, but smaller: wide kernels at the ends, normalisation, one slope, no skip, mean descriptor. */
	public static SrResNet.Config publishedConfig(final int scale, final int channels) {
		return new SrResNet.Config(scale, channels, 8, 2, 9, true, 1, GlobalSkip.NONE, Descriptor.MEAN, true);
	}

	/** Returns a quantized network of {@link #config}. */
	public static Network network(final int scale, final int channels) {
		return network(config(scale, channels), SEED);
	}

	/** Returns a quantized network. */
	public static Network network(final SrResNet.Config config, final long seed) {
		return SrResNet.quantized(config, read(weights(config, true, seed)));
	}

	/** Returns a network without quantization. */
	public static Network floatNetwork(final SrResNet.Config config, final long seed) {
		return SrResNet.fp32(config, read(weights(config, false, seed)));
	}

	/** Returns a whole model of {@link #config}, without a package. */
	public static Model model(final int scale, final int channels) {
		return new Model("test-x" + scale + "-" + channels, "Test model", "Random weights.", "0".repeat(64), network(scale, channels),
			floatNetwork(config(scale, channels), SEED), entropyPercentiles(), 50, 90, new Model.Normalization(0.1, 99.9), 12);
	}

	/** A table that rises in a straight line from 1 to 3 nats. */
	public static NavigableMap<Double, Double> entropyPercentiles() {
		final NavigableMap<Double, Double> table = new TreeMap<>();
		for (int i = 1; i < 200; i++) {
			table.put(i / 2.0, 1 + i / 100.0);
		}
		return table;
	}

	private static NamedTensors read(final byte[] weights) {
		return Safetensors.read(weights, "test weights");
	}

	/** Returns a weight file as model packages have it. */
	static byte[] weights(final SrResNet.Config config, final boolean quantized, final long seed) {
		return new Weights(config, quantized, seed).write();
	}

	private static final class Weights {

		private final SafetensorsWriter writer = new SafetensorsWriter();

		private final SrResNet.Config config;

		private final boolean quantized;

		private final Random random;

		private Weights(final SrResNet.Config config, final boolean quantized, final long seed) {
			this.config = config;
			this.quantized = quantized;
			this.random = new Random(seed);
		}

		private byte[] write() {
			final int f = config.features();
			conv("head", config.channels(), f, config.endKernel(), 0.02);
			slopes("head_act");
			for (int n = 0; n < config.blocks(); n++) {
				final String block = "blocks." + n + ".";
				bodyConv(block + "conv1");
				slopes(block + "act");
				norm(block + "norm1");
				bodyConv(block + "conv2");
				norm(block + "norm2");
				writer.add(block + "shortcut", new float[] { 0.9f + 0.05f * n }, 1);
			}
			conv("last", f, f, 3, 0.7);
			norm("last_norm");
			final int[] stages = config.scale() == 4 ? new int[] { 2, 2 } : new int[] { config.scale() };
			for (int k = 0; k < stages.length; k++) {
				conv("up." + k, f, f * stages[k] * stages[k], 3, 1);
				slopes("up_act." + k);
			}
			conv("tail", f, config.channels(), config.endKernel(), 10);
			if (quantized) {
				writer.add("gbc.gate.weight", normal(9 * f, 0.3), 3, 3 * f);
				writer.add("gbc.gate.bias", normal(3, 0.3), 3);
			}
			return writer.toBytes();
		}

		private void conv(final String name, final int in, final int out, final int kernel, final double gain) {
			writer.add(name + ".weight", normal(out * in * kernel * kernel, gain / Math.sqrt(in * kernel * kernel)), out, in, kernel, kernel);
			bias(name, out);
		}

		private void bodyConv(final String name) {
			final int f = config.features();
			if (!quantized) {
				conv(name, f, f, 3, 0.7);
				return;
			}
			final byte[] codes = new byte[f * f * 9];
			for (int i = 0; i < codes.length; i++) {
				codes[i] = (byte) (random.nextInt(256) - 128);
			}
			writer.add(name + ".weight", codes, f, f, 3, 3);
			writer.add(name + ".weight_step", new float[] { (float) (0.7 / 74 / Math.sqrt(9 * f)) }, 1);
			bias(name, f);
			writer.add(name + ".steps", new float[] { 1.2f, 0.65f, 0.33f, 0.085f }, 4);
		}

		private void bias(final String name, final int out) {
			if (!config.norm()) {
				writer.add(name + ".bias", normal(out, 0.2), out);
			}
		}

		private void norm(final String name) {
			if (config.norm()) {
				final float[] scale = normal(config.features(), 0.1);
				for (int i = 0; i < scale.length; i++) {
					scale[i]++;
				}
				writer.add(name + ".scale", scale, config.features());
				writer.add(name + ".shift", normal(config.features(), 0.2), config.features());
			}
		}

		private void slopes(final String name) {
			final float[] slopes = new float[config.slopes()];
			for (int i = 0; i < slopes.length; i++) {
				// Learned slopes are mostly between 0 and 1, but not bound to be.
				slopes[i] = (float) (0.2 + 0.3 * random.nextGaussian());
			}
			writer.add(name + ".weight", slopes, slopes.length);
		}

		private float[] normal(final int length, final double deviation) {
			final float[] values = new float[length];
			for (int i = 0; i < length; i++) {
				values[i] = (float) (deviation * random.nextGaussian());
			}
			return values;
		}
	}
}
