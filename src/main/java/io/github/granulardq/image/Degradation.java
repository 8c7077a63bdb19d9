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

import java.util.Locale;

import io.github.granulardq.InputException;

/**
 * How an image in high resolution loses resolution. Each keeps the centre of a low-resolution pixel in the centre of its scale x scale
 * high-resolution pixels; the border is mirrored with the border pixel repeated.
 *
 * <pre>
 * double[] low = Degradation.parse("gaussian:0.5").downscale(plane, height, width, 2);
 * </pre>
 *
 * @param kind what weighs the pixels
 * @param sigma standard deviation of a Gaussian in low-resolution pixels, above 0 and at most {@value #MAX_SIGMA}; 0 for other kinds
 */
public record Degradation(Kind kind, double sigma) {

	/** Bicubic interpolation with antialiasing, as in super-resolution papers. */
	public static final Degradation BICUBIC = new Degradation(Kind.BICUBIC, 0);

	/** The mean of the pixels: light as a camera's pixel collects it. */
	public static final Degradation AREA = new Degradation(Kind.AREA, 0);

	private static final double MAX_SIGMA = 1;

	/** Low-resolution pixels on each side of the middle one that a Gaussian reaches. */
	private static final int REACH = 4;

	private static final double DEFAULT_SIGMA = 0.5;

	/** What weighs high-resolution pixels. */
	public enum Kind {
		/** Keys kernel, stretched. */
		BICUBIC,
		/** Alike. */
		AREA,
		/** A Gaussian point spread function, sampled. */
		GAUSSIAN
	}

	/**
	 * @throws InputException if sigma does not fit the kind
	 */
	public Degradation {
		if (kind == Kind.GAUSSIAN ? !(sigma > 0 && sigma <= MAX_SIGMA) : sigma != 0) {
			throw new InputException("A kernel's sigma is " + sigma + ": a gaussian takes one above 0 and at most 1, in low-resolution pixels, " +
				"other kernels take none.");
		}
	}

	/**
	 * Reads {@code bicubic}, {@code area}, {@code gaussian} or {@code gaussian:SIGMA}.
	 *
	 * @throws InputException if it is anything else
	 */
	public static Degradation parse(final String text) {
		final String[] parts = text.strip().toLowerCase(Locale.ROOT).split(":", -1);
		try {
			if (parts.length == 1) {
				final Kind kind = Kind.valueOf(parts[0].toUpperCase(Locale.ROOT));
				return new Degradation(kind, kind == Kind.GAUSSIAN ? DEFAULT_SIGMA : 0);
			}
			if (parts.length == 2 && parts[0].equals("gaussian")) {
				return new Degradation(Kind.GAUSSIAN, Double.parseDouble(parts[1]));
			}
		}
		catch (final IllegalArgumentException e) {
			throw unknown(text, e);
		}
		throw unknown(text, null);
	}

	private static InputException unknown(final String text, final Exception cause) {
		return new InputException("There is no kernel \"" + text.strip() + "\": choose bicubic, area or gaussian:SIGMA, sigma in low-resolution pixels.",
			cause);
	}

	/**
	 * Shrinks a plane; its last rows and columns are cut off until both sides are multiples of the scale.
	 *
	 * @param plane [height,width], row-major
	 * @param height rows, at least {@code scale}
	 * @param width columns, at least {@code scale}
	 * @param scale 2 or more
	 * @return [height/scale,width/scale], row-major, a new array
	 */
	public double[] downscale(final double[] plane, final int height, final int width, final int scale) {
		if (kind == Kind.BICUBIC) {
			return Resize.downscale(plane, height, width, scale);
		}
		final double[] weights = weights(scale);
		final int rows = height / scale;
		final int columns = width / scale;
		final double[] narrow = new double[height * columns];
		for (int y = 0; y < rows * scale; y++) {
			for (int x = 0; x < columns; x++) {
				narrow[y * columns + x] = sum(plane, y * width, 1, columns * scale, x * scale, scale, weights);
			}
		}
		final double[] low = new double[rows * columns];
		for (int y = 0; y < rows; y++) {
			for (int x = 0; x < columns; x++) {
				low[y * columns + x] = sum(narrow, x, columns, rows * scale, y * scale, scale, weights);
			}
		}
		return low;
	}

	/** Weights of the pixels from {@code -REACH * scale} to {@code (REACH + 1) * scale}, relative to the first of a low-resolution pixel; their sum is 1. */
	private double[] weights(final int scale) {
		final double[] weights = new double[(2 * REACH + 1) * scale];
		double sum = 0;
		for (int i = 0; i < weights.length; i++) {
			final double distance = (i - REACH * scale + 0.5) / scale - 0.5;
			weights[i] = kind == Kind.GAUSSIAN ? Math.exp(-0.5 * distance * distance / (sigma * sigma)) : Math.abs(distance) < 0.5 ? 1 : 0;
			sum += weights[i];
		}
		for (int i = 0; i < weights.length; i++) {
			weights[i] /= sum;
		}
		return weights;
	}

	/** @param first pixel, along the axis, of the low-resolution pixel */
	private static double sum(final double[] values, final int start, final int step, final int length, final int first, final int scale,
		final double[] weights)
	{
		double sum = 0;
		for (int i = 0; i < weights.length; i++) {
			sum += weights[i] * values[start + step * mirror(first - REACH * scale + i, length)];
		}
		return sum;
	}

	private static int mirror(final int position, final int length) {
		final int at = Math.floorMod(position, 2 * length);
		return at < length ? at : 2 * length - 1 - at;
	}

	@Override
	public String toString() {
		final String name = kind.name().toLowerCase(Locale.ROOT);
		return kind == Kind.GAUSSIAN ? name + ":" + sigma : name;
	}
}
