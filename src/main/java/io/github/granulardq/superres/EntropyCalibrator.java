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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import io.github.granulardq.InputException;
import io.github.granulardq.allocation.BitMap;
import io.github.granulardq.allocation.EmptyPatch;
import io.github.granulardq.allocation.EntropyCalibration;
import io.github.granulardq.allocation.PatchEntropy;
import io.github.granulardq.allocation.PercentileTable;
import io.github.granulardq.model.Model;
import io.github.granulardq.tiling.Patch;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Makes a percentile table of images, for thresholds of E2B that fit them:
 *
 * <pre>
 * EntropyCalibrator calibrator = SuperResolver.builder().setModel(model).calibrator();
 * calibrator.add("a.tif", image, -1);
 * EntropyCalibration calibration = calibrator.calibration();
 * </pre>
 *
 * Images are cut and normalised as the resolver does; patches that it leaves out as empty are not in the table. The table does not depend on the order
 * of the images. The engine is not asked. Not thread-safe.
 */
public final class EntropyCalibrator {

	private final Settings settings;
	private final List<double[]> entropies = new ArrayList<>();
	private final List<String> names = new ArrayList<>();
	private long empty;

	EntropyCalibrator(final Settings settings) {
		this.settings = settings;
	}

	/**
	 * Adds the patches of an image; if that fails, nothing is added.
	 *
	 * @param name of the image
	 * @param channelAxis as in {@link SuperResolver#run(RandomAccessibleInterval, int)}
	 * @throws InputException as there
	 * @throws CancellationException as there
	 */
	public <T extends RealType<T>> void add(final String name, final RandomAccessibleInterval<T> image, final int channelAxis) {
		final Planes<T> planes = Planes.of(image, channelAxis, settings.model().channels());
		final Job<T> job = Job.of(settings, null, null, planes);
		final double[] found = new double[Math.toIntExact(job.patches())];
		Crew.run(found.length, Math.min(settings.workers(), found.length), settings.cancelled(), crew -> new Worker<>(job, found));
		put(name, found);
	}

	/**
	 * Adds the patches of a bit map that {@link SuperResolver#allocate} made with the same settings.
	 *
	 * @throws IllegalArgumentException if there are patches of which it has bits but no entropy
	 */
	public void add(final String name, final BitMap bits) {
		if (bits.entries().stream().anyMatch(e -> e.decision().bits() != 0 && Double.isNaN(e.decision().entropy()))) {
			throw new IllegalArgumentException("the bit map has no entropies of some patches: allocate makes one that has");
		}
		put(name, bits.entries().stream().mapToDouble(e -> e.decision().bits() == 0 ? Double.NaN : e.decision().entropy()).toArray());
	}

	private void put(final String name, final double[] found) {
		final double[] kept = Arrays.stream(found).filter(nats -> !Double.isNaN(nats)).toArray();
		entropies.add(kept);
		names.add(name);
		empty += found.length - kept.length;
	}

	/**
	 * Returns the table of all that was added, with the model's positions of the thresholds.
	 *
	 * @throws InputException if there is no patch with content
	 */
	public EntropyCalibration calibration() {
		final double[] all = entropies.stream().flatMapToDouble(Arrays::stream).toArray();
		if (all.length == 0) {
			throw new InputException("There are no patches with content in " + (names.isEmpty() ? "these images" : String.join(", ", names)) +
				", so there is nothing to calibrate: take images that show something.");
		}
		final Model model = settings.model();
		return new EntropyCalibration(PercentileTable.of(all), Optional.of(EntropyCalibration.Origin.of(model, settings.grid().toString(),
			all.length, empty, names)));
	}

	/** Computes entropies; NaN for empty patches. */
	private record Worker<T extends RealType<T>>(Job<T> job, double[] found) implements Crew.Worker {

		@Override
		public void work(final long task) {
			final Patch patch = job.grid().patch(task % job.grid().size());
			final float[] pixels = PatchPixels.read(job, task / job.grid().size(), patch);
			final int channels = job.input().networkChannels();
			final boolean left = job.settings().skipEmpty() && EmptyPatch.test(pixels, channels, patch.height(), patch.width());
			found[(int) task] = left ? Double.NaN : PatchEntropy.of(pixels, channels);
		}

		@Override
		public void close() {
			// Nothing was opened.
		}
	}
}
