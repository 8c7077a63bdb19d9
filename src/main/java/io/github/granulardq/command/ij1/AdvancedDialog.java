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

import java.awt.AWTEvent;
import java.awt.Choice;
import java.awt.Color;
import java.awt.Label;
import java.awt.Panel;
import java.awt.TextField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import ij.ImagePlus;
import ij.gui.DialogListener;
import ij.gui.GenericDialog;
import io.github.granulardq.InputException;
import io.github.granulardq.command.AdvancedOptions;
import io.github.granulardq.command.PlaneChoice;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.superres.EngineChoice;
import io.github.granulardq.superres.GridKind;

/**
 * The options that most users leave alone, in a dialog of their own that opens from the main one: for an image, or, without planes, for files. Nothing is
 * recorded here: the main dialog records what differs from the defaults. OK is there while all texts can be read.
 */
final class AdvancedDialog implements DialogListener {

	/** Keys of the choices in their order. */
	private static final List<String> CHOICES = List.of(SuperResolveOptions.ENGINE, SuperResolveOptions.GRID, SuperResolveOptions.SKIP_EMPTY);
	private static final int COLUMNS = 14;
	private static final int FILE_COLUMNS = 26;

	private static final String HELP = """
		<html>
		<h3>Advanced options</h3>
		<ul>
		<li><b>Engine</b>: <i>auto</i> takes the integer engine where it runs; <i>tensorflow</i> simulates quantization in 32-bit floats.</li>
		<li><b>Grid</b>: <i>seamless</i> hides where patches meet; <i>paper</i> is for comparison with published numbers.</li>
		<li><b>Skip_empty</b>: patches without content are enlarged by bicubic interpolation. <i>auto</i>: if bits are dynamic.</li>
		<li><b>Range</b>: intensities that become black and white of the model, such as 100:4095, or one for each channel with commas.
		<i>auto</i>: percentiles of each channel. The same range for a series keeps its images comparable.</li>
		<li><b>Workers</b>: threads that compute. Pixels do not depend on it.</li>
		<li><b>Channels, Slices, Frames</b>: what is enlarged, such as 1-3,5, or all (of an image that is open).</li>
		<li><b>Percentiles</b>: a table that <i>Calibrate Entropy...</i> made of your images; empty: the model's own. <b>Low_percent, High_percent</b>: where
		the thresholds of entropy are in it; empty: as the table has them. They count where bits are <i>dynamic</i>.</li>
		</ul>
		</html>
		""";

	private final ImagePlus image;
	/** Keys of the texts in the order of the fields. */
	private final List<String> texts = new ArrayList<>(List.of(SuperResolveOptions.RANGE, SuperResolveOptions.WORKERS));
	private final GenericDialog dialog;
	private final Label message = new Label(" ".repeat(100));

	/**
	 * @param image null for files
	 */
	private AdvancedDialog(final String title, final ImagePlus image, final Map<String, String> values) {
		this.image = image;
		dialog = new GenericDialog(title + ": Advanced");
		addChoice("Engine", Arrays.stream(EngineChoice.values()).map(EngineChoice::toString).toArray(String[]::new), values);
		addChoice("Grid", Arrays.stream(GridKind.values()).map(GridKind::toString).toArray(String[]::new), values);
		addChoice("Skip_empty (patches)", new String[] { AdvancedOptions.AUTO, "yes", "no" }, values);
		dialog.addStringField("Range (auto, or low:high)", values.get(SuperResolveOptions.RANGE), COLUMNS);
		dialog.addStringField("Workers (auto, or a number)", values.get(SuperResolveOptions.WORKERS), COLUMNS);
		if (image != null) {
			addPlanes("Channels", image.getNChannels(), values);
			addPlanes("Slices", image.getNSlices(), values);
			addPlanes("Frames", image.getNFrames(), values);
			texts.addAll(PlaneChoice.KEYS);
		}
		dialog.addFileField("Percentiles (file, may be empty)", values.get(SuperResolveOptions.PERCENTILES), FILE_COLUMNS);
		dialog.addStringField("Low_percent (0-100, may be empty)", values.get(SuperResolveOptions.LOW_PERCENT), COLUMNS);
		dialog.addStringField("High_percent (0-100, may be empty)", values.get(SuperResolveOptions.HIGH_PERCENT), COLUMNS);
		texts.addAll(SuperResolveOptions.PERCENTILES_KEYS);
		message.setForeground(Color.RED.darker());
		final Panel panel = new Panel();
		panel.add(message);
		dialog.addPanel(panel);
		dialog.addDialogListener(this);
		dialog.addHelp(HELP);
	}

	private void addChoice(final String label, final String[] choices, final Map<String, String> values) {
		dialog.addChoice(label, choices, values.get(CHOICES.get(dialog.getChoices() == null ? 0 : dialog.getChoices().size())));
	}

	private void addPlanes(final String what, final int count, final Map<String, String> values) {
		dialog.addStringField(what + (count == 1 ? " (1)" : " (1-" + count + ")"), values.get(what.toLowerCase(Locale.ROOT)), COLUMNS);
		if (count == 1) {
			((TextField) dialog.getStringFields().lastElement()).setEnabled(false);
		}
	}

	/** Returns the defaults of the options of an image. */
	static Map<String, String> defaults() {
		final Map<String, String> values = defaultsOfFiles();
		PlaneChoice.KEYS.forEach(key -> values.put(key, PlaneChoice.ALL));
		return values;
	}

	/** Returns the defaults of those that hold for files too. */
	static Map<String, String> defaultsOfFiles() {
		final Map<String, String> values = new LinkedHashMap<>();
		values.put(SuperResolveOptions.ENGINE, EngineChoice.AUTO.toString());
		values.put(SuperResolveOptions.GRID, GridKind.SEAMLESS.toString());
		values.put(SuperResolveOptions.SKIP_EMPTY, AdvancedOptions.AUTO);
		values.put(SuperResolveOptions.RANGE, AdvancedOptions.AUTO);
		values.put(SuperResolveOptions.WORKERS, AdvancedOptions.AUTO);
		SuperResolveOptions.PERCENTILES_KEYS.forEach(key -> values.put(key, ""));
		return values;
	}

	/**
	 * Asks the user.
	 *
	 * @param title of the main dialog
	 * @param image null for files
	 * @param values as they are
	 * @return as they are now
	 */
	static Map<String, String> ask(final String title, final ImagePlus image, final Map<String, String> values) {
		final AdvancedDialog asked = new AdvancedDialog(title, image, values);
		asked.dialog.showDialog();
		return asked.dialog.wasCanceled() ? values : asked.values();
	}

	/** Reads the fields as they are: what is read in ImageJ's way would be recorded. */
	private Map<String, String> values() {
		final Map<String, String> values = new LinkedHashMap<>();
		for (int i = 0; i < CHOICES.size(); i++) {
			values.put(CHOICES.get(i), ((Choice) dialog.getChoices().get(i)).getSelectedItem());
		}
		for (int i = 0; i < texts.size(); i++) {
			values.put(texts.get(i), ((TextField) dialog.getStringFields().get(i)).getText().strip());
		}
		return values;
	}

	@Override
	public boolean dialogItemChanged(final GenericDialog changed, final AWTEvent event) {
		try {
			check();
			message.setText("");
			return true;
		}
		catch (final InputException e) {
			message.setText(e.getMessage());
			return false;
		}
	}

	private void check() {
		final Map<String, String> values = values();
		SuperResolveOptions.of(values);
		AdvancedOptions.parseWorkers(values.get(SuperResolveOptions.WORKERS));
		if (image != null) {
			ImagePart.check(image, PlaneChoice.of(values));
		}
	}
}
