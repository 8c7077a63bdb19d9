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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Axis;
import io.github.granulardq.io.ImageMetadata.Kind;
import net.imglib2.RandomAccess;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PyramidTest {

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource({ "u1, V04", "u2, V05", "f4, V05" })
	void pixelsAreMeansOfThoseBelow(final String type, final ZarrVersion version) {
		final Img<? extends RealType<?>> image = ZarrOutputs.noise(type, 301, 258, 2);
		final Path output = folder.resolve("a.zarr");
		ZarrOutputs.write(output, ZarrOutputs.metadata(Kind.X, Kind.Y, Kind.CHANNEL), image, new int[] { 64, 48, 1 }, version);
		try (ZarrSource level = ZarrSource.open(output.resolve("1"))) {
			assertArrayEquals(new long[] { 151, 129, 2 }, level.pixels().dimensionsAsLongArray());
			final RandomAccess<? extends RealType<?>> from = image.randomAccess();
			final RandomAccess<? extends RealType<?>> to = level.pixels().randomAccess();
			for (int c = 0; c < 2; c++) {
				for (int y = 0; y < 129; y++) {
					for (int x = 0; x < 151; x++) {
						double sum = 0;
						int count = 0;
						for (int i = 0; i < 4; i++) {
							final int x0 = 2 * x + i % 2;
							final int y0 = 2 * y + i / 2;
							if (x0 < 301 && y0 < 258) {
								sum += from.setPositionAndGet(x0, y0, c).getRealDouble();
								count++;
							}
						}
						final double mean = type.equals("f4") ? (float) (sum / count) : Math.floor(sum / count + 0.5);
						assertEquals(mean, to.setPositionAndGet(x, y, c).getRealDouble());
					}
				}
			}
		}
		assertFalse(Files.exists(output.resolve("2")), "the smaller side is below 256 already");
	}

	@Test
	void centresOfPixelsStayWhereTheyAre() {
		final List<Axis> axes = List.of(new Axis(Kind.X, 0.5, 10, "micrometer"), new Axis(Kind.Y, 2, -1, "micrometer"), new Axis(Kind.Z, 3, 4, "micrometer"));
		final Path output = folder.resolve("a.zarr");
		ZarrOutputs.write(output, new ImageMetadata("", axes, List.of(), false, List.of(), ""), ZarrOutputs.noise("u1", 520, 1030, 1), new int[] { 256, 256,
			1 }, ZarrVersion.V05);
		final List<JsonFields> datasets = JsonFields.read(output.resolve("zarr.json")).object("attributes").object("ome").objects("multiscales").get(0)
			.objects("datasets");
		assertEquals(3, datasets.size());
		for (int level = 0; level < 3; level++) {
			final List<JsonFields> transforms = datasets.get(level).objects("coordinateTransformations");
			final int factor = 1 << level;
			assertArrayEquals(new double[] { 3, 2 * factor, 0.5 * factor }, transforms.get(0).numbers("scale"));
			// The first pixel of a level lies in the middle of the pixels 0 .. factor - 1.
			assertArrayEquals(new double[] { 4, -1 + 2 * (factor - 1) / 2.0, 10 + 0.5 * (factor - 1) / 2.0 }, transforms.get(1).numbers("translation"));
		}
	}

	@Test
	void emptyPartsStayEmpty() {
		final Img<? extends RealType<?>> image = ZarrOutputs.noise("u1", 600, 300);
		image.forEach(RealType::setZero);
		image.randomAccess().setPositionAndGet(599, 299).setReal(200);
		final Path output = folder.resolve("a.zarr");
		ZarrOutputs.write(output, ZarrOutputs.metadata(Kind.X, Kind.Y), image, new int[] { 64, 64 }, ZarrVersion.V05);
		assertFalse(Files.exists(output.resolve("1/c/0/0")));
		assertTrue(Files.exists(output.resolve("1/c/2/4")));
		try (ZarrSource level = ZarrSource.open(output.resolve("1"))) {
			assertEquals(50, level.pixels().randomAccess().setPositionAndGet(299, 149).getRealDouble());
		}
	}
}
