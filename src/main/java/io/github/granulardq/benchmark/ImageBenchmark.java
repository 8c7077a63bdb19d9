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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.github.granulardq.benchmark.StageClock.Stage;
import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.model.Model;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.SuperResolver;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * Enlarges a whole image with each contender in turn and each number of workers, after a small one that warms up. Numbers of workers follow each other
 * directly, so that the machine does the same else. All compute all patches, empty ones too.
 *
 * @param model whose network computes
 * @param image a plane [x,y], in memory
 * @param workers numbers of workers
 * @param repeats how often the image is enlarged; medians count
 * @param cancelled asked now and then
 * @param nanos a clock
 * @param <T> type of the pixels
 */
record ImageBenchmark<T extends RealType<T>>(Model model, RandomAccessibleInterval<T> image, List<Integer> workers, int repeats,
	BooleanSupplier cancelled, LongSupplier nanos)
{

	private static final long WARM_UP_SIZE = 512;

	/** Whether a contender can do that: 4 bits are not a bit-width that users would choose for speed. */
	static boolean canRun(final Contender contender) {
		return switch (contender) {
			case INTEGER, ONEDNN, TENSORFLOW, TENSORFLOW_8 -> true;
			case INTEGER_4, ONNX_RUNTIME -> false;
		};
	}

	/**
	 * Measures.
	 *
	 * @param contenders in the order of their turns
	 * @return an entry for each contender, in their order
	 */
	List<ImageTimes> run(final List<Contender> contenders, final Opener opener) {
		final List<Racer> racers = new ArrayList<>();
		try {
			contenders.forEach(contender -> racers.add(new Racer(contender)));
			racers.forEach(racer -> racer.attempt(() -> racer.warmUp(opener)));
			for (int i = 0; i < repeats; i++) {
				racers.forEach(racer -> racer.attempt(racer::turn));
			}
			return racers.stream().map(Racer::times).toList();
		}
		finally {
			racers.forEach(Racer::close);
		}
	}

	/** A contender in the race. */
	private final class Racer {

		private final Contender contender;
		private final Bits bits;
		private final Map<Integer, List<Double>> seconds = new TreeMap<>();
		private final Map<Stage, Double> stages = new EnumMap<>(Stage.class);
		private Engine engine;
		private String absent;

		Racer(final Contender contender) {
			this.contender = contender;
			bits = contender.isFloat() ? Bits.FLOAT : Bits.DYNAMIC;
		}

		/** Unless something failed before. */
		void attempt(final Runnable work) {
			if (absent == null) {
				try {
					work.run();
				}
				catch (final EngineException e) {
					absent = e.getMessage();
				}
			}
		}

		void warmUp(final Opener opener) {
			engine = opener.engine(contender);
			final long[] small = image.dimensionsAsLongArray();
			final long[] min = image.minAsLongArray();
			for (int d = 0; d < small.length; d++) {
				small[d] = min[d] + Math.min(WARM_UP_SIZE, small[d]) - 1;
			}
			enlarge(Views.interval(image, min, small), workers.get(0), null);
		}

		void turn() {
			for (final int threads : workers) {
				final StageClock clock = new StageClock(nanos);
				seconds.computeIfAbsent(threads, n -> new ArrayList<>()).add(enlarge(image, threads, threads == 1 ? clock : null));
				if (threads == 1) {
					clock.seconds().forEach((stage, s) -> stages.merge(stage, s / repeats, Double::sum));
				}
			}
		}

		/** Returns seconds. */
		private double enlarge(final RandomAccessibleInterval<T> pixels, final int threads, final StageClock clock) {
			// Empty patches too: all contenders have the same work.
			final SuperResolver.Builder builder = SuperResolver.builder().setModel(model).optBits(bits).optSkipEmpty(false).optWorkers(threads).optCancelled(
				cancelled);
			if (clock != null) {
				builder.optProgress((done, total) -> clock.mark(Stage.WRITE));
			}
			try (SuperResolver resolver = builder.optEngine(clock == null ? engine : new TimedEngine(engine, clock)).build()) {
				final long start = nanos.getAsLong();
				resolver.run(pixels, -1);
				if (clock != null) {
					clock.mark(Stage.REST);
				}
				return (nanos.getAsLong() - start) / 1e9;
			}
		}

		ImageTimes times() {
			if (absent != null) {
				return new ImageTimes(contender, bits.toString(), Map.of(), null, absent);
			}
			final Map<Integer, Double> medians = new TreeMap<>();
			seconds.forEach((threads, all) -> medians.put(threads, Statistics.median(all.stream().mapToDouble(Double::doubleValue).toArray())));
			return new ImageTimes(contender, bits.toString(), medians, stages.isEmpty() ? null : stages, null);
		}

		void close() {
			if (engine != null) {
				engine.close();
			}
		}
	}
}
