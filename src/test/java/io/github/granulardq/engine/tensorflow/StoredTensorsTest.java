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

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.model.ModelLoader;
import io.github.granulardq.model.TestTensors;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.SrResNet;
import io.github.granulardq.testing.FeatureMap;
import io.github.granulardq.testing.GoldenPatch;
import io.github.granulardq.testing.ReferenceNetwork;
import io.github.granulardq.testing.SafetensorsWriter;
import io.github.granulardq.testing.StoredTensors;
import io.github.granulardq.testing.TestModels;
import io.github.granulardq.testing.TestPackage;

/** Disagreement with the test tensors in a model's package is noticed. */
class StoredTensorsTest {

	private static final int SIZE = TestTensors.SIZE;

	private static final SrResNet.Config CONFIG = TestModels.config(2, 1);

	private static final long SEED = 3;

	private static Engine engine;

	@TempDir
	Path temp;

	@BeforeAll
	static void open() {
		engine = new TensorFlowEngine();
	}

	@AfterAll
	static void close() {
		engine.close();
	}

	@Test
	void modelAgreesWithTheReference() throws IOException {
		assertAgree(tensors());
	}

	@ParameterizedTest
	@ValueSource(strings = { "sr_4", "sr_5", "sr_6", "sr_8", "sr_32" })
	void anotherBitWidthIsNoticed(final String name) throws IOException {
		final Map<String, float[]> tensors = tensors();
		tensors.put(name, tensors.get(name.equals("sr_5") ? "sr_6" : "sr_5"));
		final AssertionError error = assertThrows(AssertionError.class, () -> assertAgree(tensors));
		if (!(error.getMessage().contains("RMS"))) {
			throw error;
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "descriptor", "logits" })
	void anotherDescriptionIsNoticed(final String name) throws IOException {
		final Map<String, float[]> tensors = tensors();
		tensors.get(name)[1] += 0.01f;
		assertThrows(AssertionError.class, () -> assertAgree(tensors));
	}

	private void assertAgree(final Map<String, float[]> tensors) throws IOException {
		final SafetensorsWriter writer = new SafetensorsWriter();
		tensors.forEach((name, values) -> {
			if (name.equals("descriptor") || name.equals("logits")) {
				writer.add(name, values, values.length);
			}
			else {
				final int size = (int) Math.sqrt(values.length);
				writer.add(name, values, 1, size, size);
			}
		});
		final Path folder = TestPackage.of(CONFIG, SEED).putListed("test.safetensors", writer.toBytes()).toFolder(temp);
		StoredTensors.assertAgree(engine, ModelLoader.load(folder), ModelLoader.loadTestTensors(folder));
	}

	/** What the training code would store, computed by the plain reference. */
	private static Map<String, float[]> tensors() {
		final Random random = new Random(SEED);
		final float[] values = new float[SIZE * SIZE];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (128 + 80 * Math.sin(i % SIZE / 4.0) * Math.cos(i / SIZE / 7.0) + 10 * random.nextGaussian());
		}
		final GoldenPatch patch = new GoldenPatch(1, SIZE, SIZE, values);
		final Network network = TestModels.network(CONFIG, SEED);
		final ReferenceNetwork reference = new ReferenceNetwork(network);
		final double[] descriptor = reference.descriptor(reference.head(patch));
		final Map<String, float[]> tensors = new HashMap<>();
		tensors.put("input", values);
		tensors.put("descriptor", new FeatureMap(descriptor.length, 1, 1, descriptor).floats());
		tensors.put("logits", StoredTensors.logits(network.gate(), tensors.get("descriptor")));
		for (final int bits : new int[] { 4, 5, 6, 8 }) {
			tensors.put("sr_" + bits, reference.run(patch, bits).floats());
		}
		tensors.put("sr_32", new ReferenceNetwork(TestModels.floatNetwork(CONFIG, SEED)).run(patch, Network.FLOAT_BITS).floats());
		return tensors;
	}
}
