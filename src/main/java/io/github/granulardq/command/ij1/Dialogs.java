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
import java.util.List;
import java.util.Locale;
import java.util.Map;

import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import io.github.granulardq.InputException;
import io.github.granulardq.command.AdvancedOptions;
import io.github.granulardq.command.ModelChoice;
import io.github.granulardq.command.OutputChoice;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.Report;

/**
 * What the dialogs of the plain-ImageJ commands have in common. The first word of each label is the key that ImageJ's recorder writes:
 * labels are public API.
 */
final class Dialogs {

	private Dialogs() {
	}

	/**
	 * Adds the fields for {@link SuperResolveOptions}, at their defaults, and a button for those that most users leave alone.
	 *
	 * @param outputs what can be chosen
	 * @return what is behind the button
	 * @throws InputException if this installation has no model
	 */
	static FileOptions addOptions(final GenericDialog dialog, final OutputChoice... outputs) {
		addModels(dialog, false);
		addChoice(dialog, "Bits", Bits.values(), Bits.DYNAMIC);
		addChoice(dialog, "Output", outputs, OutputChoice.SAME);
		return new FileOptions(dialog);
	}

	/**
	 * Returns the models to choose from, those that were made for the kind of image first.
	 *
	 * @param rgb whether the image is a colour image
	 * @throws InputException if this installation has no model
	 */
	static List<ModelCatalog.Entry> models(final boolean rgb) {
		final List<ModelCatalog.Entry> models = ModelChoice.ordered(ModelCatalog.entries(), rgb);
		if (models.isEmpty()) {
			throw new InputException("This installation has no model: install it again, or name the path of one in a macro.");
		}
		return models;
	}

	/**
	 * Adds choices of the model and of its scale.
	 *
	 * @param rgb whether the image is a colour image, for which other models come first
	 * @throws InputException if this installation has no model
	 */
	static void addModels(final GenericDialog dialog, final boolean rgb) {
		final List<ModelCatalog.Entry> models = models(rgb);
		final String[] ids = models.stream().map(ModelCatalog.Entry::id).toArray(String[]::new);
		final String[] scales = models.stream().map(m -> Integer.toString(m.scale())).distinct().toArray(String[]::new);
		dialog.addChoice("Model", ids, ids[0]);
		dialog.addChoice("Scale", scales, scales[0]);
	}

	/** Adds a choice among values by their words. */
	static <E> void addChoice(final GenericDialog dialog, final String label, final E[] choices, final E choice) {
		dialog.addChoice(label, Arrays.stream(choices).map(E::toString).toArray(String[]::new), choice.toString());
	}

	/** Shows a dialog; says whether the user wants to go on. What was cancelled is not recorded. */
	static boolean show(final GenericDialog dialog) {
		dialog.showDialog();
		if (dialog.wasCanceled()) {
			Recorder.setCommand(null);
			return false;
		}
		return true;
	}

	/**
	 * Returns the number of threads that options ask for.
	 *
	 * @throws InputException if it is no number of threads
	 */
	static int workers(final Map<String, String> values) {
		return AdvancedOptions.parseWorkers(values.getOrDefault(SuperResolveOptions.WORKERS, ""));
	}

	/** What the status bar says in the end. */
	static String done(final Report report) {
		return String.format(Locale.ROOT, "Super-resolved x%d in %.1f s, %.2f bits on average", report.scale(), report.seconds(), report.fab());
	}
}
