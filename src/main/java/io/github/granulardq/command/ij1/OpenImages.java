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
import java.util.Map;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import io.github.granulardq.InputException;

/** The images that are open, for commands that take more than the active one. They are chosen by title, in dialogs and macros. */
final class OpenImages {

	/** Stands for no image. */
	static final String NONE = "none";

	private OpenImages() {
	}

	/** Returns the titles of all images that are open, the active one first; empty if there is none. */
	static List<String> titles() {
		final List<String> titles = new ArrayList<>();
		final ImagePlus active = WindowManager.getCurrentImage();
		if (active != null) {
			titles.add(active.getTitle());
		}
		final int[] ids = WindowManager.getIDList();
		Arrays.stream(ids == null ? new int[0] : ids).mapToObj(WindowManager::getImage)
			.filter(image -> image != null && image != active && image.getProcessor() != null).map(ImagePlus::getTitle).forEach(titles::add);
		return titles;
	}

	/**
	 * Adds a choice of an open image.
	 *
	 * @param label its first word is the key
	 * @param titles as {@link #titles()} returns them
	 * @param none whether there may be no image
	 * @param index of the title that is chosen at first, if there are that many; else the first, or none if that may be
	 */
	static void addChoice(final GenericDialog dialog, final String label, final List<String> titles, final boolean none, final int index) {
		final List<String> choices = new ArrayList<>(titles);
		if (none) {
			choices.add(NONE);
		}
		final int preset = index < titles.size() ? index : none ? titles.size() : 0;
		dialog.addChoice(label, choices.toArray(String[]::new), choices.get(preset));
	}

	/**
	 * Finds an image.
	 *
	 * @param values options by key
	 * @param key of its title; without, the active image is taken
	 * @throws InputException if there is none
	 */
	static ImagePlus required(final Map<String, String> values, final String key) {
		final String title = values.get(key);
		final ImagePlus active = WindowManager.getCurrentImage();
		if (title == null || active != null && title.equals(active.getTitle())) {
			SuperResolveImage.requireImage(active);
			return active;
		}
		final ImagePlus image = WindowManager.getImage(title);
		if (image == null || image.getProcessor() == null) {
			throw new InputException("There is no image \"" + title + "\" open, which is given for " + key + ": open it first.");
		}
		return image;
	}

	/** Returns an image as {@link #required} does, or null if its key is missing, empty or {@link #NONE}. */
	static ImagePlus optional(final Map<String, String> values, final String key) {
		final String title = values.getOrDefault(key, "");
		if (title.isEmpty() || title.equals(NONE) && WindowManager.getImage(NONE) == null) {
			return null;
		}
		return required(values, key);
	}
}
