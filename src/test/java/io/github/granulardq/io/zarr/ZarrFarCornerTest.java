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

import java.nio.file.Path;

import io.github.granulardq.io.ImageMetadata.Kind;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than 2^31 pixels, most of them in chunks that are not there. */
class ZarrFarCornerTest {

	@TempDir
	Path folder;

	private static int pattern(final long x, final long y) {
		return (int) ((x * 31 + y * 17) % 251 + 1);
	}

	private static void assertPattern(final RandomAccessibleInterval<? extends RealType<?>> pixels, final long left, final long top) {
		final RandomAccess<? extends RealType<?>> access = pixels.randomAccess();
		for (long y = top; y < pixels.dimension(1); y++) {
			for (long x = left; x < pixels.dimension(0); x++) {
				assertEquals(pattern(x, y), access.setPositionAndGet(x, y).getRealDouble());
			}
		}
		assertEquals(0, access.setPositionAndGet(left - 1, pixels.dimension(1) - 1).getRealDouble());
		assertEquals(0, access.setPositionAndGet(0, 0).getRealDouble());
	}

	@Test
	void manyPixelsAreWrittenHalvedAndRead() {
		final long[] size = { 70_001, 70_003 };
		final int[] block = { 4096, 4096 };
		final Path output = folder.resolve("a.zarr");
		final long left = 17 * 4096;
		final long top = 17 * 4096;
		final RandomAccessibleInterval<UnsignedByteType> corner = Views.translate(ArrayImgs.unsignedBytes(size[0] - left, size[1] - top), left, top);
		final RandomAccess<UnsignedByteType> access = corner.randomAccess();
		for (long y = top; y < size[1]; y++) {
			for (long x = left; x < size[0]; x++) {
				access.setPositionAndGet(x, y).set(pattern(x, y));
			}
		}
		try (ZarrSink sink = ZarrSink.create(output, ZarrOutputs.metadata(Kind.X, Kind.Y), size, new UnsignedByteType(), block, "run", false,
			ZarrVersion.V05))
		{
			final byte[] zeros = sink.encode(0, ArrayImgs.unsignedBytes(4096, 4096));
			final long last = sink.grid().count() - 1;
			for (long i = 0; i < last; i++) {
				sink.put(i, zeros);
			}
			assertEquals(new FinalInterval(corner), sink.grid().interval(last));
			sink.put(last, sink.encode(last, corner));
			sink.finish();
		}
		try (ZarrSource source = ZarrSource.open(output); ZarrSource half = ZarrSource.open(output.resolve("1"))) {
			assertEquals(70_001L * 70_003, Intervals.numElements(source.pixels()));
			assertPattern(source.pixels(), left, top);
			assertArrayEquals(new long[] { 35_001, 35_002 }, half.pixels().dimensionsAsLongArray());
			final double mean = (pattern(69_998, 70_000) + pattern(69_999, 70_000) + pattern(69_998, 70_001) + pattern(69_999, 70_001)) / 4.0;
			assertEquals(Math.floor(mean + 0.5), half.pixels().randomAccess().setPositionAndGet(34_999, 35_000).getRealDouble());
			assertEquals(pattern(70_000, 70_002), half.pixels().randomAccess().setPositionAndGet(35_000, 35_001).getRealDouble());
		}
	}

	@Test
	void oneAxisMayBeLongerThanAnInt() {
		final long[] size = { (1L << 31) + 700, 2 };
		final Path output = folder.resolve("a.zarr");
		try (ZarrSink sink = ZarrSink.create(output, ZarrOutputs.metadata(Kind.X, Kind.Y), size, new UnsignedByteType(), new int[] { 1 << 20, 2 }, "run", false,
			ZarrVersion.V04))
		{
			final long last = sink.grid().count() - 1;
			for (long i = 0; i < last; i++) {
				sink.put(i, new byte[0]);
			}
			final FinalInterval corner = sink.grid().interval(last);
			final RandomAccessibleInterval<UnsignedByteType> pixels = Views.translate(ArrayImgs.unsignedBytes(700, 2), corner.minAsLongArray());
			pixels.forEach(pixel -> pixel.set(7));
			sink.put(last, sink.encode(last, pixels));
			sink.finish();
		}
		try (ZarrSource source = ZarrSource.open(output)) {
			assertEquals(7, source.pixels().randomAccess().setPositionAndGet((1L << 31) + 699, 1).getRealDouble());
			assertEquals(0, source.pixels().randomAccess().setPositionAndGet((1L << 31) - 1, 1).getRealDouble());
		}
	}
}
