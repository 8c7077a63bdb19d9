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

import java.util.Random;

import io.github.granulardq.network.Architecture;
import io.github.granulardq.network.Edsr;
import io.github.granulardq.network.Idn;
import io.github.granulardq.network.SrResNet;

/** Writes weight files as model packages have them, of random weights. Features stay of the size that trained networks have. Not thread-safe. */
final class RandomWeights {

	private final SafetensorsWriter writer = new SafetensorsWriter();

	private final Architecture architecture;

	private final boolean quantized;

	private final Random random;

	RandomWeights(final Architecture architecture, final boolean quantized, final long seed) {
		this.architecture = architecture;
		this.quantized = quantized;
		this.random = new Random(seed);
	}

	byte[] write() {
		if (architecture instanceof SrResNet.Config config) {
			srResNet(config);
		}
		else if (architecture instanceof Edsr.Config config) {
			edsr(config);
		}
		else {
			idn((Idn.Config) architecture);
		}
		final int f = architecture.features();
		if (quantized) {
			writer.add("gbc.gate.weight", normal(9 * f, 0.3), 3, 3 * f);
			writer.add("gbc.gate.bias", normal(3, 0.3), 3);
		}
		return writer.toBytes();
	}

	private int[] stages() {
		return architecture.scale() == 4 ? new int[] { 2, 2 } : new int[] { architecture.scale() };
	}

	private void srResNet(final SrResNet.Config config) {
		final int f = config.features();
		final boolean biased = !config.norm();
		conv("head", config.channels(), f, config.endKernel(), biased, 0.02);
		slopes("head_act", config.slopes());
		for (int n = 0; n < config.blocks(); n++) {
			final String block = "blocks." + n + ".";
			bodyConv(block + "conv1", f, f, 3, biased, 0.7);
			slopes(block + "act", config.slopes());
			norm(block + "norm1", config);
			bodyConv(block + "conv2", f, f, 3, biased, 0.7);
			norm(block + "norm2", config);
			writer.add(block + "shortcut", new float[] { 0.9f + 0.05f * n }, 1);
		}
		conv("last", f, f, 3, biased, 0.7);
		norm("last_norm", config);
		final int[] stages = stages();
		for (int k = 0; k < stages.length; k++) {
			conv("up." + k, f, f * stages[k] * stages[k], 3, biased, 1);
			slopes("up_act." + k, config.slopes());
		}
		conv("tail", f, config.channels(), config.endKernel(), biased, 10);
	}

	private void edsr(final Edsr.Config config) {
		final int f = config.features();
		conv("head", config.channels(), f, 3, true, 0.02);
		for (int n = 0; n < config.blocks(); n++) {
			bodyConv("blocks." + n + ".conv1", f, f, 3, true, 1);
			bodyConv("blocks." + n + ".conv2", f, f, 3, true, 1);
		}
		conv("last", f, f, 3, true, 0.7);
		final int[] stages = stages();
		for (int k = 0; k < stages.length; k++) {
			conv("up." + k, f, f * stages[k] * stages[k], 3, true, 1);
		}
		conv("tail", f, config.channels(), 3, true, 10);
	}

	private void idn(final Idn.Config config) {
		final int f = config.features();
		final int d = config.distillation();
		conv("head", config.channels(), f, 3, true, 0.02);
		conv("head2", f, f, 3, true, 1);
		final int[][] shapes = { { f, f - d }, { (f - d) / 4, f - 2 * d }, { f - 2 * d, f }, { f - d, f }, { f / 4, f - d }, { f - d, f + d } };
		for (int n = 0; n < config.blocks(); n++) {
			for (int i = 0; i < shapes.length; i++) {
				bodyConv("blocks." + n + ".convs." + i, shapes[i][0], shapes[i][1], 3, true, 1.3);
			}
			bodyConv("blocks." + n + ".compress", f + d, f, 1, true, 0.8);
		}
		conv("tail", f, config.channels() * config.scale() * config.scale(), config.scale() == 2 ? 9 : config.scale() == 3 ? 7 : 5, true, 10);
	}

	private void conv(final String name, final int in, final int out, final int kernel, final boolean biased, final double gain) {
		writer.add(name + ".weight", normal(out * in * kernel * kernel, gain / Math.sqrt(in * kernel * kernel)), out, in, kernel, kernel);
		bias(name, out, biased);
	}

	private void bodyConv(final String name, final int in, final int out, final int kernel, final boolean biased, final double gain) {
		if (!quantized) {
			conv(name, in, out, kernel, biased, gain);
			return;
		}
		final byte[] codes = new byte[out * in * kernel * kernel];
		for (int i = 0; i < codes.length; i++) {
			codes[i] = (byte) (random.nextInt(256) - 128);
		}
		writer.add(name + ".weight", codes, out, in, kernel, kernel);
		writer.add(name + ".weight_step", new float[] { (float) (gain / 74 / Math.sqrt(in * kernel * kernel)) }, 1);
		bias(name, out, biased);
		writer.add(name + ".steps", new float[] { 1.2f, 0.65f, 0.33f, 0.085f }, 4);
	}

	private void bias(final String name, final int out, final boolean biased) {
		if (biased) {
			writer.add(name + ".bias", normal(out, 0.2), out);
		}
	}

	private void norm(final String name, final SrResNet.Config config) {
		if (config.norm()) {
			final float[] scale = normal(config.features(), 0.1);
			for (int i = 0; i < scale.length; i++) {
				scale[i]++;
			}
			writer.add(name + ".scale", scale, config.features());
			writer.add(name + ".shift", normal(config.features(), 0.2), config.features());
		}
	}

	private void slopes(final String name, final int count) {
		final float[] slopes = new float[count];
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
