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
package io.github.granulardq.library.bioimage;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/** PNG files of 8 bits, grey or RGB, not compressed, so that their bytes depend on the pixels alone. Stateless. */
final class Png {

	private static final byte[] SIGNATURE = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

	private static final int BITS = 8;
	private static final int GREY = 0;
	private static final int RGB = 2;
	private static final int MAX = 255;
	private static final int MAX_BLOCK = 0xffff;

	/** What gives the value of a pixel, rounded and clipped to 0..255. */
	interface Pixels {

		/** Returns a value. */
		float at(int channel, int y, int x);
	}

	private Png() {
	}

	/**
	 * Returns a file.
	 *
	 * @param channels 1 or 3
	 */
	static byte[] of(final int channels, final int height, final int width, final Pixels pixels) {
		final ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) BITS).put((byte) (channels == 1 ? GREY : RGB));
		final ByteBuffer rows = ByteBuffer.allocate(height * (1 + width * channels));
		for (int y = 0; y < height; y++) {
			rows.put((byte) 0); // no filter
			for (int x = 0; x < width; x++) {
				for (int c = 0; c < channels; c++) {
					rows.put((byte) Math.max(0, Math.min(MAX, Math.round(pixels.at(c, y, x)))));
				}
			}
		}
		final ByteArrayOutputStream file = new ByteArrayOutputStream();
		file.writeBytes(SIGNATURE);
		chunk(file, "IHDR", header.array());
		chunk(file, "IDAT", stored(rows.array()));
		chunk(file, "IEND", new byte[0]);
		return file.toByteArray();
	}

	/** A zlib stream of blocks that are not compressed. */
	private static byte[] stored(final byte[] bytes) {
		final Adler32 sum = new Adler32();
		sum.update(bytes);
		final int blocks = (bytes.length + MAX_BLOCK - 1) / MAX_BLOCK;
		final ByteBuffer out = ByteBuffer.allocate(2 + blocks * 5 + bytes.length + Integer.BYTES);
		out.put((byte) 0x78).put((byte) 1);
		for (int i = 0; i < blocks; i++) {
			final int length = Math.min(MAX_BLOCK, bytes.length - i * MAX_BLOCK);
			out.put((byte) (i == blocks - 1 ? 1 : 0)).order(ByteOrder.LITTLE_ENDIAN).putShort((short) length).putShort((short) ~length).order(ByteOrder.BIG_ENDIAN);
			out.put(bytes, i * MAX_BLOCK, length);
		}
		return out.putInt((int) sum.getValue()).array();
	}

	private static void chunk(final ByteArrayOutputStream file, final String type, final byte[] data) {
		final byte[] body = ByteBuffer.allocate(Integer.BYTES + data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data).array();
		final CRC32 sum = new CRC32();
		sum.update(body);
		file.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(data.length).array());
		file.writeBytes(body);
		file.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array());
	}
}
