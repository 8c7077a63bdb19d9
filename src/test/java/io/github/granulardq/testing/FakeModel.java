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

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.granulardq.model.Model;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Tensor;

/**
 * Models for {@link FakeEngine}: their layers have shapes to be counted, and a gate that gives flat patches 4 bits, livelier ones 6,
 * the liveliest 8, of which E2B takes some back.
 */
public final class FakeModel {

	private FakeModel() {
	}

	/** Returns a model whose id says what it is. */
	public static Model of(final int channels, final int scale, final int halo) {
		final TreeMap<Double, Double> entropies = new TreeMap<>();
		for (double percent = 0.5; percent < 100; percent += 0.5) {
			entropies.put(percent, percent / 100 * 3);
		}
		return new Model("fake-x" + scale + "-c" + channels, "Fake", "For tests.", "00ff", network(channels, scale, true),
			network(channels, scale, false), entropies, 50, 90, new Model.Normalization(0.1, 99.9), halo);
	}

	private static Network network(final int channels, final int scale, final boolean quantized) {
		final Layer.Conv2d head = new Layer.Conv2d(zeros(1, channels, 1, 1), null);
		final Layer body = quantized ? new Layer.QuantConv2d(new byte[9], new int[] { 1, 1, 3, 3 }, 1, null,
			Map.of(4, 1f, 5, 1f, 6, 1f, 8, 1f), true) : new Layer.Conv2d(zeros(1, 1, 3, 3), null);
		final Layer.Conv2d up = new Layer.Conv2d(zeros(channels * scale * scale, 1, 1, 1), null);
		// descriptor: mean, spread, largest step; see FakeEngine
		final Tensor weight = new Tensor(new int[] { 3, 3 }, new float[] { 0, 0, 0, 0, 1, 0, 0, 2, 0 });
		final Tensor bias = new Tensor(new int[] { 3 }, new float[] { 0, -20, -70 });
		return new Network("fake", scale, channels, List.of(head), List.of(body, up, new Layer.PixelShuffle(scale)), Descriptor.SPREAD,
			quantized ? new Network.Linear(weight, bias) : null, GlobalSkip.NONE);
	}

	private static Tensor zeros(final int... shape) {
		return new Tensor(shape, new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)]);
	}
}
