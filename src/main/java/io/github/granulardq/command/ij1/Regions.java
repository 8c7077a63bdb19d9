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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import io.github.granulardq.InputException;
import io.github.granulardq.command.PlaneChoice;

/** What of an image is enlarged, each into an image of its own: the chosen planes in its selection, or in each ROI of the ROI Manager. */
public final class Regions {

	private Regions() {
	}

	/** Returns how many ROIs the ROI Manager holds; 0 if there is none. */
	public static int inManager() {
		final RoiManager manager = RoiManager.getInstance2();
		return manager == null ? 0 : manager.getCount();
	}

	/**
	 * Returns the parts of an image. Each has the area to enlarge as its selection.
	 *
	 * @param rois whether there is one for each ROI of the ROI Manager, named after it; else there is one
	 * @throws InputException if there is no image, a plane is chosen that it does not have, or one of the ROIs holds no pixel of it
	 */
	public static List<ImagePlus> of(final ImagePlus image, final PlaneChoice planes, final boolean rois) {
		SuperResolveImage.requireImage(image);
		if (!rois) {
			return List.of(ImagePart.of(image, planes));
		}
		final RoiManager manager = RoiManager.getInstance2();
		if (manager == null || manager.getCount() == 0) {
			throw new InputException("The ROI Manager holds no ROI: add some with Edit > Selection > Add to Manager, or leave out rois.");
		}
		final List<ImagePlus> parts = new ArrayList<>();
		final List<Roi> all = Arrays.asList(manager.getRoisAsArray());
		for (int i = 0; i < all.size(); i++) {
			final Roi roi = (Roi) all.get(i).clone();
			final String name = roi.getName() == null || roi.getName().isBlank() ? Integer.toString(i + 1) : roi.getName();
			if (!roi.isArea()) {
				throw new InputException("The ROI \"" + name + "\" is a line or points, which hold no area: remove it from the ROI Manager.");
			}
			if (!roi.getBounds().intersects(Selections.whole(image))) {
				throw new InputException("The ROI \"" + name + "\" holds no pixel of \"" + image.getTitle() + "\": move it, or remove it from the ROI Manager.");
			}
			roi.setPosition(0);
			parts.add(ImagePart.of(image, planes, roi, EnlargedImage.baseTitle(image) + "-" + name));
		}
		return parts;
	}
}
