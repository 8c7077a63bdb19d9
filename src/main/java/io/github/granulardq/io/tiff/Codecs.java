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
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Undoes the compression of tiles and strips. Stateless, safe for threads. */
final class Codecs {

	private static final int LZW_CLEAR = 256;
	private static final int LZW_END = 257;
	private static final int LZW_CODES = 4096;

	private Codecs() {
	}

	/** Whether this class can undo a compression, as numbered by TIFF. */
	static boolean knows(final int compression) {
		return switch (compression) {
			case Tag.COMPRESSION_NONE, Tag.COMPRESSION_LZW, Tag.COMPRESSION_DEFLATE, Tag.COMPRESSION_OLD_DEFLATE, Tag.COMPRESSION_PACK_BITS -> true;
			default -> false;
		};
	}

	/**
	 * Decompresses the beginning of some data.
	 *
	 * @param bytes how many are wanted; if there are more they are left
	 * @throws IOException if there are fewer, or the data are damaged
	 */
	static byte[] decode(final int compression, final byte[] data, final int bytes) throws IOException {
		if (compression == Tag.COMPRESSION_NONE && data.length == bytes) {
			return data;
		}
		final byte[] out = new byte[bytes];
		final int decoded = switch (compression) {
			case Tag.COMPRESSION_NONE -> copy(data, out);
			case Tag.COMPRESSION_LZW -> lzw(data, out);
			case Tag.COMPRESSION_DEFLATE, Tag.COMPRESSION_OLD_DEFLATE -> inflate(data, out);
			case Tag.COMPRESSION_PACK_BITS -> packBits(data, out);
			default -> throw new IllegalArgumentException("compression " + compression);
		};
		if (decoded < bytes) {
			throw new EOFException("its data end after " + decoded + " of " + bytes + " bytes");
		}
		return out;
	}

	private static int copy(final byte[] data, final byte[] out) {
		final int length = Math.min(data.length, out.length);
		System.arraycopy(data, 0, out, 0, length);
		return length;
	}

	private static int inflate(final byte[] data, final byte[] out) throws IOException {
		final Inflater inflater = new Inflater();
		try {
			inflater.setInput(data);
			int length = 0;
			while (length < out.length) {
				final int more = inflater.inflate(out, length, out.length - length);
				if (more == 0) { // finished, needs more input, or a dictionary
					break;
				}
				length += more;
			}
			inflater.inflate(new byte[1]); // the end, where the checksum is compared
			return length;
		}
		catch (final DataFormatException e) {
			throw new IOException("its compressed data are damaged", e);
		}
		finally {
			inflater.end();
		}
	}

	/** Every code stands for bytes that were put out before, so that a table of where they are suffices. */
	private static int lzw(final byte[] data, final byte[] out) throws IOException {
		if (data.length > 1 && data[0] == 0 && (data[1] & 1) != 0) {
			throw new IOException("its LZW compression is of an outdated kind");
		}
		final int[] starts = new int[LZW_CODES];
		final int[] lengths = new int[LZW_CODES];
		int next = LZW_END + 1;
		int width = 9;
		int last = -1; // where the string of the last code was put
		int lastLength = 0;
		int length = 0;
		long bits = 0;
		int available = 0;
		int position = 0;
		while (length < out.length) {
			while (available < width) {
				if (position == data.length) {
					return length;
				}
				bits = bits << Byte.SIZE | data[position++] & 0xff;
				available += Byte.SIZE;
			}
			available -= width;
			final int code = (int) (bits >>> available) & (1 << width) - 1;
			if (code == LZW_END) {
				break;
			}
			if (code == LZW_CLEAR) {
				next = LZW_END + 1;
				width = 9;
				last = -1;
				continue;
			}
			if (code > next || code == next && last < 0 || code > LZW_END && last < 0) {
				throw new IOException("its compressed data are damaged");
			}
			if (last >= 0 && next < LZW_CODES) { // the last string and one more byte, which is put now
				starts[next] = last;
				lengths[next] = lastLength + 1;
				next++;
				if (next + 1 >= 1 << width && width < 12) { // one code early, as TIFF has it
					width++;
				}
			}
			final int start = length;
			if (code < LZW_CLEAR) {
				out[length++] = (byte) code;
			}
			else {
				final int end = Math.min(out.length, length + lengths[code]);
				for (int from = starts[code]; length < end; from++) { // may overlap
					out[length++] = out[from];
				}
			}
			last = start;
			lastLength = length - start;
		}
		return length;
	}

	private static int packBits(final byte[] data, final byte[] out) {
		int length = 0;
		int position = 0;
		while (length < out.length && position < data.length) {
			final int n = data[position++];
			if (n >= 0) {
				final int count = Math.min(n + 1, Math.min(out.length - length, data.length - position));
				System.arraycopy(data, position, out, length, count);
				position += count;
				length += count;
			}
			else if (n != -128 && position < data.length) {
				final byte value = data[position++];
				for (int i = 0; i <= -n && length < out.length; i++) {
					out[length++] = value;
				}
			}
		}
		return length;
	}
}
