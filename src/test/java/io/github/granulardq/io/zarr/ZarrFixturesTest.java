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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import io.github.granulardq.io.ImageMetadata.Axis;
import io.github.granulardq.io.ImageMetadata.Channel;
import io.github.granulardq.io.ImageMetadata.Kind;
import net.imglib2.RandomAccess;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads folders that Python wrote: {@code src/test/resources/zarr}. */
class ZarrFixturesTest {

	@TempDir
	static Path folder;

	@BeforeAll
	static void unpack() throws IOException {
		try (InputStream raw = ZarrFixturesTest.class.getResourceAsStream("/zarr/fixtures.zip"); ZipInputStream zip = new ZipInputStream(raw)) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				final Path file = folder.resolve(entry.getName());
				Files.createDirectories(file.getParent());
				Files.write(file, zip.readAllBytes());
			}
		}
	}

	private static double[] read(final String name) {
		try (ZarrSource source = ZarrSource.open(folder.resolve(name))) {
			return ZarrOutputs.values(source.pixels());
		}
	}

	private static double[] values(final int count, final LongToDoubleFunction value) {
		return LongStream.range(0, count).mapToDouble(value).toArray();
	}

	private static long noise(final long index) {
		return index * 2654435761L >> 20;
	}

	private static double[] pixels(final String type, final int count) {
		return switch (type) {
			case "u1" -> values(count, i -> noise(i) % 256);
			case "u2" -> values(count, i -> noise(i) % 65536);
			default -> values(count, i -> noise(i) % 65536 / 64.0 - 100);
		};
	}

	@ParameterizedTest
	@CsvSource({ "v2_raw, u2, 273", "v2_big_endian, u2, 273", "v2_float_big_endian, f4, 273", "v2_gzip, u1, 546", "v2_zstd, f4, 273", "v3_raw, u2, 273",
		"v3_gzip, u1, 273", "v3_zstd, f4, 273", "v3_dots, u2, 273", "v3_sharded, u2, 3276", "v3_sharded_start, u2, 3276" })
	void noiseIsRead(final String name, final String type, final int count) {
		assertArrayEquals(pixels(type, count), read(name + ".zarr"));
		try (ZarrSource source = ZarrSource.open(folder.resolve(name + ".zarr"))) {
			assertEquals(ZarrOutputs.TYPES.get(type).getClass(), source.pixels().getType().getClass());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "lz4", "lz4hc", "zstd", "zlib", "blosclz" })
	void bloscIsReadWithEachShuffle(final String codec) {
		for (int shuffle = 0; shuffle <= 2; shuffle++) {
			assertArrayEquals(values(64 * 96, i -> i / 7 % 200), read("v2_blosc_" + codec + "_" + shuffle + ".zarr"), codec + " " + shuffle);
		}
	}

	@Test
	void bloscOfVersion3IsRead() {
		assertArrayEquals(values(64 * 96, i -> i / 7 % 200), read("v3_blosc.zarr"));
	}

	@Test
	void numberOfElementsThatBitsCannotBeShuffledOfIsRead() {
		assertArrayEquals(values(31 * 33, i -> i / 7 % 200 / 8.0), read("v2_blosc_float.zarr"));
	}

	@Test
	void bloscOfWhatCannotBeCompressedIsRead() {
		final double[] values = read("v2_blosc_incompressible.zarr");
		assertEquals(1023, values.length);
		assertArrayEquals(new double[] { 248, 194, 190, 207, 147, 26, 237, 21 }, Arrays.copyOf(values, 8));
	}

	@Test
	void bloscLzFindsMatchesFarAway() {
		final double[] values = read("v2_blosc_far_matches.zarr");
		assertArrayEquals(Arrays.copyOf(values, 9216), Arrays.copyOfRange(values, 9216, 18432));
		assertArrayEquals(new double[] { 168, 168, 168, 168, 168, 168, 229, 229 }, Arrays.copyOf(values, 8));
	}

	@ParameterizedTest
	@ValueSource(strings = { "v2_lz4", "v3_two_codecs" })
	void smoothNumbersAreRead(final String name) {
		assertArrayEquals(values(273, i -> i / 7 % 200), read(name + ".zarr"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "v2_missing", "v3_missing" })
	void missingChunksHaveTheFillValue(final String name) {
		final double[] all = pixels("f4", 273);
		assertArrayEquals(values(273, i -> i / 21 >= 5 && i / 21 < 10 && i % 21 >= 8 && i % 21 < 16 ? all[(int) i] : Double.NaN), read(name + ".zarr"));
	}

	@Test
	void missingChunksOfShardsHaveTheFillValue() {
		final double[] all = pixels("u2", 3276);
		final double[] expected = values(3276, i -> {
			final long z = i / (26 * 42);
			final long y = i / 42 % 26;
			final long x = i % 42;
			return z == 1 && y >= 3 && y < 9 && x >= 18 && x < 20 ? all[(int) i] : 7;
		});
		assertArrayEquals(expected, read("v3_sharded_missing.zarr"));
	}

	@Test
	void cellsAreTheInnerChunksOfShards() {
		try (ZarrSource source = ZarrSource.open(folder.resolve("v3_sharded.zarr"))) {
			assertArrayEquals(new int[] { 8, 5, 1 }, source.block());
			assertEquals(List.of(Kind.X, Kind.Y, Kind.Z), source.metadata().axes().stream().map(Axis::kind).toList());
		}
	}

	@Test
	void namesOfDimensionsTellTheAxes() {
		final double[] stored = pixels("u2", 6 * 9 * 2); // x, y, c with c fastest
		try (ZarrSource source = ZarrSource.open(folder.resolve("v3_names.zarr"))) {
			assertEquals(List.of(Kind.X, Kind.Y, Kind.CHANNEL), source.metadata().axes().stream().map(Axis::kind).toList());
			assertArrayEquals(new long[] { 6, 9, 2 }, source.pixels().dimensionsAsLongArray());
			assertArrayEquals(new int[] { 4, 4, 1 }, source.block());
			assertArrayEquals(values(108, i -> stored[(int) (i % 6 * 18 + i / 6 % 9 * 2 + i / 54)]), ZarrOutputs.values(source.pixels()));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ome_0.4.zarr", "ome_0.5.zarr" })
	void omeMetadataAreRead(final String name) {
		final double[] stored = pixels("u2", 2 * 2 * 3 * 7 * 9); // t, c, z, y, x
		try (ZarrSource source = ZarrSource.open(folder.resolve(name))) {
			assertEquals("cells", source.metadata().name());
			assertEquals(List.of(new Axis(Kind.X, 0.25, 10, "micrometer"), new Axis(Kind.Y, 0.25, -4, "micrometer"), new Axis(Kind.CHANNEL, 1, 0, ""),
				new Axis(Kind.Z, 2, 3, "micrometer"), new Axis(Kind.TIME, 5, 10, "second")), source.metadata().axes());
			assertEquals(List.of(new Channel("DAPI", 0xff, 100, 2000), new Channel("GFP", 0xff00, 5.5, 300)), source.metadata().channels());
			assertFalse(source.metadata().rgb());
			assertArrayEquals(new long[] { 9, 7, 2, 3, 2 }, source.pixels().dimensionsAsLongArray());
			final RandomAccess<? extends RealType<?>> access = source.pixels().randomAccess();
			for (int i = 0; i < stored.length; i++) {
				assertEquals(stored[i], access.setPositionAndGet(i % 9, i / 9 % 7, i / 189 % 2, i / 63 % 3, i / 378).getRealDouble());
			}
		}
	}
}
