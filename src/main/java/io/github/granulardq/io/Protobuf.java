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

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A message in the encoding of Protocol Buffers, field by field:
 *
 * <pre>
 * byte[] bytes = new Protobuf().number(1, 8).message(7, new Protobuf().text(2, "graph")).toBytes();
 * </pre>
 *
 * Not thread-safe.
 */
public final class Protobuf {

	/** Kinds of fields. */
	private static final int VARINT = 0;
	private static final int LENGTH_DELIMITED = 2;
	private static final int FIXED_32 = 5;

	private static final int KIND_BITS = 3;
	private static final int GROUP_BITS = 7;
	private static final int GROUP = (1 << GROUP_BITS) - 1;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	/** An empty message. */
	public Protobuf() {
	}

	/** Adds a whole number, of any integer type without zigzag. */
	public Protobuf number(final int field, final long value) {
		key(field, VARINT);
		varint(value);
		return this;
	}

	/** Adds a 32-bit floating-point number. */
	public Protobuf number(final int field, final float value) {
		key(field, FIXED_32);
		out.writeBytes(littleEndian(value));
		return this;
	}

	/** Adds numbers one by one, as fields of the same number. */
	public Protobuf numbers(final int field, final long... values) {
		for (final long value : values) {
			number(field, value);
		}
		return this;
	}

	/** Adds a text. */
	public Protobuf text(final int field, final String text) {
		return bytes(field, text.getBytes(StandardCharsets.UTF_8));
	}

	/** Adds a message within this one. */
	public Protobuf message(final int field, final Protobuf message) {
		return bytes(field, message.toBytes());
	}

	/** Adds the bytes of 32-bit floating-point numbers, lowest byte first. */
	public Protobuf floats(final int field, final float... values) {
		return bytes(field, littleEndian(values));
	}

	/** Adds bytes. */
	public Protobuf bytes(final int field, final byte[] bytes) {
		key(field, LENGTH_DELIMITED);
		varint(bytes.length);
		out.writeBytes(bytes);
		return this;
	}

	/** Returns the encoded message. */
	public byte[] toBytes() {
		return out.toByteArray();
	}

	private static byte[] littleEndian(final float... values) {
		final ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
		buffer.asFloatBuffer().put(values);
		return buffer.array();
	}

	private void key(final int field, final int kind) {
		varint((long) field << KIND_BITS | kind);
	}

	/** Seven bits in a byte, lowest first; the eighth says whether there are more. */
	private void varint(final long value) {
		long rest = value;
		while ((rest & ~GROUP) != 0) {
			out.write((int) (rest & GROUP | GROUP + 1));
			rest >>>= GROUP_BITS;
		}
		out.write((int) rest);
	}
}
