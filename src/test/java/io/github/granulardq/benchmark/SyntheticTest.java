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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.granulardq.InputException;
import io.github.granulardq.allocation.PatchEntropy;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Layer;
import io.github.granulardq.testing.FeatureMap;
import io.github.granulardq.testing.GoldenPatch;
import io.github.granulardq.testing.ReferenceNetwork;

class SyntheticTest {

	private static final int SIZE = 8;

	private static GoldenPatch patch() {
		final Random random = new Random(1);
		final float[] values = new float[3 * SIZE * SIZE];
		for (int i = 0; i < values.length; i++) {
			values[i] = 255 * random.nextFloat();
		}
		return new GoldenPatch(3, SIZE, SIZE, values);
	}

	private static double rms(final FeatureMap map) {
		return Math.sqrt(Arrays.stream(map.values()).map(v -> v * v).average().orElseThrow());
	}

	@Test
	void publishedNetworkHasTheOperationsOfThePaper() {
		final BenchmarkNetwork network = BenchmarkNetwork.find("srresnet-64x16");
		assertEquals(26.6, network.gigaOperations(96), 0.05);
		assertEquals(2, network.fp32().scale());
		assertEquals(3, network.fp32().channels());
		assertEquals(GlobalSkip.NONE, network.fp32().skip());
		assertTrue(network.quantized().isQuantized());
		assertFalse(network.fp32().isQuantized());
	}

	@Test
	void otherArchitecturesHaveTheirPublishedSize() {
		final BenchmarkNetwork edsr = BenchmarkNetwork.find("edsr-64x16");
		assertEquals(1368, edsr.fp32().body().stream().mapToLong(SyntheticTest::weights).sum() / 1000);
		final BenchmarkNetwork idn = BenchmarkNetwork.find("idn-64x4-grey-skip");
		assertEquals(28, idn.quantized().quantizedLayers().size());
		assertEquals(1, idn.fp32().channels());
	}

	private static long weights(final Layer layer) {
		return layer instanceof Layer.Conv2d conv ? conv.weight().data().length + conv.bias().data().length : layer.inner().stream().mapToLong(
			SyntheticTest::weights).sum();
	}

	@Test
	void namesSayTheForm() {
		final BenchmarkNetwork network = BenchmarkNetwork.find("srresnet-16x2-x4-grey-skip");
		assertEquals(4, network.quantized().scale());
		assertEquals(1, network.quantized().channels());
		assertEquals(GlobalSkip.BICUBIC, network.quantized().skip());
		assertEquals(3, BenchmarkNetwork.find("srresnet-16x2-x3").fp32().scale());
	}

	@ParameterizedTest
	@ValueSource(strings = { "srresnet-0x2", "srresnet-600x2", "srresnet-16x999", "srresnet-16", "srresnet-16x2-x5", "swinir-16x2", "idn-18x2", "" })
	void namesOfNoNetwork(final String name) {
		assertThrows(InputException.class, () -> BenchmarkNetwork.find(name));
	}

	/** Otherwise integers would be compared with another network. */
	@ParameterizedTest
	@ValueSource(strings = { "srresnet-16x3", "edsr-16x3", "idn-16x2" })
	void bothNetworksAreTheSameButForQuantization(final String name) {
		final BenchmarkNetwork network = BenchmarkNetwork.find(name);
		final FeatureMap floats = new ReferenceNetwork(network.fp32()).run(patch(), 32);
		final FeatureMap same = new ReferenceNetwork(network.quantized()).run(patch(), 32);
		assertArrayEquals(floats.values(), same.values(), 1e-3);
		final FeatureMap quantized = new ReferenceNetwork(network.quantized()).run(patch(), 8);
		double change = 0;
		for (int i = 0; i < quantized.values().length; i++) {
			change = Math.max(change, Math.abs(quantized.values()[i] - floats.values()[i]));
		}
		assertTrue(change > 1e-3 && change < rms(floats), change + " of " + rms(floats));
	}

	@ParameterizedTest
	@CsvSource({ "srresnet-16x2,srresnet-16x16", "edsr-16x1,edsr-16x4", "idn-16x1,idn-16x4" })
	void featuresStayOfTheirSizeThroughManyBlocks(final String shallow, final String deep) {
		final double few = rms(new ReferenceNetwork(BenchmarkNetwork.find(shallow).fp32()).run(patch(), 32));
		final double many = rms(new ReferenceNetwork(BenchmarkNetwork.find(deep).fp32()).run(patch(), 32));
		assertTrue(many > few / 10 && many < 10 * few, few + " " + many);
	}

	@Test
	void imageIsTheSameEachTimeAndHasPatchesOfEveryDifficulty() {
		final short[] pixels = SyntheticImage.pixels(512, 400);
		assertArrayEquals(pixels, SyntheticImage.pixels(512, 400));
		double least = Double.MAX_VALUE;
		double most = 0;
		for (int patch = 0; patch < 16; patch++) {
			final float[] values = new float[96 * 96];
			for (int i = 0; i < values.length; i++) {
				values[i] = (pixels[(patch / 4 * 96 + i / 96) * 512 + patch % 4 * 120 + i % 96] & 0xffff) / 20f;
			}
			final double entropy = PatchEntropy.of(values, 1);
			least = Math.min(least, entropy);
			most = Math.max(most, entropy);
		}
		assertTrue(least < 1.5 && most > 2, least + " " + most);
	}
}
