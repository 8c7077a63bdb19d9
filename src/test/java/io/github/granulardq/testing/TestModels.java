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
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.github.granulardq.model.Model;
import io.github.granulardq.model.Safetensors;
import io.github.granulardq.network.Architecture;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.Edsr;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Idn;
import io.github.granulardq.network.NamedTensors;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Quantizer;
import io.github.granulardq.network.SrResNet;

/**
 * Small networks with random weights, of which nothing but their form is meaningful: SRResNets of 8 features, 2 blocks, and others. Features, codes and outputs
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

	/** Returns every other architecture with every quantizer, and an SRResNet with that of PAMS, small. */
	public static List<Architecture> others(final int scale, final int channels) {
		final List<Architecture> others = new ArrayList<>();
		others.add(new SrResNet.Config(scale, channels, 8, 2, 3, false, 8, GlobalSkip.BICUBIC, Descriptor.SPREAD, true, Quantizer.PAMS));
		for (final Quantizer quantizer : Quantizer.values()) {
			others.add(new Edsr.Config(scale, channels, 8, 2, GlobalSkip.BICUBIC, Descriptor.SPREAD, true, quantizer));
			others.add(new Idn.Config(scale, channels, 16, 4, 2, GlobalSkip.BICUBIC, Descriptor.MEAN, true, quantizer));
		}
		return others;
	}

	/** Returns a quantized network of {@link #config}. */
	public static Network network(final int scale, final int channels) {
		return network(config(scale, channels), SEED);
	}

	/** Returns a quantized network. */
	public static Network network(final Architecture config, final long seed) {
		return config.quantized(read(weights(config, true, seed)));
	}

	/** Returns a network without quantization. */
	public static Network floatNetwork(final Architecture config, final long seed) {
		return config.fp32(read(weights(config, false, seed)));
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
	static byte[] weights(final Architecture config, final boolean quantized, final long seed) {
		return new RandomWeights(config, quantized, seed).write();
	}
}
