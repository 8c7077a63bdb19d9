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
package io.github.granulardq.benchmark.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.granulardq.engine.EngineException;
import io.github.granulardq.network.Architecture;
import io.github.granulardq.network.Network;
import io.github.granulardq.testing.FeatureMap;
import io.github.granulardq.testing.GoldenPatch;
import io.github.granulardq.testing.ReferenceNetwork;
import io.github.granulardq.testing.TestModels;

class OnnxRuntimeTest {

	private static final double TOLERANCE = 1e-5;

	static Stream<Architecture> configs() {
		return Stream.concat(TestModels.others(2, 3).stream(), Stream.of(TestModels.config(2, 1), TestModels.config(3, 3), TestModels.config(4, 1), TestModels.publishedConfig(2, 3), TestModels
			.publishedConfig(4, 3)));
	}

	private static GoldenPatch patch(final int channels, final int height, final int width) {
		final Random random = new Random(5);
		final float[] values = new float[channels * height * width];
		for (int i = 0; i < values.length; i++) {
			values[i] = 255 * random.nextFloat();
		}
		return new GoldenPatch(channels, height, width, values);
	}

	@ParameterizedTest
	@MethodSource("configs")
	void agreesWithReference(final Architecture config) {
		final Network network = TestModels.floatNetwork(config, 3);
		try (OnnxRuntime runtime = new OnnxRuntime(network)) {
			for (final int[] size : new int[][] { { 7, 5 }, { 13, 21 } }) {
				final GoldenPatch patch = patch(config.channels(), size[0], size[1]);
				final FeatureMap expected = new ReferenceNetwork(network).run(patch, Network.FLOAT_BITS);
				final float[] computed = runtime.run(patch.values(), size[0], size[1]);
				assertEquals(expected.values().length, computed.length);
				double largest = 0;
				double difference = 0;
				for (int i = 0; i < computed.length; i++) {
					largest = Math.max(largest, Math.abs(expected.values()[i]));
					difference = Math.max(difference, Math.abs(expected.values()[i] - computed[i]));
				}
				assertTrue(difference <= TOLERANCE * largest, difference + " of " + largest);
			}
		}
	}

	@Test
	void quantizedLayersAreRefused() {
		final Network network = TestModels.network(2, 1);
		assertThrows(IllegalArgumentException.class, () -> OnnxModel.of(network));
		assertThrows(EngineException.class, () -> new OnnxRuntime(network));
	}

	@Test
	void isPresentInTests() {
		assertTrue(OnnxRuntime.isPresent());
	}
}
