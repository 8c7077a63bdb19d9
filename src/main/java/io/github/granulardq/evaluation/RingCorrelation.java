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
package io.github.granulardq.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import ij.process.FHT;
import ij.process.FloatProcessor;
import io.github.granulardq.InputException;

/**
 * Fourier ring correlation of two planes that show the same with independent noise: the correlation of their Fourier transforms on rings of
 * the same spatial frequency. Where it falls below a threshold is the resolution (Nieuwenhuizen et al., "Measuring image resolution in
 * optical nanoscopy", Nature Methods 10, 2013).
 *
 * <pre>
 * RingCorrelation found = RingCorrelation.of(first, second, Window.TUKEY);
 * RingResolution resolution = found.resolution(Threshold.ONE_SEVENTH);
 * </pre>
 *
 * Planes of any size: zeros are added after the window, up to a power of two; rings are as wide as the shorter side of the plane resolves.
 * Immutable.
 *
 * @param rings from the lowest frequency to that of Nyquist, without that of the mean
 * @param identical whether both hold the same, up to a gain and an offset: then the correlation says nothing
 */
public record RingCorrelation(List<Ring> rings, boolean identical) {

	/** Sides that a plane must have, in pixels. */
	public static final int LEAST = 16;
	/** Sides that a plane may have: larger transforms would not fit into most memories. */
	public static final int LARGEST = 16384;

	private static final double ONE = 1 - 1e-6;

	/**
	 * A ring.
	 *
	 * @param frequency its middle, in periods per pixel, up to 0.5
	 * @param correlation -1 to 1
	 * @param samples independent complex samples in it, at least: half of those in the ring, since the other half is conjugate to them, less
	 *        what zeros and window make dependent
	 */
	public record Ring(double frequency, double correlation, double samples) {
	}

	public RingCorrelation {
		rings = List.copyOf(rings);
	}

	/**
	 * Correlates two planes.
	 *
	 * @throws InputException if they differ in size, or one is too small, too large, constant, or not finite
	 */
	public static RingCorrelation of(final Plane first, final Plane second, final Window window) {
		return of(first, second, window, () -> false);
	}

	/**
	 * As {@link #of(Plane, Plane, Window)}.
	 *
	 * @param cancelled asked from time to time
	 * @throws CancellationException if the run was cancelled
	 */
	public static RingCorrelation of(final Plane first, final Plane second, final Window window, final BooleanSupplier cancelled) {
		requireFit(first.width(), first.height(), second.width(), second.height());
		first.requireVaried("first");
		second.requireVaried("second");
		final int side = Math.min(first.width(), first.height());
		final int size = Math.max(2, Integer.highestOneBit(Math.max(first.width(), first.height()) - 1) << 1);
		final double[] columns = window.weights(first.width());
		final double[] rows = window.weights(first.height());
		final double independent = area(columns) * area(rows) / ((double) size * size) / 2;
		final List<Ring> rings = rings(transform(first, rows, columns, size, cancelled), transform(second, rows, columns, size, cancelled), size, side,
			independent, cancelled);
		return new RingCorrelation(rings, first.equals(second) || rings.stream().allMatch(ring -> ring.correlation > ONE));
	}

	/**
	 * Checks sizes before work begins.
	 *
	 * @throws InputException if they do not fit
	 */
	public static void requireFit(final int width, final int height, final int secondWidth, final int secondHeight) {
		if (width != secondWidth || height != secondHeight) {
			throw new InputException("The first image has " + width + "x" + height + " pixels and the second " + secondWidth + "x" + secondHeight +
				": both must have the same.");
		}
		if (Math.min(width, height) < LEAST || Math.max(width, height) > LARGEST) {
			throw new InputException("The images have " + width + "x" + height + " pixels: each side must have from " + LEAST + " to " + LARGEST +
				"; select a part of larger ones.");
		}
	}

	/** Pixels of an axis that count in full for the spread of correlations of noise. */
	private static double area(final double[] weights) {
		double squares = 0;
		double fourths = 0;
		for (final double weight : weights) {
			squares += weight * weight;
			fourths += weight * weight * weight * weight;
		}
		return squares * squares / fourths;
	}

	private static void checkpoint(final BooleanSupplier cancelled) {
		if (cancelled.getAsBoolean()) {
			throw new CancellationException("The ring correlation was cancelled.");
		}
	}

	/** The Hartley transform, of which products summed over a ring are those of the Fourier transform. */
	private static float[] transform(final Plane plane, final double[] rows, final double[] columns, final int size, final BooleanSupplier cancelled) {
		checkpoint(cancelled);
		double sum = 0;
		double weights = 0;
		for (int i = 0; i < plane.values().length; i++) {
			final double weight = rows[i / plane.width()] * columns[i % plane.width()];
			sum += weight * plane.values()[i];
			weights += weight;
		}
		final double mean = sum / weights;
		final float[] pixels = new float[size * size];
		for (int i = 0; i < plane.values().length; i++) {
			final int y = i / plane.width();
			final int x = i % plane.width();
			pixels[y * size + x] = (float) ((plane.values()[i] - mean) * rows[y] * columns[x]);
		}
		final FHT transform = new FHT(new FloatProcessor(size, size, pixels)) {

			@Override
			public void dfht3(final float[] x, final int base, final boolean inverse, final int maxN) { // of each row, then of each column
				checkpoint(cancelled);
				super.dfht3(x, base, inverse, maxN);
			}
		};
		transform.setShowProgress(false);
		transform.transform();
		return (float[]) transform.getPixels();
	}

	private static List<Ring> rings(final float[] a, final float[] b, final int size, final int side, final double independent,
		final BooleanSupplier cancelled)
	{
		final int count = side / 2 + 1;
		final double[] both = new double[count];
		final double[] squareA = new double[count];
		final double[] squareB = new double[count];
		final long[] samples = new long[count];
		for (int v = 0; v < size; v++) {
			checkpoint(cancelled);
			for (int u = 0; u < size; u++) {
				final double frequency = Math.hypot(Math.min(u, size - u), Math.min(v, size - v)) / size;
				final int ring = (int) Math.round(frequency * side);
				if (ring < count) {
					final int i = v * size + u;
					both[ring] += (double) a[i] * b[i];
					squareA[ring] += (double) a[i] * a[i];
					squareB[ring] += (double) b[i] * b[i];
					samples[ring]++;
				}
			}
		}
		final List<Ring> rings = new ArrayList<>();
		for (int ring = 1; ring < count; ring++) {
			final double energy = Math.sqrt(squareA[ring] * squareB[ring]);
			rings.add(new Ring((double) ring / side, energy > 0 ? both[ring] / energy : 0, samples[ring] * independent));
		}
		return rings;
	}

	/**
	 * Reads the resolution: from the first ring on that is above the threshold and above what noise gives, where the curve first is below
	 * the threshold on two rings one after the other; on the line between the ring before and the first of them.
	 */
	public RingResolution resolution(final Threshold threshold) {
		if (identical) {
			return RingResolution.none(RingResolution.Outcome.IDENTICAL);
		}
		int i = 0;
		while (i < rings.size() && (isBelow(i, threshold) || isBelow(i, Threshold.THREE_SIGMA))) {
			i++; // the lowest rings hold so few samples that some thresholds are at 1
		}
		if (i == rings.size()) {
			return RingResolution.none(RingResolution.Outcome.UNCORRELATED);
		}
		for (i++; i < rings.size(); i++) {
			if (isBelow(i, threshold) && (i + 1 == rings.size() || isBelow(i + 1, threshold))) {
				return crossing(i, threshold);
			}
		}
		return RingResolution.none(RingResolution.Outcome.SAMPLING);
	}

	private boolean isBelow(final int index, final Threshold threshold) {
		return excess(index, threshold) < 0;
	}

	private double excess(final int index, final Threshold threshold) {
		return rings.get(index).correlation - threshold.at(rings.get(index).samples);
	}

	private RingResolution crossing(final int below, final Threshold threshold) {
		final double before = excess(below - 1, threshold);
		final double share = before > 0 ? before / (before - excess(below, threshold)) : 0;
		final double from = rings.get(below - 1).frequency;
		return new RingResolution(RingResolution.Outcome.FOUND, 1 / (from + share * (rings.get(below).frequency - from)));
	}
}
