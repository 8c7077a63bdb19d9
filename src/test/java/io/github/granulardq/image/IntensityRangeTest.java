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
package io.github.granulardq.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.github.granulardq.InputException;
import net.imglib2.FinalInterval;
import net.imglib2.Localizable;
import net.imglib2.Point;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.position.FunctionRandomAccessible;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

class IntensityRangeTest {

	/** One row of blocks more than are read whole. */
	private static final FinalInterval LARGE = new FinalInterval(4096, 4096 + 128);

	@Test
	void percentilesAgreeWithNumpy() {
		final double[] values = new double[1000];
		for (int i = 0; i < values.length; i++) {
			values[i] = i * 7919 % 1009 * 0.37;
		}
		Arrays.sort(values);
		// numpy.percentile of the same values
		assertEquals(0.36963, IntensityRange.percentile(values, 0.1), 1e-12);
		assertEquals(124.56678999999998, IntensityRange.percentile(values, 33.3), 1e-12);
		assertEquals(372.59037, IntensityRange.percentile(values, 99.9), 1e-12);
		assertEquals(values[0], IntensityRange.percentile(values, 0));
		assertEquals(values[999], IntensityRange.percentile(values, 100));
		assertEquals(5, IntensityRange.percentile(new double[] { 5 }, 99.9));
	}

	@Test
	void whatIsNotLargeIsReadWhole() {
		final AtomicLong reads = new AtomicLong();
		final RandomAccessibleInterval<FloatType> image = computed(new FinalInterval(4096, 4096), at -> {
			reads.incrementAndGet();
			return at.getLongPosition(1) * 4096 + at.getLongPosition(0);
		});
		final IntensityRange range = IntensityRange.of(image, 0, 100, () -> {});
		assertEquals(new IntensityRange(0, (1 << 24) - 1, false), range);
		assertEquals(1 << 24, reads.get());
	}

	@Test
	void ofALargeChannelAFewTilesAreRead() {
		final Set<Long> tiles = new HashSet<>();
		final AtomicLong reads = new AtomicLong();
		final RandomAccessibleInterval<FloatType> ramp = computed(new FinalInterval(60_000, 40_000), at -> {
			reads.incrementAndGet();
			tiles.add((at.getLongPosition(1) / 256 << 32) + at.getLongPosition(0) / 256);
			return at.getLongPosition(0) + at.getLongPosition(1);
		});
		final IntensityRange range = IntensityRange.of(ramp, 1, 50, () -> {});
		assertTrue(range.sampled());
		assertTrue(tiles.size() <= 512, tiles.size() + " tiles");
		assertTrue(reads.get() > 7 << 20 && reads.get() <= 8 << 20, reads + " pixels");
		assertEquals(50_000, range.high(), 500);
		// 1 % of the area is a triangle with legs of sqrt(0.02 * 60000 * 40000)
		assertEquals(6928, range.low(), 500);
	}

	@Test
	void blocksAreSpreadEvenlyOverAllAxes() {
		final FinalInterval image = FinalInterval.createMinSize(-7, 30, 100, 20_000, 20_000, 80);
		final int[] eighths = new int[24];
		for (final FinalInterval block : SampleBlocks.of(image)) {
			assertTrue(Intervals.contains(image, block));
			assertEquals(1, block.dimension(2));
			for (int d = 0; d < 3; d++) {
				eighths[8 * d + (int) ((block.min(d) - image.min(d)) * 8 / image.dimension(d))]++;
			}
		}
		for (final int count : eighths) {
			assertEquals(64, count, 8, Arrays.toString(eighths));
		}
	}

	@Test
	void theSampleDependsOnTheSizeAlone() {
		final List<FinalInterval> blocks = SampleBlocks.of(new FinalInterval(32_768, 32_768));
		assertEquals(512, blocks.size());
		assertEquals(blocks, SampleBlocks.of(new FinalInterval(32_768, 32_768)));
		assertEquals(Intervals.translate(Intervals.translate(blocks.get(100), 5, 0), -3, 1), SampleBlocks.of(FinalInterval.createMinSize(5, -3, 32_768, 32_768)).get(100));
		// If these change, so do the pixels of all large results.
		assertEquals(FinalInterval.createMinSize(13_312, 0, 128, 128), blocks.get(0));
		assertEquals(FinalInterval.createMinSize(9344, 32_640, 128, 128), blocks.get(511));
	}

	@Test
	void narrowImagesAreSampledInLongBlocks() {
		final RandomAccessibleInterval<FloatType> ramp = computed(new FinalInterval(1, 20_000_000), at -> at.getLongPosition(0) + at.getLongPosition(1));
		final IntensityRange range = IntensityRange.of(ramp, 10, 90, () -> {});
		assertEquals(2_000_000, range.low(), 30_000);
		assertEquals(18_000_000, range.high(), 30_000);
		final RandomAccessibleInterval<FloatType> dots = computed(new FinalInterval(2, 3, 1 << 22), at -> at.getLongPosition(2));
		assertEquals(0.9 * (1 << 22), IntensityRange.of(dots, 10, 90, () -> {}).high(), 1000);
	}

	@Test
	void whereTheSampleIsConstantAllPixelsDecide() {
		final FinalInterval first = SampleBlocks.of(LARGE).get(0);
		final long[] outside = { first.max(0) + 1, first.min(1) };
		assertTrue(SampleBlocks.of(LARGE).stream().noneMatch(b -> Intervals.contains(b, new Point(outside))));
		final IntensityRange range = IntensityRange.of(computed(LARGE, at -> at.getLongPosition(0) == outside[0] && at.getLongPosition(
			1) == outside[1] ? 9 : 4), 0.1, 99.9, () -> {});
		assertEquals(new IntensityRange(4, 9, false), range);
	}

	@Test
	void numbersThatAreNoneDoNotGetIntoTheSample() {
		final FinalInterval block = SampleBlocks.of(LARGE).get(17);
		final RandomAccessibleInterval<FloatType> image = computed(LARGE, at -> at.getLongPosition(0) == block.min(0) + 3 && at.getLongPosition(
			1) == block.min(1) + 5 ? Float.NaN : at.getLongPosition(0));
		final String message = assertThrows(InputException.class, () -> IntensityRange.of(image, 0.1, 99.9, () -> {})).getMessage();
		assertTrue(message.contains("NaN at position [" + (block.min(0) + 3) + ", " + (block.min(1) + 5) + "]"), message);
	}

	@Test
	void readingCanBeEnded() {
		final AtomicInteger passes = new AtomicInteger();
		assertThrows(IllegalStateException.class, () -> IntensityRange.of(computed(LARGE, at -> 1), 0, 100, () -> {
			if (passes.incrementAndGet() == 3) {
				throw new IllegalStateException("enough");
			}
		}));
	}

	private interface Intensity {
		float at(Localizable position);
	}

	private static RandomAccessibleInterval<FloatType> computed(final FinalInterval interval, final Intensity intensity) {
		return Views.interval(new FunctionRandomAccessible<>(interval.numDimensions(), (at, pixel) -> pixel.set(intensity.at(at)),
			FloatType::new), interval);
	}
}
