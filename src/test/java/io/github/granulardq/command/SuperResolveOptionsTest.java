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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import io.github.granulardq.InputException;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.Report;
import org.junit.jupiter.api.Test;

class SuperResolveOptionsTest {

	private static final ModelCatalog.Entry COLOUR = entry("rgb", 2, 3);
	private static final List<ModelCatalog.Entry> MODELS = List.of(COLOUR, entry("a", 2, 1), entry("b", 4, 1), entry("c", 4, 1));

	private static ModelCatalog.Entry entry(final String id, final int scale, final int channels) {
		return new ModelCatalog.Entry(id, id, "", "", scale, channels);
	}

	@Test
	void bitsMayBeRivalsWithAMean() {
		assertEquals(Bits.random(4.4), SuperResolveOptions.of(Map.of("model", "m", "bits", "random:4.4")).bits());
		assertEquals(Bits.PAPER, SuperResolveOptions.of(Map.of("model", "m", "bits", "paper")).bits());
		assertThrows(InputException.class, () -> SuperResolveOptions.of(Map.of("model", "m", "bits", "random:3")));
	}

	@Test
	void defaultModelIsTheFirstOfTheScaleThatFits() {
		assertEquals("a", ModelChoice.first(MODELS, 0, false));
		assertEquals("a", ModelChoice.first(MODELS, 2, false));
		assertEquals("b", ModelChoice.first(MODELS, 4, false));
		assertEquals("rgb", ModelChoice.first(MODELS, 0, true));
		assertEquals("b", ModelChoice.first(MODELS, 4, true)); // channel by channel
		final String message = assertThrows(InputException.class, () -> ModelChoice.first(MODELS, 3, false)).getMessage();
		assertTrue(message.contains("scale 3"), message);
		assertThrows(InputException.class, () -> ModelChoice.first(List.of(COLOUR), 0, false));
		assertThrows(InputException.class, () -> ModelChoice.first(List.of(), 0, true));
	}

	@Test
	void modelsThatWereMadeForTheImageComeFirst() {
		assertEquals(List.of("a", "b", "c", "rgb"), ModelChoice.ordered(MODELS, false).stream().map(ModelCatalog.Entry::id).toList());
		assertEquals(List.of("rgb", "a", "b", "c"), ModelChoice.ordered(MODELS, true).stream().map(ModelCatalog.Entry::id).toList());
		assertFalse(ModelChoice.fits(COLOUR, false));
	}

	@Test
	void advancedTextsAreRead() {
		assertEquals(List.of(), AdvancedOptions.parseRanges("auto"));
		assertEquals(List.of(Report.Range.given(100, 4095), Report.Range.given(-1.5, 2e3)), AdvancedOptions.parseRanges("100:4095,-1.5:2e3"));
		assertNull(AdvancedOptions.parseSkipEmpty("Auto"));
		assertEquals(true, AdvancedOptions.parseSkipEmpty("true"));
		assertEquals(false, AdvancedOptions.parseSkipEmpty("no"));
		assertEquals(3, AdvancedOptions.parseWorkers("3.0"));
		for (final String wrong : List.of("4095:100", "5", "1:2:3", "a:b", "1:2,")) {
			assertThrows(InputException.class, () -> AdvancedOptions.parseRanges(wrong), wrong);
		}
		assertThrows(InputException.class, () -> AdvancedOptions.parseSkipEmpty("maybe"));
		for (final String wrong : List.of("0", "-2", "1.5", "many")) {
			assertThrows(InputException.class, () -> AdvancedOptions.parseWorkers(wrong), wrong);
		}
	}

	@Test
	void planesAreNumbersAndRanges() {
		assertArrayEquals(new int[] { 1, 2, 3, 5 }, PlaneChoice.parse("slices", "5, 1-3,2", 5));
		assertArrayEquals(new int[] { 1, 2 }, PlaneChoice.parse("slices", "all", 2));
		assertTrue(assertThrows(InputException.class, () -> PlaneChoice.parse("slices", " ", 5)).getMessage().startsWith("No slices are chosen"));
		for (final String wrong : List.of("0", "6", "3-2", "1-", "a", "1,,2", "-1")) {
			final String message = assertThrows(InputException.class, () -> PlaneChoice.parse("slices", wrong, 5), wrong).getMessage();
			assertTrue(message.contains("slices") && message.contains(wrong), message);
		}
	}
}
