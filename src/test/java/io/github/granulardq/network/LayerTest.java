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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.github.granulardq.testing.FeatureMap;
import io.github.granulardq.testing.GoldenPatch;
import io.github.granulardq.testing.ReferenceNetwork;

class LayerTest {

	private static float[] numbers(final int length) {
		final Random random = new Random(3);
		final float[] numbers = new float[length];
		for (int i = 0; i < length; i++) {
			numbers[i] = random.nextFloat() - 0.5f;
		}
		return numbers;
	}

	@Test
	void denseConvolutionsComputeTheSame() {
		final FeatureMap x = FeatureMap.of(new GoldenPatch(6, 5, 4, numbers(120)));
		for (final int groups : new int[] { 1, 2, 3 }) {
			final int[] shape = { 12, 6 / groups, 3, 3 };
			final Layer.Conv2d conv = new Layer.Conv2d(new Tensor(shape, numbers(12 * 54 / groups)), new Tensor(new int[] { 12 }, numbers(12)), groups);
			assertArrayEquals(run(conv, x), run(conv.dense(), x));
			assertEquals(1, conv.dense().groups());
			final byte[] codes = new byte[12 * 54 / groups];
			new Random(1).nextBytes(codes);
			final Layer.QuantConv2d quantized = new Layer.QuantConv2d(codes, shape, groups, 0.01f, conv.bias(), Map.of(4, 0.1f), CodeRange.SYMMETRIC);
			assertArrayEquals(run(quantized, x), run(quantized.dense(), x));
			assertEquals(CodeRange.SYMMETRIC, quantized.dense().range());
		}
	}

	private static double[] run(final Layer layer, final FeatureMap x) {
		return ReferenceNetwork.apply(List.of(layer), x, 4).values();
	}

	@Test
	void groupsMustDivideTheOutput() {
		final Tensor weight = new Tensor(new int[] { 4, 1, 1, 1 }, new float[4]);
		assertThrows(IllegalArgumentException.class, () -> new Layer.Conv2d(weight, null, 3));
		assertThrows(IllegalArgumentException.class, () -> new Layer.Conv2d(weight, null, 0));
		final Layer.Conv2d plain = new Layer.Conv2d(weight, null);
		assertSame(plain, plain.dense());
	}

	@Test
	void rangesOfCodes() {
		assertEquals(List.of(-8, -7, 0), IntStream.range(0, 3).mapToObj(i -> CodeRange.values()[i].low(4)).toList());
		assertEquals(List.of(127, 127, 255), IntStream.range(0, 3).mapToObj(i -> CodeRange.values()[i].high(8)).toList());
	}

	@Test
	void quantizedLayersStandInTheOrderOfTheirComputation() {
		final Layer.QuantConv2d[] c = IntStream.range(0, 4).mapToObj(i -> new Layer.QuantConv2d(new byte[] { (byte) i }, new int[] { 1, 1, 1, 1 }, 1, null, Map
			.of(4, 1f), true)).toArray(Layer.QuantConv2d[]::new);
		final Network network = new Network("n", 2, 1, List.of(), List.of(c[0], new Layer.Residual(1, List.of(new Layer.Distillation(List.of(c[1]), 1, List.of(
			c[2])))), c[3]), Descriptor.MEAN, null, GlobalSkip.NONE);
		assertEquals(List.of(c), network.quantizedLayers());
	}
}
