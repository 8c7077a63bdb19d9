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

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import ij.ImagePlus;
import ij.io.Opener;
import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.engine.tensorflow.TensorFlowEngine;
import io.github.granulardq.image.Normalizer;
import io.github.granulardq.image.Resize;
import io.github.granulardq.model.Model;
import io.github.granulardq.model.ModelLoader;
import io.github.granulardq.testing.SeamStatistic;
import io.github.granulardq.tiling.PatchGrid;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.ImgUtil;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

/** What users may rely on, with the model that ships, the engine that users have and a real image whose truth is known. */
class ShippedModelTest {

	private static final Model MODEL = ModelLoader.loadBundled("srresnet-light-x2-microscopy");

	/** Phase contrast, in the model's range; sides are even. */
	private static Img<FloatType> truth;

	private static Img<FloatType> low;

	private static Engine engine;

	@BeforeAll
	static void makeLowResolution() {
		final ImagePlus image = new Opener().openImage(Path.of("examples", "phase-contrast.tif").toString());
		final float[] pixels = (float[]) image.getProcessor().convertToFloatProcessor().getPixels();
		truth = ArrayImgs.floats(pixels, image.getWidth(), image.getHeight());
		low = ArrayImgs.floats(image.getWidth() / 2, image.getHeight() / 2);
		final RandomAccessibleInterval<FloatType> shrunk = Resize.bicubic(truth, 0.5);
		ImgUtil.copy(shrunk, low);
		engine = new TensorFlowEngine();
	}

	@AfterAll
	static void close() {
		engine.close();
	}

	@Test
	void resultsAreCloserToTheTruthThanBicubic() {
		final double bicubic = squaredError(Resize.bicubic(low, 2));
		for (final Bits bits : new Bits[] { Bits.FLOAT, Bits.EIGHT, Bits.DYNAMIC, Bits.FOUR }) {
			assertTrue(squaredError(enlarged(bits, GridKind.SEAMLESS, 2).image()) < 0.8 * bicubic, bits.toString());
		}
	}

	@Test
	void dynamicBitsCostLessThanEightAndAreReported() {
		final SuperResolution<?> result = enlarged(Bits.DYNAMIC, GridKind.SEAMLESS, 2);
		final Report report = result.report();
		assertTrue(report.fab() >= 4 && report.fab() < 8, "FAB " + report.fab());
		assertEquals(report.patches(), report.bitsHistogram().values().stream().mapToLong(n -> n).sum());
		assertTrue(report.bitops() < report.bitopsFp32() / 3);
		assertTrue(report.bitops() < enlarged(Bits.EIGHT, GridKind.SEAMLESS, 2).report().bitops());
	}

	@Test
	void workersDoNotChangeABit() {
		final double[] one = values(enlarged(Bits.DYNAMIC, GridKind.SEAMLESS, 1).image());
		assertArrayEquals(one, values(enlarged(Bits.DYNAMIC, GridKind.SEAMLESS, 2).image()));
		assertArrayEquals(one, values(enlarged(Bits.DYNAMIC, GridKind.SEAMLESS, 4).image()));
	}

	/**
	 * The statistic: mean squared error against the truth within 4 pixels of seams, over that of the same pixels when the plane is
	 * computed in one piece. A seam that can be measured raises it above 1.
	 */
	@Test
	void errorsNearSeamsAreThoseOfTheUncutPlane() {
		final RandomAccessibleInterval<FloatType> whole = inOnePiece(low, 8);
		final PatchGrid grid = PatchGrid.seamless(low.dimension(0), low.dimension(1), PatchGrid.PATCH, MODEL.halo());
		for (final Bits bits : new Bits[] { Bits.FLOAT, Bits.EIGHT, Bits.DYNAMIC }) {
			final RandomAccessibleInterval<FloatType> reference = bits == Bits.FLOAT ? inOnePiece(low, 32) : whole;
			final double near = seams(floats(enlarged(bits, GridKind.SEAMLESS, 2)), truth, grid, 4).near() / seams(reference, truth, grid, 4).near();
			final double elsewhere = seams(floats(enlarged(bits, GridKind.SEAMLESS, 2)), truth, grid, 4).elsewhere() / seams(reference, truth, grid, 4).elsewhere();
			assertTrue(near / elsewhere < 1.02, bits + ": near " + near + ", elsewhere " + elsewhere);
		}
	}

	/**
	 * A smooth image shows a seam as a jump from one pixel to the next, which second differences tell: those across seams are compared
	 * with those at the same places of the plane in one piece. Against that plane, nothing may differ by a thousandth of the range either.
	 */
	@Test
	void seamsCannotBeMeasuredOnASmoothImage() {
		final Img<FloatType> smooth = ArrayImgs.floats(250, 200);
		final var cursor = smooth.localizingCursor();
		while (cursor.hasNext()) {
			cursor.fwd();
			final double x = cursor.getDoublePosition(0);
			final double y = cursor.getDoublePosition(1);
			cursor.get().setReal(2000 + 1200 * Math.sin(x / 17 + y / 40) * Math.cos(y / 13 - x / 60) + 500 * Math.sin((x * x + y * y) / 9000));
		}
		final PatchGrid grid = PatchGrid.seamless(250, 200, PatchGrid.PATCH, MODEL.halo());
		for (final Bits bits : new Bits[] { Bits.FLOAT, Bits.EIGHT }) {
			final RandomAccessibleInterval<FloatType> whole = inOnePiece(smooth, bits.fixed().getAsInt());
			final RandomAccessibleInterval<FloatType> tiled;
			try (SuperResolver resolver = SuperResolver.builder().setModel(MODEL).optEngine(engine).optBits(bits).build()) {
				tiled = floats(resolver.run(smooth, -1));
			}
			final double jumps = bendsAtSeams(tiled, grid) / bendsAtSeams(whole, grid);
			final double difference = Math.sqrt(seams(tiled, whole, grid, 4).near()) / 3400;
			assertTrue(jumps < 1.02, bits + ": bends across seams are " + jumps + " times those without");
			assertTrue(difference < 1e-3, bits + ": near seams " + difference + " of the range");
		}
	}

	@Test
	void constantImagesStayConstant() {
		final Img<UnsignedByteType> image = ArrayImgs.unsignedBytes(120, 100);
		image.forEach(p -> p.set(37));
		for (final Bits bits : Bits.values()) {
			try (SuperResolver resolver = SuperResolver.builder().setModel(MODEL).optEngine(engine).optBits(bits).build()) {
				assertTrue(Arrays.stream(values(resolver.run(image, -1).image())).allMatch(v -> v == 37), bits.toString());
				assertEquals(bits == Bits.DYNAMIC, resolver.run(image, -1).report().bitsHistogram().containsKey(0));
			}
		}
	}

	/** The bound that {@link io.github.granulardq.allocation.EmptyPatch} states, on noise that is just faint enough. */
	@Test
	void emptyPatchesAreEnlargedAlmostAsByTheNetwork() {
		final Img<FloatType> faint = ArrayImgs.floats(250, 100);
		final Random random = new Random(3);
		faint.forEach(p -> p.setReal(100 + 0.215 * random.nextGaussian()));
		final SuperResolution<?> skipping;
		final SuperResolution<?> asked;
		try (SuperResolver resolver = SuperResolver.builder().setModel(MODEL).optEngine(engine).optRange(0, 255).build()) {
			skipping = resolver.run(faint, -1);
		}
		try (SuperResolver resolver = SuperResolver.builder().setModel(MODEL).optEngine(engine).optRange(0, 255).optSkipEmpty(false).build()) {
			asked = resolver.run(faint, -1);
		}
		assertEquals(Map.of(0, skipping.report().patches()), skipping.report().bitsHistogram());
		assertEquals(0, skipping.report().bitops());
		final double[] a = values(skipping.image());
		final double[] b = values(asked.image());
		double sum = 0;
		for (int i = 0; i < a.length; i++) {
			sum += (a[i] - b[i]) * (a[i] - b[i]);
		}
		assertTrue(sum > 0 && Math.sqrt(sum / a.length) < 0.26, "differs by " + Math.sqrt(sum / a.length));
	}

	private static SuperResolution<?> enlarged(final Bits bits, final GridKind grid, final int workers) {
		try (SuperResolver resolver = SuperResolver.builder().setModel(MODEL).optEngine(engine).optBits(bits).optGrid(grid)
			.optWorkers(workers).build())
		{
			return resolver.run(low, -1);
		}
	}

	private static RandomAccessibleInterval<FloatType> floats(final SuperResolution<?> result) {
		final double[] values = values(result.image());
		final float[] pixels = new float[values.length];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (float) values[i];
		}
		return ArrayImgs.floats(pixels, result.image().dimensionsAsLongArray());
	}

	/** The whole plane as one patch, in the intensities of the image. */
	private static RandomAccessibleInterval<FloatType> inOnePiece(final Img<FloatType> image, final int bits) {
		final var percentiles = MODEL.normalization();
		final var normalizer = Normalizer.of(image, percentiles.lowPercent(), percentiles.highPercent());
		final double[] intensities = values(image);
		final float[] patch = new float[intensities.length];
		for (int i = 0; i < patch.length; i++) {
			patch[i] = normalizer.normalize(intensities[i]);
		}
		final float[] result;
		try (EngineSession session = engine.open(bits == 32 ? MODEL.fp32() : MODEL.quantized())) {
			session.head(patch, (int) image.dimension(1), (int) image.dimension(0));
			result = session.body(bits);
		}
		for (int i = 0; i < result.length; i++) {
			result[i] = (float) normalizer.denormalize(result[i]);
		}
		return ArrayImgs.floats(result, 2 * image.dimension(0), 2 * image.dimension(1));
	}

	/** Without the image border, where a plane in one piece sees zeros and patches see mirrored pixels. */
	private static SeamStatistic seams(final RandomAccessibleInterval<FloatType> image, final RandomAccessibleInterval<FloatType> other,
		final PatchGrid grid, final int distance)
	{
		final Img<FloatType> a = ArrayImgs.floats(image.dimensionsAsLongArray());
		final Img<FloatType> b = ArrayImgs.floats(image.dimensionsAsLongArray());
		final var inside = Intervals.expand(image, -2L * MODEL.halo());
		ImgUtil.copy(Views.interval(image, inside), Views.interval(a, inside));
		ImgUtil.copy(Views.interval(other, inside), Views.interval(b, inside));
		return SeamStatistic.of(a, b, grid, 2, distance);
	}

	/** The mean squared Laplacian of the pixel on each side of a seam. */
	private static double bendsAtSeams(final RandomAccessibleInterval<FloatType> image, final PatchGrid grid) {
		final Img<FloatType> bends = ArrayImgs.floats(image.dimensionsAsLongArray());
		final var at = Views.extendMirrorSingle(image).randomAccess();
		final var cursor = bends.localizingCursor();
		while (cursor.hasNext()) {
			cursor.fwd();
			double bend = -4 * at.setPositionAndGet(cursor).getRealDouble();
			for (int d = 0; d < 2; d++) {
				at.bck(d);
				bend += at.get().getRealDouble();
				at.move(2, d);
				bend += at.get().getRealDouble();
				at.bck(d);
			}
			cursor.get().setReal(bend);
		}
		return seams(bends, ArrayImgs.floats(image.dimensionsAsLongArray()), grid, 1).near();
	}

	private static double squaredError(final RandomAccessibleInterval<?> image) {
		@SuppressWarnings("unchecked")
		final double[] a = values((RandomAccessibleInterval<FloatType>) image);
		final double[] b = values(truth);
		double sum = 0;
		for (int i = 0; i < a.length; i++) {
			sum += (a[i] - b[i]) * (a[i] - b[i]);
		}
		return sum;
	}
}
