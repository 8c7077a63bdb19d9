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
package io.github.granulardq.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import io.github.granulardq.network.Tensor;

class GoldensTest {

	@Test
	void everyFamilyIsComplete() {
		assertFalse(Goldens.families().isEmpty());
		for (final Goldens.Family family : Goldens.families()) {
			final Npz io = family.io();
			for (final Goldens.Decided d : family.decisions()) {
				final GoldenPatch input = Goldens.Family.input(io, d.patch());
				for (final int bits : new int[] { 4, 5, 6, 8 }) {
					final int[] expected = { input.channels(), family.scale() * input.height(), family.scale() * input.width() };
					assertArrayEquals(expected, io.get(d.patch() + "_sr_" + bits + "bit").shape());
				}
				assertEquals(3, d.gateLogits().length);
			}
		}
	}

	@Test
	void aMissingArrayIsNamed() {
		final Npz io = Goldens.families().get(0).io();
		final Exception e = assertThrows(IllegalArgumentException.class, () -> io.get("patch_x"));
		assertEquals(true, e.getMessage().startsWith("no array patch_x in "));
	}

	@Test
	void interleavedImagesBecomePlanar() {
		final GoldenPatch patch = GoldenPatch.ofInterleaved(new Tensor(new int[] { 1, 2, 3 }, new float[] { 1, 2, 3, 4, 5, 6 }));
		assertEquals(3, patch.channels());
		assertEquals(2, patch.width());
		assertArrayEquals(new float[] { 1, 4, 2, 5, 3, 6 }, patch.values());
	}
}
