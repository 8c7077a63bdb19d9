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

import java.awt.Button;
import java.awt.FlowLayout;
import java.awt.Panel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import io.github.granulardq.command.SuperResolveOptions;

/**
 * The options of a dialog for files that most users leave alone, behind its button {@code Advanced...}. Engine and grid are recorded always, the others where
 * they differ from their defaults.
 */
final class FileOptions {

	/** Keys of the choices of the dialog itself, in their order. */
	private static final List<String> CHOICES = List.of(SuperResolveOptions.MODEL, SuperResolveOptions.SCALE, SuperResolveOptions.BITS, SuperResolveOptions.OUTPUT);

	private Map<String, String> advanced = AdvancedDialog.defaultsOfFiles();

	/** Adds the button. */
	FileOptions(final GenericDialog dialog) {
		final Button button = new Button("Advanced...");
		button.addActionListener(event -> advanced = AdvancedDialog.ask(dialog.getTitle(), null, advanced));
		final Panel panel = new Panel(new FlowLayout(FlowLayout.CENTER));
		panel.add(button);
		dialog.addPanel(panel);
	}

	/** Reads the next choices of the dialog, and adds and records what was behind the button. */
	Map<String, String> read(final GenericDialog dialog) {
		final Map<String, String> values = new LinkedHashMap<>();
		CHOICES.forEach(key -> values.put(key, dialog.getNextChoice()));
		final Map<String, String> defaults = AdvancedDialog.defaultsOfFiles();
		advanced.forEach((key, value) -> {
			values.put(key, value);
			if (Recorder.record && (SuperResolveOptions.KEYS.contains(key) || !value.equals(defaults.get(key)))) {
				Recorder.recordOption(key, value);
			}
		});
		return values;
	}
}
