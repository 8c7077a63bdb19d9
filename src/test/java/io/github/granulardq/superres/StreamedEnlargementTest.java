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
package io.github.granulardq.superres;

import static io.github.granulardq.testing.TestImages.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.granulardq.InputException;
import io.github.granulardq.model.Model;
import io.github.granulardq.testing.FakeEngine;
import io.github.granulardq.testing.FakeModel;
import io.github.granulardq.testing.MemorySink;
import io.github.granulardq.testing.TestImages;
import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.position.FunctionRandomAccessible;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** Runs into a sink: the same pixels as in memory, in order, within bounds, and gone on with. */
@Timeout(120)
class StreamedEnlargementTest {

	private static final Model MODEL = FakeModel.of(1, 2, 8);
	private static final Model COLOUR = FakeModel.of(3, 2, 8);
	private static final Img<UnsignedShortType> STACK = TestImages.waves(new UnsignedShortType(), 60_000, 250, 190, 2, 2);
	private static final Img<UnsignedByteType> RGB = TestImages.waves(new UnsignedByteType(), 250, 170, 120, 3);
	static {
		RGB.forEach(p -> p.set(p.get() < 80 ? 0 : p.get() > 150 ? 255 : p.get()));
	}

	private final FakeEngine engine = new FakeEngine(8);

	@AfterEach
	void allSessionsAreClosed() {
		assertEquals(0, engine.openSessions());
	}

	@ParameterizedTest
	@CsvSource({ "160, 160, 1, 1", "320, 160, 1, 1", "96, 64, 1, 1", "1024, 1024, 1, 2", "500, 48, 1, 2", "112, 380, 2, 3" })
	void pixelsAndReportAreThoseOfARunInMemory(final int width, final int height, final int z, final int channels) {
		for (final GridKind grid : GridKind.values()) {
			final SuperResolution<?> expected = resolver(MODEL, b -> b.optGrid(grid)).run(STACK, 3);
			for (final int workers : new int[] { 1, 2, 3 }) {
				final MemorySink sink = sink(STACK, workers % 2 == 0 == (grid == GridKind.PAPER), width, height, z, channels);
				final StreamedResolution result = resolver(MODEL, b -> b.optGrid(grid).optWorkers(workers)).run(STACK, 3, sink);
				assertArrayEquals(values(expected.image()), sink.values());
				assertSameNumbers(expected.report(), result.report());
				assertArrayEquals(values(expected.bitMap().image()), values(result.bitMap().orElseThrow().image()));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void blocksMayHoldAllChannelsOrOne(final int channels) {
		for (final Model model : List.of(MODEL, COLOUR)) {
			final SuperResolution<?> expected = resolver(model, b -> b.optBits(Bits.FOUR)).run(RGB, 2);
			assertTrue(expected.report().clippedPixels() > 0);
			final MemorySink sink = sink(RGB, true, 128, 96, channels);
			final StreamedResolution result = resolver(model, b -> b.optBits(Bits.FOUR).optWorkers(2)).run(RGB, 2, sink);
			assertArrayEquals(values(expected.image()), sink.values());
			assertSameNumbers(expected.report(), result.report());
		}
	}

	@Test
	void emptyPatchesAreSkippedAndCountedInBlocksToo() {
		final Img<UnsignedShortType> half = TestImages.waves(new UnsignedShortType(), 4000, 400, 100);
		Views.interval(half, new long[] { 0, 0 }, new long[] { 250, 99 }).forEach(p -> p.set(700));
		final SuperResolution<?> expected = resolver(MODEL, b -> b.optSkipEmpty(true)).run(half, -1);
		assertTrue(expected.report().bitsHistogram().get(0) > 2);
		final MemorySink sink = sink(half, true, 160, 160);
		resolver(MODEL, b -> b.optSkipEmpty(true)).run(half, -1, sink);
		assertArrayEquals(values(expected.image()), sink.values());
		final StreamedResolution again = resolver(MODEL, b -> b.optSkipEmpty(true)).run(half, -1, sink.resumed());
		assertSameNumbers(expected.report(), again.report());
		assertArrayEquals(values(expected.bitMap().image()), values(again.bitMap().orElseThrow().image()));
	}

	@Test
	void outputMayBeFloat() {
		final MemorySink sink = sink(STACK, false, 160, 160, 1, 1);
		final StreamedResolution result = resolver(MODEL, b -> b.optOutput(OutputType.FLOAT)).run(STACK, -1, sink);
		assertArrayEquals(values(resolver(MODEL, b -> b.optOutput(OutputType.FLOAT)).run(STACK, -1).image()), sink.values());
		assertEquals("500x380x2x2 FloatType", result.report().output());
	}

	@ParameterizedTest
	@EnumSource(GridKind.class)
	void noPatchIsComputedTwiceInChosenBlocks(final GridKind grid) {
		for (final Model model : List.of(MODEL, FakeModel.of(1, 3, 12), FakeModel.of(1, 4, 9))) {
			final AtomicLong computed = new AtomicLong();
			final SuperResolver resolver = resolver(model, b -> b.optGrid(grid).optProgress((done, total) -> computed.set(done)));
			final int[] block = resolver.block(STACK.dimensionsAsLongArray(), 3, 200);
			assertEquals(0, block[0] % 16);
			assertEquals(0, block[1] % 16);
			final Report report = resolver.run(STACK, 3, new MemorySink(new BlockGrid(size(STACK, model.scale()), block), true)).report();
			assertTrue(report.blocks().total() > 6);
			assertEquals(grid == GridKind.SEAMLESS, computed.get() == report.patches());
		}
	}

	@ParameterizedTest
	@CsvSource({ "false, 1", "false, 3", "true, 1", "true, 3" })
	void interruptedRunsAreGoneOnWith(final boolean inOrder, final int workers) {
		final SuperResolution<?> expected = resolver(MODEL, b -> b).run(STACK, 3);
		final Random random = new Random(5);
		MemorySink sink = sink(STACK, inOrder, 96, 160, 1, 1);
		long computed = 0;
		Report report = null;
		while (report == null) {
			final long limit = 1 + random.nextInt(60);
			final AtomicLong done = new AtomicLong();
			sink = sink.resumed();
			try {
				report = resolver(MODEL, b -> b.optWorkers(workers).optCancelled(() -> done.get() >= limit).optProgress((d, total) -> done.set(d)))
					.run(STACK, 3, sink).report();
			}
			catch (final CancellationException e) {
				assertTrue(done.get() <= limit + workers - 1);
			}
			computed += done.get();
		}
		assertArrayEquals(values(expected.image()), sink.values());
		assertSameNumbers(expected.report(), report);
		assertTrue(report.blocks().resumed() > 0);
		assertEquals(0, report.blocks().uncounted());
		assertTrue(computed < 60 * expected.report().patches());
	}

	@Test
	void blocksThatAreMissingAnywhereAreFilledIn() {
		for (final boolean inOrder : new boolean[] { false, true }) {
			final MemorySink first = sink(STACK, inOrder, 160, 160, 1, 1);
			resolver(MODEL, b -> b).run(STACK, 3, first);
			final double[] expected = first.values();
			final MemorySink second = first.resumed();
			LongStream.of(0, 5, 6, 17, 23).forEach(second::drop);
			final AtomicLong done = new AtomicLong();
			final StreamedResolution result = resolver(MODEL, b -> b.optWorkers(2).optProgress((d, total) -> done.set(total))).run(STACK, 3, second);
			assertArrayEquals(expected, second.values());
			assertEquals(first.grid().count() - 5, result.report().blocks().resumed());
			assertEquals(5, done.get());
		}
	}

	@Test
	void whatIsFinishedCostsNothingAndWithoutNotesIsNotCounted() {
		final MemorySink sink = sink(STACK, true, 160, 160, 1, 1);
		final Report first = resolver(MODEL, b -> b).run(STACK, 3, sink).report();
		final int opened = engine.openedSessions();
		final StreamedResolution again = resolver(MODEL, b -> b).run(STACK, 3, sink.resumed());
		assertEquals(opened, engine.openedSessions());
		assertSameNumbers(first, again.report());
		assertEquals(first.blocks().total(), again.report().blocks().resumed());
		sink.dropNotes();
		final StreamedResolution blind = resolver(MODEL, b -> b).run(STACK, 3, sink.resumed());
		assertEquals(first.blocks().total(), blind.report().blocks().uncounted());
		assertEquals(0, blind.report().patches());
		assertTrue(blind.bitMap().isEmpty());
		assertTrue(blind.report().toJson().contains("\"uncounted\""));
	}

	@ParameterizedTest
	@CsvSource({ "1, true", "2, true", "4, true", "1, false", "2, false", "4, false" })
	void fewBlocksAreInFlight(final int workers, final boolean inOrder) {
		final Img<UnsignedShortType> wide = TestImages.waves(new UnsignedShortType(), 1000, 80 * 40, 80);
		final MemorySink slow = new MemorySink(new BlockGrid(size(wide, 2), new int[] { 160, 160 }), inOrder) {

			@Override
			public void put(final long block, final byte[] encoded) {
				pause(2);
				super.put(block, encoded);
			}
		};
		resolver(MODEL, b -> b.optWorkers(workers)).run(wide, -1, slow);
		assertTrue(slow.mostWaiting() <= BlockFlow.window(workers), slow.mostWaiting() + " blocks waited");
		assertEquals(40, slow.size());
	}

	@Test
	void aBlockThatTakesLongHoldsUpOnlyAFew() {
		final List<Long> encoded = new ArrayList<>();
		final AtomicBoolean late = new AtomicBoolean();
		final Img<UnsignedShortType> wide = TestImages.waves(new UnsignedShortType(), 1000, 80 * 40, 80);
		final MemorySink sink = new MemorySink(new BlockGrid(size(wide, 2), new int[] { 160, 160 }), true) {

			@Override
			public byte[] encode(final long block, final RandomAccessibleInterval<? extends RealType<?>> pixels) {
				if (block == 3) {
					pause(300);
					late.set(true);
				}
				else if (!late.get()) {
					synchronized (encoded) {
						encoded.add(block);
					}
				}
				return super.encode(block, pixels);
			}
		};
		resolver(MODEL, b -> b.optWorkers(2)).run(wide, -1, sink);
		assertTrue(encoded.stream().allMatch(block -> block < 3 + BlockFlow.window(2)), encoded.toString());
		assertEquals(40, sink.size());
	}

	@Test
	void memoryDecidesHowManyBlocksAreInFlight() {
		final long patch = PatchMemory.bytes(MODEL.quantized(), 96 * 96);
		final long block = 160 * 160 * 2;
		assertEquals(1, workers(1));
		assertEquals(1, workers(2 * patch + 2 * 4 * block - 1));
		assertEquals(2, workers(2 * patch + 2 * 4 * block));
		assertEquals(4, workers(Long.MAX_VALUE));
	}

	private int workers(final long memory) {
		final MemorySink sink = sink(STACK, true, 160, 160, 1, 1);
		return resolver(MODEL, b -> b.optWorkers(4).optMemory(memory)).run(STACK, 3, sink).report().workers();
	}

	@Test
	void thePixelAtTheFarCornerOfAHugeImageIsRight() {
		final long width = 300_000;
		final long height = 40_000;
		final RandomAccessibleInterval<UnsignedByteType> huge = Views.interval(new FunctionRandomAccessible<>(2,
			(at, pixel) -> pixel.set((int) ((at.getLongPosition(0) * 31 + at.getLongPosition(1) * 17) % 251)), UnsignedByteType::new),
			new FinalInterval(width, height));
		final SuperResolver resolver = resolver(MODEL, b -> b.optWorkers(2).optBits(Bits.EIGHT));
		final BlockGrid grid = new BlockGrid(new long[] { 2 * width, 2 * height }, resolver.block(new long[] { width, height }, -1, 960));
		assertTrue(width * height > 1L << 33);
		final MemorySink corner = new MemorySink(grid, true) {

			@Override
			public boolean isFinished(final long block) {
				return block < grid.count() - 1;
			}
		};
		resolver.run(huge, -1, corner);
		final FinalInterval last = grid.interval(grid.count() - 1);
		// The same corner as an image of its own, whose grid starts where the block does.
		final RandomAccessibleInterval<UnsignedByteType> cut = Views.zeroMin(Views.interval(huge, new FinalInterval(new long[] { last.min(0) /
			2 - 80, last.min(1) / 2 - 80 }, new long[] { width - 1, height - 1 })));
		final Img<UnsignedByteType> small = ArrayImgs.unsignedBytes(cut.dimensionsAsLongArray());
		final var from = Views.flatIterable(cut).cursor();
		Views.flatIterable(small).forEach(p -> p.set(from.next()));
		final RandomAccessibleInterval<?> enlarged = resolver.run(small, -1).image();
		assertArrayEquals(corner(enlarged, last), corner.block(grid.count() - 1));
	}

	@SuppressWarnings("unchecked")
	private static double[] corner(final RandomAccessibleInterval<?> enlarged, final FinalInterval last) {
		final long[] min = { 160, 160 };
		final long[] max = { 160 + last.dimension(0) - 1, 160 + last.dimension(1) - 1 };
		return values(Views.interval((RandomAccessibleInterval<UnsignedByteType>) enlarged, min, max));
	}

	@Test
	void cancellationKeepsWhatWasPutAndPutsNoMore() {
		final AtomicBoolean cancelled = new AtomicBoolean();
		final MemorySink sink = sink(STACK, true, 160, 160, 1, 1);
		assertThrows(CancellationException.class, () -> resolver(MODEL, b -> b.optWorkers(2).optCancelled(cancelled::get)
			.optProgress((done, total) -> cancelled.set(done >= 9))).run(STACK, 3, sink));
		assertTrue(sink.isFinished(0) && sink.size() <= 10, sink.size() + " blocks of one patch each");
	}

	@Test
	void aSinkThatFailsEndsTheRunWithWhatItSays() {
		final InputException full = new InputException("The disk is full.");
		for (final boolean inOrder : new boolean[] { false, true }) {
			final MemorySink sink = new MemorySink(new BlockGrid(size(STACK, 2), new int[] { 160, 160, 1, 1 }), inOrder) {

				@Override
				public void put(final long block, final byte[] encoded) {
					if (block == 4) {
						throw full;
					}
					super.put(block, encoded);
				}
			};
			assertSame(full, assertThrows(InputException.class, () -> resolver(MODEL, b -> b.optWorkers(3)).run(STACK, 3, sink)));
			assertFalse(sink.isFinished(4));
			assertTrue(sink.size() < sink.grid().count());
			assertEquals(0, engine.openSessions());
		}
	}

	@Test
	void aSourceThatFailsEndsTheRunWithWhatItSays() {
		final InputException torn = new InputException("Tile 7 cannot be read.");
		final AtomicBoolean running = new AtomicBoolean();
		final RandomAccessibleInterval<UnsignedShortType> source = Views.interval(new FunctionRandomAccessible<>(2, (at, pixel) -> {
			if (running.get() && at.getLongPosition(0) > 600) {
				throw torn;
			}
			pixel.set(at.getIntPosition(0));
		}, UnsignedShortType::new), new FinalInterval(800, 90));
		final MemorySink sink = new MemorySink(new BlockGrid(new long[] { 1600, 180 }, new int[] { 160, 160 }), true);
		assertSame(torn, assertThrows(InputException.class, () -> resolver(MODEL, b -> b.optWorkers(2).optProgress((d, t) -> running.set(true)))
			.run(source, -1, sink)));
		assertTrue(sink.isFinished(0) && sink.size() < 10);
	}

	@Test
	void intensitiesOfLargeImagesComeFromTheSameSampleInEveryRun() {
		final RandomAccessibleInterval<FloatType> large = Views.interval(new FunctionRandomAccessible<>(2,
			(at, pixel) -> pixel.set(at.getLongPosition(0) % 977 + at.getLongPosition(1) % 331), FloatType::new), new FinalInterval(8000, 4000));
		final SuperResolver resolver = resolver(MODEL, b -> b);
		final BlockGrid grid = new BlockGrid(size(large, 2), resolver.block(large.dimensionsAsLongArray(), -1, 960));
		final List<List<Report.Range>> ranges = new ArrayList<>();
		for (final int workers : new int[] { 1, 2 }) {
			final MemorySink sink = new MemorySink(grid, true) {

				@Override
				public boolean isFinished(final long block) {
					return block > 0;
				}
			};
			ranges.add(resolver(MODEL, b -> b.optWorkers(workers)).run(large, -1, sink).report().normalization());
		}
		assertEquals("sampled", ranges.get(0).get(0).source());
		assertEquals(ranges.get(0), ranges.get(1));
	}

	@Test
	void whatIsNoNumberIsFoundWhenItIsRead() {
		final RandomAccessibleInterval<FloatType> image = Views.interval(new FunctionRandomAccessible<>(3, (at, pixel) -> pixel.set(at
			.getLongPosition(0) == 1234 && at.getLongPosition(1) == 45 && at.getLongPosition(2) == 8 ? Float.NaN : at.getLongPosition(0)),
			FloatType::new), FinalInterval.createMinMax(5, 7, 7, 2004, 306, 8));
		final MemorySink sink = new MemorySink(new BlockGrid(size(image, 2), new int[] { 960, 160, 1 }), true);
		final String message = assertThrows(InputException.class, () -> resolver(MODEL, b -> b.optWorkers(2).optRange(0, 3000)).run(image, -1,
			sink)).getMessage();
		assertTrue(message.contains("NaN at position [1234, 45, 8]"), message);
		assertTrue(sink.isFinished(0));
	}

	@Test
	void aSinkOfAnotherSizeIsAMistakeOfTheCaller() {
		final MemorySink sink = new MemorySink(new BlockGrid(new long[] { 500, 380, 2, 3 }, new int[] { 160, 160, 1, 1 }), true);
		assertThrows(IllegalArgumentException.class, () -> resolver(MODEL, b -> b).run(STACK, 3, sink));
		assertThrows(InputException.class, () -> resolver(MODEL, b -> b).run(ArrayImgs.bits(10, 10), -1, new MemorySink(new BlockGrid(
			new long[] { 20, 20 }, new int[] { 16, 16 }), true)));
	}

	private static void assertSameNumbers(final Report expected, final Report found) {
		assertEquals(expected.bitsHistogram(), found.bitsHistogram());
		assertEquals(expected.fab(), found.fab());
		assertEquals(expected.patches(), found.patches());
		assertEquals(expected.bitops(), found.bitops());
		assertEquals(expected.bitopsFp32(), found.bitopsFp32());
		assertEquals(expected.clippedPixels(), found.clippedPixels());
		assertEquals(expected.normalization(), found.normalization());
		assertEquals(expected.output(), found.output());
	}

	private static void pause(final long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (final InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	private static long[] size(final RandomAccessibleInterval<?> image, final int scale) {
		return EnlargedImages.size(image.dimensionsAsLongArray(), scale);
	}

	private static MemorySink sink(final RandomAccessibleInterval<? extends RealType<?>> image, final boolean inOrder, final int... block) {
		return new MemorySink(new BlockGrid(size(image, 2), block), inOrder);
	}

	private interface Options {
		SuperResolver.Builder on(SuperResolver.Builder builder);
	}

	private SuperResolver resolver(final Model model, final Options options) {
		return options.on(SuperResolver.builder().setModel(model).optEngine(engine)).build();
	}
}
