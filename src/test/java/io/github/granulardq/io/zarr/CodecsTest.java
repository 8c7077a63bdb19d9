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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;

class CodecsTest {

	/** Compressed chunks of the fixtures, by their names. */
	private static Map<String, byte[]> chunks() throws IOException {
		final Map<String, byte[]> chunks = new TreeMap<>();
		try (InputStream raw = CodecsTest.class.getResourceAsStream("/zarr/fixtures.zip"); ZipInputStream zip = new ZipInputStream(raw)) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				if (entry.getName().matches("v2_(blosc|gzip|zstd|lz4|float).*/0[./]0([./]0)?")) {
					chunks.put(entry.getName(), zip.readAllBytes());
				}
			}
		}
		return chunks;
	}

	private static Codec codec(final String name) {
		final String id = name.contains("float_big") ? "zlib" : name.replaceAll("v2_([a-z0-9]+).*", "$1");
		return Codecs.of(id).orElseThrow(() -> new AssertionError(name));
	}

	@Test
	void whateverIsDamagedIsAnIoException() throws IOException {
		final Random random = new Random(11);
		final Map<String, byte[]> chunks = chunks();
		assertTrue(chunks.size() >= 20, chunks.keySet().toString());
		int failures = 0;
		for (final Map.Entry<String, byte[]> chunk : chunks.entrySet()) {
			final Codec codec = codec(chunk.getKey());
			final int limit = 18432;
			codec.decode(chunk.getValue(), limit);
			for (int i = 0; i < 600; i++) {
				byte[] damaged = chunk.getValue().clone();
				for (int k = 0; k <= i % 3; k++) {
					final int at = random.nextInt(i % 2 == 0 ? Math.min(40, damaged.length) : damaged.length);
					damaged[at] = (byte) random.nextInt(256);
				}
				if (i % 5 == 0) {
					damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
				}
				try {
					assertTrue(codec.decode(damaged, limit).length <= limit, chunk.getKey());
				}
				catch (final IOException e) {
					failures++;
				}
				catch (final RuntimeException e) {
					throw new AssertionError(chunk.getKey() + " " + i, e);
				}
			}
		}
		assertTrue(failures > 2000, failures + " failures");
	}

	@Test
	void bombsAreNotUnpacked() throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
			for (int i = 0; i < 100; i++) {
				out.write(new byte[1 << 20]);
			}
		}
		assertThrows(IOException.class, () -> Codecs.of("gzip").orElseThrow().decode(bytes.toByteArray(), 1000));
		final byte[] zstd = Codecs.compress(new byte[100 << 20]);
		assertThrows(IOException.class, () -> Codecs.of("zstd").orElseThrow().decode(zstd, 1000));
	}

	@Test
	void zstandardIsTheSameEachTime() throws IOException {
		final byte[] bytes = new byte[50_000];
		new Random(2).nextBytes(bytes);
		Arrays.fill(bytes, 10_000, 40_000, (byte) 3);
		final byte[] compressed = Codecs.compress(bytes);
		assertArrayEquals(compressed, Codecs.compress(bytes));
		assertArrayEquals(bytes, Codecs.of("zstd").orElseThrow().decode(compressed, bytes.length));
	}

	@Test
	void checksumIsChecked() {
		assertThrows(IOException.class, () -> Codecs.of("crc32c").orElseThrow().decode(new byte[] { 1, 2, 3, 4, 5 }, 1));
		assertThrows(IOException.class, () -> Codecs.of("crc32c").orElseThrow().decode(new byte[3], 1));
	}

	@Test
	void snappyInBloscIsRefusedByName() {
		final byte[] chunk = new byte[30];
		chunk[2] = (byte) (2 << 5 | 16);
		chunk[3] = 1;
		chunk[4] = 16; // bytes
		chunk[8] = 16; // of a block
		chunk[12] = 30;
		chunk[16] = 20; // where it starts
		chunk[20] = 6;
		final IOException e = assertThrows(IOException.class, () -> Blosc.decode(chunk, 16));
		assertTrue(e.getMessage().contains("Snappy"), e.getMessage());
	}
}
