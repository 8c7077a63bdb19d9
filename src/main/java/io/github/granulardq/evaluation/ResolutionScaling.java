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

/**
 * What makes a low-resolution image of a super-resolved one: a Gaussian blur, sampling at the centres of the large pixels, then
 * {@code gain * intensity + offset}. The blur holds all that separates the two: optics, and the width of the large pixels.
 *
 * @param scale super-resolved pixels in a low-resolution one, along each side
 * @param sigma of the Gaussian, in super-resolved pixels
 * @param shiftX how far the super-resolved image lies to the right of the other one, in super-resolved pixels
 * @param shiftY how far it lies below
 * @param gain of the intensities; below 0 if the images contradict each other
 * @param offset of the intensities
 */
public record ResolutionScaling(int scale, double sigma, double shiftX, double shiftY, double gain, double offset) {

	/** Returns the blurred and sampled plane, before gain and offset. */
	static Plane sample(final Plane superResolved, final int scale, final double sigma, final double shiftX, final double shiftY) {
		return GaussianSampling.apply(superResolved, new GaussianSampling(superResolved.height(), scale, sigma, shiftY), //
			new GaussianSampling(superResolved.width(), scale, sigma, shiftX));
	}
}
