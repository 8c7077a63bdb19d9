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
package io.github.granulardq.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;

/** Encodings from the specification of Protocol Buffers. */
class ProtobufTest {

	private static String hex(final Protobuf message) {
		return HexFormat.of().formatHex(message.toBytes());
	}

	@Test
	void wholeNumbers() {
		assertEquals("089601", hex(new Protobuf().number(1, 150L)));
		assertEquals("1000", hex(new Protobuf().number(2, 0L)));
		assertEquals("08feffffffffffffffff01", hex(new Protobuf().number(1, -2L)));
		assertEquals("a00107", hex(new Protobuf().number(20, 7L)));
		assertEquals("08010802", hex(new Protobuf().numbers(1, 1, 2)));
	}

	@Test
	void floatsAreLittleEndian() {
		assertEquals("150000803f", hex(new Protobuf().number(2, 1f)));
		assertEquals("4a080000803f000000c0", hex(new Protobuf().floats(9, 1, -2)));
	}

	@Test
	void textsAndMessagesHaveLengths() {
		assertEquals("120774657374696e67", hex(new Protobuf().text(2, "testing")));
		assertEquals("1a03089601", hex(new Protobuf().message(3, new Protobuf().number(1, 150L))));
		assertEquals("0a02c3bc", hex(new Protobuf().text(1, "\u00fc")));
	}
}
