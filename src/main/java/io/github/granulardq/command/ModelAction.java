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
package io.github.granulardq.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.granulardq.InputException;
import io.github.granulardq.library.ModelLibrary;
import io.github.granulardq.library.bioimage.BioimagePackage;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.Choices;

/** What {@code Models...} can do. */
public enum ModelAction {

	/** Lists the models. */
	LIST,
	/** Shows what a model is, and its card. */
	SHOW,
	/** Imports a model from a file. */
	IMPORT,
	/** Exports a model as a package of bioimage.io. */
	EXPORT,
	/** Removes an imported model. */
	REMOVE;

	/** Key of the action. */
	public static final String ACTION = "action";
	/** Key of the id of a model. */
	public static final String MODEL = "model";
	/** Key of the file that is read or written. */
	public static final String FILE = "file";
	/** Key of the bits of an export. */
	public static final String BITS = "bits";
	/** Key of the flag that allows to replace a model or a file. */
	public static final String REPLACE = "replace";

	/** All keys. */
	public static final List<String> KEYS = List.of(ACTION, MODEL, FILE, BITS, REPLACE);

	/**
	 * Reads {@code list}, {@code show}, {@code import}, {@code export} or {@code remove}.
	 *
	 * @throws InputException if it is none of them, listing them
	 */
	public static ModelAction parse(final String text) {
		return Choices.parse(ACTION, ModelAction.class, text);
	}

	/** Returns the word that {@link #parse} reads. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Does it, but for showing.
	 *
	 * @param values by key
	 * @param replace whether a model or a file may be replaced
	 * @return a sentence for the status bar; for {@link #LIST} the table with tabs, for {@link #SHOW} the card, Markdown
	 * @throws InputException if it cannot be done
	 */
	public String run(final Map<String, String> values, final boolean replace) {
		final String model = values.getOrDefault(MODEL, "").strip();
		return switch (this) {
			case LIST -> table();
			case SHOW -> card(required(model, MODEL));
			case IMPORT -> "Imported the model " + ModelLibrary.add(OptionValues.requiredPath(values, FILE, "file"), replace).id();
			case EXPORT -> {
				BioimagePackage.export(required(model, MODEL), Bits.parse(values.getOrDefault(BITS, "8")), OptionValues.requiredPath(values, FILE, "file"), replace);
				yield "Exported the model " + model;
			}
			case REMOVE -> {
				ModelLibrary.remove(required(model, MODEL));
				yield "Removed the model " + model;
			}
		};
	}

	private static String table() {
		final StringBuilder table = new StringBuilder(String.join("\t", ModelTexts.COLUMNS));
		ModelTexts.all().forEach(model -> table.append('\n').append(String.join("\t", ModelTexts.row(model))));
		ModelCatalog.faults().forEach(fault -> table.append('\n').append(fault));
		return table.toString();
	}

	private static String card(final String id) {
		final var details = ModelCatalog.details(id);
		return ModelTexts.summary(details) + "\n" + details.card().orElse("This model has no card.");
	}

	private static String required(final String value, final String key) {
		if (value.isEmpty()) {
			throw new InputException("Nothing is given for \"" + key + "\": give the id of a model.");
		}
		return value;
	}
}
