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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.granulardq.InputException;
import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Axis;
import io.github.granulardq.io.ImageMetadata.Channel;
import io.github.granulardq.io.ImageMetadata.Kind;
import net.imglib2.Cursor;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that tifffile wrote; their README says how. */
class TiffFixturesTest {

	private static final int WIDTH = 37;
	private static final int HEIGHT = 23;

	private static Path folder() {
		try {
			return Path.of(TiffFixturesTest.class.getResource("README.md").toURI()).getParent();
		}
		catch (final URISyntaxException e) {
			throw new AssertionError(e);
		}
	}

	private static Stream<String> names(final String pattern) throws IOException {
		final List<String> names;
		try (Stream<Path> files = Files.list(folder())) {
			names = files.map(f -> f.getFileName().toString()).filter(n -> n.matches(pattern)).sorted().toList();
		}
		assertFalse(names.isEmpty());
		return names.stream();
	}

	static Stream<String> greyFiles() throws IOException {
		return names("[bl]e_.*\\.tif|.*pyramid.*");
	}

	static Stream<String> rgbFiles() throws IOException {
		return names("rgb_.*\\.tif|ome_big_rgb.*");
	}

	private static TiffSource open(final String name) {
		return TiffSource.open(folder().resolve(name));
	}

	/** What the script that wrote the files put at a position. */
	private static double expected(final RealType<?> type, final long x, final long y, final long c, final long z, final long t) {
		final long n = 7 * x + 13 * y + 29 * c + 53 * z + 101 * t;
		return switch (PixelType.of(type).orElseThrow()) {
			case UINT8 -> n % 256;
			case UINT16 -> 97 * n % 65536;
			case FLOAT32 -> n % 1000 / 8.0 - 20;
		};
	}

	private static void assertPixels(final TiffSource source, final long... size) {
		assertArrayEquals(size, source.pixels().dimensionsAsLongArray());
		final ImageMetadata metadata = source.metadata();
		final int c = metadata.axis(Kind.CHANNEL);
		final int z = metadata.axis(Kind.Z);
		final int t = metadata.axis(Kind.TIME);
		final Cursor<? extends RealType<?>> cursor = source.pixels().localizingCursor();
		while (cursor.hasNext()) {
			final RealType<?> pixel = cursor.next();
			assertEquals(expected(pixel, cursor.getLongPosition(0), cursor.getLongPosition(1), c < 0 ? 0 : cursor.getLongPosition(c), z < 0 ? 0 : cursor
				.getLongPosition(z), t < 0 ? 0 : cursor.getLongPosition(t)), pixel.getRealDouble());
		}
	}

	@ParameterizedTest
	@MethodSource("greyFiles")
	void grey(final String name) {
		try (TiffSource source = open(name)) {
			assertPixels(source, WIDTH, HEIGHT);
			final PixelType type = PixelType.of(source.pixels().getType()).orElseThrow();
			assertTrue(name.contains("pyramid") || name.contains(type == PixelType.FLOAT32 ? "float" : type.name().toLowerCase(Locale.ROOT)), name);
		}
	}

	@ParameterizedTest
	@MethodSource("rgbFiles")
	void rgbIsAChannelAxis(final String name) {
		try (TiffSource source = open(name)) {
			assertPixels(source, WIDTH, HEIGHT, 3);
			assertTrue(source.metadata().rgb());
			assertEquals(2, source.metadata().axis(Kind.CHANNEL));
		}
	}

	@Test
	void lzwOfAllCodeWidths() {
		try (TiffSource source = open("rough_uint8_strip_lzw.tif")) {
			final Cursor<? extends RealType<?>> cursor = source.pixels().localizingCursor();
			while (cursor.hasNext()) {
				final double value = cursor.next().getRealDouble();
				final long x = cursor.getLongPosition(0);
				final long y = cursor.getLongPosition(1);
				assertEquals((x * x + 3 * x * y + 7 * y * y + (x * y * y >> 3)) % 256, value);
			}
		}
	}

	@Test
	void pagesAreSlicesAndResolutionIsRead() {
		try (TiffSource source = open("pages.tif")) {
			assertPixels(source, WIDTH, HEIGHT, 3);
			assertEquals(List.of(new Axis(Kind.X, 5e-5, 0, "cm"), new Axis(Kind.Y, 2.5e-5, 0, "cm"), Axis.of(Kind.Z)), source.metadata().axes());
			assertEquals("pages.tif", source.metadata().name());
		}
	}

	@Test
	void imageJHyperstack() {
		try (TiffSource source = open("imagej_hyperstack.tif")) {
			assertPixels(source, WIDTH, HEIGHT, 2, 3, 2);
			final ImageMetadata metadata = source.metadata();
			assertEquals(List.of(Kind.X, Kind.Y, Kind.CHANNEL, Kind.Z, Kind.TIME), metadata.axes().stream().map(Axis::kind).toList());
			assertEquals(0.325, metadata.axes().get(0).step(), 1e-9);
			assertEquals(0.5, metadata.axes().get(1).step(), 1e-9);
			assertEquals(new Axis(Kind.Z, 1.5, 0, "um"), metadata.axes().get(3));
			assertEquals(new Axis(Kind.TIME, 2.5, 0, "s"), metadata.axes().get(4));
			assertEquals(List.of(new Channel("", 0x00ff00, 10, 2000), new Channel("", 0xff00ff, 5, 60000)), metadata.channels());
			assertEquals(12, metadata.labels().size());
			assertEquals("label 11", metadata.labels().get(11));
			assertEquals("Lens: 40x \u00b5\n", metadata.info());
		}
	}

	@Test
	void imageJStackOfOneDirectory() {
		try (TiffSource source = open("imagej_one_directory.tif")) {
			assertPixels(source, WIDTH, HEIGHT, 2, 4);
			assertEquals(Kind.TIME, source.metadata().axes().get(3).kind());
		}
	}

	@Test
	void imageJBigEndianCompressed() {
		try (TiffSource source = open("imagej_be_deflate.tif")) {
			assertPixels(source, WIDTH, HEIGHT, 2, 3, 2);
		}
	}

	@Test
	void imageJStackOfColours() {
		try (TiffSource source = open("imagej_rgb_stack.tif")) {
			assertPixels(source, WIDTH, HEIGHT, 3, 2);
			assertTrue(source.metadata().rgb());
			assertEquals(Kind.Z, source.metadata().axes().get(3).kind());
		}
	}

	@ParameterizedTest
	@CsvSource({ "ome_tzcyx.ome.tif", "ome_ctzyx.ome.tif" })
	void omeInAnyOrderOfAxes(final String name) {
		try (TiffSource source = open(name)) {
			assertPixels(source, WIDTH, HEIGHT, 2, 3, 2);
			final ImageMetadata metadata = source.metadata();
			assertEquals(List.of(new Axis(Kind.X, 0.325, 0, "\u00b5m"), new Axis(Kind.Y, 325, 0, "nm"), Axis.of(Kind.CHANNEL), new Axis(Kind.Z, 2, 0,
				"\u00b5m"), new Axis(Kind.TIME, 0.25, 0, "s")), metadata.axes());
			assertEquals("Cells <1> & \u00b5", metadata.name());
			assertEquals(List.of("DAPI", "GFP & <co>"), metadata.channels().stream().map(Channel::name).toList());
			assertEquals(List.of(0x0000ff, 0x00ff00), metadata.channels().stream().map(Channel::colour).toList());
		}
	}

	@ParameterizedTest
	@CsvSource({ "int16,signed 16-bit", "uint32,32-bit", "float64,float 64-bit", "bits,1-bit", "palette,palette", "jpeg,JPEG",
		"two_sizes,page 2 is of another size" })
	void whatCannotBeReadIsRefusedInOneSentence(final String name, final String why) {
		final String message = assertThrows(InputException.class, () -> open("refused_" + name + ".tif")).getMessage();
		assertTrue(message.contains(why) && message.contains("refused_" + name + ".tif"), message);
		assertEquals(message.length() - 1, message.lastIndexOf(". ") < 0 ? message.length() - 1 : -1, message);
	}

	@Test
	void severalImagesInOneOmeFileAreRefused() {
		final String message = assertThrows(InputException.class, () -> open("refused_two_series.ome.tif")).getMessage();
		assertTrue(message.contains("2 images"), message);
	}
}
