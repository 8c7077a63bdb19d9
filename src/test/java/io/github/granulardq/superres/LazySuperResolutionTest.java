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
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.granulardq.InputException;
import io.github.granulardq.model.Model;
import io.github.granulardq.testing.FakeEngine;
import io.github.granulardq.testing.FakeModel;
import io.github.granulardq.testing.TestImages;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.position.FunctionRandomAccessible;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** Images that are computed when they are looked at. */
@Timeout(60)
class LazySuperResolutionTest {

	private static final Model MODEL = FakeModel.of(1, 2, 8);
	private static final Img<UnsignedShortType> STACK = TestImages.waves(new UnsignedShortType(), 60_000, 550, 290, 2);

	private final FakeEngine engine = new FakeEngine(8);

	@AfterEach
	void allSessionsAreClosed() {
		assertEquals(0, engine.openSessions());
	}

	@ParameterizedTest
	@EnumSource(GridKind.class)
	void pixelsAreThoseOfARunInMemory(final GridKind grid) {
		try (SuperResolver resolver = builder().optGrid(grid).optWorkers(2).build(); LazySuperResolution<?> lazy = resolver.lazy(STACK, -1)) {
			assertEquals(0, lazy.report().patches());
			final SuperResolution<?> expected = resolver.run(STACK, -1);
			assertArrayEquals(values(expected.image()), values(lazy.image()));
			assertEquals(expected.image().getType().getClass(), lazy.image().getType().getClass());
			assertEquals(expected.report().bitsHistogram(), lazy.report().bitsHistogram());
			assertEquals(expected.report().clippedPixels(), lazy.report().clippedPixels());
			assertEquals(expected.report().output(), lazy.report().output());
		}
	}

	@Test
	void colourImagesMayBecomeFloat() {
		final Img<UnsignedByteType> rgb = TestImages.waves(new UnsignedByteType(), 250, 200, 120, 3);
		try (SuperResolver resolver = builder().setModel(FakeModel.of(3, 2, 8)).optOutput(OutputType.FLOAT).build()) {
			final LazySuperResolution<?> lazy = resolver.lazy(rgb, 2);
			assertArrayEquals(values(resolver.run(rgb, 2).image()), values(lazy.image()));
			assertEquals(3, lazy.grid().block()[2]);
		}
	}

	@Test
	void onlyWhatIsLookedAtIsComputed() {
		final RandomAccessibleInterval<UnsignedByteType> huge = Views.interval(new FunctionRandomAccessible<>(2,
			(at, pixel) -> pixel.set((int) ((at.getLongPosition(0) * 31 + at.getLongPosition(1) * 17) % 251)), UnsignedByteType::new),
			new FinalInterval(1L << 20, 1L << 16));
		try (SuperResolver resolver = builder().build(); LazySuperResolution<?> lazy = resolver.lazy(huge, -1)) {
			assertEquals(0, engine.openedSessions());
			assertTrue(lazy.image().getAt((1L << 21) - 1, (1L << 17) - 1).getRealDouble() >= 0);
			assertTrue(lazy.report().patches() <= 9, "the patches of one block");
			lazy.image().getAt((1L << 21) - 2, (1L << 17) - 1);
			assertTrue(lazy.report().patches() <= 9);
		}
	}

	@Test
	void aSmallCacheComputesAgainAndStaysRight() {
		try (SuperResolver resolver = builder().optCache(1).build(); LazySuperResolution<?> lazy = resolver.lazy(STACK, -1)) {
			final double[] expected = values(resolver.run(STACK, -1).image());
			final long patches = resolver.run(STACK, -1).report().patches();
			assertArrayEquals(expected, values(lazy.image()));
			assertArrayEquals(expected, values(lazy.image()));
			assertTrue(lazy.report().patches() > patches);
		}
	}

	@Test
	void threadsMayLookAtTheSameTime() throws InterruptedException {
		try (SuperResolver resolver = builder().optWorkers(2).optCache(1 << 20).build(); LazySuperResolution<?> lazy = resolver.lazy(STACK, -1)) {
			final double[] expected = values(resolver.run(STACK, -1).image());
			final AtomicInteger right = new AtomicInteger();
			final List<Thread> threads = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				threads.add(new Thread(() -> right.addAndGet(Arrays.equals(expected, values(lazy.image())) ? 1 : 0)));
			}
			threads.forEach(Thread::start);
			for (final Thread thread : threads) {
				thread.join();
			}
			assertEquals(4, right.get());
			assertTrue(engine.openSessions() <= 2);
		}
	}

	@Test
	void failuresReachWhoLooksAndTheNextLookTriesAgain() {
		final InputException torn = new InputException("Tile 7 cannot be read.");
		final AtomicBoolean broken = new AtomicBoolean();
		final RandomAccessibleInterval<FloatType> source = Views.interval(new FunctionRandomAccessible<>(2, (at, pixel) -> {
			if (broken.get()) {
				throw torn;
			}
			pixel.set(at.getIntPosition(0));
		}, FloatType::new), new FinalInterval(300, 200));
		try (SuperResolver resolver = builder().build(); LazySuperResolution<?> lazy = resolver.lazy(source, -1)) {
			broken.set(true);
			assertSame(torn, assertThrows(InputException.class, () -> lazy.image().getAt(5, 5)));
			broken.set(false);
			assertTrue(lazy.image().getAt(5, 5).getRealDouble() < 10);
		}
	}

	@Test
	void interruptingWhoLooksEndsTheLookAlone() throws InterruptedException {
		final CountDownLatch computing = new CountDownLatch(1);
		final AtomicBoolean slow = new AtomicBoolean();
		final RandomAccessibleInterval<FloatType> source = Views.interval(new FunctionRandomAccessible<>(2, (at, pixel) -> {
			if (slow.get() && at.getIntPosition(0) == 50) {
				computing.countDown();
				pause(5);
			}
			pixel.set(at.getIntPosition(0));
		}, FloatType::new), new FinalInterval(300, 200));
		try (SuperResolver resolver = builder().build(); LazySuperResolution<?> lazy = resolver.lazy(source, -1)) {
			slow.set(true);
			final AtomicReference<Throwable> thrown = new AtomicReference<>();
			final Thread viewer = new Thread(() -> thrown.set(assertThrows(CancellationException.class, () -> lazy.image().getAt(5, 5))));
			viewer.start();
			computing.await();
			viewer.interrupt();
			viewer.join();
			slow.set(false);
			assertTrue(thrown.get() instanceof CancellationException);
			assertTrue(lazy.image().getAt(5, 5).getRealDouble() < 10);
		}
	}

	@Test
	void closingTheResolverEndsItsImages() {
		final SuperResolver resolver = builder().build();
		final LazySuperResolution<?> lazy = resolver.lazy(STACK, -1);
		final LazySuperResolution<?> other = resolver.lazy(STACK, -1);
		lazy.image().getAt(5, 5, 0);
		assertTrue(engine.openSessions() > 0);
		other.close();
		assertThrows(CancellationException.class, () -> other.image().getAt(5, 5, 0));
		resolver.close();
		assertEquals(0, engine.openSessions());
		final String message = assertThrows(CancellationException.class, () -> lazy.image().getAt(700, 5, 0)).getMessage();
		assertTrue(message.contains("closed"), message);
		lazy.close();
	}

	@Test
	void cancellationEndsLooks() {
		final AtomicBoolean cancelled = new AtomicBoolean();
		try (SuperResolver resolver = builder().optCancelled(cancelled::get).build(); LazySuperResolution<?> lazy = resolver.lazy(STACK, -1)) {
			cancelled.set(true);
			assertThrows(CancellationException.class, () -> lazy.image().getAt(5, 5, 0));
			cancelled.set(false);
			lazy.image().getAt(5, 5, 0);
		}
	}

	@Test
	void imagesThatCannotBeEnlargedAreRefusedAtOnce() {
		try (SuperResolver resolver = builder().build()) {
			assertThrows(InputException.class, () -> resolver.lazy(ArrayImgs.bits(10, 10), -1));
			assertThrows(InputException.class, () -> resolver.lazy(STACK, 7));
		}
		assertThrows(InputException.class, () -> builder().optCache(0));
	}

	private SuperResolver.Builder builder() {
		return SuperResolver.builder().setModel(MODEL).optEngine(engine);
	}

	private static void pause(final long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (final InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}
}
