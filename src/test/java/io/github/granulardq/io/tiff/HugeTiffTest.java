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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

import io.github.granulardq.InputException;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of more than 2^31 pixels, and offsets of more than 32 bits, in files that take little room. */
class HugeTiffTest {

	private static final int SIDE = 70001; // 4.9e9 pixels

	@TempDir
	Path folder;

	private static double pixel(final RandomAccessibleInterval<? extends RealType<?>> image, final long... position) {
		final RandomAccess<? extends RealType<?>> access = image.randomAccess();
		access.setPosition(position);
		return access.get().getRealDouble();
	}

	/** A pattern that differs in neighbouring pixels and distant blocks. */
	private static int pattern(final long x, final long y) {
		return (int) ((3 * x + 7 * y + x * y / 1000) % 251);
	}

	@Test
	void farCornerOfWhatIsWritten() {
		final Path file = folder.resolve("a.tif");
		final int[] block = { 1024, 1024 };
		try (TiffSink sink = TiffSink.create(file, TestImages.metadata(false), new long[] { SIDE, SIDE }, new UnsignedByteType(), block, "a", false)) {
			byte[] empty = null;
			for (long b = 0; b < sink.grid().count(); b++) {
				final long[] min = sink.grid().interval(b).minAsLongArray();
				final long[] size = sink.grid().interval(b).dimensionsAsLongArray();
				final boolean whole = size[0] == block[0] && size[1] == block[1];
				if (whole && empty != null && min[0] != min[1]) {
					sink.put(b, empty);
					continue;
				}
				final Img<UnsignedByteType> pixels = ArrayImgs.unsignedBytes(size);
				if (min[0] == min[1]) { // on the diagonal
					final var cursor = pixels.localizingCursor();
					while (cursor.hasNext()) {
						cursor.fwd();
						cursor.get().set(pattern(min[0] + cursor.getLongPosition(0), min[1] + cursor.getLongPosition(1)));
					}
				}
				final byte[] encoded = sink.encode(b, Views.translate(pixels, min));
				sink.put(b, encoded);
				if (whole && min[0] != min[1]) {
					empty = encoded;
				}
			}
			sink.finish();
		}
		try (TiffSource source = TiffSource.open(file)) {
			assertEquals(SIDE, source.pixels().dimension(1));
			for (final long at : new long[] { 0, 1, 511, 46340, 46341, 65535, 65536, SIDE - 2, SIDE - 1 }) {
				assertEquals(pattern(at, at), pixel(source.pixels(), at, at));
			}
			assertEquals(pattern(SIDE - 1, SIDE - 300), pixel(source.pixels(), SIDE - 1, SIDE - 300));
			assertEquals(0, pixel(source.pixels(), SIDE - 1, 0));
			assertEquals(0, pixel(source.pixels(), 0, SIDE - 1));
		}
	}

	/** The strip lies beyond 2^32 bytes of a file with a hole. */
	@Test
	void farCornerOfAnUncompressedFile() throws IOException {
		final Path file = folder.resolve("hole.tif");
		final long strip = 1L << 20;
		final long end = strip + (long) SIDE * SIDE;
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
			channel.write(ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 0x4949).putShort((short) 43).putShort((short) 8)
				.putShort((short) 0).putLong(16).flip(), 0);
			channel.write(ByteBuffer.wrap(new DirectoryBuilder().longs(Tag.WIDTH, SIDE).longs(Tag.HEIGHT, SIDE).shorts(Tag.BITS_PER_SAMPLE, 8).longs8(
				Tag.STRIP_OFFSETS, strip).longs8(Tag.STRIP_BYTE_COUNTS, (long) SIDE * SIDE).build(16, true)), 16);
			channel.write(ByteBuffer.wrap(new byte[] { 41, 42, 43 }), end - 3);
		}
		try (TiffSource source = TiffSource.open(file)) {
			assertEquals(43, pixel(source.pixels(), SIDE - 1, SIDE - 1));
			assertEquals(42, pixel(source.pixels(), SIDE - 2, SIDE - 1));
			assertEquals(0, pixel(source.pixels(), SIDE - 1, SIDE - 2));
		}
	}

	/** ImageJ's way beyond 4 GB: classic TIFF, one directory, and planes that no offset points to. */
	@Test
	void lastPlaneOfAnImageJStackBeyondFourGigabytes() throws IOException {
		final Path file = folder.resolve("stack.tif");
		final int side = 1 << 14;
		final int planes = 18;
		final byte[] description = ("ImageJ=1.54p\nimages=" + planes + "\nslices=" + planes + "\n\0").getBytes(StandardCharsets.US_ASCII);
		final int strip = 512;
		final ByteBuffer start = ByteBuffer.allocate(strip).order(ByteOrder.BIG_ENDIAN);
		start.putShort((short) 0x4d4d).putShort((short) 42).putInt(8).putShort((short) 6);
		entry(start, Tag.WIDTH, Tag.LONG, 1, side);
		entry(start, Tag.HEIGHT, Tag.LONG, 1, side);
		entry(start, Tag.BITS_PER_SAMPLE, Tag.SHORT, 1, 8 << 16);
		entry(start, Tag.IMAGE_DESCRIPTION, Tag.ASCII, description.length, 300);
		entry(start, Tag.STRIP_OFFSETS, Tag.LONG, 1, strip);
		entry(start, Tag.STRIP_BYTE_COUNTS, Tag.LONG, 1, side * side);
		start.putInt(0).put(300, description);
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
			channel.write(start.rewind(), 0);
			channel.write(ByteBuffer.wrap(new byte[] { 9 }), strip + (long) side * side * planes - 1);
		}
		try (TiffSource source = TiffSource.open(file)) {
			assertEquals(planes, source.pixels().dimension(2));
			assertEquals(9, pixel(source.pixels(), side - 1, side - 1, planes - 1));
			assertEquals(0, pixel(source.pixels(), side - 1, side - 1, planes - 2));
		}
		Files.write(file, Arrays.copyOf(start.array(), 4000));
		assertThrows(InputException.class, () -> TiffSource.open(file));
	}

	private static void entry(final ByteBuffer directory, final int tag, final int type, final int count, final int value) {
		directory.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
	}
}
