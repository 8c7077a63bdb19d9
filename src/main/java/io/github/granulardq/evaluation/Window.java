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

import io.github.granulardq.InputException;
import io.github.granulardq.superres.Choices;

/** Weights by which a plane fades to its borders before a Fourier transform, which takes it for periodic. */
public enum Window {

	/** Flat in the middle, an eighth of each side fades as a cosine. */
	TUKEY("tukey"),
	/** A cosine over all of the side; keeps 3/8 of the energy. */
	HANN("hann"),
	/** No weights: the borders become a cross in the transform, which is there in both images and correlates. */
	NONE("none");

	private static final double TUKEY_FADE = 0.125;

	private final String key;

	Window(final String key) {
		this.key = key;
	}

	/**
	 * Reads {@code tukey}, {@code hann} or {@code none}.
	 *
	 * @throws InputException if it is none of them, listing all
	 */
	public static Window parse(final String text) {
		return Choices.parse("window", Window.class, text);
	}

	/** Returns the weights of an axis, 0 to 1, symmetric. */
	double[] weights(final int length) {
		final double fade = switch (this) {
			case TUKEY -> TUKEY_FADE;
			case HANN -> 0.5;
			case NONE -> 0;
		};
		final double[] weights = new double[length];
		for (int i = 0; i < length; i++) {
			final double fromBorder = (Math.min(i, length - 1 - i) + 0.5) / length;
			weights[i] = fromBorder >= fade ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * fromBorder / fade);
		}
		return weights;
	}

	/** Returns the word that {@link #parse} reads. */
	@Override
	public String toString() {
		return key;
	}
}
