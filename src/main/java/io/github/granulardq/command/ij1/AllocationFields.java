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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ij.ImagePlus;
import ij.gui.GenericDialog;
import io.github.granulardq.InputException;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.EngineChoice;
import io.github.granulardq.superres.GridKind;

/** Fields of the dialogs that allocate bits and enlarge nothing. Stateless. */
final class AllocationFields {

	/** Keys of the fields, in their order. */
	static final List<String> KEYS = List.of(SuperResolveOptions.MODEL, SuperResolveOptions.BITS, SuperResolveOptions.ENGINE, SuperResolveOptions.GRID);

	/** Keys of those that calibration needs. */
	static final List<String> OF_CALIBRATION = List.of(SuperResolveOptions.MODEL, SuperResolveOptions.ENGINE, SuperResolveOptions.GRID);

	private AllocationFields() {
	}

	/**
	 * Adds fields, at their defaults.
	 *
	 * @param keys some of {@link #KEYS}, in their order
	 * @param image models that were made for it come first; null if there is none
	 * @throws InputException if this installation has no model
	 */
	static void add(final GenericDialog dialog, final List<String> keys, final ImagePlus image) {
		final List<ModelCatalog.Entry> models = Dialogs.models(SuperResolveImage.isColour(image));
		dialog.addChoice("Model", models.stream().map(ModelCatalog.Entry::id).toArray(String[]::new), models.get(0).id());
		if (keys.contains(SuperResolveOptions.BITS)) {
			addChoice(dialog, "Bits", Bits.values());
		}
		addChoice(dialog, "Engine", EngineChoice.values());
		addChoice(dialog, "Grid", GridKind.values());
	}

	private static void addChoice(final GenericDialog dialog, final String label, final Object[] choices) {
		final String[] words = Arrays.stream(choices).map(Object::toString).toArray(String[]::new);
		dialog.addChoice(label, words, words[0]);
	}

	/** Reads those fields, in the same order. */
	static Map<String, String> read(final GenericDialog dialog, final List<String> keys) {
		final Map<String, String> values = new LinkedHashMap<>();
		for (final String key : keys) {
			values.put(key, dialog.getNextChoice());
		}
		return values;
	}
}
