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
package io.github.granulardq.io;

import ij.ImagePlus;

/** Labels of planes. */
public final class SliceLabels {

	private static final String PROPERTY = "Slice_Label";

	private SliceLabels() {
	}

	/**
	 * Returns the label of a plane. That of an image without a stack is a property of it; ImageJ makes a stack of such an image when
	 * asked for one, and then takes title and info for the label, which is none.
	 *
	 * @param plane number of the plane, from 1
	 * @return the label; null if it has none
	 */
	public static String get(final ImagePlus image, final int plane) {
		if (image.getStackSize() > 1) {
			return image.getStack().getSliceLabel(plane);
		}
		final String property = image.getProp(PROPERTY);
		if (property != null || !image.hasImageStack()) {
			return property;
		}
		final String label = image.getStack().getSliceLabel(1);
		return label != null && label.startsWith(image.getTitle() + "\n") ? null : label;
	}

	/** Gives a plane a label; null takes it away. */
	public static void set(final ImagePlus image, final int plane, final String label) {
		if (image.getStackSize() > 1) {
			image.getStack().setSliceLabel(label, plane);
		}
		else {
			image.setProp(PROPERTY, label);
		}
	}
}
