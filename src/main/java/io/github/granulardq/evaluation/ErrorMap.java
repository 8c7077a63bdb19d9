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

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import io.github.granulardq.InputException;

/**
 * Where a super-resolved plane contradicts the low-resolution plane that it came from, without any truth: the super-resolved plane is
 * blurred and made smaller until it is closest to the other one, and what is left is the error. This is the resolution-scaled error map of
 * Culley et al., "Quantitative mapping and minimization of super-resolution optical imaging artifacts" (Nature Methods 15, 2018), on the
 * grid of the low-resolution plane.
 *
 * <pre>
 * ErrorMap map = ErrorMap.of(Plane.of(superResolved), Plane.of(low), false, () -> false);
 * double alike = map.rsp();
 * </pre>
 *
 * It sees what the blur leaves. Structures that are finer than that may be wrong, and the map stays dark. Immutable by convention.
 *
 * @param error low resolution minus blurred super-resolution: above 0 where the super-resolved plane lacks something, below 0 where it has
 *        something that is not there
 * @param scaling how the super-resolved plane was brought to low resolution
 * @param rse resolution-scaled error: the root mean square of {@code error}, in intensities of the low-resolution plane
 * @param rsp resolution-scaled Pearson correlation of both, -1 to 1
 */
public record ErrorMap(Plane error, ResolutionScaling scaling, double rse, double rsp) {

	/** Sides that a plane must have, in pixels. */
	public static final int LEAST = 8;

	/**
	 * Maps the error of a plane.
	 *
	 * @param superResolved its sides are multiples of those of {@code low}, by the same number
	 * @param align whether a shift of up to two low-resolution pixels is found and undone; without, both are taken to cover the same field
	 * @param cancelled asked from time to time
	 * @throws InputException if the sizes do not fit, or a plane is too small, constant, or not finite
	 * @throws CancellationException if the run was cancelled
	 */
	public static ErrorMap of(final Plane superResolved, final Plane low, final boolean align, final BooleanSupplier cancelled) {
		requireFit(superResolved.width(), superResolved.height(), low.width(), low.height());
		superResolved.requireVaried("super-resolved");
		low.requireVaried("low-resolution");
		return new ScalingFit(superResolved, low, cancelled).run(align);
	}

	/**
	 * Checks sizes before work begins.
	 *
	 * @throws InputException if they do not fit
	 */
	public static void requireFit(final long width, final long height, final long lowWidth, final long lowHeight) {
		if (Math.min(lowWidth, lowHeight) < LEAST) {
			throw new InputException("The low-resolution image has " + lowWidth + "x" + lowHeight + " pixels: " + LEAST + "x" + LEAST + " are needed.");
		}
		final long scale = width / lowWidth;
		if (scale < 1 || scale * lowWidth != width || scale * lowHeight != height) {
			throw new InputException("The super-resolved image has " + width + "x" + height + " pixels and the low-resolution one " + lowWidth + "x" +
				lowHeight + ": both sides must be larger by the same whole number.");
		}
	}
}
