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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.granulardq.InputException;
import io.github.granulardq.network.Layer.Affine;
import io.github.granulardq.network.Layer.Conv2d;
import io.github.granulardq.network.Layer.PRelu;
import io.github.granulardq.network.Layer.PixelShuffle;
import io.github.granulardq.network.Layer.QuantConv2d;
import io.github.granulardq.network.Layer.Residual;
import io.github.granulardq.testing.TestModels;

class SrResNetTest {

	/** One feature, one block, kernels of one pixel at the ends: every tensor can be written down. */
	private static final SrResNet.Config TINY = new SrResNet.Config(2, 1, 1, 1, 1, false, 1, GlobalSkip.NONE, Descriptor.MEAN, false);

	private static Map<String, Tensor> tinyFloats() {
		final Map<String, Tensor> floats = new HashMap<>();
		put(floats, "head.weight", 1, 1, 1, 1);
		put(floats, "head.bias", 1);
		put(floats, "head_act.weight", 1);
		for (final String conv : new String[] { "conv1", "conv2" }) {
			put(floats, "blocks.0." + conv + ".weight_step", 1);
			put(floats, "blocks.0." + conv + ".bias", 1);
			floats.put("blocks.0." + conv + ".steps", new Tensor(new int[] { 4 }, new float[] { 0.4f, 0.5f, 0.6f, 0.8f }));
		}
		put(floats, "blocks.0.act.weight", 1);
		floats.put("blocks.0.shortcut", new Tensor(new int[] { 1 }, new float[] { 0.75f }));
		put(floats, "last.weight", 1, 1, 3, 3);
		put(floats, "last.bias", 1);
		put(floats, "up.0.weight", 4, 1, 3, 3);
		put(floats, "up.0.bias", 4);
		put(floats, "up_act.0.weight", 1);
		put(floats, "tail.weight", 1, 1, 1, 1);
		put(floats, "tail.bias", 1);
		put(floats, "gbc.gate.weight", 3, 3);
		put(floats, "gbc.gate.bias", 3);
		return floats;
	}

	private static void put(final Map<String, Tensor> tensors, final String name, final int... shape) {
		int length = 1;
		for (final int axis : shape) {
			length *= axis;
		}
		final float[] data = new float[length];
		java.util.Arrays.fill(data, 0.25f);
		tensors.put(name, new Tensor(shape, data));
	}

	private static Map<String, NamedTensors.Codes> tinyCodes() {
		final Map<String, NamedTensors.Codes> codes = new HashMap<>();
		for (final String conv : new String[] { "conv1", "conv2" }) {
			codes.put("blocks.0." + conv + ".weight", new NamedTensors.Codes(new int[] { 1, 1, 3, 3 }, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, -9 }));
		}
		return codes;
	}

	private static String refusal(final Map<String, Tensor> floats, final Map<String, NamedTensors.Codes> codes) {
		final NamedTensors tensors = new NamedTensors("w.safetensors", floats, codes);
		return assertThrows(InputException.class, () -> SrResNet.quantized(TINY, tensors)).getMessage();
	}

	@Test
	void layersStandInTheOrderOfTheArchitecture() {
		final Network network = SrResNet.quantized(TINY, new NamedTensors("w", tinyFloats(), tinyCodes()));
		assertEquals(1, network.head().size());
		final List<Layer> body = network.body();
		assertEquals(List.of(PRelu.class, Residual.class, Conv2d.class, PixelShuffle.class, PRelu.class, Conv2d.class),
			body.stream().map(Object::getClass).toList());
		final Residual whole = (Residual) body.get(1);
		assertEquals(1f, whole.shortcut());
		assertEquals(List.of(Residual.class, Conv2d.class), whole.branch().stream().map(Object::getClass).toList());
		final Residual block = (Residual) whole.branch().get(0);
		assertEquals(0.75f, block.shortcut());
		assertEquals(List.of(QuantConv2d.class, PRelu.class, QuantConv2d.class), block.branch().stream().map(Object::getClass).toList());
		final QuantConv2d conv = (QuantConv2d) block.branch().get(0);
		assertEquals(Map.of(4, 0.4f, 5, 0.5f, 6, 0.6f, 8, 0.8f), conv.steps());
		assertEquals(-9 * 0.25f, conv.weight().data()[8]);
		assertFalse(conv.signed());
		assertTrue(network.isQuantized());
	}

	@Test
	void normalisationReplacesBiases() {
		final Network network = TestModels.network(TestModels.publishedConfig(4, 3), 5);
		final Residual whole = (Residual) network.body().get(1);
		final Residual block = (Residual) whole.branch().get(1);
		assertEquals(List.of(QuantConv2d.class, PRelu.class, Affine.class, QuantConv2d.class, Affine.class),
			block.branch().stream().map(Object::getClass).toList());
		assertNull(((QuantConv2d) block.branch().get(0)).bias());
		assertInstanceOf(Affine.class, whole.branch().get(3));
		assertEquals(2, network.body().stream().filter(PixelShuffle.class::isInstance).count());
	}

	@Test
	void floatNetworkHasNeitherQuantizedLayersNorGate() {
		final Network network = TestModels.floatNetwork(TestModels.config(3, 1), 5);
		assertFalse(network.isQuantized());
		assertNull(network.gate());
		assertEquals(List.of(3), network.body().stream().filter(PixelShuffle.class::isInstance).map(l -> ((PixelShuffle) l).factor()).toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "head.weight", "blocks.0.conv2.steps", "up_act.0.weight", "gbc.gate.bias" })
	void missingTensorIsNamed(final String name) {
		final Map<String, Tensor> floats = tinyFloats();
		floats.remove(name);
		final String message = refusal(floats, tinyCodes());
		assertTrue(message.contains("'" + name + "' is missing in w.safetensors"), message);
	}

	@Test
	void misshapenTensorIsNamedWithBothShapes() {
		final Map<String, Tensor> floats = tinyFloats();
		put(floats, "up.0.weight", 9, 1, 3, 3);
		final String message = refusal(floats, tinyCodes());
		assertTrue(message.contains("'up.0.weight'") && message.contains("[9, 1, 3, 3]") && message.contains("[4, 1, 3, 3]"), message);
	}

	@Test
	void floatsInPlaceOfCodesAreRefused() {
		final Map<String, Tensor> floats = tinyFloats();
		put(floats, "blocks.0.conv1.weight", 1, 1, 3, 3);
		final Map<String, NamedTensors.Codes> codes = tinyCodes();
		codes.remove("blocks.0.conv1.weight");
		final String message = refusal(floats, codes);
		assertTrue(message.contains("'blocks.0.conv1.weight'") && message.contains("8-bit integers"), message);
	}

	@Test
	void unknownTensorIsRefused() {
		final Map<String, Tensor> floats = tinyFloats();
		put(floats, "blocks.1.shortcut", 1);
		final String message = refusal(floats, tinyCodes());
		assertTrue(message.contains("'blocks.1.shortcut'"), message);
	}

	@Test
	void notANumberIsRefused() {
		final Map<String, Tensor> floats = tinyFloats();
		floats.put("last.bias", new Tensor(new int[] { 1 }, new float[] { Float.NaN }));
		assertTrue(refusal(floats, tinyCodes()).contains("'last.bias'"));
	}

	@Test
	void stepsMustBePositive() {
		final Map<String, Tensor> floats = tinyFloats();
		floats.put("blocks.0.conv1.steps", new Tensor(new int[] { 4 }, new float[] { 1, 1, 0, 1 }));
		assertTrue(refusal(floats, tinyCodes()).contains("'blocks.0.conv1.steps'"));
	}

	@Test
	void impossibleConfigurationsAreRefused() {
		assertThrows(InputException.class, () -> TestModels.config(5, 1));
		assertThrows(InputException.class, () -> TestModels.config(2, 2));
		assertThrows(InputException.class, () -> new SrResNet.Config(2, 1, 8, 2, 4, false, 8, GlobalSkip.NONE, Descriptor.MEAN, true));
		assertThrows(InputException.class, () -> new SrResNet.Config(2, 1, 8, 2, 3, false, 3, GlobalSkip.NONE, Descriptor.MEAN, true));
	}
}
