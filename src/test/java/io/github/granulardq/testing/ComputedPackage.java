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

import io.github.granulardq.model.Safetensors;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.SrResNet;

/**
 * A {@link TestPackage} whose test tensors are what its networks compute, by {@link ReferenceNetwork}: it passes the trial of an import.
 */
public final class ComputedPackage {

	private static final int SIZE = 48;

	private ComputedPackage() {
	}

	/** Returns a package with random weights. */
	public static TestPackage of(final String id, final SrResNet.Config config, final long seed) {
		final TestPackage made = TestPackage.of(config, seed).editManifest(m -> m.addProperty("id", id));
		final Network quantized = SrResNet.quantized(config, Safetensors.read(made.get("weights.safetensors"), "weights"));
		final Network fp32 = SrResNet.fp32(config, Safetensors.read(made.get("fp32.safetensors"), "fp32"));
		final GoldenPatch patch = patch(config.channels(), seed);
		final SafetensorsWriter writer = new SafetensorsWriter().add("input", patch.values(), config.channels(), SIZE, SIZE)
			.add("descriptor", new float[3 * config.features()], 3 * config.features()).add("logits", new float[3], 3);
		for (final int bits : new int[] { 4, 5, 6, 8, 32 }) {
			final FeatureMap enlarged = new ReferenceNetwork(bits == Network.FLOAT_BITS ? fp32 : quantized).run(patch, bits);
			writer.add("sr_" + bits, enlarged.floats(), config.channels(), SIZE * config.scale(), SIZE * config.scale());
		}
		return made.putListed("test.safetensors", writer.toBytes());
	}

	/** Waves and some noise, 0..255. */
	private static GoldenPatch patch(final int channels, final long seed) {
		final Random random = new Random(seed);
		final float[] pixels = new float[channels * SIZE * SIZE];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (float) (125 + 80 * Math.sin(i % SIZE / 5.0) * Math.cos(i / SIZE / 7.0) + 40 * random.nextDouble());
		}
		return new GoldenPatch(channels, SIZE, SIZE, pixels);
	}
}
