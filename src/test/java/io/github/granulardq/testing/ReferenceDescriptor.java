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
package io.github.granulardq.testing;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import io.github.granulardq.network.Descriptor;

/** The {@link Descriptor} of head features, level by level. */
final class ReferenceDescriptor {

	private static final double SPREAD_EPSILON = 1e-6;

	private ReferenceDescriptor() {
	}

	/** Returns coarse, fine, median: [3C]. */
	static double[] of(final Descriptor kind, final FeatureMap fine) {
		final FeatureMap median = averagePool(fine, 2);
		final FeatureMap coarse = averagePool(median, 2);
		final double[][] levels = switch (kind) {
			case MEAN -> new double[][] { means(coarse), means(averagePool(fine, 4)), means(averagePool(median, 2)) };
			case SPREAD -> new double[][] { spreads(coarse), spreads(fine), spreads(median) };
		};
		return Stream.of(levels).flatMapToDouble(DoubleStream::of).toArray();
	}

	/** Means of size x size squares; what is left of a row or column is dropped. */
	private static FeatureMap averagePool(final FeatureMap x, final int size) {
		final FeatureMap pooled = new FeatureMap(x.channels(), x.height() / size, x.width() / size);
		for (int c = 0; c < pooled.channels(); c++) {
			for (int row = 0; row < size * pooled.height(); row++) {
				for (int column = 0; column < size * pooled.width(); column++) {
					final double part = x.get(c, row, column) / (size * size);
					pooled.set(c, row / size, column / size, pooled.get(c, row / size, column / size) + part);
				}
			}
		}
		return pooled;
	}

	private static double[] means(final FeatureMap x) {
		return meansOf(x, v -> v);
	}

	private static double[] spreads(final FeatureMap x) {
		final double[] means = means(x);
		final double[] squares = meansOf(x, v -> v * v);
		final double[] spreads = new double[means.length];
		for (int c = 0; c < spreads.length; c++) {
			spreads[c] = Math.sqrt(squares[c] - means[c] * means[c] + SPREAD_EPSILON);
		}
		return spreads;
	}

	/** The mean over positions of a function of the values, for each channel. */
	private static double[] meansOf(final FeatureMap x, final DoubleUnaryOperator function) {
		final double[] means = new double[x.channels()];
		final int size = x.height() * x.width();
		for (int i = 0; i < x.values().length; i++) {
			means[i / size] += function.applyAsDouble(x.values()[i]) / size;
		}
		return means;
	}
}
