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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.granulardq.InputException;
import io.github.granulardq.network.Architecture;
import io.github.granulardq.network.Network;
import io.github.granulardq.testing.GoldenPatch;
import io.github.granulardq.testing.ReferenceNetwork;
import io.github.granulardq.testing.TestModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainNetworkTest {

	private static final int HEIGHT = 19;
	private static final int WIDTH = 26;

	@ParameterizedTest
	@CsvSource({ "2,1", "3,3", "4,1" })
	void computesWhatTheReferenceDoes(final int scale, final int channels) {
		for (final Architecture config : configs(scale, channels)) {
			final Network network = TestModels.network(config, 5);
			final GoldenPatch patch = patch(channels);
			for (final int bits : new int[] { 4, 8 }) {
				// Sums that fall on the other side of a rounding tie move few codes; another bit-width moves all.
				final float[] expected = new ReferenceNetwork(network).run(patch, bits).floats();
				final double limit = 0.2 * rms(expected, new ReferenceNetwork(network).run(patch, bits == 4 ? 5 : 6).floats());
				final double rms = rms(expected, PlainNetwork.run(network, patch.values(), HEIGHT, WIDTH, bits));
				assertTrue(rms < limit, config + " at " + bits + " bits: " + rms + ", not below " + limit);
			}
			final Network floats = TestModels.floatNetwork(config, 5);
			assertTrue(rms(new ReferenceNetwork(floats).run(patch, 32).floats(), PlainNetwork.run(floats, patch.values(), HEIGHT, WIDTH, 32)) < 1e-3, config.toString());
		}
	}

	@Test
	void bitsThatTheNetworkHasNotAreASentence() {
		final Network network = TestModels.network(2, 1);
		final String message = assertThrows(InputException.class, () -> PlainNetwork.run(network, patch(1).values(), HEIGHT, WIDTH, 7)).getMessage();
		assertEquals("The model cannot be exported at 7 bits: it has [4, 5, 6, 8].", message);
	}

	private static GoldenPatch patch(final int channels) {
		final Random random = new Random(3);
		final float[] values = new float[channels * HEIGHT * WIDTH];
		for (int i = 0; i < values.length; i++) {
			values[i] = 255 * random.nextFloat();
		}
		return new GoldenPatch(channels, HEIGHT, WIDTH, values);
	}

	static double rms(final float[] a, final float[] b) {
		assertEquals(a.length, b.length);
		double sum = 0;
		for (int i = 0; i < a.length; i++) {
			sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
		}
		return Math.sqrt(sum / a.length);
	}

	/** Small networks of every architecture. */
	static List<Architecture> configs(final int scale, final int channels) {
		final List<Architecture> configs = new ArrayList<>(List.of(TestModels.config(scale, channels), TestModels.publishedConfig(scale, channels)));
		configs.addAll(TestModels.others(scale, channels));
		return configs;
	}
}
