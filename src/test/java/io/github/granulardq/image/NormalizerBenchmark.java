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

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;

/**
 * What it costs to find the intensities of a 2048x2048 image that are normalised to 0 and 255.
 *
 * <pre>
 * ./mvnw -q test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     -Dexec.args="-cp %classpath org.openjdk.jmh.Main NormalizerBenchmark"
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NormalizerBenchmark {

	private static final int SIZE = 2048;

	/** Type of the pixels, and their distribution. */
	public enum Kind {
		/** 16 bits, a few thousand intensities. */
		SHORTS,
		/** 32-bit floating point, all intensities different. */
		FLOATS,
		/** The same, and one pixel of a thousand times the intensity. */
		OUTLIER
	}

	@Param
	Kind kind;

	private Img<? extends RealType<?>> image;

	@Setup
	public void fill() {
		final Random random = new Random(1);
		final float[] values = new float[SIZE * SIZE];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (1000 + 200 * random.nextGaussian());
		}
		if (kind == Kind.OUTLIER) {
			values[0] = 1e6f;
		}
		if (kind != Kind.SHORTS) {
			image = ArrayImgs.floats(values, SIZE, SIZE);
			return;
		}
		final short[] shorts = new short[values.length];
		for (int i = 0; i < shorts.length; i++) {
			shorts[i] = (short) values[i];
		}
		image = ArrayImgs.unsignedShorts(shorts, SIZE, SIZE);
	}

	@Benchmark
	public Normalizer percentiles() {
		return of(image);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static Normalizer of(final Img image) {
		return Normalizer.of(image, 0.1, 99.9);
	}
}
