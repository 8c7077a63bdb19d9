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

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A directory of a TIFF file: numbers and texts by their tags. Values are read when they are asked for. */
final class Directory {

	/** Bytes of a value of each type: byte, ASCII, short, long, rational, their signed likes, float, double, IFD, -, -, long8, slong8, ifd8. */
	private static final int[] TYPE_BYTES = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8 };

	/**
	 * One entry.
	 *
	 * @param value the value itself if it is small enough, else where it is
	 */
	private record Entry(int type, long count, ByteBuffer value) {
	}

	private final TiffFile file;
	private final Map<Integer, Entry> entries = new HashMap<>();
	private final long next;

	private Directory(final TiffFile file, final ByteBuffer content, final long next) {
		this.file = file;
		this.next = next;
		final int small = file.isBig() ? Long.BYTES : Integer.BYTES;
		while (content.hasRemaining()) {
			final int tag = Short.toUnsignedInt(content.getShort());
			final int type = Short.toUnsignedInt(content.getShort());
			final long count = file.isBig() ? content.getLong() : Integer.toUnsignedLong(content.getInt());
			final ByteBuffer value = content.slice(content.position(), small).order(content.order());
			content.position(content.position() + small);
			entries.putIfAbsent(tag, new Entry(type, count, value));
		}
	}

	/** Reads the directory that begins at an offset. */
	static Directory read(final TiffFile file, final long offset) throws IOException {
		final boolean big = file.isBig();
		final int countBytes = big ? Long.BYTES : Short.BYTES;
		final int entryBytes = big ? 20 : 12;
		final ByteBuffer start = file.read(offset, countBytes);
		final long count = big ? start.getLong() : Short.toUnsignedInt(start.getShort());
		if (count < 1 || count > 0xffff) {
			throw new EOFException("it is damaged: a directory of " + Long.toUnsignedString(count) + " entries");
		}
		final ByteBuffer content = file.read(offset + countBytes, count * entryBytes);
		final ByteBuffer end = file.read(offset + countBytes + count * entryBytes, big ? Long.BYTES : Integer.BYTES);
		return new Directory(file, content, big ? end.getLong() : Integer.toUnsignedLong(end.getInt()));
	}

	/** Offset of the next directory; 0 if there is none. */
	long next() {
		return next;
	}

	boolean has(final int tag) {
		return entries.containsKey(tag);
	}

	/** How many values there are; 0 if the tag is missing. */
	long count(final int tag) {
		final Entry entry = entries.get(tag);
		return entry == null ? 0 : entry.count;
	}

	/** Returns the first number of a tag, or another if the tag is missing. */
	long number(final int tag, final long otherwise) throws IOException {
		final Entry entry = entries.get(tag);
		return entry == null || entry.count < 1 ? otherwise : number(value(entry), entry.type);
	}

	/** Returns all numbers of a tag; none if it is missing. */
	long[] numbers(final int tag) throws IOException {
		final Entry entry = entries.get(tag);
		if (entry == null) {
			return new long[0];
		}
		final ByteBuffer value = value(entry);
		final long[] numbers = new long[(int) entry.count];
		for (int i = 0; i < numbers.length; i++) {
			numbers[i] = number(value, entry.type);
		}
		return numbers;
	}

	/** Returns a rational number; NaN if the tag is missing or its divisor is 0. */
	double rational(final int tag) throws IOException {
		final Entry entry = entries.get(tag);
		if (entry == null || entry.type != Tag.RATIONAL || entry.count < 1) {
			return Double.NaN;
		}
		final ByteBuffer value = value(entry);
		final double numerator = Integer.toUnsignedLong(value.getInt());
		final double denominator = Integer.toUnsignedLong(value.getInt());
		return denominator == 0 ? Double.NaN : numerator / denominator;
	}

	/** Returns a text, as UTF-8 if it is that, without the zero at its end; empty if the tag is missing. */
	String text(final int tag) throws IOException {
		final byte[] bytes = bytes(tag);
		int length = 0;
		while (length < bytes.length && bytes[length] != 0) {
			length++;
		}
		final String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
		return text.indexOf('\ufffd') < 0 ? text : new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
	}

	/** Returns the bytes of a value as they are in the file; none if the tag is missing. */
	byte[] bytes(final int tag) throws IOException {
		final Entry entry = entries.get(tag);
		if (entry == null) {
			return new byte[0];
		}
		final ByteBuffer value = value(entry);
		final byte[] bytes = new byte[value.remaining()];
		value.get(bytes);
		return bytes;
	}

	private ByteBuffer value(final Entry entry) throws IOException {
		final int size = entry.type < TYPE_BYTES.length ? TYPE_BYTES[entry.type] : 0;
		if (size == 0 || entry.count < 0 || entry.count > file.length() / size) {
			throw new EOFException("it is damaged: an entry of " + Long.toUnsignedString(entry.count) + " values");
		}
		final long bytes = entry.count * size;
		if (bytes <= entry.value.capacity()) {
			return entry.value.slice(0, (int) bytes).order(entry.value.order());
		}
		return file.read(file.isBig() ? entry.value.getLong(0) : Integer.toUnsignedLong(entry.value.getInt(0)), bytes);
	}

	private static long number(final ByteBuffer value, final int type) throws IOException {
		return switch (type) {
			case 1, 7 -> Byte.toUnsignedLong(value.get());
			case 3 -> Short.toUnsignedLong(value.getShort());
			case 4, 13 -> Integer.toUnsignedLong(value.getInt());
			case 6 -> value.get();
			case 8 -> value.getShort();
			case 9 -> value.getInt();
			case 16, 17, 18 -> value.getLong();
			default -> throw new IOException("it is damaged: an entry is of type " + type + ", which is no whole number");
		};
	}
}
