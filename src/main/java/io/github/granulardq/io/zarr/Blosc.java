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
package io.github.granulardq.io.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads what the C library Blosc 1 compressed: a header of 16 bytes, where each block starts, and the blocks, each cut into as many streams as an
 * element has bytes, or not. The format is that of {@code README_CHUNK_FORMAT.rst} and {@code blosc_d} in c-blosc. Stateless.
 */
final class Blosc {

	private static final int HEADER = 16;

	private static final int BYTE_SHUFFLE = 1;
	private static final int STORED = 2;
	private static final int BIT_SHUFFLE = 4;
	private static final int NOT_SPLIT = 16;

	/** Blocks are cut into streams only if elements have at most so many bytes. */
	private static final int MAX_SPLITS = 16;

	/** Blocks are cut into streams only if a stream has at least so many bytes. */
	private static final int MIN_STREAM = 128;

	private final byte[] bytes;
	private final ByteBuffer ints;
	private final int flags;
	private final int elementBytes;
	private final int length;
	private final int blockLength;

	private Blosc(final byte[] bytes, final int limit) throws IOException {
		require(bytes.length >= HEADER);
		this.bytes = bytes;
		ints = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		flags = bytes[2] & 0xff;
		elementBytes = Math.max(1, bytes[3] & 0xff);
		length = ints.getInt(4);
		blockLength = ints.getInt(8);
		require(length >= 0 && length <= limit && (length == 0 || blockLength > 0) && ints.getInt(12) <= bytes.length);
	}

	/** As {@link Codec#decode}. */
	static byte[] decode(final byte[] bytes, final int limit) throws IOException {
		return new Blosc(bytes, limit).decode();
	}

	private byte[] decode() throws IOException {
		if ((flags & STORED) != 0) {
			require(bytes.length >= HEADER + (long) length);
			return Arrays.copyOfRange(bytes, HEADER, HEADER + length);
		}
		final byte[] decoded = new byte[length];
		final int blocks = length == 0 ? 0 : (length - 1) / blockLength + 1;
		require(bytes.length >= HEADER + 4L * blocks);
		for (int i = 0; i < blocks; i++) {
			final int from = i * blockLength;
			final int size = Math.min(blockLength, length - from);
			final byte[] block = block(ints.getInt(HEADER + 4 * i), size);
			System.arraycopy(block, 0, decoded, from, size);
		}
		return decoded;
	}

	private byte[] block(final int start, final int size) throws IOException {
		final boolean split = (flags & NOT_SPLIT) == 0 && elementBytes <= MAX_SPLITS && blockLength / elementBytes >= MIN_STREAM &&
			size == blockLength;
		final int streams = split ? elementBytes : 1;
		final int streamLength = size / streams;
		final byte[] block = new byte[size];
		int at = start;
		for (int i = 0; i < streams; i++) {
			require(at >= HEADER && at <= bytes.length - 4);
			final int compressed = ints.getInt(at);
			at += 4;
			require(compressed >= 0 && compressed <= bytes.length - at);
			final byte[] stream = Arrays.copyOfRange(bytes, at, at + compressed);
			final byte[] decoded = compressed == streamLength ? stream : decompress(stream, streamLength);
			require(decoded.length == streamLength);
			System.arraycopy(decoded, 0, block, i * streamLength, streamLength);
			at += compressed;
		}
		if ((flags & BYTE_SHUFFLE) != 0 && elementBytes > 1) {
			return Shuffle.unshuffle(block, elementBytes);
		}
		if ((flags & BIT_SHUFFLE) != 0 && size >= elementBytes) {
			return Shuffle.unshuffleBits(block, elementBytes);
		}
		return block;
	}

	private byte[] decompress(final byte[] stream, final int streamLength) throws IOException {
		return switch (flags >> 5) {
			case 0 -> BloscLz.decode(stream, streamLength);
			case 1 -> Codecs.lz4Block(stream, streamLength);
			case 3 -> Codecs.inflate(stream, streamLength);
			case 4 -> Codecs.zstd(stream, streamLength);
			default -> throw new IOException("Blosc compressed it by " + (flags >> 5 == 2 ? "Snappy" : "an unknown method") +
				", which is not supported; save it with lz4 or zstd");
		};
	}

	private static void require(final boolean sound) throws IOException {
		if (!sound) {
			throw new IOException(Codec.DAMAGED);
		}
	}
}
