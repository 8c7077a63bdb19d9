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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Tensor;

/** What the goldens do not reach: worked by hand. */
class ReferenceNetworkTest {

	private static final Layer.Conv2d IDENTITY = new Layer.Conv2d(tensor(new int[] { 1, 1, 1, 1 }, 1), null);
	private static final Layer.Conv2d ZEROS = new Layer.Conv2d(tensor(new int[] { 4, 1, 1, 1 }, 0, 0, 0, 0), null);

	@Test
	void codesRoundHalfToEvenAndSaturate() {
		final FeatureMap x = new FeatureMap(1, 1, 6, new double[] { 0.25, 0.75, -0.25, 1.2, 100, -100 });
		assertArrayEquals(new double[] { 0, 2, 0, 2, 7, -8 }, ReferenceNetwork.codes(quantized(true), x, 4), 0);
		assertArrayEquals(new double[] { 0, 2, 0, 2, 15, 0 }, ReferenceNetwork.codes(quantized(false), x, 4), 0);
	}

	@Test
	void thirtyTwoBitsLeaveTheInputAndKeepQuantizedWeights() {
		final FeatureMap x = new FeatureMap(1, 1, 2, new double[] { 0.3, 100 });
		assertArrayEquals(new double[] { 0.9, 300 }, ReferenceNetwork.apply(List.of(quantized(true)), x, 32).values(), 1e-12);
		assertArrayEquals(new double[] { 1.5, 10.5 }, ReferenceNetwork.apply(List.of(quantized(true)), x, 4).values(), 1e-12);
	}

	@Test
	void convolutionIsACrossCorrelationWithZerosAround() {
		final Layer conv = new Layer.Conv2d(tensor(new int[] { 1, 1, 1, 3 }, 1, 10, 100), tensor(new int[] { 1 }, 0.5f));
		final FeatureMap x = new FeatureMap(1, 1, 3, new double[] { 1, 2, 3 });
		assertArrayEquals(new double[] { 210.5, 321.5, 32.5 }, ReferenceNetwork.apply(List.of(conv), x, 32).values(), 1e-12);
	}

	@Test
	void bicubicSkipReproducesRampsInsideAndConstantsEverywhere() {
		final float[] ramp = new float[8 * 8];
		final float[] constant = new float[8 * 8];
		for (int i = 0; i < ramp.length; i++) {
			ramp[i] = 10 * (i % 8);
			constant[i] = 77;
		}
		final ReferenceNetwork network = new ReferenceNetwork(enlarging(GlobalSkip.BICUBIC, Descriptor.MEAN));
		final FeatureMap enlarged = network.run(new GoldenPatch(1, 8, 8, ramp), 32);
		for (int x = 4; x < 12; x++) {
			assertEquals(10 * ((x + 0.5) / 2 - 0.5), enlarged.get(0, 8, x), 1e-9);
		}
		for (final double value : network.run(new GoldenPatch(1, 8, 8, constant), 32).values()) {
			assertEquals(77, value, 1e-9);
		}
	}

	/** Left border: out[0] lies at -0.25, between the mirrored 0 and 0. MATLAB's imresize gives the same. */
	@Test
	void bicubicSkipMirrorsTheBorderPixel() {
		final float[] edge = new float[8 * 8];
		for (int y = 0; y < 8; y++) {
			edge[8 * y] = 128;
		}
		final ReferenceNetwork network = new ReferenceNetwork(enlarging(GlobalSkip.BICUBIC, Descriptor.MEAN));
		final FeatureMap enlarged = network.run(new GoldenPatch(1, 8, 8, edge), 32);
		// weights of the pixels at -1 and 0, seen from -0.25: keys(0.75) + keys(0.25)
		assertEquals(128 * (0.2265625 + 0.8671875), enlarged.get(0, 5, 0), 1e-9);
	}

	@Test
	void spreadIsTheDeviationOfEachLevel() {
		final float[] values = new float[8 * 8];
		for (int i = 0; i < values.length; i++) {
			values[i] = i % 8 < 4 ? (i % 2 == 0 ? 3 : -1) : (i % 2 == 0 ? 7 : 3); // columns 3 -1 3 -1 7 3 7 3
		}
		final ReferenceNetwork network = new ReferenceNetwork(enlarging(GlobalSkip.NONE, Descriptor.SPREAD));
		final FeatureMap head = network.head(new GoldenPatch(1, 8, 8, values));
		// coarse and median are 1 and 5; fine adds a deviation of 2 to theirs of 2
		final double level = Math.sqrt(4 + 1e-6);
		assertArrayEquals(new double[] { level, Math.sqrt(8 + 1e-6), level }, network.descriptor(head), 1e-12);
	}

	private static Network enlarging(final GlobalSkip skip, final Descriptor descriptor) {
		return new Network("test", 2, 1, List.of(IDENTITY), List.of(ZEROS, new Layer.PixelShuffle(2)), descriptor, null, skip);
	}

	private static Layer.QuantConv2d quantized(final boolean signed) {
		return new Layer.QuantConv2d(new byte[] { 6 }, new int[] { 1, 1, 1, 1 }, 0.5f, null, Map.of(4, 0.5f), signed);
	}

	private static Tensor tensor(final int[] shape, final float... values) {
		return new Tensor(shape, values);
	}
}
