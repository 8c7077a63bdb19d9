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
package io.github.granulardq.library.bioimage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.granulardq.engine.tensorflow.TensorFlowEngine;
import io.github.granulardq.network.Architecture;
import io.github.granulardq.network.Network;
import io.github.granulardq.testing.TestModels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** TensorFlow reads and runs what was written without it. */
class NetworkSavedModelTest {

	private static final int HEIGHT = 19;
	private static final int WIDTH = 26;

	@TempDir
	Path temp;

	@BeforeAll
	static void loadNatives() {
		new TensorFlowEngine().close();
	}

	private float[] run(final Network network, final int bits, final float[] images, final long... shape) throws IOException {
		Files.write(temp.resolve("saved_model.pb"), NetworkSavedModel.of(network, bits));
		try (SavedModelBundle bundle = SavedModelBundle.load(temp.toString(), "serve");
			Tensor input = TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(images)))
		{
			assertEquals(List.of("serve", "serving_default"), bundle.signatures().stream().map(s -> s.key()).sorted().toList());
			try (var outputs = bundle.function("serving_default").call(Map.of("image", input))) {
				final TFloat32 enlarged = (TFloat32) outputs.get("enlarged").orElseThrow();
				assertArrayEquals(new long[] { shape[0], shape[1], shape[2] * network.scale(), shape[3] * network.scale() }, enlarged.shape().asArray());
				final float[] values = new float[(int) enlarged.size()];
				enlarged.copyTo(DataBuffers.of(values));
				return values;
			}
		}
	}

	private static float[] noise(final int length) {
		final Random random = new Random(3);
		final float[] values = new float[length];
		for (int i = 0; i < values.length; i++) {
			values[i] = 255 * random.nextFloat();
		}
		return values;
	}

	@ParameterizedTest
	@CsvSource({ "2,1", "3,3", "4,1" })
	void computesWhatPlainJavaDoes(final int scale, final int channels) throws IOException {
		for (final Architecture config : PlainNetworkTest.configs(scale, channels)) {
			final float[] patch = noise(channels * HEIGHT * WIDTH);
			for (final int bits : new int[] { 4, 8, 32 }) {
				final Network network = bits == 32 ? TestModels.floatNetwork(config, 5) : TestModels.network(config, 5);
				final float[] expected = PlainNetwork.run(network, patch, HEIGHT, WIDTH, bits);
				final float[] actual = run(network, bits, patch, 1, channels, HEIGHT, WIDTH);
				// Sums that fall on the other side of a rounding tie move few codes; another bit-width moves all.
				final double limit = bits == 32 ? 1e-3 : 0.2 * PlainNetworkTest.rms(expected, PlainNetwork.run(network, patch, HEIGHT, WIDTH, bits == 4 ? 5 : 6));
				final double rms = PlainNetworkTest.rms(expected, actual);
				assertTrue(rms < limit, config + " at " + bits + " bits: " + rms + ", not below " + limit);
			}
		}
	}

	@Test
	void imagesOfABatchDoNotMix() throws IOException {
		final Network network = TestModels.network(2, 1);
		final float[] pair = noise(2 * HEIGHT * WIDTH);
		final float[] second = new float[HEIGHT * WIDTH];
		System.arraycopy(pair, second.length, second, 0, second.length);
		final float[] both = run(network, 8, pair, 2, 1, HEIGHT, WIDTH);
		final float[] alone = run(network, 8, second, 1, 1, HEIGHT, WIDTH);
		for (int i = 0; i < alone.length; i++) {
			assertEquals(alone[i], both[alone.length + i], 1e-3);
		}
	}

	@Test
	void sameNetworkGivesTheSameBytes() {
		assertArrayEquals(NetworkSavedModel.of(TestModels.network(2, 1), 8), NetworkSavedModel.of(TestModels.network(2, 1), 8));
	}
}
