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

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import ij.io.FileInfo;
import ij.io.TiffDecoder;

/**
 * Finds out whether a TIFF file is complete. ImageJ opens one that was cut off without a word, with pages missing or zeros for
 * pixels; this follows all its offsets first.
 */
final class TiffCheck {

	private static final int ENTRY_BYTES = 12;
	private static final int PRIVATE_TAGS = 32768;

	/** Bytes of a value of each type: byte, ASCII, short, long, rational, their signed likes, float, double. */
	private static final int[] TYPE_BYTES = { 1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8 };

	private TiffCheck() {
	}

	/**
	 * Checks that everything the file refers to lies in it.
	 *
	 * @return the number of planes that the file holds, as ImageJ counts them
	 * @throws IOException if it is damaged, cut off, or of a kind that ImageJ does not read; the message says why
	 */
	static int check(final Path file) throws IOException {
		try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
			followDirectories(in);
			final FileInfo[] infos = decode(file);
			int planes = 0;
			for (final FileInfo info : infos) {
				if (info.width < 1 || info.height < 1) {
					throw new IOException("it holds an image of " + info.width + "x" + info.height + " pixels");
				}
				checkPixels(in, info);
				planes += Math.max(1, info.nImages);
			}
			return planes;
		}
		catch (final EOFException e) {
			throw new IOException("it is cut off or damaged", e);
		}
	}

	/** Walks the chain of image file directories to its end. */
	private static void followDirectories(final RandomAccessFile in) throws IOException {
		final boolean little = in.read() == 'I';
		in.seek(4);
		long offset = readInt(in, little);
		final Set<Long> seen = new HashSet<>();
		while (offset != 0 && seen.add(offset)) {
			requireInside(in, offset, 2);
			in.seek(offset);
			final int entries = readShort(in, little);
			final long next = offset + 2 + (long) entries * ENTRY_BYTES;
			requireInside(in, next, 4);
			for (int i = 0; i < entries; i++) {
				in.seek(offset + 2 + (long) i * ENTRY_BYTES);
				checkEntry(in, little);
			}
			in.seek(next);
			offset = readInt(in, little);
		}
		if (seen.isEmpty()) {
			throw new EOFException();
		}
	}

	/** ImageJ reads as many values as an entry says, even if that takes it minutes. */
	private static void checkEntry(final RandomAccessFile in, final boolean little) throws IOException {
		final int tag = readShort(in, little);
		final int type = readShort(in, little);
		final long count = readInt(in, little);
		final long bytes = count * (type < TYPE_BYTES.length ? TYPE_BYTES[type] : 1);
		if (bytes > in.length()) {
			throw new EOFException();
		}
		if (bytes > Integer.BYTES && tag < PRIVATE_TAGS) { // what is private need not follow the rules
			requireInside(in, readInt(in, little), bytes);
		}
	}

	private static FileInfo[] decode(final Path file) throws IOException {
		final Path absolute = file.toAbsolutePath();
		final FileInfo[] infos;
		try {
			infos = new TiffDecoder(absolute.getParent() + "/", absolute.getFileName().toString()).getTiffInfo();
		}
		catch (final RuntimeException e) { // what offsets that lead nowhere end in
			throw new IOException("it is damaged", e);
		}
		if (infos == null || infos.length == 0) {
			throw new IOException("it holds no image");
		}
		return infos;
	}

	private static void checkPixels(final RandomAccessFile in, final FileInfo info) throws IOException {
		final boolean compressed = info.compression > FileInfo.COMPRESSION_NONE;
		if (!compressed) {
			final long plane = planeBytes(info);
			final long planes = Math.max(1, info.nImages);
			requireInside(in, info.getOffset(), planes * plane + (planes - 1) * info.getGap());
		}
		if (info.stripOffsets == null || info.stripLengths == null) {
			return;
		}
		final int strips = Math.min(info.stripOffsets.length, info.stripLengths.length);
		for (int i = 0; i < strips; i++) {
			final long offset = info.stripOffsets[i] & 0xffffffffL;
			final long length = info.stripLengths[i] & 0xffffffffL;
			requireInside(in, offset, compressed ? length : Math.min(length, planeBytes(info)));
			if (info.compression == FileInfo.ZIP || info.compression == FileInfo.ZIP_WITH_DIFFERENCING) {
				checkDeflated(in, offset, length);
			}
		}
	}

	private static long planeBytes(final FileInfo info) {
		final long width = info.width;
		return switch (info.fileType) {
			case FileInfo.BITMAP -> (width + 7) / 8 * info.height;
			case FileInfo.GRAY12_UNSIGNED -> width * info.height * 3 / 2;
			case FileInfo.GRAY10_UNSIGNED -> width * info.height * 5 / 4;
			default -> width * info.height * info.getBytesPerPixel();
		};
	}

	/** ImageJ fills what cannot be inflated with zeros: so it is tried here. */
	private static void checkDeflated(final RandomAccessFile in, final long offset, final long length) throws IOException {
		if (length > Integer.MAX_VALUE - 8) {
			throw new IOException("a strip of its pixels takes " + length + " bytes, and ImageJ reads at most 2 GB: save it in smaller strips");
		}
		final byte[] data = new byte[(int) length];
		in.seek(offset);
		in.readFully(data);
		final Inflater inflater = new Inflater();
		try {
			inflater.setInput(data);
			final byte[] scratch = new byte[1 << 16];
			while (!inflater.finished()) {
				if (inflater.inflate(scratch) == 0 && !inflater.finished()) {
					throw new EOFException();
				}
			}
		}
		catch (final DataFormatException e) {
			throw new IOException("its compressed pixels are damaged", e);
		}
		finally {
			inflater.end();
		}
	}

	private static void requireInside(final RandomAccessFile in, final long offset, final long length) throws IOException {
		if (offset < 8 || length < 0 || offset + length > in.length()) {
			throw new EOFException();
		}
	}

	private static int readShort(final RandomAccessFile in, final boolean little) throws IOException {
		final int value = in.readUnsignedShort();
		return little ? Short.toUnsignedInt(Short.reverseBytes((short) value)) : value;
	}

	private static long readInt(final RandomAccessFile in, final boolean little) throws IOException {
		final int value = in.readInt();
		return Integer.toUnsignedLong(little ? Integer.reverseBytes(value) : value);
	}
}
