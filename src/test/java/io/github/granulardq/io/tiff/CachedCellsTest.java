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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.granulardq.InputException;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.util.Cast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedCellsTest {

	private static final int CELL = 64;
	private static final long[] SIZE = { 1000, 700 };

	private final AtomicInteger reads = new AtomicInteger();

	private Object read(final long[] min, final int[] size) {
		reads.incrementAndGet();
		final byte[] pixels = new byte[size[0] * size[1]];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (byte) (min[0] + i % size[0] + 3 * (min[1] + i / size[0]));
		}
		return pixels;
	}

	private RandomAccessibleInterval<UnsignedByteType> image(final long cacheBytes) {
		return Cast.unchecked(CachedCells.image(PixelType.UINT8, SIZE, new int[] { CELL, CELL }, cacheBytes, this::read));
	}

	@Test
	void overlappingRegionsInOrderReadEachCellOnce() {
		final RandomAccessibleInterval<UnsignedByteType> image = image(3L * CELL * 1024); // three rows of cells
		final int block = 96;
		final int halo = 8;
		for (int y = 0; y < SIZE[1]; y += block) {
			for (int x = 0; x < SIZE[0]; x += block) {
				final FinalInterval region = FinalInterval.createMinMax(Math.max(0, x - halo), Math.max(0, y - halo), Math.min(SIZE[0] - 1, x + block +
					halo - 1), Math.min(SIZE[1] - 1, y + block + halo - 1));
				PrimitiveBlocks.of(image).copy(region, new byte[(int) (region.dimension(0) * region.dimension(1))]);
			}
		}
		assertEquals(16 * 11, reads.get());
	}

	@Test
	void memoryIsBounded() {
		final RandomAccessibleInterval<UnsignedByteType> image = image(2L * CELL * CELL);
		for (int i = 0; i < 2; i++) {
			for (int x = 0; x < 3 * CELL; x += CELL) {
				assertEquals(x & 0xff, image.getAt(x, 0).get());
			}
		}
		assertEquals(6, reads.get()); // of three cells two were kept
	}

	@Test
	void threadsThatWantOneCellReadItOnce() throws InterruptedException, ExecutionException {
		final RandomAccessibleInterval<UnsignedByteType> image = image(1L << 30);
		final ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			final List<Future<Integer>> sums = new ArrayList<>();
			for (int t = 0; t < 8; t++) {
				sums.add(threads.submit(() -> {
					int sum = 0;
					for (int y = 0; y < SIZE[1]; y += 7) {
						for (int x = 0; x < SIZE[0]; x += 7) {
							sum += image.getAt(x, y).get();
						}
					}
					return sum;
				}));
			}
			for (final Future<Integer> sum : sums) {
				assertEquals(sums.get(0).get(), sum.get());
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertEquals(16 * 11, reads.get());
	}

	@Test
	void whatFailedIsTriedAgain() {
		final AtomicInteger calls = new AtomicInteger();
		final RandomAccessibleInterval<? extends RealType<?>> image = CachedCells.image(PixelType.FLOAT32, new long[] { 9 }, new int[] { 9 }, 100,
			(min, size) -> {
				if (calls.incrementAndGet() == 1) {
					throw new InputException("disk is away");
				}
				return new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
			});
		assertEquals("disk is away", assertThrows(InputException.class, () -> image.getAt(3).getRealDouble()).getMessage());
		assertEquals(4, image.getAt(3).getRealDouble());
	}

	/** Java closes the channel of a thread that is interrupted while it reads; others must not notice. */
	@Test
	void interruptedThreadReadsOnAndStaysInterrupted(@TempDir final Path folder) {
		final Path file = folder.resolve("a.tif");
		final Img<? extends RealType<?>> image = TestImages.image(PixelType.UINT16, 600, 500);
		TestImages.write(file, TestImages.metadata(false), image, 256, 256);
		try (TiffSource source = TiffSource.open(file)) {
			Thread.currentThread().interrupt();
			TestImages.assertSame(image, source.pixels());
			assertTrue(Thread.interrupted());
		}
	}
}
