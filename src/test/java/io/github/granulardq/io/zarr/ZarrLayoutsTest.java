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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.granulardq.InputException;
import io.github.granulardq.io.ImageMetadata.Axis;
import io.github.granulardq.io.ImageMetadata.Kind;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways in which images lie in folders, and what is made of them. */
class ZarrLayoutsTest {

	@TempDir
	Path folder;

	/** Makes an array of 8-bit pixels 0, 1, 2, ... in Zarr's order. */
	private static void array(final Path array, final int... shape) throws IOException {
		Files.createDirectories(array);
		final int length = IntStream.of(shape).reduce(1, (a, b) -> a * b);
		final String sizes = String.join(", ", IntStream.of(shape).mapToObj(Integer::toString).toList());
		Files.writeString(array.resolve(".zarray"), """
			{"zarr_format": 2, "shape": [SIZE], "chunks": [SIZE], "dtype": "|u1", "order": "C", "fill_value": 0, "compressor": null, "filters": null}"""
			.replace("SIZE", sizes));
		final byte[] bytes = new byte[length];
		for (int i = 0; i < length; i++) {
			bytes[i] = (byte) i;
		}
		Files.write(array.resolve(String.join(".", IntStream.of(shape).mapToObj(s -> "0").toList())), bytes);
	}

	private static void image(final Path image, final String multiscale) throws IOException {
		Files.createDirectories(image);
		Files.writeString(image.resolve(".zgroup"), "{\"zarr_format\": 2}");
		Files.writeString(image.resolve(".zattrs"), "{\"multiscales\": [{\"datasets\": [{\"path\": \"0\"}]" + multiscale + "}]}");
	}

	private static List<Kind> kinds(final ZarrSource source) {
		return source.metadata().axes().stream().map(Axis::kind).toList();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "2, 3; 3, 2; X Y", "4, 2, 3; 3, 2, 4; X Y Z", "5, 4, 2, 3; 3, 2, 5, 4; X Y CHANNEL Z",
		"6, 5, 4, 2, 3; 3, 2, 5, 4, 6; X Y CHANNEL Z TIME" })
	void axesOfPlainArraysAreGuessed(final String shape, final String size, final String kinds) throws IOException {
		array(folder, Stream.of(shape.split(", ")).mapToInt(Integer::parseInt).toArray());
		try (ZarrSource source = ZarrSource.open(folder)) {
			assertEquals(List.of(kinds.split(" ")), kinds(source).stream().map(Kind::name).toList());
			assertEquals(size, String.join(", ", IntStream.range(0, kinds(source).size()).mapToObj(d -> "" + source.pixels().dimension(d)).toList()));
		}
	}

	@Test
	void versionsBeforeAxesHaveAllFive() throws IOException {
		image(folder, "");
		array(folder.resolve("0"), 1, 2, 1, 3, 4);
		try (ZarrSource source = ZarrSource.open(folder)) {
			assertEquals(List.of(Kind.X, Kind.Y, Kind.CHANNEL, Kind.Z, Kind.TIME), kinds(source));
			assertArrayEquals(new long[] { 4, 3, 2, 1, 1 }, source.pixels().dimensionsAsLongArray());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "y x c", "c y x", "x y c", "c x y", "x c y", "y c x" })
	void anyOrderOfAxesIsRead(final String axes) throws IOException {
		final String[] names = axes.split(" ");
		image(folder, ", \"axes\": [\"" + String.join("\", \"", names) + "\"]");
		final int[] shape = new int[3];
		for (int d = 0; d < 3; d++) {
			shape[d] = 4 - "xyc".indexOf(names[d]);
		}
		array(folder.resolve("0"), shape);
		final int[] step = new int[3]; // in Zarr's order
		step[2] = 1;
		step[1] = shape[2];
		step[0] = shape[2] * shape[1];
		try (ZarrSource source = ZarrSource.open(folder)) {
			assertEquals(List.of(Kind.X, Kind.Y, Kind.CHANNEL), kinds(source));
			assertArrayEquals(new long[] { 4, 3, 2 }, source.pixels().dimensionsAsLongArray());
			for (int d = 0; d < 3; d++) {
				final long[] position = new long[3];
				position["xyc".indexOf(names[d])] = 1;
				assertEquals(step[d], source.pixels().randomAccess().setPositionAndGet(position).getRealDouble(), names[d]);
			}
		}
	}

	@Test
	void foldersOfBioformats2rawAreRead() throws IOException {
		Files.writeString(folder.resolve(".zgroup"), "{\"zarr_format\": 2}");
		Files.writeString(folder.resolve(".zattrs"), "{\"bioformats2raw.layout\": 3}");
		image(folder.resolve("0"), ", \"axes\": [\"y\", \"x\"]");
		array(folder.resolve("0/0"), 3, 4);
		try (ZarrSource source = ZarrSource.open(folder)) {
			assertArrayEquals(new long[] { 4, 3 }, source.pixels().dimensionsAsLongArray());
		}
		Files.createDirectory(folder.resolve("1"));
		final InputException e = assertThrows(InputException.class, () -> ZarrSource.open(folder).close());
		assertTrue(e.getMessage().contains("several images"), e.getMessage());
	}

	@Test
	void threeChannelsAloneAreNotColours() throws IOException {
		image(folder, ", \"axes\": [\"c\", \"y\", \"x\"]");
		array(folder.resolve("0"), 3, 4, 4);
		try (ZarrSource source = ZarrSource.open(folder)) {
			assertFalse(source.metadata().rgb());
			assertEquals(List.of(), source.metadata().channels());
		}
	}

	@Test
	void fingerprintChangesWithTheMetadata() throws IOException {
		array(folder, 3, 4);
		final String first;
		try (ZarrSource source = ZarrSource.open(folder); ZarrSource again = ZarrSource.open(folder)) {
			first = source.fingerprint();
			assertEquals(first, again.fingerprint());
		}
		final Path file = folder.resolve(".zarray");
		Files.setLastModifiedTime(file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 5000));
		try (ZarrSource source = ZarrSource.open(folder)) {
			assertNotEquals(first, source.fingerprint());
		}
	}

	@Test
	void threadsReadTheSameThroughASmallCache() {
		final Img<? extends RealType<?>> image = ZarrOutputs.noise("u2", 100, 90);
		ZarrOutputs.write(folder.resolve("a.zarr"), ZarrOutputs.metadata(Kind.X, Kind.Y), image, new int[] { 16, 16 }, ZarrVersion.V05);
		final double[] expected = ZarrOutputs.values(image);
		try (ZarrSource source = ZarrSource.open(folder.resolve("a.zarr"), 2000)) { // three cells of 42
			IntStream.range(0, 16).parallel().forEach(i -> assertArrayEquals(expected, ZarrOutputs.values(source.pixels())));
		}
	}
}
