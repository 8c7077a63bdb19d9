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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.LongAdder;

import io.github.granulardq.allocation.BitAllocation;
import io.github.granulardq.allocation.BitMap;
import io.github.granulardq.allocation.Decision;
import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.image.Normalizer;
import io.github.granulardq.image.PixelWriter;
import io.github.granulardq.tiling.Patch;
import io.github.granulardq.tiling.PatchGrid;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;

/**
 * One run: every patch of every plane goes through head, allocation and body into the enlarged image. Pixels depend on the
 * patch alone, so the order and the threads do not matter.
 *
 * @param <T> type of the input
 * @param <O> type of the output
 */
final class Enlargement<T extends RealType<T>, O extends RealType<O>> {

	private final Settings settings;
	private final Engine engine;
	private final int channels;
	private final int scale;
	private final Planes<T> input;
	private final Planes<O> output;
	private final Img<O> image;
	private final PatchGrid grid;
	private final List<Normalizer> normalizers = new ArrayList<>();
	private final BitAllocation allocation;
	private final BitMap.Builder bitMap = new BitMap.Builder();
	private final LongAdder clipped = new LongAdder();
	private final long patches;
	private long done;

	/**
	 * Reads the intensities of the input.
	 *
	 * @param image where to write, of the enlarged size
	 */
	Enlargement(final Settings settings, final Engine engine, final BitAllocation allocation, final Planes<T> input,
		final Img<O> image) {
		this.settings = settings;
		this.engine = engine;
		this.input = input;
		channels = input.networkChannels();
		scale = settings.model().scale();
		this.allocation = allocation;
		grid = settings.cut(input.image().dimension(0), input.image().dimension(1));
		patches = Math.multiplyExact(grid.size(), input.count());
		this.image = image;
		output = new Planes<>(image, input.channelAxis(), channels);
		normalize();
	}

	private void normalize() {
		Normalizer.requireFinite(input.image(), this::checkpoint);
		for (int c = 0; c < input.channels(); c++) {
			final var percentiles = settings.model().normalization();
			normalizers.add(Normalizer.of(input.channel(c), percentiles.lowPercent(), percentiles.highPercent(), this::checkpoint));
		}
	}

	private void checkpoint() {
		if (settings.cancelled().getAsBoolean() || Thread.currentThread().isInterrupted()) {
			throw new CancellationException("Super-resolution was cancelled.");
		}
	}

	/** Computes all patches. */
	SuperResolution<O> run(final long startNanos) {
		final int threads = settings.threads(patches, grid.largestPatch());
		Crew.run(patches, threads, settings.cancelled(), PatchWorker::new);
		final BitMap bits = bitMap.build();
		final double seconds = (System.nanoTime() - startNanos) / 1e9;
		return new SuperResolution<>(image, bits, report(bits, threads, seconds));
	}

	private Report report(final BitMap bits, final int threads, final double seconds) {
		final RunCost cost = RunCost.of(settings, grid, bits);
		final List<Report.Range> ranges = normalizers.stream().map(n -> new Report.Range(n.low(), n.high())).toList();
		return new Report(settings.model().id(), settings.model().sha256(), engine.name(), engine.instructionSet(),
			settings.grid().toString(), scale, settings.bits().toString(), bits.fab(), cost.bitops(), cost.bitopsFp32(), patches,
			bits.histogram(), seconds, threads, EnlargedImages.describe(input.image()), EnlargedImages.describe(image), clipped.sum(),
			ranges);
	}

	private synchronized void progress() {
		settings.progress().progress(++done, patches);
	}

	/** One thread's session and counters. */
	private final class PatchWorker implements Crew.Worker {

		private final Crew crew;
		private final EngineSession session;
		private final PixelWriter<O> writer = new PixelWriter<>(image.getType());

		PatchWorker(final Crew crew) {
			this.crew = crew;
			session = engine.open(settings.network());
		}

		@Override
		public void work(final long task) {
			final long plane = task / grid.size();
			final Patch patch = grid.patch(task % grid.size());
			final float[] pixels = read(plane, patch);
			final float[] descriptor = session.head(pixels, patch.height(), patch.width());
			crew.checkpoint();
			final Decision decision = allocation.decide(descriptor, pixels, patch.height(), patch.width());
			final float[] enlarged = session.body(decision.bits());
			crew.checkpoint();
			write(enlarged, plane, patch);
			bitMap.add(plane, patch.index(), patch.core().min(0), patch.core().min(1), patch.core().dimension(0),
				patch.core().dimension(1), decision);
			progress();
		}

		private float[] read(final long plane, final Patch patch) {
			final int size = Math.multiplyExact(patch.width(), patch.height());
			final float[] pixels = new float[Math.multiplyExact(channels, size)];
			for (int c = 0; c < channels; c++) {
				PatchPixels.read(input.plane(plane, c), patch, normalizers.get(input.channelOf(plane, c)), pixels, c * size);
			}
			return pixels;
		}

		private void write(final float[] enlarged, final long plane, final Patch patch) {
			final int size = patch.width() * scale * patch.height() * scale;
			check(enlarged, channels * size, patch);
			for (int c = 0; c < channels; c++) {
				PatchPixels.write(enlarged, c * size, patch, scale, normalizers.get(input.channelOf(plane, c)),
					output.plane(plane, c), writer);
			}
		}

		private void check(final float[] enlarged, final int length, final Patch patch) {
			if (enlarged.length != length) {
				throw new EngineException("The engine " + engine.name() + " returned " + enlarged.length + " values instead of " + length + ".");
			}
			for (final float value : enlarged) {
				if (Float.isNaN(value)) {
					throw new EngineException("The engine " + engine.name() + " returned NaN for the patch at " +
						patch.core().min(0) + ", " + patch.core().min(1) + ".");
				}
			}
		}

		@Override
		public void close() {
			clipped.add(writer.clipped());
			session.close();
		}
	}
}
