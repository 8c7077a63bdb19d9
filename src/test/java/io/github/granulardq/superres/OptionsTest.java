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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.OptionalDouble;
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
		assertEquals("There is no bits choice \"7\": choose one of dynamic, 4, 5, 6, 8, 32, or for comparison paper, edge or random " +
			"(with a mean of bits: edge:4.4, random:4.4).", message);
		assertThrows(InputException.class, () -> GridKind.parse("hexagonal"));
		assertThrows(InputException.class, () -> OutputType.parse(null));
		assertTrue(assertThrows(InputException.class, () -> EngineChoice.parse("gpu")).getMessage().contains("auto, integer, tensorflow"));
	}

	@Test
	void rivalsAreReadBackAndMayNameTheirMean() {
		for (final Bits bits : Bits.rivals()) {
			assertSame(bits, Bits.parse(bits.toString()));
			assertEquals(OptionalInt.empty(), bits.fixed());
			assertEquals(OptionalDouble.empty(), bits.fab());
		}
		assertEquals(Bits.edge(4.4), Bits.parse(" Edge:4.40"));
		assertEquals("random:4.25", Bits.parse("random:4.25").toString());
		assertEquals("random:5", Bits.random(5).toString());
		assertEquals(OptionalDouble.of(5), Bits.random(5).fab());
		assertNotEquals(Bits.edge(4.4), Bits.random(4.4));
		assertNotEquals(Bits.EDGE, Bits.edge(4.4));
	}

	@Test
	void impossibleMeansAreRefused() {
		assertEquals("The mean of bits is 9.0: give a number from 4 to 8.", assertThrows(InputException.class, () -> Bits.parse("edge:9")).getMessage());
		assertEquals("\"many\" is no mean of bits: give a number from 4 to 8.", assertThrows(InputException.class, () -> Bits.parse("random:many"))
			.getMessage());
		assertThrows(InputException.class, () -> Bits.parse("dynamic:4.4"));
		assertThrows(InputException.class, () -> Bits.random(Double.NaN));
	}

	@Test
	void bitsSurviveSerialization() throws IOException, ClassNotFoundException {
		for (final Bits bits : List.of(Bits.DYNAMIC, Bits.FLOAT, Bits.EDGE)) {
			assertSame(bits, copy(bits));
		}
		assertEquals(Bits.edge(4.4), copy(Bits.edge(4.4)));
	}

	private static Object copy(final Object original) throws IOException, ClassNotFoundException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(original);
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			return in.readObject();
		}
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
