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
package io.github.granulardq.image;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;

/** Numbers by their rank in ascending order: counted where the pixel type has few values, sorted as far as needed otherwise. */
abstract class Ranks {

	private static final int COUNTED_BITS = 16;

	/** Returns a collection for the values of pixels of a type. */
	static Ranks of(final RealType<?> type, final int size) {
		return type instanceof IntegerType && type.getBitsPerPixel() <= COUNTED_BITS ? new Counted((int) type.getMinValue(), (int) type
			.getMaxValue()) : new Sorted(size);
	}

	/** Adds one of the values, before any is asked for. */
	abstract void add(double value);

	/** Says, when all values were added, which percentiles will be asked for. */
	abstract void prepare(double... percents);

	/** Returns how many values were added. */
	abstract long count();

	/**
	 * @param rank 0 for the smallest, count() - 1 for the largest, or next to a percentile that was prepared
	 */
	abstract double at(long rank);

	/**
	 * Returns a percentile with linear interpolation between order statistics, as {@code numpy.percentile}.
	 *
	 * @param percent 0..100
	 */
	double percentile(final double percent) {
		final double position = percent / 100 * (count() - 1);
		final long below = place(percent);
		final double a = at(below);
		final double b = at(Math.min(below + 1, count() - 1));
		final double t = position - below;
		return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t);
	}

	/** Returns the rank of the last value that is not above a percentile. */
	long place(final double percent) {
		return (long) Math.min(Math.floor(percent / 100 * (count() - 1)), count() - 1.0);
	}

	private static final class Counted extends Ranks {

		private final int min;
		private final long[] counts;
		private long count;

		Counted(final int min, final int max) {
			this.min = min;
			counts = new long[max - min + 1];
		}

		@Override
		void add(final double value) {
			counts[(int) value - min]++;
			count++;
		}

		@Override
		void prepare(final double... percents) {
			// Counts know all ranks.
		}

		@Override
		long count() {
			return count;
		}

		@Override
		double at(final long rank) {
			int i = 0;
			for (long before = counts[0]; before <= rank; before += counts[i]) {
				i++;
			}
			return i + (double) min;
		}
	}

	private static final class Sorted extends Ranks {

		private final double[] values;
		private int count;

		Sorted(final int size) {
			values = new double[size];
		}

		@Override
		void add(final double value) {
			values[count++] = value;
		}

		@Override
		void prepare(final double... percents) {
			PartialSort.sort(values, DoubleStream.of(percents).mapToInt(p -> (int) place(p)).flatMap(p -> IntStream.of(p, p + 1)).toArray());
		}

		@Override
		long count() {
			return count;
		}

		@Override
		double at(final long rank) {
			return values[(int) rank];
		}
	}
}
