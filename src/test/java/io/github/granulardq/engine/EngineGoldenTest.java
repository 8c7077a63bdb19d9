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
package io.github.granulardq.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Tensor;
import io.github.granulardq.testing.FeatureMap;
import io.github.granulardq.testing.GoldenImages;
import io.github.granulardq.testing.GoldenNetwork;
import io.github.granulardq.testing.GoldenPatch;
import io.github.granulardq.testing.Goldens;
import io.github.granulardq.testing.Npz;
import io.github.granulardq.testing.ReferenceNetwork;
import io.github.granulardq.testing.StoredTensors;

/** An engine against the numbers of the authors' code; extend it and say how to make the engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EngineGoldenTest {

	private static final int[] BITS = { 4, 5, 6, 8 };

	private static final float LOGIT_TOLERANCE = 1e-4f;

	/** Distance from a rounding tie, in steps, within which float32 sums may fall on either side. */
	private static final double TIE = 1e-4;

	private Engine engine;

	/** Makes the engine under test. */
	protected abstract Engine newEngine();

	@BeforeAll
	void open() {
		engine = newEngine();
	}

	@AfterAll
	void close() {
		engine.close();
	}

	static List<Goldens.Family> families() {
		return Goldens.families();
	}

	@Test
	void thereAreGoldens() {
		assertFalse(families().isEmpty());
	}

	@ParameterizedTest
	@MethodSource("families")
	void enlargedPatchesAgree(final Goldens.Family family) {
		try (EngineSession session = engine.open(GoldenNetwork.of(family))) {
			GoldenImages.assertAgree(family, GoldenImages.tolerance(family), (patch, bits) -> {
				session.head(patch.values(), patch.height(), patch.width());
				return session.body(bits);
			});
		}
	}

	@ParameterizedTest
	@MethodSource("families")
	void gateLogitsAgree(final Goldens.Family family) {
		final Network network = GoldenNetwork.of(family);
		final Npz io = family.io();
		try (EngineSession session = engine.open(network)) {
			for (final Goldens.Decided decided : family.decisions()) {
				final GoldenPatch patch = Goldens.Family.input(io, decided.patch());
				final float[] descriptor = session.head(patch.values(), patch.height(), patch.width());
				assertArrayEquals(decided.gateLogits(), StoredTensors.logits(network.gate(), descriptor), LOGIT_TOLERANCE, decided.patch());
			}
		}
	}

	@ParameterizedTest
	@MethodSource("families")
	void codesOfTheFirstLayerAgree(final Goldens.Family family) {
		final Network network = GoldenNetwork.of(family);
		final Layer.PRelu activation = (Layer.PRelu) network.body().get(0);
		final Layer.QuantConv2d first = firstQuantized(network.body());
		final Network quantizer = new Network("quantizer", 1, network.channels(), network.head(), List.of(activation, identity(first)), network
			.descriptor(), null, network.skip());
		final Npz io = family.io();
		try (EngineSession session = engine.open(quantizer)) {
			for (final Goldens.Decided decided : family.decisions()) {
				final GoldenPatch patch = Goldens.Family.input(io, decided.patch());
				final FeatureMap input = ReferenceNetwork.apply(List.of(activation), new ReferenceNetwork(network).head(patch), Network.FLOAT_BITS);
				session.head(patch.values(), patch.height(), patch.width());
				for (final int bits : BITS) {
					assertCodes(first, bits, input, session.body(bits), decided.patch());
				}
			}
		}
	}

	private static Layer.QuantConv2d firstQuantized(final List<Layer> layers) {
		final Layer first = layers.stream().filter(l -> l instanceof Layer.QuantConv2d || l instanceof Layer.Residual).findFirst().orElseThrow();
		return first instanceof Layer.Residual residual ? firstQuantized(residual.branch()) : (Layer.QuantConv2d) first;
	}

	/** A layer with the quantizer of another, that lets the quantized values through. */
	private static Layer.QuantConv2d identity(final Layer.QuantConv2d conv) {
		final int features = conv.shape()[1];
		final byte[] codes = new byte[features * features];
		for (int i = 0; i < features; i++) {
			codes[i * features + i] = 1;
		}
		return new Layer.QuantConv2d(codes, new int[] { features, features, 1, 1 }, 1, new Tensor(new int[] { features }, new float[features]), conv
			.steps(), conv.signed());
	}

	private static void assertCodes(final Layer.QuantConv2d layer, final int bits, final FeatureMap input, final float[] quantized,
		final String patch)
	{
		final double[] expected = ReferenceNetwork.codes(layer, input, bits);
		final float step = layer.steps().get(bits);
		int ties = 0;
		for (int i = 0; i < expected.length; i++) {
			final double code = quantized[i] / step;
			assertEquals(Math.rint(code), code, 1e-4);
			if (Math.rint(code) != expected[i]) {
				final double position = input.values()[i] / step;
				assertEquals(0.5, Math.abs(position - Math.rint(position)), TIE, () -> patch + " at " + bits + " bits: " + position);
				ties++;
			}
		}
		final int flipped = ties;
		assertTrue(ties <= expected.length / 10_000 + 1, () -> patch + " at " + bits + " bits: " + flipped + " codes of " + expected.length);
	}
}
