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

import java.nio.file.Path;

import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Kind;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the sink writes the source reads. */
class TiffRoundTripTest {

	@TempDir
	Path folder;

	private void assertRoundTrip(final String name, final ImageMetadata metadata, final Img<? extends RealType<?>> image, final int... block) {
		final Path file = folder.resolve(name);
		TestImages.write(file, metadata, image, block);
		try (TiffSource source = TiffSource.open(file)) {
			TestImages.assertSame(image, source.pixels());
			assertEquals(metadata.axes().stream().map(a -> a.kind()).toList(), source.metadata().axes().stream().map(a -> a.kind()).toList());
			assertEquals(metadata.rgb(), source.metadata().rgb());
		}
	}

	@ParameterizedTest
	@EnumSource(PixelType.class)
	void planeOfOddSizeInCutBlocks(final PixelType type) {
		assertRoundTrip("a.tif", TestImages.metadata(false), TestImages.image(type, 301, 203), 96, 64);
	}

	@ParameterizedTest
	@EnumSource(PixelType.class)
	void colours(final PixelType type) {
		assertRoundTrip("a.tif", TestImages.metadata(true, Kind.CHANNEL), TestImages.image(type, 101, 67, 3), 64, 32, 3);
		assertRoundTrip("a.ome.tif", TestImages.metadata(true, Kind.CHANNEL, Kind.Z), TestImages.image(type, 50, 67, 3, 4), 64, 32, 3, 1);
	}

	@ParameterizedTest
	@CsvSource({ "a.tif", "a.ome.tif" })
	void hyperstackWithBlocksOfSeveralPlanes(final String name) {
		final ImageMetadata metadata = TestImages.metadata(false, Kind.CHANNEL, Kind.Z, Kind.TIME);
		assertRoundTrip(name, metadata, TestImages.image(PixelType.UINT16, 70, 40, 2, 5, 3), 48, 48, 2, 2, 1);
	}

	@ParameterizedTest
	@CsvSource({ "1,1", "16,16", "17,5", "1000,3", "3,1000" })
	void blocksLargerThanTheImage(final long width, final long height) {
		assertRoundTrip("a.tif", TestImages.metadata(false), TestImages.image(PixelType.UINT8, width, height), 960, 960);
	}
}
