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

import io.github.granulardq.InputException;

/** An image as a {@link Protocol} measures it. Immutable. */
interface Sample {

	/** Returns the low-resolution channels that the model enlarges, all of one size, in its range 0..255. */
	List<Plane> low();

	/** Returns the bicubic enlargement, which is the same for all models. */
	List<Plane> bicubic();

	/** Compares an enlargement, of {@link #low()} or bicubic, with the original. */
	Score score(List<Plane> enlarged);

	/** Returns the squared error of each pixel of what is compared in {@link #score}, 0 where pixels are cut off. */
	Plane squaredErrors(List<Plane> enlarged);

	/** The squared differences of two planes, 0 in this many pixels on each side. */
	static Plane squaredErrors(final Plane enlarged, final Plane reference, final int shave) {
		final double[] squares = new double[reference.values().length];
		for (int y = shave; y < reference.height() - shave; y++) {
			for (int i = y * reference.width() + shave; i < (y + 1) * reference.width() - shave; i++) {
				final double difference = enlarged.values()[i] - reference.values()[i];
				squares[i] = difference * difference;
			}
		}
		return new Plane(reference.height(), reference.width(), squares);
	}

	/** Returns an enlargement in the intensities of the image. */
	List<Plane> shown(List<Plane> enlarged);

	/** Returns an enlargement minus the original, in the intensities of the image, as {@link #score} compares them, but with all pixels. */
	Plane difference(List<Plane> enlarged);

	/**
	 * Checks that a low-resolution image fits its original.
	 *
	 * @param size of the low-resolution image that would be made of the original
	 * @param low what there is; null if it is to be made
	 * @throws InputException if both differ
	 */
	static void requirePair(final Plane size, final Plane low) {
		if (low != null && (low.width() != size.width() || low.height() != size.height())) {
			throw new InputException("its low-resolution image has " + low.width() + "x" + low.height() + " pixels, not " + size.width() + "x" + size
				.height());
		}
	}

	/**
	 * Checks that PSNR and SSIM mean something.
	 *
	 * @param reference what enlargements are compared with
	 * @param shave pixels that are cut off each side
	 * @throws InputException if it is too small or constant
	 */
	static void requireMeasurable(final Plane reference, final int shave) {
		final int least = Metrics.WINDOW + 2 * shave;
		if (reference.height() < least || reference.width() < least) {
			throw new InputException("it is too small: " + least + "x" + least + " pixels are needed");
		}
		if (reference.shave(shave).isConstant()) {
			throw new InputException("all its pixels are the same");
		}
	}
}
