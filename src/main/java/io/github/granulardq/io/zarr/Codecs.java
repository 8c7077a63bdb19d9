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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;

import io.github.granulardq.InputException;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/** The codecs that chunks are read with, and the one they are written with. Stateless. */
final class Codecs {

	/** What can be read, for messages. */
	static final String NAMES = "gzip, zlib, zstd, lz4, blosc and crc32c";

	/** The level of Zstandard that chunks are written with: the fastest but for the negative ones. */
	static final int ZSTD_LEVEL = 1;

	private static final LZ4SafeDecompressor LZ4 = LZ4Factory.safeInstance().safeDecompressor();

	private Codecs() {
	}

	/** Returns the codec of that name in Zarr v2 or v3. None needs to know how the writer had set it. */
	static Optional<Codec> of(final String name) {
		return Optional.ofNullable(switch (name) {
			case "gzip" -> (bytes, limit) -> inflate(bytes, limit, true);
			case "zlib" -> Codecs::inflate;
			case "zstd" -> Codecs::zstd;
			case "lz4" -> Codecs::lz4;
			case "blosc" -> Blosc::decode;
			case "crc32c" -> (bytes, limit) -> crc32c(bytes);
			default -> null;
		});
	}

	/** Returns the bytes compressed as one Zstandard frame with its checksum. */
	static byte[] compress(final byte[] bytes) {
		try (ZstdCompressCtx context = new ZstdCompressCtx()) {
			return context.setLevel(ZSTD_LEVEL).setChecksum(true).compress(bytes);
		}
		catch (final LinkageError e) {
			throw noZstd(e);
		}
	}

	static byte[] inflate(final byte[] bytes, final int limit) throws IOException {
		return inflate(bytes, limit, false);
	}

	private static byte[] inflate(final byte[] bytes, final int limit, final boolean gzip) throws IOException {
		try (InputStream raw = new ByteArrayInputStream(bytes); InputStream in = gzip ? new GZIPInputStream(raw, 1 << 13) : new InflaterInputStream(
			raw))
		{
			final byte[] decoded = in.readNBytes(limit);
			if (in.read() >= 0) {
				throw new IOException(Codec.DAMAGED);
			}
			return decoded;
		}
		catch (final IOException e) {
			throw new IOException(Codec.DAMAGED, e);
		}
	}

	static byte[] zstd(final byte[] bytes, final int limit) throws IOException {
		try {
			final byte[] decoded = new byte[limit];
			final long length = Zstd.decompressByteArray(decoded, 0, limit, bytes, 0, bytes.length);
			if (Zstd.isError(length)) {
				throw new IOException(Codec.DAMAGED);
			}
			return length == limit ? decoded : Arrays.copyOf(decoded, (int) length);
		}
		catch (final ZstdException e) {
			throw new IOException(Codec.DAMAGED, e);
		}
		catch (final LinkageError e) {
			throw noZstd(e);
		}
	}

	/** As numcodecs writes it: the length before the block. */
	private static byte[] lz4(final byte[] bytes, final int limit) throws IOException {
		if (bytes.length < 4) {
			throw new IOException(Codec.DAMAGED);
		}
		final int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
		if (length < 0 || length > limit) {
			throw new IOException(Codec.DAMAGED);
		}
		return lz4Block(Arrays.copyOfRange(bytes, 4, bytes.length), length);
	}

	/** Decodes a block that was of this length, or fewer bytes. */
	static byte[] lz4Block(final byte[] bytes, final int length) throws IOException {
		final byte[] decoded = new byte[length];
		try {
			final int written = LZ4.decompress(bytes, 0, bytes.length, decoded, 0);
			return written == length ? decoded : Arrays.copyOf(decoded, written);
		}
		catch (final LZ4Exception e) {
			throw new IOException(Codec.DAMAGED, e);
		}
	}

	private static byte[] crc32c(final byte[] bytes) throws IOException {
		final int length = bytes.length - 4;
		if (length < 0) {
			throw new IOException("it is cut off");
		}
		final CRC32C crc = new CRC32C();
		crc.update(bytes, 0, length);
		if ((int) crc.getValue() != ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(length)) {
			throw new IOException("its checksum is wrong");
		}
		return Arrays.copyOf(bytes, length);
	}

	private static InputException noZstd(final LinkageError e) {
		return new InputException("Zstandard's library does not run on this machine (" + e.getMessage() + "), so OME-Zarr cannot be written, or " +
			"read if compressed with it: use TIFF.", e);
	}
}
