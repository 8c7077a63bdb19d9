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
package io.github.granulardq.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import io.github.granulardq.InputException;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.superres.Bits;
import org.junit.jupiter.api.Test;

class SuperResolveOptionsTest {

	private static ModelCatalog.Entry entry(final String id, final int scale) {
		return new ModelCatalog.Entry(id, id, "", "", scale, 1);
	}

	@Test
	void bitsMayBeRivalsWithAMean() {
		assertEquals(Bits.random(4.4), SuperResolveOptions.of(Map.of("model", "m", "bits", "random:4.4")).bits());
		assertEquals(Bits.PAPER, SuperResolveOptions.of(Map.of("model", "m", "bits", "paper")).bits());
		assertThrows(InputException.class, () -> SuperResolveOptions.of(Map.of("model", "m", "bits", "random:3")));
	}

	@Test
	void defaultModelIsTheFirstOfTheScale() {
		final List<ModelCatalog.Entry> models = List.of(entry("a", 2), entry("b", 4), entry("c", 4));
		assertEquals("a", SuperResolveOptions.defaultModel(models, 0));
		assertEquals("a", SuperResolveOptions.defaultModel(models, 2));
		assertEquals("b", SuperResolveOptions.defaultModel(models, 4));
		final String message = assertThrows(InputException.class, () -> SuperResolveOptions.defaultModel(models, 3)).getMessage();
		assertTrue(message.contains("scale 3"), message);
		assertThrows(InputException.class, () -> SuperResolveOptions.defaultModel(List.of(), 0));
	}
}
