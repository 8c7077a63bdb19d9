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
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;

import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Axis;
import io.github.granulardq.io.ImageMetadata.Channel;
import io.github.granulardq.io.ImageMetadata.Kind;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ZarrRoundTripTest {

	private static final Kind[] ALL = { Kind.X, Kind.Y, Kind.CHANNEL, Kind.Z, Kind.TIME };

	@TempDir
	Path folder;

	static Stream<List<Object>> cases() {
		final List<List<Object>> cases = new ArrayList<>();
		for (final ZarrVersion version : ZarrVersion.values()) {
			for (final String type : List.of("u1", "u2", "f4")) {
				cases.add(List.of(version, type, new long[] { 37, 21 }, new int[] { 16, 16 }));
				cases.add(List.of(version, type, new long[] { 16, 32, 3 }, new int[] { 16, 16, 1 }));
				cases.add(List.of(version, type, new long[] { 7, 9, 2, 3, 2 }, new int[] { 16, 4, 1, 1, 1 }));
				cases.add(List.of(version, type, new long[] { 13, 1, 3, 2 }, new int[] { 5, 5, 3, 1 }));
				cases.add(List.of(version, type, new long[] { 40, 30, 2, 3, 2 }, new int[] { 16, 8, 1, 2, 2 }));
			}
		}
		return cases.stream();
	}

	@ParameterizedTest
	@MethodSource("cases")
	void pixelsComeBack(final List<Object> parameters) throws IOException {
		try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
			pixelsComeBack(parameters, memory.getPath("a.zarr"));
		}
	}

	private static void pixelsComeBack(final List<Object> parameters, final Path output) {
		final long[] size = (long[]) parameters.get(2);
		final Kind[] kinds = new Kind[size.length];
		System.arraycopy(ALL, 0, kinds, 0, kinds.length);
		final Img<? extends RealType<?>> image = ZarrOutputs.noise((String) parameters.get(1), size);
		ZarrOutputs.write(output, ZarrOutputs.metadata(kinds), image, (int[]) parameters.get(3), (ZarrVersion) parameters.get(0));
		try (ZarrSource source = ZarrSource.open(output)) {
			final List<Kind> read = source.metadata().axes().stream().map(Axis::kind).toList();
			final int[] order = new int[kinds.length]; // axes beyond y come as c, z, t, whatever the order was
			for (int d = 0; d < order.length; d++) {
				order[d] = List.of(kinds).indexOf(read.get(d));
			}
			assertSame(image.firstElement().getClass(), source.pixels().getType().getClass());
			assertArrayEquals(Boxes.permute(size, order), source.pixels().dimensionsAsLongArray());
			assertArrayEquals(Boxes.permute((int[]) parameters.get(3), order), source.block());
			assertArrayEquals(ZarrOutputs.values(Boxes.permute(image, order)), ZarrOutputs.values(source.pixels()));
		}
	}

	@ParameterizedTest
	@EnumSource
	void metadataComeBack(final ZarrVersion version) {
		final List<Axis> axes = List.of(new Axis(Kind.X, 0.325, -1.5, "micrometer"), new Axis(Kind.Y, 0.5, 12, "micrometer"), new Axis(Kind.CHANNEL, 1, 0,
			""), new Axis(Kind.TIME, 0.25, 3, "second"));
		final List<Channel> channels = List.of(new Channel("DAPI", 0x0000ff, 10, 4000), new Channel("\u00b5-tubulin", 0x00ff00, 0.5, 65535));
		final ImageMetadata metadata = new ImageMetadata("cells", axes, channels, false, List.of("first", "", "third"), "made by a test\nwith \"text\"");
		final Path output = folder.resolve("a.zarr");
		ZarrOutputs.write(output, metadata, ZarrOutputs.noise("u2", 20, 10, 2, 2), new int[] { 8, 8, 1, 1 }, version);
		try (ZarrSource source = ZarrSource.open(output)) {
			assertEquals(metadata, source.metadata());
		}
	}

	@ParameterizedTest
	@EnumSource
	void colourImagesComeBack(final ZarrVersion version) {
		final Axis[] axes = Stream.of(Kind.X, Kind.Y, Kind.CHANNEL).map(Axis::of).toArray(Axis[]::new);
		final ImageMetadata metadata = new ImageMetadata("slide", List.of(axes), List.of(), true, List.of(), "");
		final Path output = folder.resolve("a.zarr");
		ZarrOutputs.write(output, metadata, ZarrOutputs.noise("u1", 20, 10, 3), new int[] { 8, 8, 3 }, version);
		try (ZarrSource source = ZarrSource.open(output)) {
			assertEquals(true, source.metadata().rgb());
			assertEquals(List.of(0xff0000, 0x00ff00, 0x0000ff), source.metadata().channels().stream().map(Channel::colour).toList());
		}
	}

	@Test
	void labelsFollowTheirPlanes() {
		final List<String> labels = List.of("z0 c0", "z1 c0", "z2 c0", "z0 c1", "z1 c1", "z2 c1");
		final Axis[] axes = Stream.of(Kind.X, Kind.Y, Kind.Z, Kind.CHANNEL).map(Axis::of).toArray(Axis[]::new);
		final Path output = folder.resolve("a.zarr");
		ZarrOutputs.write(output, new ImageMetadata("", List.of(axes), List.of(), false, labels, ""), ZarrOutputs.noise("u1", 9, 9, 3, 2), new int[] { 4, 4,
			1, 1 }, ZarrVersion.V05);
		try (ZarrSource source = ZarrSource.open(output)) {
			assertEquals(List.of("z0 c0", "z0 c1", "z1 c0", "z1 c1", "z2 c0", "z2 c1"), source.metadata().labels());
		}
	}

	@Test
	void unitsGetTheNamesOfOmeZarr() {
		assertEquals("micrometer", Units.of(Kind.X, "\u00b5m"));
		assertEquals("micrometer", Units.of(Kind.X, "\u03bcm"));
		assertEquals("micrometer", Units.of(Kind.Z, "microns"));
		assertEquals("nanometer", Units.of(Kind.Y, "nanometre"));
		assertEquals("millisecond", Units.of(Kind.TIME, "ms"));
		assertEquals("second", Units.of(Kind.TIME, "seconds"));
		assertEquals("", Units.of(Kind.X, "pixel"));
		assertEquals("", Units.of(Kind.X, "s"));
		assertEquals("", Units.of(Kind.CHANNEL, "m"));
	}

	@Test
	void imageWithoutNameIsCalledAsItsFolder() {
		final Path output = folder.resolve("My cells.ome.zarr");
		ZarrOutputs.write(output, ZarrOutputs.metadata(Kind.X, Kind.Y), ZarrOutputs.noise("u1", 9, 9), new int[] { 4, 4 }, ZarrVersion.V05);
		try (ZarrSource source = ZarrSource.open(output)) {
			assertEquals("My cells", source.metadata().name());
		}
	}

	@Test
	void blocksOfZerosHaveNoFile() {
		final Img<? extends RealType<?>> image = ZarrOutputs.noise("u2", 32, 16);
		image.forEach(pixel -> pixel.setZero());
		image.randomAccess().setPositionAndGet(20, 3).setReal(7);
		final Path output = folder.resolve("a.zarr");
		ZarrOutputs.write(output, ZarrOutputs.metadata(Kind.X, Kind.Y), image, new int[] { 16, 16 }, ZarrVersion.V05);
		assertFalse(Files.exists(output.resolve("0/c/0/0")));
		try (ZarrSource source = ZarrSource.open(output)) {
			assertArrayEquals(ZarrOutputs.values(image), ZarrOutputs.values(source.pixels()));
		}
	}
}
