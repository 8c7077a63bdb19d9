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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.granulardq.InputException;
import io.github.granulardq.io.ImageMetadata.Kind;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are damaged end in one sentence, never in another exception, a loop, or an image that looks whole. */
class TiffDamageTest {

	@TempDir
	Path folder;

	private static void lookAtCorners(final Path file) {
		try (TiffSource source = TiffSource.open(file)) {
			final RandomAccessibleInterval<? extends RealType<?>> pixels = source.pixels();
			final RandomAccess<? extends RealType<?>> access = pixels.randomAccess();
			pixels.min(access);
			access.get().getRealDouble();
			pixels.max(access);
			access.get().getRealDouble();
		}
	}

	private static String refusal(final Path file) {
		final String message = assertThrows(InputException.class, () -> lookAtCorners(file)).getMessage();
		assertTrue(message.contains(file.getFileName().toString()) && message.endsWith("."), message);
		assertEquals(-1, message.indexOf(". "), message);
		return message;
	}

	/** A file of ours, with one directory entry of its first page changed. */
	private Path changed(final int tag, final Consumer<ByteBuffer> change) throws IOException {
		final Path file = folder.resolve("a.tif");
		Files.deleteIfExists(file);
		TestImages.write(file, TestImages.metadata(false, Kind.Z), TestImages.image(PixelType.UINT16, 100, 70, 2), 48, 48, 1);
		final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
		final int directory = (int) bytes.getLong(8);
		for (int i = 0; i < bytes.getLong(directory); i++) {
			final int entry = directory + Long.BYTES + 20 * i;
			if (Short.toUnsignedInt(bytes.getShort(entry)) == tag) {
				change.accept(bytes.position(entry + 12));
				Files.write(file, bytes.array());
				return file;
			}
		}
		throw new AssertionError("no tag " + tag);
	}

	/** Changes a number of an array that lies outside the directory. */
	private static Consumer<ByteBuffer> number(final int index, final int bytes, final long value) {
		return b -> {
			final int at = (int) b.getLong(b.position()) + index * bytes;
			if (bytes == Long.BYTES) {
				b.putLong(at, value);
			}
			else {
				b.putInt(at, (int) value);
			}
		};
	}

	@Test
	void damagedTileIsNamed() throws IOException {
		final Path file = changed(Tag.TILE_OFFSETS, b -> {
			final int tile = (int) b.getLong((int) b.getLong(b.position()) + 5 * Long.BYTES);
			Arrays.fill(b.array(), tile + 40, tile + 60, (byte) 0xff);
		});
		try (TiffSource source = TiffSource.open(file)) {
			source.pixels().getAt(0, 0, 1).getRealDouble(); // another plane is sound
			for (int i = 0; i < 2; i++) {
				final String message = assertThrows(InputException.class, () -> source.pixels().getAt(99, 69, 0).getRealDouble()).getMessage();
				assertTrue(message.matches("Cannot read tile 5 of plane 1 of \".*a.tif\": its .*\\."), message);
			}
		}
	}

	@Test
	void wrongOffsets() throws IOException {
		assertTrue(refusal(changed(Tag.TILE_OFFSETS, number(2, 8, 1L << 40))).contains("tile 2 lies outside"));
		assertTrue(refusal(changed(Tag.TILE_OFFSETS, number(2, 8, -1))).contains("tile 2 lies outside"));
		assertTrue(refusal(changed(Tag.TILE_OFFSETS, number(2, 8, Long.MAX_VALUE))).contains("tile 2 lies outside"));
		assertTrue(refusal(changed(Tag.TILE_BYTE_COUNTS, number(3, 4, 0xffffffffL))).contains("tile 3 lies outside"));
		assertTrue(refusal(changed(Tag.TILE_BYTE_COUNTS, number(0, 4, 7))).contains("tile 0 of plane 1"));
		refusal(changed(Tag.TILE_OFFSETS, b -> b.putLong(b.position(), 1L << 50)));
		refusal(changed(Tag.TILE_OFFSETS, b -> b.putLong(b.position() - 8, 1L << 50)));
	}

	@Test
	void endlessChainOfDirectories() throws IOException {
		final Path file = changed(Tag.WIDTH, b -> {
			final int first = (int) b.getLong(8);
			b.putLong((int) (first + Long.BYTES + b.getLong(first) * 20), first);
		});
		assertTrue(refusal(file).contains("chain of its directories has no end"));
	}

	@Test
	void dimensionsThatOverflow() throws IOException {
		for (final int tag : new int[] { Tag.WIDTH, Tag.HEIGHT }) {
			for (final int value : new int[] { 0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE }) {
				refusal(changed(tag, b -> b.putInt(b.position(), value)));
			}
		}
		for (final int value : new int[] { 0, -1, Integer.MAX_VALUE }) {
			refusal(changed(Tag.TILE_WIDTH, b -> b.putInt(b.position(), value)));
			refusal(changed(Tag.TILE_LENGTH, b -> b.putInt(b.position(), value)));
		}
		refusal(changed(Tag.SAMPLES_PER_PIXEL, b -> b.putShort(b.position(), (short) 0)));
		refusal(changed(Tag.SAMPLES_PER_PIXEL, b -> b.putShort(b.position(), (short) -1)));
	}

	@Test
	void hugeStripsOfATinyFileAreRefusedBeforeMemoryIsTaken() throws IOException {
		final ByteBuffer file = ByteBuffer.allocate(1 << 10).order(ByteOrder.LITTLE_ENDIAN);
		file.putShort((short) 0x4949).putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(16);
		file.put(new DirectoryBuilder().longs(Tag.WIDTH, Integer.MAX_VALUE).longs(Tag.HEIGHT, Integer.MAX_VALUE).shorts(Tag.BITS_PER_SAMPLE, 16).shorts(
			Tag.COMPRESSION, Tag.COMPRESSION_DEFLATE).longs8(Tag.STRIP_OFFSETS, 8).longs(Tag.STRIP_BYTE_COUNTS, 8).build(16, true));
		final Path path = folder.resolve("b.tif");
		Files.write(path, file.array());
		assertTrue(refusal(path).contains("too large"));
	}

	static Stream<Path> fixtures() throws IOException, URISyntaxException {
		try (Stream<Path> files = Files.list(Path.of(TiffDamageTest.class.getResource("README.md").toURI()).getParent())) {
			final List<Path> found = files.filter(f -> f.toString().endsWith(".tif") && !f.getFileName().toString().startsWith("refused")).sorted()
				.toList();
			return found.stream();
		}
	}

	@ParameterizedTest
	@MethodSource("fixtures")
	void truncatedFiles(final Path fixture) throws IOException {
		final byte[] bytes = Files.readAllBytes(fixture);
		final Path file = folder.resolve("a.tif");
		final Random random = new Random(1);
		for (int i = 0; i < 25; i++) {
			Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
			try (TiffSource source = TiffSource.open(file)) { // only if what was cut off is not needed
				try (TiffSource whole = TiffSource.open(fixture)) {
					TestImages.assertSame(whole.pixels(), source.pixels());
				}
			}
			catch (final InputException e) {
				assertTrue(e.getMessage().contains("a.tif"), e.getMessage());
			}
		}
	}

	@ParameterizedTest
	@MethodSource("fixtures")
	void randomDamage(final Path fixture) throws IOException {
		final byte[] bytes = Files.readAllBytes(fixture);
		final Path file = folder.resolve("a.tif");
		final Random random = new Random(2);
		for (int i = 0; i < 40; i++) {
			final byte[] damaged = bytes.clone();
			for (int k = 0; k <= i % 4; k++) {
				damaged[random.nextInt(i % 2 == 0 ? Math.min(400, damaged.length) : damaged.length)] = (byte) random.nextInt();
			}
			Files.write(file, damaged);
			try {
				lookAtCorners(file);
			}
			catch (final InputException e) {
				assertTrue(e.getMessage().contains("a.tif"), e.getMessage());
			}
		}
	}

	@Test
	void otherFilesAndFoldersAndNothing() throws IOException {
		refusal(Files.writeString(folder.resolve("a.txt"), "hello"));
		refusal(Files.write(folder.resolve("b.tif"), new byte[0]));
		refusal(Files.write(folder.resolve("c.tif"), new byte[] { 'I', 'I', 42, 0, 0, 0, 0, 0 }));
		refusal(Files.write(folder.resolve("d.tif"), new byte[] { 'M', 'M', 0, 43, 0, 8, 0, 0, 0, 0 }));
		refusal(folder.resolve("missing.tif"));
		assertTrue(assertThrows(InputException.class, () -> TiffSource.open(folder)).getMessage().contains("is a folder"));
	}

	@Test
	void xmlThatNamesOtherFilesReadsNothing() throws IOException {
		final Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
		final Path file = folder.resolve("a.tif");
		final ByteBuffer bytes = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);
		bytes.putShort((short) 0x4949).putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(16);
		bytes.put(new DirectoryBuilder().longs(Tag.WIDTH, 4).longs(Tag.HEIGHT, 4).shorts(Tag.BITS_PER_SAMPLE, 8).longs8(Tag.STRIP_OFFSETS, 8).text(
			Tag.IMAGE_DESCRIPTION, "<?xml version=\"1.0\"?><!DOCTYPE OME [<!ENTITY s SYSTEM \"" + secret.toUri() +
				"\">]><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\">&s;</OME>").build(16, true));
		Files.write(file, bytes.array());
		assertTrue(refusal(file).contains("OME-XML is damaged"));
	}
}
