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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.granulardq.InputException;
import io.github.granulardq.testing.TestModels;

/** EDSR and IDN: their layers, and the codes of them. */
class ArchitecturesTest {

	private static Edsr.Config edsr(final int scale, final Quantizer quantizer) {
		return new Edsr.Config(scale, 1, 4, 2, GlobalSkip.BICUBIC, Descriptor.SPREAD, true, quantizer);
	}

	private static Idn.Config idn(final int scale, final Quantizer quantizer) {
		return new Idn.Config(scale, 3, 64, 16, 2, GlobalSkip.BICUBIC, Descriptor.SPREAD, true, quantizer);
	}

	private static List<String> names(final List<Layer> layers) {
		return layers.stream().map(layer -> layer.getClass().getSimpleName()).toList();
	}

	@Test
	void edsrHasNoRectifierOutsideItsBlocks() {
		final Network network = TestModels.network(edsr(4, Quantizer.QUANTSR), 1);
		assertEquals(List.of("Conv2d"), names(network.head()));
		assertEquals(List.of("Residual", "Conv2d", "PixelShuffle", "Conv2d", "PixelShuffle", "Conv2d"), names(network.body()));
		final Layer.Residual whole = (Layer.Residual) network.body().get(0);
		assertEquals(List.of("Residual", "Residual", "Conv2d"), names(whole.branch()));
		final Layer.Residual block = (Layer.Residual) whole.branch().get(0);
		assertEquals(List.of("QuantConv2d", "PRelu", "QuantConv2d"), names(block.branch()));
		assertEquals(Layer.PRelu.RELU, block.branch().get(1));
	}

	@Test
	void whatAReluMadeHasUnsignedCodes() {
		assertEquals(List.of(CodeRange.SIGNED, CodeRange.UNSIGNED, CodeRange.SIGNED, CodeRange.UNSIGNED), ranges(edsr(2, Quantizer.QUANTSR)));
		assertEquals(List.of(CodeRange.SYMMETRIC, CodeRange.UNSIGNED, CodeRange.SYMMETRIC, CodeRange.UNSIGNED), ranges(edsr(2, Quantizer.PAMS)));
		assertTrue(ranges(idn(2, Quantizer.QUANTSR)).stream().allMatch(range -> range == CodeRange.SIGNED));
		assertTrue(ranges(idn(2, Quantizer.PAMS)).stream().allMatch(range -> range == CodeRange.SYMMETRIC));
	}

	private static List<CodeRange> ranges(final Architecture architecture) {
		return TestModels.network(architecture, 1).quantizedLayers().stream().map(Layer.QuantConv2d::range).toList();
	}

	@Test
	void idnDistillsCompressesAndEnlargesAtOnce() {
		final Network network = TestModels.network(idn(3, Quantizer.QUANTSR), 1);
		assertEquals(List.of("Conv2d", "PRelu", "Conv2d"), names(network.head()));
		assertEquals(List.of("PRelu", "Distillation", "QuantConv2d", "PRelu", "Distillation", "QuantConv2d", "PRelu", "Conv2d", "PixelShuffle"), names(network
			.body()));
		final Layer.Distillation block = (Layer.Distillation) network.body().get(1);
		assertEquals(48, block.passed());
		assertEquals(List.of("[48, 64, 3, 3]", "[32, 12, 3, 3]", "[64, 32, 3, 3]", "[64, 48, 3, 3]", "[48, 16, 3, 3]", "[80, 48, 3, 3]", "[64, 80, 1, 1]"), network
			.quantizedLayers().stream().limit(7).map(layer -> java.util.Arrays.toString(layer.shape())).toList());
		assertEquals(List.of(1, 4, 1, 1, 4, 1, 1), network.quantizedLayers().stream().limit(7).map(Layer.QuantConv2d::groups).toList());
	}

	@Test
	void floatNetworksHaveNeitherQuantizedLayersNorGate() {
		for (final Architecture architecture : List.of(edsr(3, Quantizer.PAMS), idn(4, Quantizer.PAMS))) {
			final Network network = TestModels.floatNetwork(architecture, 1);
			assertFalse(network.isQuantized());
			assertEquals(null, network.gate());
		}
	}

	@Test
	void impossibleConfigurationsAreRefused() {
		assertThrows(InputException.class, () -> new Edsr.Config(2, 1, 0, 2, GlobalSkip.NONE, Descriptor.MEAN, true, Quantizer.PAMS));
		assertThrows(InputException.class, () -> new Edsr.Config(1, 1, 8, 2, GlobalSkip.NONE, Descriptor.MEAN, true, Quantizer.PAMS));
		assertThrows(InputException.class, () -> new Idn.Config(2, 1, 64, 32, 2, GlobalSkip.NONE, Descriptor.MEAN, true, Quantizer.PAMS));
		assertThrows(InputException.class, () -> new Idn.Config(2, 2, 64, 16, 2, GlobalSkip.NONE, Descriptor.MEAN, true, Quantizer.PAMS));
	}
}
