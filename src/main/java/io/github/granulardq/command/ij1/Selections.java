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
import java.awt.geom.Rectangle2D;

import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.RoiScaler;
import io.github.granulardq.InputException;

/** What happens to selections and overlays: the bounds of an area selection crop, and all shapes grow with the image. */
final class Selections {

	private Selections() {
	}

	/**
	 * Returns the part of each plane that is enlarged: the bounds of an area selection inside the image, or all of it. Lines and
	 * points select nothing.
	 *
	 * @throws InputException if an area is selected that holds no pixel of the image
	 */
	static Rectangle bounds(final ImagePlus image) {
		final Rectangle whole = whole(image);
		final Roi roi = image.getRoi();
		if (roi == null || !roi.isArea()) {
			return whole;
		}
		final Rectangle bounds = roi.getBounds().intersection(whole);
		if (bounds.isEmpty()) {
			throw new InputException("The selection in \"" + image.getTitle() +
				"\" holds no pixel of the image: draw another one, or remove it with Edit > Selection > Select None.");
		}
		return bounds;
	}

	/** Returns the whole plane. */
	static Rectangle whole(final ImagePlus image) {
		return new Rectangle(0, 0, image.getWidth(), image.getHeight());
	}

	/** Copies the selection and the overlay of {@code from}, moved and scaled, to the image that was made of its part {@code crop}. */
	static void copy(final ImagePlus from, final Rectangle crop, final int scale, final ImagePlus to) {
		final Roi roi = from.getRoi();
		if (roi != null && !isCrop(roi, crop)) {
			to.setRoi(scaled(moved(roi, crop), scale));
		}
		final Overlay overlay = from.getOverlay();
		if (overlay == null) {
			return;
		}
		final Overlay part = overlay.crop(crop);
		final Overlay large = part.create();
		for (final Roi shape : part) {
			if (BitMapOverlay.isPart(shape)) {
				continue; // bits of another run
			}
			large.add(scaled(shape, scale));
		}
		to.setOverlay(large.size() == 0 ? null : large);
		to.setHideOverlay(from.getHideOverlay());
	}

	/** A rectangle that was cut out is the whole image now. */
	private static boolean isCrop(final Roi roi, final Rectangle crop) {
		return roi.getType() == Roi.RECTANGLE && roi.getCornerDiameter() == 0 && roi.getBounds().equals(crop);
	}

	private static Roi moved(final Roi roi, final Rectangle crop) {
		final Roi copy = (Roi) roi.clone();
		copy.translate(-crop.x, -crop.y);
		return copy;
	}

	private static Roi scaled(final Roi roi, final int scale) {
		final Roi large;
		if (roi.getClass() == Roi.class && roi.getCornerDiameter() == 0 || roi.getClass() == OvalRoi.class) {
			final Rectangle2D.Double bounds = roi.getFloatBounds(); // RoiScaler would make polygons of them
			large = roi instanceof OvalRoi //
				? new OvalRoi(bounds.x * scale, bounds.y * scale, bounds.width * scale, bounds.height * scale)
				: new Roi(bounds.x * scale, bounds.y * scale, bounds.width * scale, bounds.height * scale);
			large.copyAttributes(roi);
			large.setStrokeWidth(roi.getStrokeWidth() * scale);
		}
		else {
			large = RoiScaler.scale(roi, scale, scale, false);
		}
		if (roi.hasHyperStackPosition()) {
			large.setPosition(roi.getCPosition(), roi.getZPosition(), roi.getTPosition());
		}
		else {
			large.setPosition(roi.getPosition());
		}
		return large;
	}
}
