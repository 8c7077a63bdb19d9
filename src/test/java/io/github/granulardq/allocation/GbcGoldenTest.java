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
package io.github.granulardq.allocation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.granulardq.network.Network;
import io.github.granulardq.testing.GoldenNetwork;
import io.github.granulardq.testing.GoldenPatch;
import io.github.granulardq.testing.Goldens;
import io.github.granulardq.testing.Npz;
import io.github.granulardq.testing.ReferenceNetwork;

/** The controller on the authors' networks, with a plain head instead of an engine's. */
class GbcGoldenTest {

	static List<Goldens.Family> families() {
		return Goldens.families();
	}

	@ParameterizedTest
	@MethodSource("families")
	void logitsAndBitsAgree(final Goldens.Family family) {
		final Network network = GoldenNetwork.of(family);
		final ReferenceNetwork reference = new ReferenceNetwork(network);
		final BitAllocation allocation = BitAllocations.dynamic(new Gbc(network.gate()), new E2b(Goldens.DIV2K_LOW,
			Goldens.DIV2K_HIGH));
		final Npz io = family.io();
		for (final Goldens.Decided golden : family.decisions()) {
			final GoldenPatch patch = Goldens.Family.input(io, golden.patch());
			final float[] descriptor = floats(reference.descriptor(reference.head(patch)));
			final Decision decision = allocation.decide(descriptor, PlacedPatch.of(patch.values(), patch.height(), patch.width()));
			assertArrayEquals(golden.gateLogits(), decision.logits(), 1e-4f, golden.patch());
			assertEquals(golden.gbcBits(), decision.gateBits(), golden.patch());
			assertEquals(golden.finalBits(), decision.bits(), golden.patch());
		}
	}

	private static float[] floats(final double[] values) {
		final float[] floats = new float[values.length];
		for (int i = 0; i < floats.length; i++) {
			floats[i] = (float) values[i];
		}
		return floats;
	}
}
