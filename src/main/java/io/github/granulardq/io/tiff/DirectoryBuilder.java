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
package io.github.granulardq.io.tiff;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes the header of a BigTIFF file, and a directory, followed by those of its values that do not fit into it. Not thread-safe. */
final class DirectoryBuilder {

	/** Bytes of what a file begins with. */
	static final int HEADER_BYTES = 16;

	private static final int ENTRY_BYTES = 20;
	private static final int ALIGNMENT = 8;
	private static final long MAX_RATIONAL = 0xffffffffL;

	/** One entry. */
	private record Entry(int type, long count, ByteBuffer value) {
	}

	private final SortedMap<Integer, Entry> entries = new TreeMap<>();

	/**
	 * Returns what a file begins with.
	 *
	 * @param firstDirectory where the first directory is; 0 while there is none, so that no reader takes the file for complete
	 */
	static ByteBuffer header(final long firstDirectory) {
		return buffer(HEADER_BYTES).put((byte) 'I').put((byte) 'I').putShort((short) 43).putShort((short) Long.BYTES).putShort((short) 0).putLong(
			firstDirectory).flip();
	}

	private DirectoryBuilder add(final int tag, final int type, final long count, final ByteBuffer value) {
		entries.put(tag, new Entry(type, count, value.flip()));
		return this;
	}

	private static ByteBuffer buffer(final long bytes) {
		return ByteBuffer.allocate(Math.toIntExact(bytes)).order(TileEncoder.ORDER);
	}

	/** Adds numbers below 2^16. */
	DirectoryBuilder shorts(final int tag, final int... values) {
		final ByteBuffer bytes = buffer((long) Short.BYTES * values.length);
		for (final int value : values) {
			bytes.putShort((short) value);
		}
		return add(tag, Tag.SHORT, values.length, bytes);
	}

	/** Adds numbers below 2^32. */
	DirectoryBuilder longs(final int tag, final long... values) {
		final ByteBuffer bytes = buffer((long) Integer.BYTES * values.length);
		for (final long value : values) {
			bytes.putInt((int) value);
		}
		return add(tag, Tag.LONG, values.length, bytes);
	}

	/** Adds numbers. */
	DirectoryBuilder longs8(final int tag, final long... values) {
		final ByteBuffer bytes = buffer((long) Long.BYTES * values.length);
		bytes.asLongBuffer().put(values);
		return add(tag, Tag.LONG8, values.length, bytes.position(bytes.capacity()));
	}

	/** Adds bytes. */
	DirectoryBuilder bytes(final int tag, final byte[] values) {
		return add(tag, Tag.BYTE, values.length, buffer(values.length).put(values));
	}

	/** Adds a text, in UTF-8 with a zero at its end. */
	DirectoryBuilder text(final int tag, final String text) {
		final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return add(tag, Tag.ASCII, bytes.length + 1L, buffer(bytes.length + 1L).put(bytes).put((byte) 0));
	}

	/** Adds a positive number as the closest fraction of numbers below 2^32, by its continued fraction. */
	DirectoryBuilder rational(final int tag, final double value) {
		long numerator = 1;
		long denominator = 0;
		long lastNumerator = 0;
		long lastDenominator = 1;
		double rest = value;
		while (true) {
			final double whole = Math.floor(rest);
			final double nextNumerator = whole * numerator + lastNumerator;
			final double nextDenominator = whole * denominator + lastDenominator;
			if (!(nextNumerator <= MAX_RATIONAL && nextDenominator <= MAX_RATIONAL)) {
				break;
			}
			lastNumerator = numerator;
			lastDenominator = denominator;
			numerator = (long) nextNumerator;
			denominator = (long) nextDenominator;
			if (Math.abs((double) numerator / denominator - value) <= Math.ulp(value)) {
				break;
			}
			rest = 1 / (rest - whole);
		}
		final boolean none = denominator == 0; // larger than any
		return add(tag, Tag.RATIONAL, 1, buffer(Long.BYTES).putInt((int) (none ? MAX_RATIONAL : numerator)).putInt((int) (none ? 1 : denominator)));
	}

	/**
	 * Returns the bytes of the directory and its values.
	 *
	 * @param offset where they will be, a multiple of 8
	 * @param last whether no other directory follows right behind
	 */
	byte[] build(final long offset, final boolean last) {
		final int own = Long.BYTES + entries.size() * ENTRY_BYTES + Long.BYTES;
		long length = aligned(own);
		for (final Entry entry : entries.values()) {
			length += aligned(outside(entry));
		}
		final ByteBuffer out = buffer(length);
		int values = (int) aligned(own);
		out.putLong(entries.size());
		for (final var named : entries.entrySet()) {
			final Entry entry = named.getValue();
			out.putShort(named.getKey().shortValue()).putShort((short) entry.type).putLong(entry.count);
			final int bytes = entry.value.limit();
			if (bytes <= Long.BYTES) {
				out.put(entry.value.duplicate()).position(out.position() + Long.BYTES - bytes);
			}
			else {
				out.putLong(offset + values);
				out.put(values, entry.value, 0, bytes);
				values += (int) aligned(bytes);
			}
		}
		out.putLong(last ? 0 : offset + length);
		return out.array();
	}

	private static long outside(final Entry entry) {
		return entry.value.limit() <= Long.BYTES ? 0 : entry.value.limit();
	}

	/** Returns the next offset at which a directory can begin. */
	static long aligned(final long offset) {
		return (offset + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	}
}
