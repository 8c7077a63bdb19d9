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

import java.util.Arrays;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.granulardq.InputException;

/**
 * Notices that somebody changed an image while it was read. Locks keep commands away, but neither brushes nor scripts. Planes of virtual stacks are not
 * watched: they would be read once more, and changes to them are lost anyway.
 */
final class PixelWatch {

	private final String title;
	private final Object[] planes;
	private final int hash;

	/** Looks at all pixels, and again when {@link #requireSame} is called. */
	PixelWatch(final ImagePlus image) {
		title = image.getTitle();
		planes = planes(image);
		hash = hash();
	}

	private static Object[] planes(final ImagePlus image) {
		if (image.getStackSize() == 1) {
			return new Object[] { image.getProcessor().getPixels() };
		}
		final ImageStack stack = image.getStack();
		final Object[] planes = new Object[stack.isVirtual() ? 0 : stack.size()];
		Arrays.setAll(planes, i -> stack.getPixels(i + 1));
		return planes;
	}

	private int hash() {
		int sum = 1;
		for (final Object plane : planes) {
			sum = 31 * sum + hash(plane);
		}
		return sum;
	}

	private static int hash(final Object plane) {
		if (plane instanceof final byte[] bytes) {
			return Arrays.hashCode(bytes);
		}
		if (plane instanceof final short[] shorts) {
			return Arrays.hashCode(shorts);
		}
		return plane instanceof final float[] floats ? Arrays.hashCode(floats) : Arrays.hashCode((int[]) plane);
	}

	/**
	 * Looks again.
	 *
	 * @throws InputException if pixels are others
	 */
	void requireSame() {
		if (hash() != hash) {
			throw new InputException("\"" + title + "\" was changed while it was enlarged, and the result would have been made of old and new pixels: run it again.");
		}
	}
}
