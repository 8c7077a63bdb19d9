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
package io.github.granulardq.superres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import io.github.granulardq.InputException;

class OptionsTest {

	@Test
	void keysAreReadBack() {
		for (final Bits bits : Bits.values()) {
			assertEquals(bits, Bits.parse(bits.toString()));
		}
		assertEquals(Bits.DYNAMIC, Bits.parse(" Dynamic "));
		assertEquals(Bits.FIVE, Bits.parse("5"));
		assertEquals(GridKind.PAPER, GridKind.parse("paper"));
		assertEquals(EngineChoice.TENSORFLOW, EngineChoice.parse("tensorflow"));
		assertEquals(OutputType.FLOAT, OutputType.parse("32-bit"));
	}

	@Test
	void unknownKeysAreRefusedWithTheChoices() {
		final String message = assertThrows(InputException.class, () -> Bits.parse("7")).getMessage();
		assertEquals("There is no bits choice \"7\": choose one of dynamic, 4, 5, 6, 8, 32.", message);
		assertThrows(InputException.class, () -> GridKind.parse("hexagonal"));
		assertThrows(InputException.class, () -> OutputType.parse(null));
		assertTrue(assertThrows(InputException.class, () -> EngineChoice.parse("gpu")).getMessage().contains("auto, integer, tensorflow"));
	}

	@Test
	void onlyDynamicHasNoFixedBits() {
		assertEquals(OptionalInt.empty(), Bits.DYNAMIC.fixed());
		assertEquals(OptionalInt.of(4), Bits.FOUR.fixed());
		assertEquals(OptionalInt.of(32), Bits.FLOAT.fixed());
	}

	@Test
	void numbersBelowOneAreRefused() {
		assertThrows(InputException.class, () -> SuperResolver.builder().optWorkers(0));
		assertThrows(InputException.class, () -> SuperResolver.builder().optMemory(0));
	}

	@Test
	void rangesThatAreNoneAreRefused() {
		refused("1.0 to 1.0", () -> SuperResolver.builder().optRange(1, 1));
		refused("NaN", () -> SuperResolver.builder().optRange(Double.NaN, 1));
		refused("Infinity", () -> SuperResolver.builder().optRange(0, Double.POSITIVE_INFINITY));
		refused("2.0 to 1.0", () -> SuperResolver.builder().optRanges(List.of(new Report.Range(0, 1, "exact"), new Report.Range(2, 1, "exact"))));
		SuperResolver.builder().optRanges(List.of(new Report.Range(3, 3, "exact")));
	}

	private static void refused(final String why, final Executable executable) {
		final String message = assertThrows(InputException.class, executable).getMessage();
		assertTrue(message.contains(why), message);
	}
}
