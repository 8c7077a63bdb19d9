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
package io.github.granulardq.engine.integer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.network.Architecture;
import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;
import io.github.granulardq.testing.FeatureMap;
import io.github.granulardq.testing.GoldenImages;
import io.github.granulardq.testing.GoldenPatch;
import io.github.granulardq.testing.ReferenceNetwork;
import io.github.granulardq.testing.TestModels;

/**
 * What the engine does in a process whose instruction set is limited: prints the set, the arithmetic that the self-test chose for the
 * layers of the shipped and the published network at each bit-width, and how far small networks are from the plain reference.
 */
final class ArithmeticProbe {

	private static final int SIZE = 17;

	private ArithmeticProbe() {}

	public static void main(final String[] args) {
		try (IntegerEngine engine = new IntegerEngine(false)) {
			System.out.println("isa " + engine.instructionSet());
			Natives.useCallingThreadAlone();
			for (final int features : new int[] { 32, 64 }) {
				for (final boolean signed : new boolean[] { true, false }) {
					for (final int bits : new int[] { 4, 5, 6, 8 }) {
						System.out.println("chosen " + features + (signed ? " signed " : " unsigned ") + bits + " " + SelfTest.choose(List.of(layer(features,
							signed)), bits));
					}
				}
			}
			final List<Architecture> networks = new ArrayList<>(TestModels.others(2, 1));
			networks.addAll(List.of(TestModels.config(2, 1), TestModels.publishedConfig(2, 1)));
			for (final Architecture config : networks) {
				compare(engine, TestModels.network(config, 11));
			}
		}
	}

	private static Layer.QuantConv2d layer(final int features, final boolean signed) {
		return new Layer.QuantConv2d(new byte[features * features * 9], new int[] { features, features, 3, 3 }, 1, null, Map.of(), signed);
	}

	private static void compare(final IntegerEngine engine, final Network network) {
		final float[] values = new float[SIZE * SIZE];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (128 + 120 * Math.sin(i * i));
		}
		final GoldenPatch patch = new GoldenPatch(1, SIZE, SIZE, values);
		final FeatureMap unquantized = new ReferenceNetwork(network).run(patch, Network.FLOAT_BITS);
		try (EngineSession session = engine.open(network)) {
			session.head(patch.values(), SIZE, SIZE);
			for (final int bits : new int[] { 4, 5, 6, 8 }) {
				final FeatureMap expected = new ReferenceNetwork(network).run(patch, bits);
				final double change = GoldenImages.relativeRms(expected.floats(), unquantized.floats());
				System.out.println("error " + bits + " " + GoldenImages.relativeRms(expected.floats(), session.body(bits)) / change);
			}
		}
	}
}
