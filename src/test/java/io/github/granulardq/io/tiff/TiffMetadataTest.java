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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Axis;
import io.github.granulardq.io.ImageMetadata.Channel;
import io.github.granulardq.io.ImageMetadata.Kind;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known beside the pixels is written and read again. */
class TiffMetadataTest {

	private static final Img<? extends RealType<?>> HYPERSTACK = TestImages.image(PixelType.UINT16, 20, 18, 2, 3, 2);
	private static final int[] BLOCK = { 16, 16, 1, 1, 1 };

	@TempDir
	Path folder;

	private ImageMetadata written(final String name, final ImageMetadata metadata, final Img<? extends RealType<?>> image, final int... block) {
		final Path file = folder.resolve(name);
		TestImages.write(file, metadata, image, block);
		try (TiffSource source = TiffSource.open(file)) {
			TestImages.assertSame(image, source.pixels());
			return source.metadata();
		}
	}

	private String description(final String name) throws IOException {
		try (TiffFile file = TiffFile.open(folder.resolve(name))) {
			return file.directories().get(0).text(Tag.IMAGE_DESCRIPTION);
		}
	}

	private static List<Axis> axes(final String length, final String time) {
		return List.of(new Axis(Kind.X, 0.325, -0.08125, length), new Axis(Kind.Y, 1 / 3.0, 12.5, length), Axis.of(Kind.CHANNEL), new Axis(Kind.Z,
			1.5, 3, length), new Axis(Kind.TIME, 0.04, 0, time));
	}

	@Test
	void imageJKeepsAxesDisplayLabelsAndInfo() {
		final List<String> labels = IntStream.range(0, 12).mapToObj(i -> i == 5 ? "" : "plane " + i + " \u00b5\ud83d\ude00").toList();
		final ImageMetadata metadata = new ImageMetadata("a.tif", axes("micron", "sec"), List.of(new Channel("", 0x0000ff, -3, 400), new Channel("",
			0xff8000, 5, 500.5)), false, labels, "Lens: 40x\nline \u00b5");
		final ImageMetadata read = written("a.tif", metadata, HYPERSTACK, BLOCK);
		assertEquals(metadata.channels(), read.channels());
		assertEquals(metadata.labels(), read.labels());
		assertEquals(metadata.info(), read.info());
		for (int d = 0; d < 5; d++) {
			final Axis axis = metadata.axes().get(d);
			assertEquals(axis.kind(), read.axes().get(d).kind());
			assertEquals(axis.step(), read.axes().get(d).step(), 1e-12);
			assertEquals(axis.origin(), read.axes().get(d).origin(), 1e-9);
			assertEquals(axis.kind() == Kind.TIME ? "s" : axis.unit(), read.axes().get(d).unit());
		}
	}

	@Test
	void omeKeepsAxesChannelsAndText() {
		final ImageMetadata metadata = new ImageMetadata("Cells <\"1\"> &\n\u00b5\ud83d\ude00", axes("\u00b5m", "s"), List.of(new Channel("DAPI & <co>",
			0x0000ff, Double.NaN, Double.NaN), new Channel("", -1, Double.NaN, Double.NaN)), false, List.of(), "Lens: 40x\n]]> \u00b5");
		assertEquals(metadata, written("a.ome.tif", metadata, HYPERSTACK, BLOCK));
	}

	@ParameterizedTest
	@CsvSource({ "micrometer,\u00b5m,second,s", "micron,\u00b5m,min,min", "nm,nm,ms,ms", "inch,in,hour,h", "furlong,reference frame,s,s" })
	void omeNamesUnitsAsItsSchemaSays(final String length, final String omeLength, final String time, final String omeTime) {
		final ImageMetadata read = written("a.ome.tif", new ImageMetadata("", axes(length, time), List.of(), false, List.of(), ""), HYPERSTACK, BLOCK);
		assertEquals(omeLength, read.axes().get(0).unit());
		assertEquals(omeTime, read.axes().get(4).unit());
	}

	@ParameterizedTest
	@CsvSource({ "micrometer,micron,millisecond,ms", "\u00b5m,micron,min,min", "mm,mm,second,s", "furlong,furlong,day,d" })
	void imageJNamesUnitsItsOwnWay(final String length, final String imageJLength, final String time, final String imageJTime) {
		final ImageMetadata read = written("a.tif", new ImageMetadata("", axes(length, time), List.of(), false, List.of(), ""), HYPERSTACK, BLOCK);
		assertEquals(imageJLength, read.axes().get(0).unit());
		assertEquals(imageJTime, read.axes().get(4).unit());
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.tif", "a.ome.tif" })
	void enlargedImageWithoutCalibrationHasNone(final String name) throws IOException {
		final ImageMetadata metadata = TestImages.metadata(false, Kind.CHANNEL, Kind.Z, Kind.TIME);
		final ImageMetadata read = written(name, metadata.enlarged(2), HYPERSTACK, BLOCK);
		assertEquals(List.of(Axis.of(Kind.X), Axis.of(Kind.Y)), read.axes().subList(0, 2));
		assertFalse(description(name).contains("origin") || description(name).contains("Physical"), description(name));
	}

	@Test
	void enlargedImageKeepsWhereItsPixelsLie() {
		final ImageMetadata metadata = new ImageMetadata("", axes("micron", "s"), List.of(), false, List.of(), "").enlarged(4);
		final ImageMetadata read = written("a.tif", metadata, HYPERSTACK, BLOCK);
		assertEquals(0.325 / 4, read.axes().get(0).step(), 1e-12);
		assertEquals(-0.08125 + 0.325 * (0.125 - 0.5), read.axes().get(0).origin(), 1e-9);
	}

	@Test
	void imageJHasNoPlaceForNamesOfChannelsButLabels() {
		final ImageMetadata metadata = new ImageMetadata("", TestImages.metadata(false, Kind.CHANNEL, Kind.Z, Kind.TIME).axes(), List.of(new Channel(
			"DAPI", -1, 0, 9), new Channel("GFP", -1, 0, 9)), false, List.of(), "");
		assertEquals(List.of("DAPI", "GFP", "DAPI"), written("a.tif", metadata, HYPERSTACK, BLOCK).labels().subList(0, 3));
	}

	@Test
	void invertedGreyStaysInverted() {
		final List<Channel> inverted = List.of(new Channel("", -1, 255, 0));
		final ImageMetadata metadata = new ImageMetadata("a.tif", TestImages.metadata(false).axes(), inverted, false, List.of(), "");
		final ImageMetadata read = written("a.tif", metadata, TestImages.image(PixelType.UINT8, 20, 20), 32, 32);
		assertEquals(inverted, read.channels());
	}

	@Test
	void planesOfAnyOrderOfAxes() {
		final ImageMetadata metadata = TestImages.metadata(false, Kind.TIME, Kind.CHANNEL);
		final Path file = folder.resolve("a.tif");
		final Img<? extends RealType<?>> image = TestImages.image(PixelType.UINT8, 20, 18, 3, 2);
		TestImages.write(file, metadata, image, 16, 16, 2, 1);
		try (TiffSource source = TiffSource.open(file)) {
			assertEquals(List.of(Kind.X, Kind.Y, Kind.CHANNEL, Kind.TIME), source.metadata().axes().stream().map(Axis::kind).toList());
			TestImages.assertSame(image, Views.permute(source.pixels(), 2, 3));
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { 1, 0.5, 1 / 0.325, 1 / 0.1623, 3.0769230769, 1e-5, 123456.789, 5e9, 1e-12 })
	void resolutionIsTheClosestFraction(final double value) throws IOException {
		final byte[] bytes = new DirectoryBuilder().rational(Tag.X_RESOLUTION, value).build(16, true);
		final ByteBuffer entry = ByteBuffer.wrap(bytes).order(TileEncoder.ORDER);
		final double read = Integer.toUnsignedLong(entry.getInt(20)) / (double) Integer.toUnsignedLong(entry.getInt(24));
		if (value > 1e-9 && value < 4e9) {
			assertEquals(value, read, 1e-9 * value);
		}
		else {
			assertTrue(read >= 0 && Double.isFinite(read));
		}
	}
}
