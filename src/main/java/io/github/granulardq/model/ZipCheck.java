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
package io.github.granulardq.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.granulardq.InputException;

/**
 * Reads the directory of a zip that somebody else made, and refuses what no model package has: names that point outside, links, files that are there
 * twice or lie within each other, encrypted ones, and such that unpack to much more than they are. Nothing is unpacked. Files are read
 * later, and no more of them than their manifest allows.
 */
final class ZipCheck {

	private static final int MAX_ENTRIES = 1000;

	private static final int MAX_DIRECTORY = 1 << 20;

	/** Of all entries together, as the directory states them: exported packages hold a TensorFlow model beside ours. */
	private static final long MAX_BYTES = 4L * Manifest.MAX_BYTES;

	/** Small files may shrink a lot: larger ones than this may not. */
	private static final long SMALL = 16L << 20;

	private static final int MAX_RATIO = 100;

	private static final int END_SIGNATURE = 0x06054b50;
	private static final int END_LENGTH = 22;
	private static final int MAX_COMMENT = 0xffff;
	private static final int ENTRY_SIGNATURE = 0x02014b50;
	private static final int ENTRY_LENGTH = 46;
	private static final int LOCAL_LENGTH = 30;

	/** Flags of encryption: of the file, strong, and of the directory. */
	private static final int ENCRYPTED = 0x2041;

	private static final int STORED = 0;
	private static final int DEFLATED = 8;

	/** Systems whose attributes hold the mode of a file: Unix and macOS. */
	private static final Set<Integer> WITH_MODE = Set.of(3, 19);
	private static final int TYPE_MASK = 0xf000;
	private static final Set<Integer> PLAIN_TYPES = Set.of(0, 0x8000, 0x4000);

	private final Path path;

	private final Set<String> names = new HashSet<>();

	/** End of each entry by its start. */
	private final Map<Long, Long> places = new TreeMap<>();

	private long bytes;

	private ZipCheck(final Path path) {
		this.path = path;
	}

	/**
	 * Checks a zip.
	 *
	 * @throws InputException if it is not to be trusted
	 * @throws IOException if it is no zip, or a damaged one
	 */
	static void check(final Path path) throws IOException {
		try (SeekableByteChannel file = Files.newByteChannel(path)) {
			new ZipCheck(path).check(file);
		}
	}

	private void check(final SeekableByteChannel file) throws IOException {
		final int tail = (int) Math.min(file.size(), END_LENGTH + MAX_COMMENT);
		final ByteBuffer end = read(file, file.size() - tail, tail);
		int at = tail - END_LENGTH;
		while (at >= 0 && !(end.getInt(at) == END_SIGNATURE && at + END_LENGTH + u16(end, at + 20) == tail)) {
			at--;
		}
		if (at < 0) {
			throw new IOException("it has no directory of a zip at its end");
		}
		requireNoOtherEnd(end, at, tail);
		final int entries = u16(end, at + 10);
		final long length = u32(end, at + 12);
		final long start = u32(end, at + 16);
		if (entries > MAX_ENTRIES || length > MAX_DIRECTORY) {
			throw new InputException("The model package " + path + " has " + entries + " entries, more than any model has.");
		}
		if (start + length != file.size() - tail + at) {
			throw new IOException("the directory of the zip does not lie where it should");
		}
		final ByteBuffer directory = read(file, start, (int) length);
		for (int i = 0; i < entries; i++) {
			entry(directory);
		}
		if (directory.hasRemaining()) {
			throw new IOException("the directory of the zip has more entries than it says");
		}
		requireNoOverlap(start);
		requireManifestAtRoot();
	}

	/** Programs differ in which of two they take for the end of the directory: one could read other entries than are checked here. */
	private void requireNoOtherEnd(final ByteBuffer tail, final int end, final int length) {
		for (int at = 0; at <= length - Integer.BYTES; at++) {
			if (tail.getInt(at) == END_SIGNATURE && (at > end || at < end && at + END_LENGTH + u16(tail, at + 20) == length)) {
				throw new InputException("The model package " + path + " has a second directory in its comment, as no zip of a model has.");
			}
		}
	}

	private static ByteBuffer read(final SeekableByteChannel file, final long position, final int length) throws IOException {
		final ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
		file.position(position);
		while (buffer.hasRemaining()) {
			if (file.read(buffer) < 0) {
				throw new IOException("the zip is cut off");
			}
		}
		return buffer.flip();
	}

	private static int u16(final ByteBuffer buffer, final int position) {
		return Short.toUnsignedInt(buffer.getShort(position));
	}

	private static long u32(final ByteBuffer buffer, final int position) {
		return Integer.toUnsignedLong(buffer.getInt(position));
	}

	private void entry(final ByteBuffer directory) throws IOException {
		final int at = directory.position();
		if (directory.remaining() < ENTRY_LENGTH || directory.getInt(at) != ENTRY_SIGNATURE) {
			throw new IOException("the directory of the zip is damaged");
		}
		final int nameLength = u16(directory, at + 28);
		final int length = ENTRY_LENGTH + nameLength + u16(directory, at + 30) + u16(directory, at + 32);
		if (directory.remaining() < length) {
			throw new IOException("the directory of the zip is damaged");
		}
		final byte[] raw = new byte[nameLength];
		directory.get(at + ENTRY_LENGTH, raw);
		directory.position(at + length);
		final String name = new String(raw, StandardCharsets.UTF_8).replace('\\', '/');
		checkName(name);
		if ((u16(directory, at + 8) & ENCRYPTED) != 0) {
			throw refused(name, "which is encrypted: pack it again without a password");
		}
		if (WITH_MODE.contains(u16(directory, at + 4) >> 8) && !PLAIN_TYPES.contains(u16(directory, at + 40) & TYPE_MASK)) {
			throw refused(name, "which is a link or a device and no file");
		}
		final int method = u16(directory, at + 10);
		if (method != STORED && method != DEFLATED) {
			throw refused(name, "which is packed by another method than deflate");
		}
		checkSizes(name, u32(directory, at + 20), u32(directory, at + 24), u32(directory, at + 42));
	}

	private void checkName(final String name) {
		if (name.startsWith("/") || name.contains(":") || ("/" + name + "/").contains("/../")) {
			throw refused(name, "which points outside the package");
		}
		if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
			throw refused(name.replaceAll("\\p{Cntrl}", "?"), "which is no name of a file");
		}
		// Some systems take both for the same file.
		if (!names.add(name.toLowerCase(Locale.ROOT))) {
			throw refused(name, "which is there twice");
		}
	}

	private void checkSizes(final String name, final long packed, final long unpacked, final long offset) {
		bytes += unpacked;
		if (bytes > MAX_BYTES) {
			throw new InputException("The model package " + path + " is too large: with '" + name + "' it unpacks to more than " + (MAX_BYTES >> 20) + " MB.");
		}
		if (unpacked > SMALL && unpacked / MAX_RATIO > packed) {
			throw refused(name, "which is more than " + MAX_RATIO + " times longer unpacked, as no file of a model is");
		}
		if (places.put(offset, offset + LOCAL_LENGTH + packed) != null) {
			throw refused(name, "which lies within another one");
		}
	}

	/** Entries that share their bytes unpack to much more than the zip's length lets expect. */
	private void requireNoOverlap(final long directory) {
		long free = 0;
		for (final Map.Entry<Long, Long> place : places.entrySet()) {
			if (place.getKey() < free || place.getValue() > directory) {
				throw new InputException("The model package " + path + " has entries that lie within each other, as no zip of a model has.");
			}
			free = place.getValue();
		}
	}

	private void requireManifestAtRoot() {
		if (names.contains(Manifest.FILE_NAME)) {
			return;
		}
		for (final String name : names) {
			if (name.endsWith("/" + Manifest.FILE_NAME)) {
				throw new InputException("The model package " + path + " has its files in the folder '" + name.substring(0, name.lastIndexOf('/')) +
					"': pack the files themselves, without the folder.");
			}
		}
	}

	private InputException refused(final String name, final String why) {
		return new InputException("The model package " + path + " has the entry '" + name + "', " + why + ".");
	}
}
