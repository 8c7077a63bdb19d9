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
package io.github.granulardq.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.github.granulardq.engine.EngineException;
import net.imglib2.Cursor;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.view.Views;

/**
 * Lets contenders compute the same patches in turn, A, B, C, A, B, C and so on, so that whatever else the machine does meets all of them alike. A turn
 * lasts at least 20 ms; one more patch goes before it untimed, since the others have emptied the caches and whole images are computed by one engine.
 * Each round begins with another contender. All compute on the calling thread, batch 1.
 */
final class PatchBenchmark {

	/** Side of the patches. */
	static final int SIZE = 96;

	/** Fewest rounds. */
	static final int MIN_ROUNDS = 5;

	private static final int PATCHES = 8;
	private static final float RANGE = 255;

	/** Of pixels of the image, to values of patches. */
	private static final float BRIGHTNESS = 0.05f;

	private static final double NANOS = 1e9;
	private static final double TURN_SECONDS = 0.02;
	private static final int WARM_UP_PATCHES = 2;
	private static final double WARM_UP_SECONDS = 1;

	/** Largest difference between outputs of the same network without quantization, as a part of the largest value. */
	private static final double TOLERANCE = 1e-3;

	/** Root mean square of the difference between outputs at the same bits, as a part of that of the values: roundings differ. */
	private static final double QUANTIZED_TOLERANCE = 0.05;

	private final BenchmarkNetwork network;
	private final LongSupplier nanos;
	private final List<float[]> patches;
	private final List<Racer> racers = new ArrayList<>();
	private final Map<Contender, String> absent = new EnumMap<>(Contender.class);

	private PatchBenchmark(final BenchmarkNetwork network, final LongSupplier nanos) {
		this.network = network;
		this.nanos = nanos;
		patches = patches(network.fp32().channels());
	}

	/**
	 * Measures.
	 *
	 * @param contenders in the order of their turns
	 * @param length how long the rounds go on
	 * @param nanos a clock
	 * @return an entry for each contender, in their order
	 */
	static List<PatchTimes> run(final BenchmarkNetwork network, final List<Contender> contenders, final Length length, final Opener opener,
		final LongSupplier nanos)
	{
		final PatchBenchmark benchmark = new PatchBenchmark(network, nanos);
		try {
			benchmark.open(contenders, opener);
			benchmark.race(length);
			return contenders.stream().map(benchmark::times).toList();
		}
		finally {
			benchmark.racers.forEach(racer -> racer.runner.close());
		}
	}

	/**
	 * How long rounds go on.
	 *
	 * @param seconds for all contenders together, after warming up; at least {@link #MIN_ROUNDS} are run
	 * @param rounds exactly so many instead, after warming up briefly; 0 if the seconds count
	 * @param cancelled asked before each turn
	 */
	record Length(double seconds, int rounds, BooleanSupplier cancelled) {

		void checkpoint() {
			if (cancelled.getAsBoolean()) {
				throw new CancellationException("The benchmark was cancelled.");
			}
		}
	}

	/** Returns patches [c,h,w] in the range of models. */
	static List<float[]> patches(final int channels) {
		final List<float[]> patches = new ArrayList<>();
		final Cursor<UnsignedShortType> pixels = Views.flatIterable(SyntheticImage.of(SIZE, PATCHES * channels * SIZE)).cursor();
		for (int i = 0; i < PATCHES; i++) {
			final float[] patch = new float[channels * SIZE * SIZE];
			for (int k = 0; k < patch.length; k++) {
				patch[k] = Math.min(RANGE, pixels.next().get() * BRIGHTNESS);
			}
			patches.add(patch);
		}
		return patches;
	}

	private void open(final List<Contender> contenders, final Opener opener) {
		final BenchmarkNetwork small = SyntheticNetwork.of("srresnet-16x1");
		final Map<Integer, float[]> references = new HashMap<>();
		for (final Contender contender : contenders) {
			try {
				opener.runner(contender, small).close(); // natives
				final Racer racer = new Racer(contender, opener, network, patches.get(0));
				racers.add(racer);
				requireSame(references.computeIfAbsent(contender.bits(), bits -> racer.output), racer);
			}
			catch (final EngineException e) {
				absent.put(contender, e.getMessage());
			}
		}
	}

	private void requireSame(final float[] reference, final Racer racer) {
		final boolean same = racer.contender.isFloat() ? Statistics.largestDifference(reference, racer.output) <= TOLERANCE : Statistics
			.relativeRms(reference, racer.output) <= QUANTIZED_TOLERANCE;
		if (!same) {
			retire(racer, racer.contender.label() + " computed another image than the first at " + racer.contender.bits() + " bits did.");
		}
	}

	/** Takes a contender out of the race. */
	private void retire(final Racer racer, final String reason) {
		absent.put(racer.contender, reason);
		racers.remove(racer);
		racer.runner.close();
	}

	private void attempt(final Racer racer, final Runnable work) {
		try {
			work.run();
		}
		catch (final EngineException e) {
			retire(racer, e.getMessage());
		}
	}

	private void race(final Length length) {
		for (final Racer racer : List.copyOf(racers)) {
			length.checkpoint();
			attempt(racer, () -> racer.warmUp(length.rounds > 0 ? 0 : WARM_UP_SECONDS));
		}
		final long end = nanos.getAsLong() + (long) (length.seconds * NANOS);
		for (int round = 0; !racers.isEmpty() && (length.rounds > 0 ? round < length.rounds : round < MIN_ROUNDS || nanos.getAsLong() < end); round++) {
			final List<Racer> order = new ArrayList<>(racers);
			Collections.rotate(order, -round);
			for (final Racer racer : order) {
				length.checkpoint();
				attempt(racer, racer::turn);
			}
		}
	}

	private PatchTimes times(final Contender contender) {
		return racers.stream().filter(r -> r.contender == contender).findFirst().map(Racer::times).orElseGet(() -> PatchTimes.absent(contender,
			absent.get(contender)));
	}

	/** A contender in the race. */
	private final class Racer {

		private final Contender contender;
		private final PatchRunner runner;
		private final double openSeconds;
		private final double firstSeconds;
		private final float[] output;
		private final List<Double> rounds = new ArrayList<>();
		private int patchesOfTurn = 1;
		private int next;

		Racer(final Contender contender, final Opener opener, final BenchmarkNetwork network, final float[] patch) {
			this.contender = contender;
			final long start = nanos.getAsLong();
			runner = opener.runner(contender, network);
			final long opened = nanos.getAsLong();
			try {
				output = runner.run(patch, SIZE, SIZE);
			}
			catch (final RuntimeException e) {
				runner.close();
				throw e;
			}
			openSeconds = (opened - start) / NANOS;
			firstSeconds = (nanos.getAsLong() - opened) / NANOS;
		}

		void warmUp(final double seconds) {
			final long end = nanos.getAsLong() + (long) (seconds * NANOS);
			double last = compute(1);
			for (int i = 1; i < WARM_UP_PATCHES || nanos.getAsLong() < end; i++) {
				last = compute(1);
			}
			patchesOfTurn = (int) Math.max(1, Math.ceil(TURN_SECONDS / last));
		}

		void turn() {
			compute(1);
			rounds.add(compute(patchesOfTurn) / patchesOfTurn);
		}

		private double compute(final int count) {
			final long start = nanos.getAsLong();
			for (int i = 0; i < count; i++) {
				runner.run(patches.get(next++ % PATCHES), SIZE, SIZE);
			}
			return (nanos.getAsLong() - start) / NANOS;
		}

		PatchTimes times() {
			return new PatchTimes(contender, openSeconds, firstSeconds, rounds.stream().mapToDouble(Double::doubleValue).toArray(), null);
		}
	}
}
