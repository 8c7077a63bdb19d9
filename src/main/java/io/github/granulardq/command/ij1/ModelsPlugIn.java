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

import java.awt.GraphicsEnvironment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ij.IJ;
import ij.gui.GenericDialog;
import ij.gui.HTMLDialog;
import ij.measure.ResultsTable;
import ij.plugin.PlugIn;
import io.github.granulardq.command.ClassLoaders;
import io.github.granulardq.command.MarkdownHtml;
import io.github.granulardq.command.ModelAction;
import io.github.granulardq.command.ModelTexts;
import io.github.granulardq.command.OptionValues;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.model.ModelDetails;
import io.github.granulardq.superres.Bits;

/**
 * {@code Plugins > Granular-DQ > Models...} in plain ImageJ: a list of the models with their cards; imports, exports and removes one. In a macro:
 *
 * <pre>
 * run("Models...", "action=import file=[/data/my-model.zip] replace");
 * run("Models...", "action=export model=srresnet-light-x2-microscopy file=[/data/model.zip] bits=8");
 * </pre>
 */
public final class ModelsPlugIn implements PlugIn {

	/** The menu entry, and what macros call. */
	public static final String COMMAND = "Models...";

	/** Title of the window with the table. */
	static final String TABLE = "Granular-DQ Models";

	/** All macro keys. */
	static final List<String> KEYS = ModelAction.KEYS;

	private static final int COLUMNS = 40;

	@Override
	public void run(final String argument) {
		Failures.show(this::run);
	}

	private void run() {
		final Optional<Map<String, String>> given = values();
		if (given.isEmpty()) {
			return;
		}
		final Map<String, String> values = given.get();
		final ModelAction action = ModelAction.parse(values.getOrDefault(ModelAction.ACTION, ModelAction.LIST.toString()));
		final boolean replace = OptionValues.flag(values, ModelAction.REPLACE);
		IJ.showStatus("Models: " + action);
		final String text = ClassLoaders.withOurs(() -> action.run(values, replace));
		if (action == ModelAction.LIST) {
			list(text);
		}
		else if (action == ModelAction.SHOW) {
			show(values.get(ModelAction.MODEL), text);
		}
		ImageJMonitor.stop(action == ModelAction.LIST || action == ModelAction.SHOW ? "" : text);
	}

	/** A table in a window; without one, in the log. */
	private static void list(final String text) {
		if (GraphicsEnvironment.isHeadless()) {
			IJ.log(text);
			return;
		}
		final ResultsTable table = new ResultsTable();
		for (final ModelDetails model : ModelTexts.all()) {
			final List<String> row = ModelTexts.row(model);
			table.addRow();
			for (int i = 0; i < row.size(); i++) {
				table.addValue(ModelTexts.COLUMNS.get(i), row.get(i));
			}
		}
		table.show(TABLE);
		ModelCatalog.faults().forEach(IJ::log);
	}

	/** A window that stays open; without a screen, the card is in the log. */
	private static void show(final String id, final String markdown) {
		if (GraphicsEnvironment.isHeadless()) {
			IJ.log(markdown);
			return;
		}
		new HTMLDialog(id, "<html>" + MarkdownHtml.of(markdown) + "</html>", false);
	}

	private static Optional<Map<String, String>> values() {
		final Optional<Map<String, String>> macro = MacroOptions.ofMacro(KEYS);
		if (macro.isPresent()) {
			return macro;
		}
		final String[] ids = ModelTexts.all().stream().map(m -> m.entry().id()).toArray(String[]::new);
		final String[] choices = ids.length == 0 ? new String[] { "" } : ids;
		final GenericDialog dialog = new GenericDialog("Models");
		final ModelsPanel panel = new ModelsPanel();
		dialog.addPanel(panel);
		dialog.addChoice("Action", Arrays.stream(ModelAction.values()).map(ModelAction::toString).toArray(String[]::new), ModelAction.LIST.toString());
		dialog.addChoice("Model", choices, choices[0]);
		dialog.addFileField("File (to import, or to export to)", "", COLUMNS);
		dialog.addChoice("Bits", Arrays.stream(Bits.values()).filter(b -> b.fixed().isPresent()).map(Bits::toString).toArray(String[]::new), Bits.EIGHT.toString());
		dialog.addCheckbox("Replace (a model or a file of that name)", false);
		panel.follow(dialog, 1);
		if (!Dialogs.show(dialog)) {
			return Optional.empty();
		}
		final Map<String, String> values = new LinkedHashMap<>();
		values.put(ModelAction.ACTION, dialog.getNextChoice());
		values.put(ModelAction.MODEL, dialog.getNextChoice());
		values.put(ModelAction.FILE, dialog.getNextString());
		values.put(ModelAction.BITS, dialog.getNextChoice());
		values.put(ModelAction.REPLACE, Boolean.toString(dialog.getNextBoolean()));
		return Optional.of(values);
	}
}
