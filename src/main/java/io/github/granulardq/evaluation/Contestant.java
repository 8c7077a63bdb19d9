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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.granulardq.image.Normalizer;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.GridKind;
import io.github.granulardq.superres.OutputType;
import io.github.granulardq.superres.Report;
import io.github.granulardq.superres.SuperResolution;
import io.github.granulardq.superres.SuperResolver;
import net.imglib2.Cursor;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** A model on one engine, ready at each bits choice. Not thread-safe. */
final class Contestant implements AutoCloseable {

	private static final int CHANNEL_AXIS = 2;

	private final Map<Bits, SuperResolver> resolvers = new LinkedHashMap<>();

	/** At each bit-width of an oracle; empty if none is asked for. */
	private final List<SuperResolver> oracleResolvers = new ArrayList<>();
	private final List<Double> oracles;
	private Evaluation.Machinery machinery = Evaluation.Machinery.NONE;

	private Contestant(final List<Double> oracles) {
		this.oracles = oracles;
	}

	/**
	 * @param engine sets the engine
	 */
	static Contestant open(final EvaluationOptions options, final UnaryOperator<SuperResolver.Builder> engine) {
		final Contestant contestant = new Contestant(options.oracles());
		try {
			for (final Bits bits : options.bits()) {
				contestant.resolvers.put(bits, builder(options, engine, bits).build());
			}
			for (final Bits bits : options.oracles().isEmpty() ? List.<Bits> of() : Oracle.BITS) {
				// Leaves empty patches out as the allocators do that it is compared with.
				final boolean skipEmpty = options.grid() == GridKind.SEAMLESS && options.model().quantized().skip() == GlobalSkip.BICUBIC;
				contestant.oracleResolvers.add(builder(options, engine, bits).optSkipEmpty(skipEmpty).build());
			}
			return contestant;
		}
		catch (final RuntimeException e) {
			contestant.close();
			throw e;
		}
	}

	private static SuperResolver.Builder builder(final EvaluationOptions options, final UnaryOperator<SuperResolver.Builder> engine,
		final Bits bits)
	{
		return engine.apply(SuperResolver.builder()).setModel(options.model()).optBits(bits).optGrid(options.grid()).optWorkers(options.workers())
			.optOutput(OutputType.FLOAT).optRange(0, Normalizer.RANGE).optPercentiles(options.thresholds());
	}

	/** What computed last; nothing before the first image. */
	Evaluation.Machinery machinery() {
		return machinery;
	}

	/**
	 * Enlarges and compares.
	 *
	 * @param listener is shown each enlargement
	 * @return by bits choice
	 */
	Map<String, Figures> measure(final Sample sample, final Score bicubic, final EnlargementListener listener) {
		final Map<String, Figures> figures = new LinkedHashMap<>();
		final List<Plane> low = sample.low();
		final Img<FloatType> image = toImage(low);
		resolvers.forEach((bits, resolver) -> {
			final SuperResolution<?> result = resolver.run(image, CHANNEL_AXIS);
			final Report report = result.report();
			machinery = new Evaluation.Machinery(report.engine(), report.isa());
			final List<Plane> enlarged = toPlanes(result, low.get(0));
			figures.put(bits.toString(), Figures.of(sample.score(enlarged), bicubic, report));
			listener.enlarged(bits.toString(), () -> sample.shown(enlarged), () -> sample.difference(enlarged));
		});
		if (!oracles.isEmpty()) {
			final Oracle oracle = oracle(sample, image);
			oracles.forEach(fab -> figures.put(Oracle.name(fab), oracle.measure(sample, bicubic, fab)));
		}
		return figures;
	}

	private Oracle oracle(final Sample sample, final Img<FloatType> image) {
		final List<List<Plane>> enlarged = new ArrayList<>();
		SuperResolution<?> result = null;
		for (final SuperResolver resolver : oracleResolvers) {
			result = resolver.run(image, CHANNEL_AXIS);
			machinery = new Evaluation.Machinery(result.report().engine(), result.report().isa());
			enlarged.add(toPlanes(result, sample.low().get(0)));
		}
		return new Oracle(sample, result.report().scale(), result.bitMap().entries(), enlarged);
	}

	private static Img<FloatType> toImage(final List<Plane> planes) {
		final Plane first = planes.get(0);
		final float[] pixels = new float[planes.size() * first.values().length];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (float) planes.get(i / first.values().length).values()[i % first.values().length];
		}
		return ArrayImgs.floats(pixels, first.width(), first.height(), planes.size());
	}

	private static <T extends RealType<T>> List<Plane> toPlanes(final SuperResolution<T> result, final Plane low) {
		return toPlanes(result.image(), low.height() * result.report().scale(), low.width() * result.report().scale());
	}

	private static <T extends RealType<T>> List<Plane> toPlanes(final Img<T> image, final int height, final int width) {
		final List<Plane> planes = new ArrayList<>();
		final Cursor<T> cursor = Views.flatIterable(image).cursor();
		while (cursor.hasNext()) {
			final double[] values = new double[height * width];
			for (int i = 0; i < values.length; i++) {
				values[i] = cursor.next().getRealDouble();
			}
			planes.add(new Plane(height, width, values));
		}
		return planes;
	}

	@Override
	public void close() {
		resolvers.values().forEach(SuperResolver::close);
		oracleResolvers.forEach(SuperResolver::close);
	}
}
