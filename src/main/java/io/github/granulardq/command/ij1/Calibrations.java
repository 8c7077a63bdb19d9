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
package io.github.granulardq.command.ij1;

import java.awt.Rectangle;

import ij.measure.Calibration;

/** Calibration of enlarged images. */
final class Calibrations {

	private Calibrations() {
	}

	/**
	 * Returns the calibration of an image that was cropped, then enlarged. Pixels become smaller in x and y; units, depth, frame
	 * interval and the intensity function stay. The origin moves so that positions of pixel centres stay true: the centre of HR
	 * pixel i lies at LR position (i + 1/2) / scale - 1/2, hence the LR origin o becomes scale * o + (scale - 1) / 2. An image
	 * without any calibration stays without.
	 *
	 * @param calibration that of the LR image, not changed
	 * @param crop the part that was enlarged, in LR pixels
	 * @param scale HR pixels per LR pixel
	 */
	static Calibration enlarged(final Calibration calibration, final Rectangle crop, final int scale) {
		final Calibration large = calibration.copy();
		final boolean placed = calibration.xOrigin != 0 || calibration.yOrigin != 0;
		if (!calibration.scaled() && !placed) {
			return large;
		}
		if (calibration.scaled()) {
			large.pixelWidth /= scale;
			large.pixelHeight /= scale;
		}
		large.xOrigin = enlarged(calibration.xOrigin - crop.x, scale);
		large.yOrigin = enlarged(calibration.yOrigin - crop.y, scale);
		return large;
	}

	private static double enlarged(final double origin, final int scale) {
		return scale * origin + (scale - 1) / 2.0;
	}
}
