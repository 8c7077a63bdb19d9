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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.model.Allocators;
import io.github.granulardq.model.Model;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Tensor;
import io.github.granulardq.testing.TestImages;
import io.github.granulardq.testing.TestModels;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KeptEnginesTest {

	private static final Network NETWORK = TestModels.network(2, 1);

	private final List<String> events = new ArrayList<>();

	@AfterEach
	void free() {
		KeptEngines.free();
	}

	/** Notes what happens; computing fails if it is asked for 7 bits. */
	private Engine engine() {
		return new Engine() {

			@Override
			public String name() {
				return "noting";
			}

			@Override
			public String instructionSet() {
				return "none";
			}

			@Override
			public EngineSession open(final Network network) {
				events.add("open");
				return new EngineSession() {

					@Override
					public float[] head(final float[] patch, final int height, final int width) {
						return patch;
					}

					@Override
					public float[] body(final int bits) {
						if (bits == 7) {
							throw new EngineException("no");
						}
						return new float[bits];
					}

					@Override
					public void close() {
						events.add("close");
					}
				};
			}

			@Override
			public void close() {
				events.add("end");
			}
		};
	}

	@Test
	void sessionOfARunServesTheNext() {
		final KeptEngine kept = new KeptEngine(engine(), NETWORK);
		for (int run = 0; run < 2; run++) {
			try (Engine lent = kept.lend(); EngineSession session = lent.open(TestModels.network(2, 1))) {
				assertEquals(8, session.body(8).length);
			}
			assertEquals(1, kept.idle());
		}
		assertEquals(List.of("open"), events);
		kept.free();
		assertEquals(List.of("open", "close", "end"), events);
	}

	@Test
	void sessionThatFailedIsNotUsedAgain() {
		final KeptEngine kept = new KeptEngine(engine(), NETWORK);
		try (Engine lent = kept.lend(); EngineSession session = lent.open(NETWORK)) {
			assertThrows(EngineException.class, () -> session.body(7));
		}
		assertEquals(0, kept.idle());
		assertEquals(List.of("open", "close"), events);
	}

	@Test
	void whatARunUsesIsFreedWhenItEnds() {
		final KeptEngine kept = new KeptEngine(engine(), NETWORK);
		final Engine lent = kept.lend();
		final EngineSession session = lent.open(NETWORK);
		kept.free();
		assertEquals(8, session.body(8).length);
		session.close();
		lent.close();
		lent.close();
		assertEquals(List.of("open", "close", "end"), events);
	}

	/** Both controllers' networks have the same weights, but tell their gates something else. */
	@Test
	void choicesOfBitsDoNotMeetInAKeptEngine() {
		final Model plain = TestModels.model(2, 1);
		final float[] spread = unit(descriptor(plain.quantized()));
		final float[] mean = unit(descriptor(with(plain, plain.quantized().gate()).paper()));
		// The bits that it chooses say what it was told.
		final float[] weight = new float[3 * mean.length];
		System.arraycopy(mean, 0, weight, 0, mean.length);
		System.arraycopy(spread, 0, weight, 2 * mean.length, mean.length);
		final Model model = with(plain, new Network.Linear(new Tensor(new int[] { 3, mean.length }, weight), new Tensor(new int[] { 3 }, new float[] { 0,
			-1e9f, 0 })));
		for (final Bits bits : List.of(Bits.DYNAMIC, Bits.PAPER, Bits.FLOAT, Bits.DYNAMIC, Bits.PAPER)) {
			assertArrayEquals(enlarged(model, bits, false), enlarged(model, bits, true), bits.toString());
		}
	}

	/** Returns the pixels, and behind them the bits of each patch. */
	private static double[] enlarged(final Model model, final Bits bits, final boolean keep) {
		final Img<UnsignedShortType> image = TestImages.waves(new UnsignedShortType(), 4000, 250, 130);
		try (SuperResolver resolver = SuperResolver.builder().setModel(model).optBits(bits).optKeepEngine(keep).optSkipEmpty(false).optWorkers(1).build()) {
			final SuperResolution<?> result = resolver.run(image, -1);
			return DoubleStream.concat(Arrays.stream(TestImages.values(result.image())), Arrays.stream(TestImages.values(result.bitMap().image())))
				.toArray();
		}
	}

	private static Model with(final Model model, final Network.Linear paperGate) {
		return new Model(model.id(), "", "", model.sha256(), model.quantized(), model.fp32(), model.entropyPercentiles(), 50, 90, model.normalization(), 12,
			new Allocators(Allocators.Direction.RISING, OptionalDouble.empty(), Optional.empty(), Optional.of(paperGate)));
	}

	private static float[] descriptor(final Network network) {
		final float[] patch = new float[400];
		for (int i = 0; i < patch.length; i++) {
			patch[i] = i * 7 % 251;
		}
		try (Engine engine = Engines.open(EngineChoice.AUTO, network); EngineSession session = engine.open(network)) {
			return session.head(patch, 20, 20);
		}
	}

	private static float[] unit(final float[] vector) {
		double square = 0;
		for (final float v : vector) {
			square += v * v;
		}
		final float[] unit = new float[vector.length];
		for (int i = 0; i < unit.length; i++) {
			unit[i] = (float) (vector[i] / Math.sqrt(square));
		}
		return unit;
	}

	private static boolean isWatched() {
		return Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals("granular-dq-kept-engines") && t.isDaemon());
	}

	@Test
	@Timeout(30)
	void enginesThatRestForLongAreFreed() throws InterruptedException {
		final Model model = TestModels.model(2, 1);
		try (Engine lent = KeptEngines.open(EngineChoice.AUTO, model, model.quantized())) {
			assertTrue(isWatched());
			lent.open(model.quantized()).close();
			KeptEngines.watchRest(Duration.ofMillis(20));
			Thread.sleep(200);
			assertEquals(1, KeptEngines.count(), "a run uses it");
		}
		while (KeptEngines.count() > 0 || isWatched()) {
			Thread.sleep(10);
		}
	}

	@Test
	void keptEngineGivesTheSameValues() {
		final var model = TestModels.model(2, 1);
		final float[] patch = new float[400];
		for (int i = 0; i < patch.length; i++) {
			patch[i] = i * 7 % 251;
		}
		float[] first = null;
		for (int run = 0; run < 2; run++) {
			try (Engine lent = KeptEngines.open(EngineChoice.AUTO, model, model.quantized()); EngineSession session = lent.open(model.quantized())) {
				session.head(patch, 20, 20);
				final float[] values = session.body(8);
				session.body(4);
				first = first == null ? values : first;
				assertArrayEquals(first, values);
			}
		}
	}
}
