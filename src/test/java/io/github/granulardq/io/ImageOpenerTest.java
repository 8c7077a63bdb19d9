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
package io.github.granulardq.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.Deflater;

import javax.imageio.ImageIO;

import ij.IJ;
import ij.ImagePlus;
import ij.process.LUT;
import io.github.granulardq.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageOpenerTest {

	@TempDir
	Path folder;

	/** The file cannot be opened, for the reason given, and nothing is printed. */
	private static void assertRefused(final Path file, final String reason) {
		final PrintStream before = System.out;
		final ByteArrayOutputStream printed = new ByteArrayOutputStream();
		System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
		final InputException e;
		try {
			e = assertThrows(InputException.class, () -> ImageOpener.open(file));
		}
		finally {
			System.setOut(before);
		}
		assertTrue(e.getMessage().contains(file.getFileName().toString()), e.getMessage());
		assertTrue(e.getMessage().contains(reason), e.getMessage());
		assertFalse(e.getMessage().contains("\n"), e.getMessage());
		assertEquals("", printed.toString(StandardCharsets.UTF_8));
	}

	private Path tiff(final String name, final ImagePlus image) {
		final Path file = folder.resolve(name);
		ImageSaver.save(image, new OutputFile(file, false));
		return file;
	}

	private Path cut(final Path file, final long length) throws IOException {
		final Path cut = folder.resolve("cut-" + file.getFileName());
		Files.write(cut, Arrays.copyOf(Files.readAllBytes(file), (int) length));
		return cut;
	}

	@Test
	void opensStackWithItsAxes() {
		final ImagePlus stack = IJ.createHyperStack("s", 9, 7, 2, 3, 4, 16);
		stack.getStack().getProcessor(24).putPixelValue(8, 6, 54321);
		final ImagePlus opened = ImageOpener.open(tiff("stack.tif", stack));
		assertArrayEquals(new int[] { 9, 7, 2, 3, 4 }, opened.getDimensions());
		assertEquals(54321, opened.getStack().getVoxel(8, 6, 23));
		assertTrue(opened.isHyperStack());
		assertEquals("stack.tif", opened.getTitle());
	}

	@Test
	void opens16BitPngWithoutLoss() throws IOException {
		final BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_USHORT_GRAY);
		image.getRaster().setSample(2, 1, 0, 60001);
		final Path file = folder.resolve("a.png");
		ImageIO.write(image, "png", file.toFile());
		final ImagePlus opened = ImageOpener.open(file);
		assertEquals(16, opened.getBitDepth());
		assertEquals(60001, opened.getProcessor().get(2, 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jpg", "bmp", "gif", "png" })
	void opensGreyImagesOfOtherFormats(final String format) throws IOException {
		final BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
		for (int i = 0; i < 256; i++) {
			image.getRaster().setSample(i % 16, i / 16, 0, 200);
		}
		final Path file = folder.resolve("a." + format);
		assertTrue(ImageIO.write(image, format, file.toFile()));
		final ImagePlus opened = ImageOpener.open(file);
		assertEquals(16, opened.getWidth());
		assertEquals(200, opened.getProcessor().convertToByte(false).get(5, 5), 1);
	}

	/** An image of 8x8 pixels with the numbers 0..3 in its first row. */
	private Path indexed(final String format, final int bits, final int[] red, final int[] green, final int[] blue) throws IOException {
		final byte[][] palette = new byte[3][red.length];
		for (int i = 0; i < red.length; i++) {
			palette[0][i] = (byte) red[i];
			palette[1][i] = (byte) green[i];
			palette[2][i] = (byte) blue[i];
		}
		final BufferedImage image = new BufferedImage(8, 8, bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY,
			new IndexColorModel(bits, red.length, palette[0], palette[1], palette[2]));
		for (int i = 0; i < red.length; i++) {
			image.getRaster().setSample(i, 0, 0, i);
		}
		final Path file = folder.resolve("palette" + bits + "." + format);
		assertTrue(ImageIO.write(image, format, file.toFile()));
		return file;
	}

	@ParameterizedTest
	@CsvSource({ "png,8", "gif,8", "png,2", "gif,2" })
	void colourPaletteBecomesRgb(final String format, final int bits) throws IOException {
		final ImagePlus opened = ImageOpener.open(indexed(format, bits, new int[] { 200, 0, 9, 30 }, new int[] { 0, 100, 9, 20 },
			new int[] { 7, 8, 9, 10 }));
		assertEquals(24, opened.getBitDepth());
		assertEquals(0xc80007, opened.getProcessor().get(0, 0) & 0xffffff);
		assertEquals(0x1e140a, opened.getProcessor().get(3, 0) & 0xffffff);
	}

	@ParameterizedTest
	@CsvSource({ "png,8", "gif,8", "png,2", "gif,2" })
	void greyPaletteBecomesIntensities(final String format, final int bits) throws IOException {
		final int[] shuffled = { 90, 250, 0, 170 };
		final ImagePlus opened = ImageOpener.open(indexed(format, bits, shuffled, shuffled, shuffled));
		assertEquals(8, opened.getBitDepth());
		for (int i = 0; i < 4; i++) {
			assertEquals(shuffled[i], opened.getProcessor().get(i, 0));
			assertEquals(0xff000000 | shuffled[i] * 0x10101, opened.getProcessor().getColorModel().getRGB(opened.getProcessor().get(i, 0)));
		}
		assertFalse(opened.hasImageStack());
	}

	@Test
	void blackAndWhiteIsFrom0To255() throws IOException {
		final BufferedImage image = new BufferedImage(9, 7, BufferedImage.TYPE_BYTE_BINARY);
		image.getRaster().setSample(8, 6, 0, 1);
		final Path file = folder.resolve("a.png");
		ImageIO.write(image, "png", file.toFile());
		final ImagePlus opened = ImageOpener.open(file);
		assertEquals(255, opened.getProcessor().get(8, 6));
		assertEquals(0, opened.getProcessor().get(0, 0));
	}

	@Test
	void lookUpTableOfTiffIsForDisplay() {
		final ImagePlus image = IJ.createImage("i", 4, 4, 1, 8);
		image.getProcessor().set(1, 1, 77);
		image.setLut(LUT.createLutFromColor(Color.MAGENTA));
		final ImagePlus opened = ImageOpener.open(tiff("lut.tif", image));
		assertEquals(8, opened.getBitDepth());
		assertEquals(77, opened.getProcessor().get(1, 1));
		assertTrue(opened.getProcessor().isColorLut());
	}

	@Test
	void nameDoesNotDecideTheFormat() throws IOException {
		final Path file = folder.resolve("a.png");
		ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
		final Path renamed = Files.move(file, folder.resolve("b.tif"));
		assertEquals(4, ImageOpener.open(renamed).getWidth());
	}

	@Test
	void refusesMissingFile() {
		assertRefused(folder.resolve("nothing.tif"), "no file");
	}

	@Test
	void refusesFolder() {
		assertRefused(folder, "is a folder");
	}

	@Test
	void refusesTextNamedTiff() throws IOException {
		assertRefused(Files.writeString(folder.resolve("notes.tif"), "not an image"), "none of the formats TIFF, PNG");
	}

	@Test
	void refusesEmptyFile() throws IOException {
		assertRefused(Files.createFile(folder.resolve("empty.tif")), "none of the formats");
	}

	@Test
	void refusesBigTiff() throws IOException {
		assertRefused(Files.write(folder.resolve("big.tif"), new byte[] { 'I', 'I', 43, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0 }), "BigTIFF");
	}

	@Test
	void refusesTiffCutAnywhere() throws IOException {
		final Path whole = tiff("whole.tif", IJ.createHyperStack("s", 20, 10, 1, 3, 1, 8));
		final long length = Files.size(whole);
		for (final long cut : new long[] { 8, 9, 60, 150, length / 2, length - 1 }) {
			assertRefused(cut(whole, cut), "cut off");
		}
	}

	@Test
	void refusesTiffWithDirectoriesAtItsEndWhenCut() throws IOException {
		final Path whole = Files.write(folder.resolve("end.tif"), directoryAtEnd(deflated(new byte[20 * 20]), 8));
		assertEquals(20, ImageOpener.open(whole).getWidth());
		for (final long cut : new long[] { 8, 12, Files.size(whole) - 1 }) {
			assertRefused(cut(whole, cut), "cut off");
		}
	}

	@Test
	void refusesTiffWhosePixelsAreDamaged() throws IOException {
		final byte[] pixels = deflated(new byte[20 * 20]);
		Arrays.fill(pixels, pixels.length / 2, pixels.length, (byte) 0x55);
		assertRefused(Files.write(folder.resolve("damaged.tif"), directoryAtEnd(pixels, 8)), "damaged");
	}

	@Test
	void refusesEntriesThatHoldMoreThanTheFile() throws IOException {
		final byte[] strip = deflated(new byte[20 * 20]);
		for (int entry = 0; entry < 9; entry++) {
			final byte[] tiff = directoryAtEnd(strip, 8);
			ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).putInt(8 + strip.length + 2 + 12 * entry + 4, 0x3ffffff0);
			final Path file = Files.write(folder.resolve("count" + entry + ".tif"), tiff);
			assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertRefused(file, "damaged"));
		}
	}

	@Test
	void exceptionHandlerOfTheProgramAroundStays() {
		final AtomicReference<Throwable> caught = new AtomicReference<>();
		IJ.setExceptionHandler(caught::set);
		try {
			ImageOpener.open(tiff("a.tif", IJ.createImage("i", 4, 4, 1, 8)));
			final Throwable later = new IllegalStateException();
			IJ.handleException(later);
			assertSame(later, caught.get());
		}
		finally {
			IJ.setExceptionHandler(null);
		}
	}

	@Test
	void refusesCompressionThatImageJCannotRead() throws IOException {
		assertRefused(Files.write(folder.resolve("zstd.tif"), directoryAtEnd(new byte[50], 50_000)), "compressed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "png", "jpg", "gif", "bmp" })
	void refusesOtherFormatsWhenCut(final String format) throws IOException {
		final BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
		for (int i = 0; i < 4096; i++) {
			image.getRaster().setSample(i % 64, i / 64, 0, i * 31 % 256);
		}
		final Path file = folder.resolve("a." + format);
		ImageIO.write(image, format, file.toFile());
		assertRefused(cut(file, Files.size(file) * 2 / 3), "\": ");
	}

	private static byte[] deflated(final byte[] bytes) {
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) (i * 7919 >> 3);
		}
		final Deflater deflater = new Deflater();
		deflater.setInput(bytes);
		deflater.finish();
		final byte[] buffer = new byte[2 * bytes.length];
		final int length = deflater.deflate(buffer);
		deflater.end();
		return Arrays.copyOf(buffer, length);
	}

	/** A TIFF of 20x20 8-bit pixels in one compressed strip, its directory behind them as most programs write it. */
	private static byte[] directoryAtEnd(final byte[] strip, final int compression) {
		final int[][] entries = { { 256, 20 }, { 257, 20 }, { 258, 8 }, { 259, compression }, { 262, 1 }, { 273, 8 }, { 277, 1 },
			{ 278, 20 }, { 279, strip.length } };
		final ByteBuffer buffer = ByteBuffer.allocate(8 + strip.length + 2 + entries.length * 12 + 4).order(ByteOrder.LITTLE_ENDIAN);
		buffer.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8 + strip.length).put(strip).putShort((short) entries.length);
		for (final int[] entry : entries) {
			buffer.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
		}
		return buffer.putInt(0).array();
	}
}
