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

import io.github.granulardq.image.Normalizer;
import io.github.granulardq.image.PixelWriter;
import io.github.granulardq.testing.TestImages;
import io.github.granulardq.tiling.Patch;
import io.github.granulardq.tiling.PatchGrid;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedShortType;

/**
 * What it costs to take a 96x96 patch out of a 16-bit image, in its middle and at its corner, and to put the core of an enlarged one (144x144) back.
 *
 * <pre>
 * ./mvnw -q test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     -Dexec.args="-cp %classpath org.openjdk.jmh.Main PatchPixelsBenchmark"
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PatchPixelsBenchmark {

	private static final int SIZE = 512;
	private static final int SCALE = 2;

	/** Patch at the corner, patch within the image. */
	@Param({ "0", "9" })
	int index;

	private final Img<UnsignedShortType> small = TestImages.waves(new UnsignedShortType(), 5000, SIZE, SIZE, 1);
	private final Normalizer normalizer = new Normalizer(100, 5100);
	private final PixelWriter<UnsignedShortType> writer = new PixelWriter<>(new UnsignedShortType());
	private RandomAccessibleInterval<UnsignedShortType> plane;
	private RandomAccessibleInterval<UnsignedShortType> enlarged;
	private Patch patch;
	private float[] values;
	private float[] results;

	@Setup
	public void cut() {
		patch = PatchGrid.seamless(SIZE, SIZE, PatchGrid.PATCH, 12).patch(index);
		plane = new Planes<>(small, -1, 1).plane(0, 0);
		final Img<UnsignedShortType> image = EnlargedImages.create(new UnsignedShortType(), EnlargedImages.size(small.dimensionsAsLongArray(), SCALE));
		enlarged = new Planes<>(image, -1, 1).plane(0, 0);
		values = new float[patch.width() * patch.height()];
		results = new float[values.length * SCALE * SCALE];
		for (int i = 0; i < results.length; i++) {
			results[i] = i % 255;
		}
	}

	@Benchmark
	public float[] read() {
		PatchPixels.read(plane, patch, normalizer, values, 0);
		return values;
	}

	@Benchmark
	public long write() {
		PatchPixels.write(results, 0, patch, SCALE, normalizer, enlarged, writer);
		return writer.clipped();
	}
}
