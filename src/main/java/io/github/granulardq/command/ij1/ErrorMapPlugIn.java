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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import ij.gui.GenericDialog;
import ij.measure.ResultsTable;
import ij.plugin.PlugIn;
import io.github.granulardq.InputException;
import io.github.granulardq.command.OptionValues;

/**
 * {@code Plugins > Granular-DQ > Error Map...}: shows where a super-resolved image contradicts its low-resolution image, without any
 * truth. In a macro:
 *
 * <pre>
 * run("Error Map...", "super_resolved=cells-x2.tif low_resolution=cells.tif");
 * </pre>
 *
 * The map is an image, and RSE, RSP, sigma, gain and offset of each plane go to the Results table. The flag {@code align} undoes a shift.
 */
public final class ErrorMapPlugIn implements PlugIn {

	/** The menu entry, and what macros call. */
	public static final String COMMAND = "Error Map...";

	/** Key of the title of the super-resolved image; without it, the active one is taken. */
	public static final String SUPER_RESOLVED = "super_resolved";
	/** Key of the title of the low-resolution image. */
	public static final String LOW_RESOLUTION = "low_resolution";
	/** Key of the flag that finds and undoes a shift. */
	public static final String ALIGN = "align";

	/** All keys. */
	static final List<String> KEYS = List.of(SUPER_RESOLVED, LOW_RESOLUTION, ALIGN);

	@Override
	public void run(final String argument) {
		Failures.show(this::run);
	}

	private void run() {
		final Optional<Map<String, String>> values = MacroOptions.ofMacro(KEYS).or(ErrorMapPlugIn::ask);
		if (values.isEmpty()) {
			return;
		}
		if (!values.get().containsKey(LOW_RESOLUTION)) {
			throw new InputException("Nothing is given for \"" + LOW_RESOLUTION + "\": give the title of the low-resolution image.");
		}
		final ErrorMapImage.Result result = ErrorMapImage.run(OpenImages.required(values.get(), SUPER_RESOLVED), OpenImages.required(values.get(),
			LOW_RESOLUTION), OptionValues.flag(values.get(), ALIGN), ImageJMonitor.start("Error map"));
		final ResultsTable table = ResultsTable.getResultsTable();
		result.rows().forEach(row -> row.addTo(table));
		table.show("Results");
		result.image().show();
		final ErrorMapImage.Row first = result.rows().get(0);
		ImageJMonitor.stop(String.format(Locale.ROOT, "RSE %.4g, RSP %.4f%s", first.rse(), first.rsp(), result.rows().size() > 1 ? " in the first plane" : ""));
	}

	/** Empty if the user thought better of it. */
	private static Optional<Map<String, String>> ask() {
		final List<String> titles = OpenImages.titles();
		if (titles.size() < 2) {
			throw new InputException("An error map needs two images, a super-resolved one and a low-resolution one: open both first.");
		}
		final GenericDialog dialog = new GenericDialog("Error Map");
		OpenImages.addChoice(dialog, "Super_resolved", titles, false, 0);
		OpenImages.addChoice(dialog, "Low_resolution", titles, false, 1);
		dialog.addCheckbox("Align (find and undo a shift)", false);
		if (!Dialogs.show(dialog)) {
			return Optional.empty();
		}
		final Map<String, String> values = new LinkedHashMap<>();
		values.put(SUPER_RESOLVED, dialog.getNextChoice());
		values.put(LOW_RESOLUTION, dialog.getNextChoice());
		values.put(ALIGN, Boolean.toString(dialog.getNextBoolean()));
		return Optional.of(values);
	}
}
