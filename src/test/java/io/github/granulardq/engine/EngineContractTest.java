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
package io.github.granulardq.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.model.ModelLoader;
import io.github.granulardq.network.Architecture;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.Edsr;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Idn;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Quantizer;
import io.github.granulardq.network.SrResNet;
import io.github.granulardq.testing.FeatureMap;
import io.github.granulardq.testing.GoldenImages;
import io.github.granulardq.testing.GoldenPatch;
import io.github.granulardq.testing.ReferenceNetwork;
import io.github.granulardq.testing.StoredPackages;
import io.github.granulardq.testing.StoredTensors;
import io.github.granulardq.testing.TestModels;

/** What every engine owes; extend it and say how to make the engine. Expected values come from a plain implementation in double precision. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EngineContractTest {

	private static final int[] QUANTIZED_BITS = { 4, 5, 6, 8 };

	/** Relative RMS that rounding of float32 sums may cause. */
	private static final double FLOAT_TOLERANCE = 1e-5;

	/**
	 * Error at a bit-width, as a part of what quantization to that bit-width changes. A float32 sum that lies on a rounding tie of the next
	 * layer may fall on the other side; a handful of such codes stays below this, while any systematic error (another rounding, another range, the
	 * step of another layer) is as large as quantization itself.
	 */
	private static final double QUANTIZED_TOLERANCE = 0.2;

	private Engine engine;

	/** Makes the engine under test. */
	protected abstract Engine newEngine();

	@BeforeAll
	void open() {
		engine = newEngine();
	}

	@AfterAll
	void close() {
		engine.close();
	}

	static Stream<Arguments> networks() {
		final List<Arguments> cases = new ArrayList<>();
		for (final int scale : new int[] { 2, 3, 4 }) {
			for (final int channels : new int[] { 1, 3 }) {
				for (final int[] size : new int[][] { { 7, 5 }, { 13, 21 } }) {
					cases.add(Arguments.of(TestModels.config(scale, channels), size[0], size[1]));
					cases.add(Arguments.of(TestModels.publishedConfig(scale, channels), size[0], size[1]));
				}
			}
		}
		for (final int features : new int[] { 1, 3, 7, 33 }) {
			// Slopes of one and of all channels, norms or biases, one block or three, every scale.
			final boolean norm = features % 4 == 3;
			cases.add(Arguments.of(new SrResNet.Config(2 + features % 3, features == 3 ? 3 : 1, features, norm ? 3 : 1, norm ? 5 : 3, norm, features > 7 ? 1
				: features, norm ? GlobalSkip.NONE : GlobalSkip.BICUBIC, norm ? Descriptor.MEAN : Descriptor.SPREAD, features != 33), 11, 9));
		}
		for (final int scale : new int[] { 2, 3, 4 }) {
			TestModels.others(scale, scale == 3 ? 3 : 1).forEach(other -> cases.add(Arguments.of(other, 11, 14)));
		}
		// Features that fill no register, and no skip.
		cases.add(Arguments.of(new Edsr.Config(3, 1, 7, 1, GlobalSkip.NONE, Descriptor.MEAN, false, Quantizer.QUANTSR), 13, 6));
		cases.add(Arguments.of(new Idn.Config(2, 3, 20, 8, 1, GlobalSkip.NONE, Descriptor.SPREAD, true, Quantizer.PAMS), 7, 19));
		return cases.stream();
	}

	private static GoldenPatch patch(final int channels, final int height, final int width, final long seed) {
		final Random random = new Random(seed);
		final float[] values = new float[channels * height * width];
		for (int i = 0; i < values.length; i++) {
			// Smooth plus noise, and a little beyond 0..255, as normalisation by percentiles leaves it.
			values[i] = (float) (128 + 100 * Math.sin(i % width / 3.0 + i / width / 5.0) + 30 * random.nextGaussian());
		}
		return new GoldenPatch(channels, height, width, values);
	}

	@ParameterizedTest
	@MethodSource("networks")
	void quantizedNetworkAgreesWithReference(final Architecture config, final int height, final int width) {
		final Network network = TestModels.network(config, 11);
		final ReferenceNetwork reference = new ReferenceNetwork(network);
		final GoldenPatch patch = patch(config.channels(), height, width, 5);
		try (EngineSession session = engine.open(network)) {
			final float[] descriptor = session.head(patch.values(), height, width);
			assertClose(reference.descriptor(reference.head(patch)), descriptor);
			final FeatureMap unquantized = reference.run(patch, 32);
			assertImage(unquantized, session.body(32), FLOAT_TOLERANCE, "32 bits");
			for (final int bits : QUANTIZED_BITS) {
				final FeatureMap expected = reference.run(patch, bits);
				final double change = GoldenImages.relativeRms(expected.floats(), unquantized.floats());
				assertTrue(change > 10 * FLOAT_TOLERANCE, () -> "quantization changes too little to be tested: " + change);
				assertImage(expected, session.body(bits), QUANTIZED_TOLERANCE * change, bits + " bits");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("networks")
	void floatNetworkAgreesWithReference(final Architecture config, final int height, final int width) {
		final Network network = TestModels.floatNetwork(config, 12);
		final GoldenPatch patch = patch(config.channels(), height, width, 6);
		try (EngineSession session = engine.open(network)) {
			session.head(patch.values(), height, width);
			assertImage(new ReferenceNetwork(network).run(patch, 32), session.body(32), FLOAT_TOLERANCE, "32 bits");
			for (final int bits : QUANTIZED_BITS) {
				assertThrows(IllegalArgumentException.class, () -> session.body(bits));
			}
		}
	}

	private static void assertClose(final double[] expected, final float[] actual) {
		assertEquals(expected.length, actual.length);
		for (int i = 0; i < expected.length; i++) {
			assertEquals(expected[i], actual[i], 1e-4 * Math.max(1, Math.abs(expected[i])));
		}
	}

	private static void assertImage(final FeatureMap expected, final float[] actual, final double tolerance, final String what) {
		final double rms = GoldenImages.relativeRms(expected.floats(), actual);
		assertTrue(rms < tolerance, () -> what + ": relative RMS " + rms);
	}

	@Test
	void everyBundledModelAgreesWithPyTorch() {
		assertTrue(ModelCatalog.ids().contains("srresnet-light-x2-microscopy"), ModelCatalog.ids()::toString);
		for (final String id : ModelCatalog.ids()) {
			StoredTensors.assertAgree(engine, ModelLoader.loadBundled(id), ModelLoader.loadBundledTestTensors(id));
		}
	}

	@Test
	void everyArchitectureAndQuantizerAgreesWithPyTorch() {
		StoredPackages.assertAgree(engine);
	}

	@Test
	void moreBitsComeCloserToTheUnquantizedNetwork() {
		final GoldenPatch patch = patch(1, 13, 21, 1);
		try (EngineSession session = engine.open(TestModels.network(2, 1))) {
			session.head(patch.values(), 13, 21);
			final float[] precise = session.body(32);
			double previous = Double.MAX_VALUE;
			for (final int bits : QUANTIZED_BITS) {
				final double rms = GoldenImages.relativeRms(precise, session.body(bits));
				assertTrue(rms > 0 && rms < 0.8 * previous, bits + " bits: " + rms);
				previous = rms;
			}
		}
	}

	@Test
	void resultsDoNotDependOnWhatWasComputedBefore() {
		final Network network = TestModels.network(2, 1);
		final GoldenPatch small = patch(1, 7, 5, 1);
		final GoldenPatch large = patch(1, 30, 40, 2);
		try (EngineSession used = engine.open(network); EngineSession fresh = engine.open(network)) {
			final float[] expectedDescriptor = fresh.head(small.values(), 7, 5);
			final float[] expected = fresh.body(5);
			used.head(large.values(), 30, 40);
			used.body(8);
			used.body(4);
			assertArrayEquals(expectedDescriptor, used.head(small.values(), 7, 5));
			used.body(32);
			final float[] first = used.body(5);
			assertArrayEquals(expected, first);
			final float[] second = used.body(5);
			assertArrayEquals(expected, second);
			assertNotSame(first, second);
		}
	}

	@Test
	void patchMayBeReusedByTheCallerAfterTheBody() {
		final GoldenPatch patch = patch(1, 9, 9, 1);
		try (EngineSession session = engine.open(TestModels.network(2, 1))) {
			session.head(patch.values(), 9, 9);
			final float[] expected = session.body(8);
			session.head(patch.values().clone(), 9, 9);
			assertArrayEquals(expected, session.body(8));
			Arrays.fill(patch.values(), 0);
			session.head(patch.values(), 9, 9);
			assertFalse(Arrays.equals(expected, session.body(8)));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 4 })
	void concurrentSessionsGiveTheBytesOfSerialOnes(final int sessions) throws InterruptedException, ExecutionException {
		final Network network = TestModels.network(2, 1);
		final int[] bits = { 4, 5, 6, 8, 32 };
		final int patches = 40;
		final Callable<List<float[]>> work = () -> {
			final List<float[]> results = new ArrayList<>();
			try (EngineSession session = engine.open(network)) {
				for (int i = 0; i < patches; i++) {
					final int size = 24 + i % 3;
					results.add(session.head(patch(1, size, 32, i).values(), size, 32));
					results.add(session.body(bits[i % bits.length]));
				}
			}
			return results;
		};
		final List<float[]> expected;
		try {
			expected = work.call();
		}
		catch (final Exception e) {
			throw new AssertionError(e);
		}
		final ExecutorService executor = Executors.newFixedThreadPool(sessions);
		try {
			for (final Future<List<float[]>> future : executor.invokeAll(Collections.nCopies(sessions, work))) {
				final List<float[]> actual = future.get();
				assertEquals(expected.size(), actual.size());
				for (int i = 0; i < expected.size(); i++) {
					assertArrayEquals(expected.get(i), actual.get(i));
				}
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	/** Threads may take turns with a session: opened, used and closed by different ones, of which some end meanwhile. */
	@Test
	void sessionsMoveBetweenThreads() throws InterruptedException, ExecutionException {
		final Network network = TestModels.network(2, 1);
		final GoldenPatch patch = patch(1, 20, 18, 4);
		final List<float[]> expected = new ArrayList<>();
		try (EngineSession session = engine.open(network)) {
			expected.add(session.head(patch.values(), 20, 18));
			for (final int bits : QUANTIZED_BITS) {
				expected.add(session.body(bits));
			}
		}
		final EngineSession moved = elsewhere(() -> engine.open(network));
		for (int turn = 0; turn < 3; turn++) {
			assertArrayEquals(expected.get(0), elsewhere(() -> moved.head(patch.values(), 20, 18)));
			for (int i = 0; i < QUANTIZED_BITS.length; i++) {
				final int bits = QUANTIZED_BITS[i];
				assertArrayEquals(expected.get(i + 1), turn == 0 ? moved.body(bits) : elsewhere(() -> moved.body(bits)));
			}
		}
		elsewhere(() -> {
			moved.close();
			return null;
		});
		assertThrows(IllegalStateException.class, () -> moved.body(8));
	}

	private static <T> T elsewhere(final Callable<T> work) throws InterruptedException, ExecutionException {
		final FutureTask<T> task = new FutureTask<>(work);
		final Thread thread = new Thread(task);
		thread.start();
		thread.join();
		return task.get();
	}

	@Test
	void twoEnginesGiveTheSameBytes() {
		final Network network = TestModels.network(3, 3);
		final GoldenPatch patch = patch(3, 16, 16, 3);
		try (Engine other = newEngine(); EngineSession a = engine.open(network); EngineSession b = other.open(network)) {
			assertArrayEquals(a.head(patch.values(), 16, 16), b.head(patch.values(), 16, 16));
			for (final int bits : QUANTIZED_BITS) {
				assertArrayEquals(a.body(bits), b.body(bits));
			}
		}
	}

	@Test
	void wrongCallsAreRefused() {
		final GoldenPatch patch = patch(1, 8, 8, 3);
		try (EngineSession session = engine.open(TestModels.network(2, 1))) {
			assertThrows(IllegalStateException.class, () -> session.body(8));
			assertThrows(IllegalArgumentException.class, () -> session.head(patch.values(), 8, 7));
			assertThrows(IllegalArgumentException.class, () -> session.head(patch.values(), 3, 8));
			session.head(patch.values(), 8, 8);
			assertThrows(IllegalArgumentException.class, () -> session.body(7));
			assertEquals(256, session.body(8).length);
		}
	}

	@Test
	void closedSessionRefuses() {
		final GoldenPatch patch = patch(1, 8, 8, 3);
		final EngineSession session = engine.open(TestModels.network(2, 1));
		session.head(patch.values(), 8, 8);
		session.close();
		assertThrows(IllegalStateException.class, () -> session.head(patch.values(), 8, 8));
		assertThrows(IllegalStateException.class, () -> session.body(8));
		session.close();
	}

	@Test
	void closedEngineRefusesAndItsSessionsStillClose() {
		final GoldenPatch patch = patch(1, 8, 8, 3);
		final Engine closing = newEngine();
		try (EngineSession session = closing.open(TestModels.network(2, 1))) {
			session.head(patch.values(), 8, 8);
			closing.close();
			closing.close();
			assertThrows(IllegalStateException.class, () -> closing.open(TestModels.network(2, 1)));
		}
	}

	@Test
	void engineSaysWhatItIs() {
		assertTrue(engine.name().matches("[a-z]+"), engine.name());
		assertFalse(engine.instructionSet().isBlank());
	}
}
