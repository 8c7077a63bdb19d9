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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.granulardq.allocation.BitMap;
import io.github.granulardq.superres.Bits;

/**
 * What no allocator can know: the error of each patch at each bit-width, measured against the original. It chooses the bits that take most off the
 * squared error of an image for their number, so that it bounds what any choice by patches could reach. For evaluation alone. Immutable.
 */
final class Oracle {

	/** Bit-widths that it chooses among. */
	static final List<Bits> BITS = List.of(Bits.FOUR, Bits.FIVE, Bits.SIX, Bits.EIGHT);

	private static final String NAME = "oracle:";
	private static final int[] WIDTHS = BITS.stream().mapToInt(bits -> bits.fixed().getAsInt()).toArray();

	/** Room for rounding. */
	private static final double TINY = 1e-9;

	private final int scale;
	private final List<BitMap.Entry> patches;
	private final List<List<Plane>> enlarged;

	/** For each patch and bit-width; patches that no network computed are alike at all of them. */
	private final double[][] errors;

	/**
	 * @param sample the image
	 * @param scale enlargement
	 * @param patches of its only plane; those of 0 bits were not computed by the network
	 * @param enlarged the image at each of {@link #BITS}
	 */
	Oracle(final Sample sample, final int scale, final List<BitMap.Entry> patches, final List<List<Plane>> enlarged) {
		this.scale = scale;
		this.patches = List.copyOf(patches);
		this.enlarged = List.copyOf(enlarged);
		errors = new double[patches.size()][enlarged.size()];
		for (int k = 0; k < enlarged.size(); k++) {
			final Plane squared = sample.squaredErrors(enlarged.get(k));
			for (int i = 0; i < errors.length; i++) {
				errors[i][k] = sum(squared, patches.get(i));
			}
		}
	}

	/** What the oracle is called where bits choices stand. */
	static String name(final double fab) {
		return NAME + Bits.format(fab);
	}

	private double sum(final Plane plane, final BitMap.Entry patch) {
		return Arrays.stream(plane.crop(at(patch.y()), at(patch.x()), at(patch.height()), at(patch.width())).values()).sum();
	}

	private int at(final long lowPixels) {
		return Math.toIntExact(lowPixels * scale);
	}

	/** Measures the best allocation whose mean over the patches that a network computes is not above a number of bits. */
	Figures measure(final Sample sample, final Score bicubic, final double fab) {
		final List<Integer> computed = new ArrayList<>();
		for (int i = 0; i < errors.length; i++) {
			if (patches.get(i).decision().bits() != 0) {
				computed.add(i);
			}
		}
		final int[] chosen = choose(computed.stream().map(i -> errors[i]).toArray(double[][]::new), fab);
		final int[] all = new int[errors.length];
		final SortedMap<Integer, Long> histogram = new TreeMap<>();
		for (int j = 0; j < chosen.length; j++) {
			all[computed.get(j)] = chosen[j];
			histogram.merge(WIDTHS[chosen[j]], 1L, Long::sum);
		}
		if (chosen.length < all.length) {
			histogram.put(0, (long) all.length - chosen.length);
		}
		final double bits = histogram.entrySet().stream().mapToDouble(e -> e.getKey() * (double) e.getValue()).sum() / all.length;
		return Figures.ofOracle(sample.score(compose(all)), bicubic, bits, histogram);
	}

	/** One step to more bits, the cheapest that a patch can take. */
	private record Step(int patch, int from, int to, double gain) {
	}

	/**
	 * Chooses a bit-width for each patch: all start at the lowest; steps to more bits are taken in the order of the error that they save for each
	 * bit, as long as the mean of bits stays within its limit.
	 *
	 * @param errors [patch][bit-width]
	 * @return [patch] index of the bit-width
	 */
	static int[] choose(final double[][] errors, final double fab) {
		final List<Step> steps = new ArrayList<>();
		for (int i = 0; i < errors.length; i++) {
			for (Step step = step(errors[i], i, 0); step.gain > 0; step = step(errors[i], i, step.to)) {
				steps.add(step);
			}
		}
		steps.sort(Comparator.comparingDouble(Step::gain).reversed()); // stable, so equal gains keep the order of patches
		final int[] chosen = new int[errors.length];
		double left = (fab - WIDTHS[0]) * errors.length + TINY;
		for (final Step step : steps) {
			final int bits = WIDTHS[step.to] - WIDTHS[step.from];
			if (chosen[step.patch] == step.from && bits <= left) {
				chosen[step.patch] = step.to;
				left -= bits;
			}
		}
		return chosen;
	}

	/** The step that saves most for each bit; its gain is 0 if none saves anything. */
	private static Step step(final double[] errors, final int patch, final int from) {
		Step best = new Step(patch, from, from, 0);
		for (int to = from + 1; to < errors.length; to++) {
			final double gain = (errors[from] - errors[to]) / (WIDTHS[to] - WIDTHS[from]);
			if (gain > best.gain) {
				best = new Step(patch, from, to, gain);
			}
		}
		return best;
	}

	private List<Plane> compose(final int[] chosen) {
		final List<Plane> composed = new ArrayList<>();
		for (int c = 0; c < enlarged.get(0).size(); c++) {
			final Plane first = enlarged.get(0).get(c);
			final double[] values = new double[first.values().length];
			for (int i = 0; i < chosen.length; i++) {
				final BitMap.Entry patch = patches.get(i);
				final double[] source = enlarged.get(chosen[i]).get(c).values();
				for (int y = at(patch.y()); y < at(patch.y() + patch.height()); y++) {
					final int start = y * first.width() + at(patch.x());
					System.arraycopy(source, start, values, start, at(patch.width()));
				}
			}
			composed.add(new Plane(first.height(), first.width(), values));
		}
		return composed;
	}
}
