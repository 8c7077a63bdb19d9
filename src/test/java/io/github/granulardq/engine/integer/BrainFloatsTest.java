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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.model.ModelLoader;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.SrResNet;
import io.github.granulardq.testing.GoldenImages;
import io.github.granulardq.testing.StoredPackages;
import io.github.granulardq.testing.StoredTensors;
import io.github.granulardq.testing.TestModels;

/** The last layers in bfloat16, beside the same in float32. */
class BrainFloatsTest {

	private static final int SIZE = 20;

	private static float[] patch(final int channels) {
		final float[] patch = new float[channels * SIZE * SIZE];
		for (int i = 0; i < patch.length; i++) {
			patch[i] = (float) (128 + 100 * Math.sin(i * 0.37) * Math.cos(i / 17));
		}
		return patch;
	}

	private static float[] enlarge(final Engine engine, final Network network, final int bits) {
		try (EngineSession session = engine.open(network)) {
			session.head(patch(network.channels()), SIZE, SIZE);
			return session.body(bits);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 4 })
	void differenceIsSmallBesideTheImage(final int scale) {
		final Network network = TestModels.network(scale, 1);
		try (Engine precise = new IntegerEngine(false); Engine fast = new IntegerEngine()) {
			for (final int bits : new int[] { 4, 5, 6, 8 }) {
				final double rms = GoldenImages.relativeRms(enlarge(precise, network, bits), enlarge(fast, network, bits));
				assertEquals(Instructions.hasBrainFloats(), rms > 0, "bfloat16 shows where the CPU has it, and there alone");
				assertTrue(rms < 1e-3, () -> bits + " bits: " + rms);
			}
		}
	}

	@Test
	void everyBundledModelAgreesWithPyTorch() {
		try (Engine engine = new IntegerEngine()) {
			for (final String id : ModelCatalog.ids()) {
				StoredTensors.assertAgree(engine, ModelLoader.loadBundled(id), ModelLoader.loadBundledTestTensors(id));
			}
		}
	}

	@Test
	void everyArchitectureAndQuantizerAgreesWithPyTorch() {
		try (Engine engine = new IntegerEngine()) {
			StoredPackages.assertAgree(engine);
		}
	}

	/** Reports say by it which pixels to expect. */
	@Test
	void instructionSetTells() {
		try (Engine engine = new IntegerEngine()) {
			assertEquals(Instructions.hasBrainFloats(), List.of("AMX", "AVX512_BF16").contains(engine.instructionSet()), engine.instructionSet());
		}
	}

	@Test
	void unquantizedNetworksStayPrecise() {
		final SrResNet.Config config = TestModels.config(2, 3);
		try (Engine precise = new IntegerEngine(false); Engine fast = new IntegerEngine()) {
			final Network network = TestModels.network(config, 1);
			assertArrayEquals(enlarge(precise, network, 32), enlarge(fast, network, 32));
			final Network unquantized = TestModels.floatNetwork(config, 1);
			assertArrayEquals(enlarge(precise, unquantized, 32), enlarge(fast, unquantized, 32));
		}
	}

	@Test
	void networksWithoutAGlobalSkipStayPrecise() {
		final Network network = TestModels.network(TestModels.publishedConfig(2, 1), 1);
		try (Engine precise = new IntegerEngine(false); Engine fast = new IntegerEngine()) {
			assertArrayEquals(enlarge(precise, network, 8), enlarge(fast, network, 8));
		}
	}
}
