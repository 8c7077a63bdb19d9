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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.granulardq.InputException;
import io.github.granulardq.allocation.BitMap;
import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.image.Resize;
import io.github.granulardq.model.Model;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.NetworkCost;
import io.github.granulardq.testing.FakeEngine;
import io.github.granulardq.testing.FakeModel;
import io.github.granulardq.testing.TestImages;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.position.FunctionRandomAccessible;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.ConstantUtils;
import net.imglib2.view.Views;

/** How a run goes: reports, progress, cancellation, failures and refusals. */
@Timeout(60)
class SuperResolverTest {

	private static final Model MODEL = FakeModel.of(1, 2, 12);
	private static final Img<UnsignedShortType> IMAGE = TestImages.waves(new UnsignedShortType(), 4000, 200, 150, 2);
	private static final int PATCHES = 3 * 3 * 2;

	private final FakeEngine engine = new FakeEngine(12);

	@AfterEach
	void allSessionsAreClosedAndTheGivenEngineIsNot() {
		assertEquals(0, engine.openSessions());
		assertFalse(engine.isClosed());
	}

	@Test
	void reportSaysWhatWasDone() {
		final SuperResolution<?> result = run(IMAGE, -1, builder().optWorkers(2));
		final Report report = result.report();
		assertEquals(MODEL.id(), report.model());
		assertEquals(MODEL.sha256(), report.modelSha256());
		assertEquals("fake", report.engine());
		assertEquals("none", report.isa());
		assertEquals("seamless", report.grid());
		assertEquals(2, report.scale());
		assertEquals("dynamic", report.bits());
		assertEquals(PATCHES, report.patches());
		assertEquals(2, report.workers());
		assertEquals("200x150x2 UnsignedShortType", report.input());
		assertEquals("400x300x2 UnsignedShortType", report.output());
		assertEquals(result.bitMap().fab(), report.fab());
		assertEquals(PATCHES, report.bitsHistogram().values().stream().mapToLong(n -> n).sum());
		assertTrue(report.seconds() > 0 && report.seconds() < 60);
		double bitops = 0;
		for (final Map.Entry<Integer, Long> bits : report.bitsHistogram().entrySet()) {
			bitops += bits.getValue() * (double) NetworkCost.bitOps(MODEL.quantized(), 96, 96, bits.getKey());
		}
		assertEquals(bitops, report.bitops());
		assertEquals(PATCHES * (double) NetworkCost.bitOps(MODEL.fp32(), 96, 96, 32), report.bitopsFp32());
		assertTrue(report.bitops() < report.bitopsFp32());
	}

	@Test
	void smallPlanesCostWhatTheyNeed() {
		final Img<UnsignedShortType> hyperstack = TestImages.waves(new UnsignedShortType(), 4000, 2, 2, 40, 100);
		final SuperResolution<?> result = run(hyperstack, 2, builder().optBits(Bits.EIGHT));
		assertArrayEquals(new long[] { 4, 4, 40, 100 }, result.image().dimensionsAsLongArray());
		assertEquals(40 * 100, result.report().patches());
		assertEquals(40 * 100 * (double) NetworkCost.bitOps(MODEL.quantized(), 26, 26, 8), result.report().bitops());
	}

	@Test
	void fixedBitsAreKept() {
		for (final Bits bits : List.of(Bits.FOUR, Bits.FIVE, Bits.SIX, Bits.EIGHT, Bits.FLOAT)) {
			final Report report = run(IMAGE, -1, builder().optBits(bits)).report();
			assertEquals(Map.of(bits.fixed().getAsInt(), (long) PATCHES), report.bitsHistogram());
			assertEquals(bits == Bits.FLOAT, report.bitops() == report.bitopsFp32());
		}
	}

	@Test
	void bitMapHasTheCoresOfAllPlanes() {
		final BitMap map = run(IMAGE, -1, builder().optGrid(GridKind.PAPER)).bitMap();
		assertArrayEquals(new long[] { 200, 150, 2 }, map.image().dimensionsAsLongArray());
		assertEquals(2 * 2, map.entries().size());
		assertEquals(93, map.entries().get(1).x());
	}

	@Test
	void progressCountsEveryPatchOnce() {
		final List<Long> calls = new ArrayList<>();
		run(IMAGE, -1, builder().optWorkers(4).optProgress((done, total) -> {
			assertEquals(PATCHES, total);
			calls.add(done);
		}));
		assertEquals(LongStream.rangeClosed(1, PATCHES).boxed().toList(), calls);
	}

	@Test
	void cancellationEndsWithinOnePatch() {
		final AtomicBoolean cancelled = new AtomicBoolean();
		final AtomicInteger finished = new AtomicInteger();
		assertThrows(CancellationException.class, () -> run(IMAGE, -1, builder().optWorkers(2).optCancelled(cancelled::get)
			.optProgress((done, total) -> cancelled.set(finished.incrementAndGet() >= 3))));
		assertTrue(finished.get() <= 4, finished + " patches finished");
		assertTrue(engine.openedSessions() > 0);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void cancellationEndsEachPassOverTheIntensities(final int pass) {
		final int pixels = 500 * 600;
		final AtomicInteger reads = new AtomicInteger();
		final RandomAccessibleInterval<FloatType> flat = Views.interval(new FunctionRandomAccessible<>(3, (at, pixel) -> {
			reads.incrementAndGet();
			pixel.set(7);
		}, FloatType::new), new FinalInterval(100, 600, 5));
		final int enough = (pass - 1) * pixels + 1000;
		assertThrows(CancellationException.class, () -> run(flat, -1, builder().optCancelled(() -> reads.get() > enough)));
		assertTrue(reads.get() > enough && reads.get() < enough + (1 << 17), reads + " pixels read");
		assertEquals(0, engine.openedSessions());
	}

	@Test
	void interruptionEndsThePassesToo() {
		Thread.currentThread().interrupt();
		try {
			assertThrows(CancellationException.class, () -> run(IMAGE, -1, builder()));
			assertEquals(0, engine.openedSessions());
		}
		finally {
			assertTrue(Thread.interrupted());
		}
	}

	@Test
	void cancelledBeforehandNothingIsOpened() {
		assertThrows(CancellationException.class, () -> run(IMAGE, -1, builder().optCancelled(() -> true)));
		assertEquals(0, engine.openedSessions());
	}

	@Test
	void whatAWorkerThrowsReachesTheCallerAndLeavesTheResolverUsable() {
		final EngineException broken = new EngineException("The engine broke.");
		final AtomicInteger patches = new AtomicInteger();
		final AtomicBoolean works = new AtomicBoolean();
		final Engine brittle = new Wrapped(engine) {

			@Override
			float[] body(final float[] enlarged) {
				if (!works.get() && patches.incrementAndGet() == 5) {
					throw broken;
				}
				return enlarged;
			}
		};
		try (SuperResolver resolver = builder().optEngine(brittle).optWorkers(3).build()) {
			assertSame(broken, assertThrows(EngineException.class, () -> resolver.run(IMAGE, -1)));
			assertEquals(0, engine.openSessions());
			works.set(true);
			assertEquals(PATCHES, resolver.run(IMAGE, -1).report().patches());
		}
	}

	@Test
	void memoryThatPatchesLackIsNotBlamedOnTheImage() {
		final OutOfMemoryError full = new OutOfMemoryError("Direct buffer memory");
		final Engine greedy = new Wrapped(engine) {

			@Override
			float[] body(final float[] enlarged) {
				throw full;
			}
		};
		assertSame(full, assertThrows(OutOfMemoryError.class, () -> run(IMAGE, -1, builder().optEngine(greedy))));
	}

	@Test
	void resultsThatAreNoNumbersAreRefused() {
		final Engine wrong = new Wrapped(engine) {

			@Override
			float[] body(final float[] enlarged) {
				enlarged[100] = Float.NaN;
				return enlarged;
			}
		};
		assertTrue(assertThrows(EngineException.class, () -> run(IMAGE, -1, builder().optEngine(wrong))).getMessage().contains("NaN"));
	}

	@Test
	void virtualImagesAreReadPatchByPatch() {
		final RandomAccessibleInterval<FloatType> computed = Views.interval(new FunctionRandomAccessible<>(3,
			(at, pixel) -> pixel.set(at.getLongPosition(0) * (at.getLongPosition(1) + 3 * at.getLongPosition(2)) % 177), FloatType::new),
			new FinalInterval(120, 100, 2));
		final Img<FloatType> stored = ArrayImgs.floats(120, 100, 2);
		final var from = Views.flatIterable(computed).cursor();
		Views.flatIterable(stored).forEach(p -> p.set(from.next()));
		assertArrayEquals(TestImages.values(run(stored, -1, builder()).image()),
			TestImages.values(run(computed, -1, builder().optWorkers(3)).image()));
	}

	@Test
	void imagesThatCannotBeEnlargedAreRefusedInASentence() {
		final Img<FloatType> broken = ArrayImgs.floats(50, 40, 3);
		broken.getAt(7, 8, 1).set(Float.NaN);
		refused("NaN at position [7, 8, 1]", broken, -1, builder());
		refused("1 axes", ArrayImgs.floats(50), -1, builder());
		refused("is empty", constant(new UnsignedByteType(), 50, 0), -1, builder());
		refused("3 channels (RGB) and the image has 1", IMAGE, -1, builder().setModel(FakeModel.of(3, 2, 12)));
		refused("3 channels (RGB) and the image has 2", IMAGE, 2, builder().setModel(FakeModel.of(3, 2, 12)));
		refused("Axis 3", IMAGE, 3, builder());
		refused("BitType", ArrayImgs.bits(10, 10), -1, builder());
		refused("20000x20000x500 pixels takes 200.0 GB", constant(new UnsignedByteType(), 10_000, 10_000, 500), -1, builder());
		refused("2^63", constant(new UnsignedByteType(), 1L << 40, 1L << 22), -1, builder());
		assertEquals(FloatType.class, run(ArrayImgs.bits(10, 10), -1, builder().optOutput(OutputType.FLOAT)).image().getType().getClass());
	}

	@Test
	void emptyPatchesAreSkippedIfAskedFor() {
		final Img<UnsignedShortType> half = TestImages.waves(new UnsignedShortType(), 4000, 240, 144);
		Views.interval(half, new long[] { 0, 0 }, new long[] { 159, 143 }).forEach(p -> p.set(1000 + p.get() % 2));
		final SuperResolution<?> all = run(half, -1, builder());
		final SuperResolution<?> skipping = run(half, -1, builder().optSkipEmpty(true).optWorkers(2));
		assertFalse(all.report().bitsHistogram().containsKey(0), "networks that add to nothing do not skip by themselves");
		// cores of 72 pixels; the third column's halo reaches into the waves
		assertEquals(4L, skipping.report().bitsHistogram().get(0));
		assertTrue(skipping.report().fab() < all.report().fab());
		assertEquals(skipping.bitMap().fab(), skipping.report().fab());
		final double skipped = all.bitMap().entries().stream().filter(e -> e.x() < 144).mapToDouble(e -> NetworkCost.bitOps(MODEL.quantized(), 96, 96,
			e.decision().bits())).sum();
		assertEquals(all.report().bitops() - skipped, skipping.report().bitops());
		assertEquals(all.report().bitopsFp32(), skipping.report().bitopsFp32());
		final FinalInterval left = new FinalInterval(287, 288);
		final RandomAccessibleInterval<?> bicubic = Resize.bicubic(half, 2);
		assertArrayEquals(rounded(bicubic, left), rounded(skipping.image(), left));
		final FinalInterval right = FinalInterval.createMinMax(288, 0, 479, 287);
		assertArrayEquals(rounded(all.image(), right), rounded(skipping.image(), right));
		assertEquals(0, skipping.bitMap().image().getAt(143, 143, 0).get());
	}

	@SuppressWarnings("unchecked")
	private static double[] rounded(final RandomAccessibleInterval<?> image, final FinalInterval part) {
		return Arrays.stream(TestImages.values(Views.interval((RandomAccessibleInterval<FloatType>) image, part))).map(Math::rint).toArray();
	}

	@Test
	void rangesThatAreGivenReplaceTheMeasuredOnes() {
		final Img<UnsignedShortType> channels = IMAGE;
		final SuperResolution<?> measured = run(channels, 2, builder());
		final List<Report.Range> ranges = measured.report().normalization();
		assertEquals(List.of("exact", "exact"), ranges.stream().map(Report.Range::source).toList());
		final SuperResolution<?> repeated = run(channels, 2, builder().optRanges(ranges));
		assertArrayEquals(TestImages.values(measured.image()), TestImages.values(repeated.image()));
		assertEquals(ranges, repeated.report().normalization());
		final SuperResolution<?> given = run(channels, 2, builder().optRange(0, 8000));
		final Report.Range range = new Report.Range(0, 8000, "given");
		assertEquals(List.of(range, range), given.report().normalization());
		assertFalse(Arrays.equals(TestImages.values(measured.image()), TestImages.values(given.image())));
		refused("has 1 channels and 2 ranges", IMAGE, -1, builder().optRanges(ranges));
		final Img<FloatType> extreme = ArrayImgs.floats(50, 40);
		extreme.getAt(7, 8).set(Float.MAX_VALUE);
		assertTrue(assertThrows(InputException.class, () -> run(extreme, -1, builder().optRange(0, 1))).getMessage().contains(
			"position [7, 8] is 3.4"));
	}

	@Test
	void optionsThatDoNotFitTheModelAreRefused() {
		final Network withoutGate = new Network("n", 2, 1, MODEL.quantized().head(), MODEL.quantized().body(), MODEL.quantized().descriptor(),
			null, MODEL.quantized().skip());
		final Model uncontrolled = new Model("m", "", "", "", withoutGate, MODEL.fp32(), MODEL.entropyPercentiles(), 50, 90,
			MODEL.normalization(), 12);
		assertThrows(InputException.class, () -> builder().setModel(uncontrolled).build());
		run(IMAGE, -1, builder().setModel(uncontrolled).optBits(Bits.FOUR));
		final SuperResolver.Builder wide = builder().setModel(FakeModel.of(1, 2, 48));
		assertTrue(assertThrows(InputException.class, wide::build).getMessage().contains("halo of 48"));
		run(IMAGE, -1, wide.optGrid(GridKind.PAPER));
		assertThrows(NullPointerException.class, () -> SuperResolver.builder().build());
	}

	private SuperResolver.Builder builder() {
		return SuperResolver.builder().setModel(MODEL).optEngine(engine);
	}

	private static <T extends RealType<T>> SuperResolution<?> run(final RandomAccessibleInterval<T> image, final int channelAxis,
		final SuperResolver.Builder builder)
	{
		try (SuperResolver resolver = builder.build()) {
			return resolver.run(image, channelAxis);
		}
	}

	private <T extends RealType<T>> void refused(final String why, final RandomAccessibleInterval<T> image, final int channelAxis,
		final SuperResolver.Builder builder)
	{
		final int opened = engine.openedSessions();
		final String message = assertThrows(InputException.class, () -> run(image, channelAxis, builder)).getMessage();
		assertTrue(message.contains(why), message);
		assertEquals(opened, engine.openedSessions());
	}

	private static <T extends RealType<T>> RandomAccessibleInterval<T> constant(final T value, final long... size) {
		return Views.interval(ConstantUtils.constantRandomAccessible(value, size.length), new FinalInterval(size));
	}

	/** An engine whose enlarged patches pass through a method. */
	private abstract static class Wrapped implements Engine {

		private final Engine inner;

		Wrapped(final Engine inner) {
			this.inner = inner;
		}

		abstract float[] body(float[] enlarged);

		@Override
		public String name() {
			return inner.name();
		}

		@Override
		public String instructionSet() {
			return inner.instructionSet();
		}

		@Override
		public EngineSession open(final Network network) {
			final EngineSession session = inner.open(network);
			return new EngineSession() {

				@Override
				public float[] head(final float[] patch, final int height, final int width) {
					return session.head(patch, height, width);
				}

				@Override
				public float[] body(final int bits) {
					return Wrapped.this.body(session.body(bits));
				}

				@Override
				public void close() {
					session.close();
				}
			};
		}

		@Override
		public void close() {
			inner.close();
		}
	}
}
