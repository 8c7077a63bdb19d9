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

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.granulardq.InputException;
import io.github.granulardq.image.Degradation;
import io.github.granulardq.image.Normalizer;
import io.github.granulardq.model.Model;
import net.imglib2.img.array.ArrayImgs;

/**
 * One plane of an image from a microscope: the grey values of RGB, the middle plane of a stack. Its percentiles become 0 and 255, the same
 * intensities in low resolution, which is not rounded to the image's pixel type unless that is asked for. Compared with peak 1, the span
 * of the percentiles, after 4 pixels were cut off each side.
 */
final class MicroscopySample implements Sample {

	private static final int SHAVE = 4;
	private static final double PEAK = 1;
	private static final double[] GREY = { 0.2989, 0.5870, 0.1140 };
	private static final int RGB_BITS = 24;

	private final int scale;
	private final Plane low;
	private final Plane reference;
	private final double floor;
	private final double span;

	private MicroscopySample(final Plane high, final Plane given, final int scale, final boolean rounded, final Degradation kernel, final Normalizer normalizer) {
		this.scale = scale;
		floor = normalizer.low();
		span = normalizer.high() - normalizer.low();
		final double gain = Normalizer.RANGE / (normalizer.high() - normalizer.low());
		reference = high.cutToMultiple(scale).map(v -> (v - normalizer.low()) * gain / Normalizer.RANGE);
		Sample.requireMeasurable(reference, SHAVE);
		final Plane made = high.downscale(scale, kernel);
		Sample.requirePair(made, given);
		low = (given == null ? made.map(v -> rounded ? Math.rint(v) : v) : given).map(v -> (float) ((v - normalizer.low()) * gain));
	}

	/**
	 * @param given its low-resolution image, in the same intensities; null if it is to be made
	 * @param rounded whether low-resolution intensities are whole numbers, as in files of integer types
	 * @param kernel makes its low-resolution image
	 * @param percentiles of the plane that become 0 and 255
	 * @throws InputException if it cannot be measured
	 */
	static MicroscopySample of(final ImagePlus image, final ImagePlus given, final int scale, final boolean rounded, final Degradation kernel,
		final Model.Normalization percentiles)
	{
		if (image.getWidth() < scale || image.getHeight() < scale) {
			throw new InputException("it is too small to be divided by " + scale);
		}
		final Plane plane = middle(image);
		final Plane small = given == null ? null : middle(given);
		requireFinite(plane);
		if (small != null) {
			requireFinite(small);
		}
		final Normalizer normalizer = Normalizer.of(ArrayImgs.doubles(plane.values(), plane.width(), plane.height()), percentiles.lowPercent(),
			percentiles.highPercent());
		if (normalizer.low() == normalizer.high()) {
			throw new InputException("all its pixels are the same");
		}
		return new MicroscopySample(plane, small, scale, rounded, kernel, normalizer);
	}

	private static void requireFinite(final Plane plane) {
		for (final double value : plane.values()) {
			if (!Double.isFinite(value)) {
				throw new InputException("it holds NaN or infinity");
			}
		}
	}

	private static Plane middle(final ImagePlus image) {
		final int planes = image.getStackSize();
		final ImageProcessor pixels = planes == 1 ? image.getProcessor() : image.getStack().getProcessor(planes / 2 + 1);
		final IntToDoubleFunction value = image.getBitDepth() == RGB_BITS ? i -> grey(pixels.get(i)) : pixels::getf;
		return new Plane(pixels.getHeight(), pixels.getWidth(), IntStream.range(0, pixels.getPixelCount()).mapToDouble(value).toArray());
	}

	private static double grey(final int rgb) {
		return GREY[0] * (rgb >> 16 & 255) + GREY[1] * (rgb >> 8 & 255) + GREY[2] * (rgb & 255);
	}

	@Override
	public List<Plane> low() {
		return List.of(low);
	}

	@Override
	public List<Plane> bicubic() {
		return List.of(low.upscale(scale));
	}

	@Override
	public Score score(final List<Plane> enlarged) {
		return Score.of(compared(enlarged), reference, PEAK, SHAVE);
	}

	@Override
	public Plane squaredErrors(final List<Plane> enlarged) {
		return Sample.squaredErrors(compared(enlarged), reference, SHAVE);
	}

	private static Plane compared(final List<Plane> enlarged) {
		return enlarged.get(0).map(v -> v / Normalizer.RANGE);
	}

	@Override
	public List<Plane> shown(final List<Plane> enlarged) {
		return List.of(enlarged.get(0).map(v -> v / Normalizer.RANGE * span + floor));
	}

	@Override
	public Plane difference(final List<Plane> enlarged) {
		return enlarged.get(0).map(v -> v / Normalizer.RANGE).minus(reference).map(v -> v * span);
	}
}
