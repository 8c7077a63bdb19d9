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
package io.github.granulardq.engine.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.granulardq.model.ModelLoader;
import io.github.granulardq.network.CodeRange;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Tensor;
import io.github.granulardq.testing.TestModels;

class NetworkDigestTest {

	private static String digest(final Network network) {
		return NetworkDigest.of(network, "f");
	}

	private static Network network(final Layer... body) {
		return new Network("n", 2, 1, List.of(), List.of(body), Descriptor.MEAN, null, GlobalSkip.NONE);
	}

	private static Tensor tensor(final float... values) {
		return new Tensor(new int[] { values.length }, values);
	}

	private static Tensor weight() {
		return new Tensor(new int[] { 2, 1, 1, 1 }, new float[2]);
	}

	private static Layer code(final int groups, final CodeRange range) {
		return new Layer.QuantConv2d(new byte[] { 1, 1 }, new int[] { 2, 1, 1, 1 }, groups, 1, null, Map.of(4, 1f), range);
	}

	/** The graphs of shipped models are kept under these names on the disks of users. */
	@Test
	void digestOfAFormerNetworkStaysAsItWas() {
		assertEquals("888fdb52e7e528fcf46a207eaf5c3269389e804e683e0a363b340f110573d5b4", NetworkDigest.of(ModelLoader.loadBundled("srresnet-light-x2-microscopy").quantized(), "f"));
	}

	@Test
	void equalNetworksHaveOneDigest() {
		assertEquals(digest(TestModels.network(2, 1)), digest(TestModels.network(2, 1)));
		assertEquals(64, digest(TestModels.network(2, 1)).length());
	}

	@Test
	void whatChangesTheGraphChangesTheDigest() {
		final Layer quantized = new Layer.QuantConv2d(new byte[] { 1 }, new int[] { 1, 1, 1, 1 }, 1, null, Map.of(4, 1f), true);
		final List<Network> networks = new ArrayList<>(List.of(network(), network(new Layer.PRelu(tensor(0.1f))), network(new Layer.PRelu(tensor(0.2f))),
			network(new Layer.PRelu(tensor(0.1f, 0.1f))), network(new Layer.PixelShuffle(2)), network(new Layer.PixelShuffle(3)), network(
				new Layer.Residual(1, List.of(new Layer.PixelShuffle(2)))), network(new Layer.Residual(2, List.of(new Layer.PixelShuffle(2)))),
			network(new Layer.Residual(1, List.of()), new Layer.PixelShuffle(2)), network(new Layer.Affine(tensor(1), tensor(2))), network(
				new Layer.Affine(tensor(2), tensor(1))), network(quantized), network(new Layer.QuantConv2d(new byte[] { 2 }, new int[] { 1, 1, 1,
					1 }, 1, null, Map.of(4, 1f), true)), network(new Layer.QuantConv2d(new byte[] { 1 }, new int[] { 1, 1, 1, 1 }, 1, tensor(
						0), Map.of(4, 1f), true)), new Network("n", 2, 1, List.of(), List.of(), Descriptor.SPREAD, null, GlobalSkip.NONE),
			new Network("n", 2, 1, List.of(), List.of(), Descriptor.MEAN, null, GlobalSkip.BICUBIC), new Network("n", 2, 3, List.of(), List.of(),
				Descriptor.MEAN, null, GlobalSkip.NONE), new Network("n", 3, 1, List.of(), List.of(), Descriptor.MEAN, null, GlobalSkip.NONE)));
		networks.addAll(List.of(network(code(1, CodeRange.UNSIGNED)), network(code(1, CodeRange.SYMMETRIC)), network(code(2, CodeRange.SIGNED)), network(
			new Layer.Conv2d(weight(), null)), network(new Layer.Conv2d(weight(), null, 2)), network(new Layer.Distillation(List.of(), 1, List.of())), network(
				new Layer.Distillation(List.of(), 2, List.of()))));
		final Set<String> digests = new HashSet<>();
		networks.forEach(n -> digests.add(digest(n)));
		digests.add(NetworkDigest.of(network(), "g"));
		assertEquals(networks.size() + 1, digests.size());
	}

	@Test
	void gateAndNameDoNotMatter() {
		final Network.Linear gate = new Network.Linear(tensor(1), tensor(2));
		assertEquals(digest(network()), digest(new Network("other", 2, 1, List.of(), List.of(), Descriptor.MEAN, gate, GlobalSkip.NONE)));
	}
}
