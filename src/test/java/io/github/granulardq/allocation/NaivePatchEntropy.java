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
package io.github.granulardq.allocation;

/** Patch entropy straight from its definition: 32 exponentials for each pixel. */
final class NaivePatchEntropy {

	private NaivePatchEntropy() {
	}

	static double of(final float[] patch, final int channels) {
		final int pixels = patch.length / channels;
		final double[] histogram = new double[32];
		for (int i = 0; i < pixels; i++) {
			final double grey = channels == 1 ? patch[i] :
				0.2989 * patch[i] + 0.5870 * patch[pixels + i] + 0.1140 * patch[2 * pixels + i];
			final double value = Math.min(Math.max(grey / 255, 0), 1);
			for (int bin = 0; bin < 32; bin++) {
				final double distance = (value - bin / 31.0) / (0.0001 * 255);
				histogram[bin] += Math.max(Math.exp(-0.5 * distance * distance), 1e-40) / pixels;
			}
		}
		double sum = 0;
		for (final double h : histogram) {
			sum += h;
		}
		double entropy = 0;
		for (final double h : histogram) {
			final double p = h / sum + 1e-40;
			entropy -= p * Math.log(p);
		}
		return entropy;
	}
}
