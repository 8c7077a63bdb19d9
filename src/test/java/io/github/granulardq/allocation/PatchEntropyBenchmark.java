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
package io.github.granulardq.allocation;

import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the entropy of a 96x96 patch costs, beside its definition and beside heads of networks: a convolution of one
 * channel to 64 features with 9x9 taps as published, and to 32 with 3x3 as in the light models, in plain Java. Read the
 * medians (p0.50).
 *
 * <pre>
 * ./mvnw -q test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     -Dexec.args="-cp %classpath org.openjdk.jmh.Main PatchEntropyBenchmark"
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class PatchEntropyBenchmark {

	private static final int SIZE = 96;

	/** 8-bit values of one channel; values anywhere between, of one channel; three channels. */
	public enum Kind {
		BYTES, FLOATS, RGB
	}

	/** A patch. */
	@State(Scope.Thread)
	public static class Patch {

		@Param
		Kind kind;

		private int channels;
		private float[] values;

		@Setup
		public void fill() {
			final Random random = new Random(1);
			channels = kind == Kind.RGB ? 3 : 1;
			values = new float[channels * SIZE * SIZE];
			for (int i = 0; i < values.length; i++) {
				final double value = 255 * random.nextDouble();
				values[i] = (float) (kind == Kind.FLOATS ? value : Math.rint(value));
			}
		}
	}

	/** A convolution: a patch with a border of zeros, and weights. */
	@State(Scope.Thread)
	public static class Head {

		/** Features and width of the kernel. */
		@Param({ "64x9", "32x3" })
		String shape;

		private int features;
		private int kernel;
		private float[] padded;
		private float[] weights;

		@Setup
		public void fill() {
			final String[] parts = shape.split("x");
			features = Integer.parseInt(parts[0]);
			kernel = Integer.parseInt(parts[1]);
			final Random random = new Random(1);
			padded = new float[(SIZE + kernel - 1) * (SIZE + kernel - 1)];
			weights = new float[features * kernel * kernel];
			for (int y = 0; y < SIZE; y++) {
				for (int x = 0; x < SIZE; x++) {
					padded[(y + kernel / 2) * (SIZE + kernel - 1) + x + kernel / 2] = 255 * random.nextFloat();
				}
			}
			for (int i = 0; i < weights.length; i++) {
				weights[i] = (float) random.nextGaussian();
			}
		}
	}

	@Benchmark
	public double entropy(final Patch patch) {
		return PatchEntropy.of(patch.values, patch.channels);
	}

	@Benchmark
	public double definition(final Patch patch) {
		return NaivePatchEntropy.of(patch.values, patch.channels);
	}

	@Benchmark
	public float[] head(final Head head) {
		final float[] out = new float[head.features * SIZE * SIZE];
		int tap = 0;
		for (int f = 0; f < head.features; f++) {
			for (int dy = 0; dy < head.kernel; dy++) {
				for (int dx = 0; dx < head.kernel; dx++) {
					addShifted(out, f * SIZE * SIZE, head, dy, dx, head.weights[tap++]);
				}
			}
		}
		return out;
	}

	private static void addShifted(final float[] out, final int start, final Head head, final int dy, final int dx,
		final float weight)
	{
		final float[] padded = head.padded;
		for (int y = 0; y < SIZE; y++) {
			final int to = start + y * SIZE;
			final int from = (y + dy) * (SIZE + head.kernel - 1) + dx;
			for (int x = 0; x < SIZE; x++) {
				out[to + x] += weight * padded[from + x];
			}
		}
	}
}
