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
import java.util.Map;
import java.util.Optional;

import ij.gui.GenericDialog;
import ij.measure.ResultsTable;
import ij.plugin.PlugIn;
import io.github.granulardq.InputException;
import io.github.granulardq.evaluation.Threshold;
import io.github.granulardq.evaluation.Window;

/**
 * {@code Plugins > Granular-DQ > Fourier Ring Correlation...}: the resolution that two images of the same, with independent noise, have
 * in common. In a macro:
 *
 * <pre>
 * run("Fourier Ring Correlation...", "first=odd.tif second=even.tif threshold=1/7 window=tukey");
 * </pre>
 *
 * The curves are a plot, the resolution of each plane goes to the Results table.
 */
public final class RingCorrelationPlugIn implements PlugIn {

	/** The menu entry, and what macros call. */
	public static final String COMMAND = "Fourier Ring Correlation...";

	/** Key of the title of an image; without it, the active one is taken. */
	public static final String FIRST = "first";
	/** Key of the title of the other image; without it, the first is a stack of two planes. */
	public static final String SECOND = "second";
	/** Key of the threshold. */
	public static final String THRESHOLD = "threshold";
	/** Key of the window. */
	public static final String WINDOW = "window";

	/** All keys. */
	static final List<String> KEYS = List.of(FIRST, SECOND, THRESHOLD, WINDOW);

	@Override
	public void run(final String argument) {
		Failures.show(this::run);
	}

	private void run() {
		final Optional<Map<String, String>> values = MacroOptions.ofMacro(KEYS).or(RingCorrelationPlugIn::ask);
		if (values.isEmpty()) {
			return;
		}
		final RingCorrelationImages.Result result = RingCorrelationImages.run(OpenImages.required(values.get(), FIRST), OpenImages.optional(values.get(),
			SECOND), threshold(values.get()), window(values.get()), ImageJMonitor.start("Fourier ring correlation"));
		final ResultsTable table = ResultsTable.getResultsTable();
		result.rows().forEach(row -> row.addTo(table));
		table.show("Results");
		Plots.show(result.plot());
		ImageJMonitor.stop("Plane " + result.rows().get(0).toText());
	}

	/** Reads {@link #THRESHOLD}. */
	public static Threshold threshold(final Map<String, String> values) {
		return Threshold.parse(values.getOrDefault(THRESHOLD, Threshold.ONE_SEVENTH.toString()));
	}

	/** Reads {@link #WINDOW}. */
	public static Window window(final Map<String, String> values) {
		return Window.parse(values.getOrDefault(WINDOW, Window.TUKEY.toString()));
	}

	/** Empty if the user thought better of it. */
	private static Optional<Map<String, String>> ask() {
		final List<String> titles = OpenImages.titles();
		if (titles.isEmpty()) {
			throw new InputException("There is no image open: open two that show the same, or a stack of two planes.");
		}
		final GenericDialog dialog = new GenericDialog("Fourier Ring Correlation");
		OpenImages.addChoice(dialog, "First", titles, false, 0);
		OpenImages.addChoice(dialog, "Second (none: the first is a stack of two)", titles, true, 1);
		Dialogs.addChoice(dialog, "Threshold", Threshold.values(), Threshold.ONE_SEVENTH);
		Dialogs.addChoice(dialog, "Window", Window.values(), Window.TUKEY);
		if (!Dialogs.show(dialog)) {
			return Optional.empty();
		}
		final Map<String, String> values = new LinkedHashMap<>();
		KEYS.forEach(key -> values.put(key, dialog.getNextChoice()));
		return Optional.of(values);
	}
}
