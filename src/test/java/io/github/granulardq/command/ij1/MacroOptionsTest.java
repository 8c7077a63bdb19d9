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
import java.util.Optional;

import io.github.granulardq.InputException;
import io.github.granulardq.command.OptionValues;
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
	void macroWithoutOptionsTakesDefaultsWhereNobodyCanBeAsked() {
		assertEquals(Optional.of(Map.of()), MacroOptions.ofMacro(null, true, List.of("bits")));
		assertEquals(Optional.empty(), MacroOptions.ofMacro(null, false, List.of("bits")));
		assertEquals(Optional.of(Map.of("bits", "8")), MacroOptions.ofMacro("bits=8", false, List.of("bits")));
	}

	@Test
	void flagsWithAndWithoutAValue() {
		assertTrue(OptionValues.flag(parse("bit_map"), "bit_map"));
		assertTrue(OptionValues.flag(parse("bit_map=true"), "bit_map"));
		assertFalse(OptionValues.flag(parse("bit_map=false"), "bit_map"));
		assertFalse(OptionValues.flag(parse(""), "bit_map"));
		assertThrows(InputException.class, () -> OptionValues.flag(parse("bit_map=perhaps"), "bit_map"));
		assertTrue(OptionValues.flag(parse("bit_map=Yes"), "bit_map"));
		assertFalse(OptionValues.flag(parse("bit_map=0"), "bit_map"));
	}

	/** As ImageJ's recorder writes them: in brackets if there is a blank. */
	@ParameterizedTest
	@ValueSource(strings = { "a[1].tif", "[1].tif", "[ab]*.tif", "a [1] b.tif", "closing ].tif", "closing ] b.tif", "open [ ended.tif", "it's.tif",
		"'tis.tif", "'quoted'.tif", "'q u'.tif", "x=1,y=2.tif", "a, b = c.tif", "&and.tif", "a & b.tif", "zell\u00e4hnlich \u00fc.tif", "[a] b].tif", "a\\b.tif" })
	void namesAsTheRecorderWritesThem(final String name) {
		final String recorded = name.contains(" ") ? "[" + name + "]" : name;
		final Map<String, String> wanted = Map.of("model", "m 1", "output_file", name, "output", "same", "bit_map", "true");
		assertEquals(wanted, parse("model=[m 1] output_file=" + recorded + " output=same bit_map "), recorded);
		assertEquals(wanted, parse("bit_map model=[m 1] output=same output_file=" + recorded + " "), recorded);
		assertEquals(wanted, parse("output_file=" + recorded + " bit_map model=[m 1] output=same"), recorded);
	}

	/** Where a closing bracket and a blank are followed by what could be an option, nobody can tell. */
	@Test
	void nameThatCannotBeToldFromOptions() {
		final String message = assertThrows(InputException.class, () -> parse("output_file=[two ] more .tif]")).getMessage();
		assertTrue(message.contains("\"more\""), message);
	}

	@Test
	void escapedQuotes() {
		assertEquals(Map.of("output_file", "say \"hi\".tif"), parse("output_file=[say \\\"hi\\\".tif]"));
	}

	/** A mistake is not taken for a part of a name. */
	@Test
	void unknownKeyAfterBrackets() {
		assertThrows(InputException.class, () -> parse("model=[a b] ouput=[c d]"));
		assertThrows(InputException.class, () -> parse("model=[a b ouput=[c d]"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "modle=a", "model=a model=b", "model=[a", "model='", "=a", "model=&nothing" })
	void mistakes(final String text) {
		assertThrows(InputException.class, () -> parse(text));
	}

	@Test
	void unknownKeyNamesTheKnown() {
		final String message = assertThrows(InputException.class, () -> parse("bit-map")).getMessage();
		assertTrue(message.contains("\"bit-map\"") && message.contains("bit_map"), message);
	}
}
