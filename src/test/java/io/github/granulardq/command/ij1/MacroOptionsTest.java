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
package io.github.granulardq.command.ij1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import io.github.granulardq.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacroOptionsTest {

	private static Map<String, String> parse(final String text) {
		return MacroOptions.parse(text, List.of("model", "output", "output_file", "bit_map"));
	}

	@Test
	void valuesFlagsAndBrackets() {
		assertEquals(Map.of("model", "a-x2", "output_file", "/a b/[c].tif", "bit_map", "true"),
			parse("model=a-x2 output_file=[/a b/[c].tif]  bit_map "));
		assertEquals(Map.of("model", "", "output", "32-bit"), parse("model=[] output='32-bit'"));
		assertEquals(Map.of(), parse(" "));
	}

	@Test
	void keysAreNotCaseSensitiveValuesAre() {
		assertEquals(Map.of("model", "Abc"), parse("Model=Abc"));
	}

	@Test
	void flagsAsImageJAndAsFijiRecordThem() {
		assertTrue(MacroOptions.flag(parse("bit_map"), "bit_map"));
		assertTrue(MacroOptions.flag(parse("bit_map=true"), "bit_map"));
		assertFalse(MacroOptions.flag(parse("bit_map=false"), "bit_map"));
		assertFalse(MacroOptions.flag(parse(""), "bit_map"));
		assertThrows(InputException.class, () -> MacroOptions.flag(parse("bit_map=perhaps"), "bit_map"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "modle=a", "model=a model=b", "model=[a", "model='a", "=a", "model=&nothing" })
	void mistakes(final String text) {
		assertThrows(InputException.class, () -> parse(text));
	}

	@Test
	void unknownKeyNamesTheKnown() {
		final String message = assertThrows(InputException.class, () -> parse("bit-map")).getMessage();
		assertTrue(message.contains("\"bit-map\"") && message.contains("bit_map"), message);
	}
}
