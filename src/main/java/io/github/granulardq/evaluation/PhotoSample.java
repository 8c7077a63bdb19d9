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

/**
 * A photograph, measured as MATLAB measures files of 8 bits, which made the tables of papers: RGB is made smaller and rounded, what comes
 * back is rounded and clipped to 0..255, both images become luminance Y (ITU-R BT.601, 16..235), rounded too, and are compared with
 * peak 255 after {@code scale} pixels were cut off each side. A model of one channel enlarges the Y of the low-resolution image.
 * <p>
 * Files that are grey are compared as they are, in 0..255. RGB models get them as three equal channels, and the weights of Y make grey of
 * what they return.
 */
final class PhotoSample implements Sample {

	private static final int PEAK = 255;
	private static final double OFFSET = 16;
	private static final double SPAN = 219;
	private static final double[] WEIGHTS = { 65.481 / PEAK, 128.553 / PEAK, 24.966 / PEAK };
	private static final int GREY_BITS = 8;
	private static final int RGB_BITS = 24;

	private final int scale;
	private final boolean grey;
	private final List<Plane> rgb;
	private final List<Plane> low;
	private final Plane reference;

	private PhotoSample(final List<Plane> high, final List<Plane> given, final boolean grey, final int scale, final int channels,
		final Degradation kernel)
	{
		this.scale = scale;
		this.grey = grey;
		reference = luminance(high.stream().map(plane -> plane.cutToMultiple(scale)).toList());
		Sample.requireMeasurable(reference, scale);
		final List<Plane> made = high.stream().map(plane -> toBytes(plane.downscale(scale, kernel))).toList();
		Sample.requirePair(made.get(0), given == null ? null : given.get(0));
		rgb = given == null ? made : given;
		low = channels == 1 ? List.of(luminance(rgb)) : rgb;
	}

	/**
	 * @param given its low-resolution image; null if it is to be made
	 * @param channels of the model, 1 or 3
	 * @param kernel makes its low-resolution image
	 * @throws InputException if it has more planes, or other pixels than 8-bit grey or RGB
	 */
	static PhotoSample of(final ImagePlus image, final ImagePlus given, final int scale, final int channels, final Degradation kernel) {
		if (image.getWidth() < scale || image.getHeight() < scale) {
			throw new InputException("it is too small to be divided by " + scale);
		}
		final List<Plane> high = colours(image);
		if (given != null && given.getBitDepth() != image.getBitDepth()) {
			throw new InputException("one of it and its low-resolution image is grey, the other RGB");
		}
		return new PhotoSample(high, given == null ? null : colours(given), image.getBitDepth() == GREY_BITS, scale, channels, kernel);
	}

	/** Red, green and blue, the same three times of a grey image. */
	private static List<Plane> colours(final ImagePlus image) {
		if (image.getBitDepth() != GREY_BITS && image.getBitDepth() != RGB_BITS || image.getStackSize() != 1) {
			throw new InputException("it is no photograph of one plane, 8-bit grey or RGB, which the protocol photo measures");
		}
		final ImageProcessor pixels = image.getProcessor();
		if (image.getBitDepth() == GREY_BITS) {
			final Plane plane = plane(pixels, pixels::get);
			return List.of(plane, plane, plane);
		}
		return IntStream.of(16, 8, 0).mapToObj(shift -> plane(pixels, i -> pixels.get(i) >> shift & PEAK)).toList();
	}

	private static Plane plane(final ImageProcessor pixels, final IntToDoubleFunction value) {
		return new Plane(pixels.getHeight(), pixels.getWidth(), IntStream.range(0, pixels.getPixelCount()).mapToDouble(value).toArray());
	}

	@Override
	public List<Plane> low() {
		return low;
	}

	@Override
	public List<Plane> bicubic() {
		return rgb.stream().map(plane -> plane.upscale(scale)).toList();
	}

	@Override
	public Score score(final List<Plane> enlarged) {
		return Score.of(compared(enlarged), reference, PEAK, scale);
	}

	@Override
	public Plane squaredErrors(final List<Plane> enlarged) {
		return Sample.squaredErrors(compared(enlarged), reference, scale);
	}

	@Override
	public List<Plane> shown(final List<Plane> enlarged) {
		return enlarged.stream().map(PhotoSample::toBytes).toList();
	}

	@Override
	public Plane difference(final List<Plane> enlarged) {
		return compared(enlarged).minus(reference);
	}

	private Plane compared(final List<Plane> enlarged) {
		final List<Plane> bytes = shown(enlarged);
		return bytes.size() == 1 ? bytes.get(0) : luminance(bytes);
	}

	/** Rounds halves up, as MATLAB does, and clips. */
	private static Plane toBytes(final Plane plane) {
		return plane.map(v -> Math.max(0, Math.min(PEAK, Math.floor(v + 0.5))));
	}

	private Plane luminance(final List<Plane> channels) {
		return luminance(channels, grey);
	}

	/**
	 * Y of R, G, B in 0..255.
	 *
	 * @param full whether it reaches from 0 to 255, not from 16 to 235
	 */
	static Plane luminance(final List<Plane> rgb, final boolean full) {
		final double[] y = new double[rgb.get(0).values().length];
		for (int i = 0; i < y.length; i++) {
			for (int c = 0; c < WEIGHTS.length; c++) {
				y[i] += WEIGHTS[c] * rgb.get(c).values()[i];
			}
			y[i] = full ? y[i] * PEAK / SPAN : y[i] + OFFSET;
		}
		return toBytes(new Plane(rgb.get(0).height(), rgb.get(0).width(), y));
	}
}
