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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.image.Normalizer;
import io.github.granulardq.model.Model;
import io.github.granulardq.testing.FakeEngine;
import io.github.granulardq.testing.FakeModel;
import io.github.granulardq.testing.SeamStatistic;
import io.github.granulardq.testing.TestImages;
import io.github.granulardq.tiling.PatchGrid;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** What the pixels of a result are, and what they do not depend on. */
class PixelsTest {

	private static final int HALO = 12;
	private static final Img<UnsignedShortType> WAVES = TestImages.waves(new UnsignedShortType(), 60_000, 300, 260, 2);

	@ParameterizedTest
	@EnumSource(GridKind.class)
	void workersAndMemoryDoNotChangePixels(final GridKind grid) {
		final List<SuperResolution<?>> results = new ArrayList<>();
		final List<Integer> workers = new ArrayList<>();
		for (final int most : new int[] { 1, 2, 4 }) {
			for (final long memory : new long[] { 1, 1_500_000, Long.MAX_VALUE }) {
				results.add(run(FakeModel.of(1, 2, HALO), WAVES, -1, resolver -> resolver.optGrid(grid).optWorkers(most).optMemory(memory)));
				workers.add(results.get(results.size() - 1).report().workers());
			}
		}
		assertTrue(workers.containsAll(List.of(1, 2, 4)), workers.toString());
		final SuperResolution<?> first = results.get(0);
		assertTrue(first.report().bitsHistogram().size() > 1, "a test of one bit-width only: " + first.report().bitsHistogram());
		for (final SuperResolution<?> result : results) {
			assertArrayEquals(values(first.image()), values(result.image()));
			assertEquals(first.bitMap(), result.bitMap());
			assertEquals(first.report().bitops(), result.report().bitops());
			assertEquals(first.report().clippedPixels(), result.report().clippedPixels());
		}
	}

	@ParameterizedTest
	@CsvSource({ "230, 200, 2", "73, 72, 3", "96, 97, 4", "7, 5, 2", "1, 1, 4", "3, 150, 2" })
	void seamlessTilesEqualThePlaneInOnePiece(final long width, final long height, final int scale) {
		final Img<FloatType> image = TestImages.waves(new FloatType(), 1000, width, height);
		final SuperResolution<?> tiled = run(FakeModel.of(1, scale, HALO), image, -1, b -> b.optBits(Bits.FLOAT));
		assertArrayEquals(inOnePiece(image, scale, Bits.FLOAT), values(tiled.image()));
		final SuperResolution<?> coarse = run(FakeModel.of(1, scale, HALO), image, -1, b -> b.optBits(Bits.FOUR));
		assertArrayEquals(inOnePiece(image, scale, Bits.FOUR), values(coarse.image()));
	}

	@Test
	void seamsShowWhereTheHaloIsTooNarrow() {
		final Img<FloatType> image = TestImages.waves(new FloatType(), 1000, 230, 200);
		final Img<FloatType> whole = ArrayImgs.floats(toFloats(inOnePiece(image, 2, Bits.FLOAT)), 460, 400);
		final SuperResolution<?> narrow = run(FakeModel.of(1, 2, HALO - 2), image, -1, b -> b.optBits(Bits.FLOAT));
		final SeamStatistic seams = SeamStatistic.of(narrow.image(), whole, PatchGrid.seamless(230, 200, 96, HALO - 2), 2, 4);
		assertTrue(seams.ratio() > 20, seams.toString());
		final SuperResolution<?> paper = run(FakeModel.of(1, 2, HALO), image, -1, b -> b.optBits(Bits.FLOAT).optGrid(GridKind.PAPER));
		assertTrue(SeamStatistic.of(Views.interval(paper.image(), Views.interval(whole, new long[] { 0, 0 }, new long[] { 425, 375 })),
			Views.interval(whole, new long[] { 0, 0 }, new long[] { 425, 375 }), PatchGrid.paper(230, 200), 2, 18).ratio() > 1.5);
		final SuperResolution<?> wide = run(FakeModel.of(1, 2, HALO), image, -1, b -> b.optBits(Bits.FLOAT));
		assertEquals(0, SeamStatistic.of(wide.image(), whole, PatchGrid.seamless(230, 200, 96, HALO), 2, 4).ratio());
	}

	static List<RealType<?>> types() {
		return List.of(new UnsignedByteType(), new ByteType(), new UnsignedShortType(), new ShortType(), new UnsignedIntType(), new IntType(),
			new FloatType(), new DoubleType());
	}

	@ParameterizedTest
	@MethodSource("types")
	<T extends RealType<T> & NativeType<T>> void constantImagesStayConstant(final T type) {
		for (final double value : new double[] { 0, 1, 17, 127 }) {
			final Img<T> image = new ArrayImgFactory<>(type).create(100, 80);
			image.forEach(p -> p.setReal(value));
			for (final OutputType output : OutputType.values()) {
				final SuperResolution<?> result = run(FakeModel.of(1, 3, HALO), image, -1, b -> b.optBits(Bits.FIVE).optOutput(output));
				assertEquals(output == OutputType.SAME ? type.getClass() : FloatType.class, result.image().getType().getClass());
				assertTrue(Arrays.stream(values(result.image())).allMatch(v -> v == value));
				assertEquals(0, result.report().clippedPixels());
			}
		}
	}

	@ParameterizedTest
	@MethodSource("types")
	<T extends RealType<T> & NativeType<T>> void intensitiesSurviveInEachType(final T type) {
		final Img<T> image = TestImages.waves(type, 120, 60, 50);
		final double[] lr = values(image);
		final double[] sr = values(run(FakeModel.of(1, 2, 0), image, -1, new FakeEngine(0), b -> b.optBits(Bits.FLOAT)).image());
		for (int i = 0; i < sr.length; i++) {
			final int x = i % 120;
			final int y = i / 120;
			assertEquals(lr[y / 2 * 60 + x / 2], sr[i], 0.75, "the fake engine moves a value by at most 0.25 of 255, and rounding by 0.5");
		}
	}

	@Test
	void clippedPixelsAreCounted() {
		// 4 bits: the coarse rounding of the fake engine lifts 255 to 256
		final Img<UnsignedByteType> image = ArrayImgs.unsignedBytes(40, 30);
		int i = 0;
		for (final UnsignedByteType pixel : image) {
			pixel.set(i++ % 40 < 20 ? 0 : 255);
		}
		final SuperResolution<?> same = run(FakeModel.of(1, 2, 0), image, -1, new FakeEngine(0), b -> b.optBits(Bits.FOUR));
		final SuperResolution<?> real = run(FakeModel.of(1, 2, 0), image, -1, new FakeEngine(0),
			b -> b.optBits(Bits.FOUR).optOutput(OutputType.FLOAT));
		final long beyond = Arrays.stream(values(real.image())).filter(v -> Math.rint(v) > 255 || Math.rint(v) < 0).count();
		assertEquals(60 * 40, beyond);
		assertEquals(beyond, same.report().clippedPixels());
		assertEquals(0, real.report().clippedPixels());
		assertTrue(Arrays.stream(values(same.image())).allMatch(v -> v >= 0 && v <= 255));
	}

	@Test
	void planesOfAStackShareTheirNormalisationAndNothingElse() {
		final Img<UnsignedShortType> stack = TestImages.waves(new UnsignedShortType(), 1000, 80, 70, 3, 2);
		// channel 1 is brighter: it must not change channel 0
		Views.hyperSlice(stack, 3, 1).forEach(p -> p.set(p.get() * 50));
		final SuperResolution<?> all = run(FakeModel.of(1, 2, HALO), stack, 3, b -> b);
		assertArrayEquals(new long[] { 160, 140, 3, 2 }, all.image().dimensionsAsLongArray());
		for (int c = 0; c < 2; c++) {
			final SuperResolution<?> one = run(FakeModel.of(1, 2, HALO), Views.hyperSlice(stack, 3, c), -1, b -> b);
			assertArrayEquals(values(Views.hyperSlice(all.image(), 3, c)), values(one.image()));
			assertEquals(all.report().normalization().get(c), one.report().normalization().get(0));
		}
		final SuperResolution<?> joint = run(FakeModel.of(1, 2, HALO), stack, -1, b -> b);
		assertEquals(1, joint.report().normalization().size());
		assertFalse(Arrays.equals(values(all.image()), values(joint.image())));
	}

	@Test
	void colourNetworksGetAllChannelsOfAPlane() {
		final Img<UnsignedByteType> rgb = TestImages.waves(new UnsignedByteType(), 250, 100, 90, 3, 2);
		final SuperResolution<?> together = run(FakeModel.of(3, 2, HALO), rgb, 2, b -> b.optBits(Bits.EIGHT));
		final SuperResolution<?> apart = run(FakeModel.of(1, 2, HALO), rgb, 2, b -> b.optBits(Bits.EIGHT));
		assertArrayEquals(values(apart.image()), values(together.image()), "the fake network does not mix channels");
		assertEquals(apart.report().patches(), 3 * together.report().patches());
		assertEquals(3, together.report().normalization().size());
	}

	@Test
	void imagesMayStartAnywhere() {
		final RandomAccessibleInterval<UnsignedShortType> plane = Views.hyperSlice(WAVES, 2, 0);
		final RandomAccessibleInterval<UnsignedShortType> part = Views.interval(plane, new long[] { 30, 20 }, new long[] { 169, 139 });
		final SuperResolution<?> shifted = run(FakeModel.of(1, 2, HALO), part, -1, b -> b);
		final SuperResolution<?> copied = run(FakeModel.of(1, 2, HALO), Views.zeroMin(part), -1, b -> b);
		assertArrayEquals(values(copied.image()), values(shifted.image()));
		assertEquals(0, shifted.image().min(0));
	}

	/** The same normalisation, engine and rounding without any tiles: the plane is mirrored by the halo and enlarged at once. */
	private static double[] inOnePiece(final Img<FloatType> image, final int scale, final Bits bits) {
		final int width = (int) image.dimension(0);
		final int height = (int) image.dimension(1);
		final Normalizer n = Normalizer.of(image, 0.1, 99.9);
		final double[] lr = values(Views.interval(Views.extendMirrorDouble(image), new long[] { -HALO, -HALO },
			new long[] { width + HALO - 1, height + HALO - 1 }));
		final float[] patch = new float[lr.length];
		for (int i = 0; i < lr.length; i++) {
			patch[i] = n.normalize(lr[i]);
		}
		final Model model = FakeModel.of(1, scale, HALO);
		final float[] sr;
		try (FakeEngine engine = new FakeEngine(HALO);
				EngineSession session = engine.open(bits == Bits.FLOAT ? model.fp32() : model.quantized()))
		{
			session.head(patch, height + 2 * HALO, width + 2 * HALO);
			sr = session.body(bits.fixed().getAsInt());
		}
		final double[] result = new double[width * height * scale * scale];
		final int stride = (width + 2 * HALO) * scale;
		for (int i = 0; i < result.length; i++) {
			final int x = i % (width * scale) + HALO * scale;
			final int y = i / (width * scale) + HALO * scale;
			result[i] = (float) n.denormalize(sr[y * stride + x]);
		}
		return result;
	}

	private static float[] toFloats(final double[] values) {
		final float[] floats = new float[values.length];
		for (int i = 0; i < floats.length; i++) {
			floats[i] = (float) values[i];
		}
		return floats;
	}

	private interface Options {
		SuperResolver.Builder on(SuperResolver.Builder builder);
	}

	private static <T extends RealType<T>> SuperResolution<?> run(final Model model, final RandomAccessibleInterval<T> image,
		final int channelAxis, final Options options)
	{
		return run(model, image, channelAxis, new FakeEngine(HALO), options);
	}

	private static <T extends RealType<T>> SuperResolution<?> run(final Model model, final RandomAccessibleInterval<T> image,
		final int channelAxis, final FakeEngine engine, final Options options)
	{
		try (SuperResolver resolver = options.on(SuperResolver.builder().setModel(model).optEngine(engine)).build()) {
			return resolver.run(image, channelAxis);
		}
	}
}
