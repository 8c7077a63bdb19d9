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

/**
 * Where a ring correlation counts as lost. The curves that depend on the number of samples are those of van Heel and Schatz, "Fourier shell
 * correlation threshold criteria" (J. Structural Biology 151, 2005).
 */
public enum Threshold {

	/** 1/7, the usual one in light microscopy (Nieuwenhuizen et al., Nature Methods 10, 2013). */
	ONE_SEVENTH("1/7"),
	/** Where each sample still carries half a bit of information. */
	HALF_BIT("half-bit"),
	/**
	 * The 3-sigma curve of van Heel and Schatz, 3 / sqrt(independent samples). Since only the real part of a product of complex samples counts, that is 4.2
	 * standard deviations (3 sqrt(2)) of what noise alone gives.
	 */
	THREE_SIGMA("3-sigma");

	private final String key;

	Threshold(final String key) {
		this.key = key;
	}

	/**
	 * Reads {@code 1/7}, {@code half-bit} or {@code 3-sigma}.
	 *
	 * @throws InputException if it is none of them, listing all
	 */
	public static Threshold parse(final String text) {
		return Choices.parse("threshold", Threshold.class, text);
	}

	/**
	 * Returns the threshold for a ring, up to 1.
	 *
	 * @param samples independent complex samples in it, see {@link RingCorrelation.Ring#samples()}
	 */
	public double at(final double samples) {
		final double noise = 1 / Math.sqrt(samples);
		return switch (this) {
			case ONE_SEVENTH -> 1 / 7.0;
			case HALF_BIT -> Math.min(1, (0.2071 + 1.9102 * noise) / (1.2071 + 0.9102 * noise));
			case THREE_SIGMA -> Math.min(1, 3 * noise);
		};
	}

	/** Returns the word that {@link #parse} reads. */
	@Override
	public String toString() {
		return key;
	}
}
