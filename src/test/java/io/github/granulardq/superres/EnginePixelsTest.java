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

import static io.github.granulardq.testing.TestImages.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.image.Normalizer;
import io.github.granulardq.model.Model;
import io.github.granulardq.testing.TestImages;
import io.github.granulardq.testing.TestModels;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

/** The rules of {@link PixelsTest} with the engines that users have, on small networks with random weights. */
class EnginePixelsTest {

	private static final Model MODEL = TestModels.model(2, 1);

	@ParameterizedTest
	@EnumSource(names = { "INTEGER", "TENSORFLOW" })
	void workersDoNotChangePixels(final EngineChoice engine) {
		final Img<UnsignedShortType> image = TestImages.waves(new UnsignedShortType(), 60_000, 200, 150, 2);
		double[] first = null;
		for (final int workers : new int[] { 1, 2, 4 }) {
			try (SuperResolver resolver = SuperResolver.builder().setModel(MODEL).optEngine(engine).optWorkers(workers).build()) {
				final SuperResolution<?> result = resolver.run(image, -1);
				assertEquals(engine.toString(), result.report().engine());
				assertEquals(workers, result.report().workers());
				first = first == null ? values(result.image()) : first;
				assertArrayEquals(first, values(result.image()));
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "INTEGER", "TENSORFLOW" })
	void constantImagesStayConstant(final EngineChoice engine) {
		final Img<FloatType> image = ArrayImgs.floats(70, 100);
		image.forEach(p -> p.set(1e-3f));
		try (SuperResolver resolver = SuperResolver.builder().setModel(MODEL).optEngine(engine).build()) {
			assertTrue(Arrays.stream(values(resolver.run(image, -1).image())).allMatch(v -> v == 1e-3f));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "INTEGER", "TENSORFLOW" })
	void seamsShowInThePaperGridAlone(final EngineChoice choice) {
		final Img<FloatType> image = TestImages.waves(new FloatType(), 255, 190, 170);
		try (Engine engine = Engines.open(choice, MODEL.fp32())) {
			final double[] whole = inside(inOnePiece(engine, image));
			assertTrue(largestDifference(whole, inside(enlarged(engine, image, GridKind.SEAMLESS).image())) < 1e-3);
			assertTrue(largestDifference(whole, inside(enlarged(engine, image, GridKind.PAPER).image())) > 1);
		}
	}

	private static SuperResolution<?> enlarged(final Engine engine, final Img<FloatType> image, final GridKind grid) {
		try (SuperResolver resolver = SuperResolver.builder().setModel(MODEL).optEngine(engine).optBits(Bits.FLOAT).optGrid(grid).build()) {
			return resolver.run(image, -1);
		}
	}

	/** Away from the image border, where networks see zeros and grids see mirrored pixels. */
	private static <T extends RealType<T>> double[] inside(final RandomAccessibleInterval<T> enlarged) {
		return values(Views.interval(enlarged, Intervals.expand(enlarged, -2L * MODEL.halo())));
	}

	private static double largestDifference(final double[] a, final double[] b) {
		return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().getAsDouble();
	}

	private static Img<FloatType> inOnePiece(final Engine engine, final Img<FloatType> image) {
		final Normalizer normalizer = Normalizer.of(image, MODEL.normalization().lowPercent(), MODEL.normalization().highPercent());
		final int width = (int) image.dimension(0);
		final int height = (int) image.dimension(1);
		final double[] intensities = values(image);
		final float[] patch = new float[intensities.length];
		for (int i = 0; i < patch.length; i++) {
			patch[i] = normalizer.normalize(intensities[i]);
		}
		final float[] enlarged;
		try (EngineSession session = engine.open(MODEL.fp32())) {
			session.head(patch, height, width);
			enlarged = session.body(32);
		}
		for (int i = 0; i < enlarged.length; i++) {
			enlarged[i] = (float) normalizer.denormalize(enlarged[i]);
		}
		return ArrayImgs.floats(enlarged, 2L * width, 2L * height);
	}
}
