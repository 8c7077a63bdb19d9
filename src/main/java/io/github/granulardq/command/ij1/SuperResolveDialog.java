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
import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.Panel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.swing.JLabel;

import ij.ImagePlus;
import ij.Prefs;
import ij.gui.DialogListener;
import ij.gui.GenericDialog;
import ij.gui.NonBlockingGenericDialog;
import ij.plugin.frame.Recorder;
import io.github.granulardq.InputException;
import io.github.granulardq.command.ModelChoice;
import io.github.granulardq.command.OutputChoice;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.superres.Bits;

/**
 * Asks how an image is to be enlarged. The dialog does not block ImageJ: the selection can be moved for a preview. It is cancelled when the image is closed.
 * Fields are read as they are and recorded at the end, in the order of {@link ImageOptions#KEYS}: engine and grid always, other advanced options where they
 * differ from their defaults.
 */
final class SuperResolveDialog implements DialogListener {

	private static final String TITLE = "Super-Resolve";
	private static final int WIDTH = 380;
	private static final int FONT_SIZE = 12;
	private static final int MODEL = 0;
	private static final int SCALE = 1;
	private static final int BITS = 2;
	private static final int OUTPUT = 3;

	/** Keys of the choices in their order. */
	private static final List<String> CHOICES = List.of(SuperResolveOptions.MODEL, SuperResolveOptions.SCALE, SuperResolveOptions.BITS, SuperResolveOptions.OUTPUT);
	/** Keys of the boxes in their order; the last is there if the ROI Manager holds ROIs. */
	private static final List<String> FLAGS = List.of(SuperResolveOptions.BIT_MAP, SuperResolveOptions.REPORT, ImageOptions.ROIS);

	private final ImagePlus image;
	private final boolean rgb;
	private final List<ModelCatalog.Entry> models;
	private final GenericDialog dialog;
	private final JLabel about = new JLabel();
	private final DialogWork work;
	private Map<String, String> advanced = AdvancedDialog.defaults();

	private SuperResolveDialog(final ImagePlus image) {
		this.image = image;
		rgb = SuperResolveImage.isColour(image);
		models = Dialogs.models(rgb);
		dialog = new NonBlockingGenericDialog(TITLE);
		work = new DialogWork(image, this::values, () -> dialog.windowClosing(null));
		addLabel(new JLabel(DialogTexts.wrapped(DialogTexts.HEADER, WIDTH)));
		dialog.addChoice("Model", models.stream().map(ModelCatalog.Entry::id).toArray(String[]::new), models.get(0).id());
		addLabel(about);
		dialog.addChoice("Scale", models.stream().map(m -> Integer.toString(m.scale())).distinct().toArray(String[]::new), Integer.toString(models.get(0).scale()));
		dialog.addChoice("Bits", Arrays.stream(Bits.values()).map(Bits::toString).toArray(String[]::new), Bits.DYNAMIC.toString());
		dialog.addChoice("Output", Arrays.stream(OutputChoice.values()).map(OutputChoice::toString).toArray(String[]::new), OutputChoice.SAME.toString());
		dialog.addCheckbox("Bit_map (an image of the bits used)", false);
		dialog.addCheckbox("Report (written to the log)", false);
		if (Regions.inManager() > 0) {
			dialog.addCheckbox("Rois (one result for each of the " + Regions.inManager() + " in the ROI Manager)", false);
		}
		addLabel(work.label());
		addButtons();
		dialog.addHelp(DialogTexts.HELP);
		dialog.addDialogListener(this);
		describe();
	}

	private void addLabel(final JLabel label) {
		label.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, (int) (FONT_SIZE * Prefs.getGuiScale())));
		final Panel panel = new Panel(new FlowLayout(FlowLayout.LEFT, 0, 0));
		panel.add(label);
		dialog.addPanel(panel);
	}

	private void addButtons() {
		final Panel panel = new Panel(new FlowLayout(FlowLayout.CENTER));
		addButton(panel, "Preview", work::preview);
		addButton(panel, "Advanced...", this::askMore);
		addButton(panel, "Defaults", this::restore);
		dialog.addPanel(panel);
	}

	private static void addButton(final Panel panel, final String label, final Runnable action) {
		final Button button = new Button(label);
		button.addActionListener(event -> action.run());
		panel.add(button);
	}

	/**
	 * Asks.
	 *
	 * @return values by key; empty if the user thought better of it
	 * @throws InputException if this installation has no model
	 */
	static Optional<Map<String, String>> ask(final ImagePlus image) {
		final String command = Recorder.getCommand();
		final SuperResolveDialog asked = new SuperResolveDialog(image);
		asked.work.estimate();
		try {
			if (!Dialogs.show(asked.dialog)) {
				return Optional.empty();
			}
		}
		finally {
			asked.work.close();
		}
		final Map<String, String> values = asked.values();
		record(command, values);
		return Optional.of(values);
	}

	/** Other commands may have been recorded while the dialog was open. */
	private static void record(final String command, final Map<String, String> values) {
		if (!Recorder.record) {
			return;
		}
		Recorder.setCommand(command);
		final Map<String, String> defaults = AdvancedDialog.defaults();
		for (final String key : ImageOptions.KEYS) {
			final String value = values.get(key);
			if (FLAGS.contains(key)) {
				if (Boolean.parseBoolean(value)) {
					Recorder.recordOption(key);
				}
			}
			else if (value != null && (SuperResolveOptions.KEYS.contains(key) || !value.equals(defaults.get(key)))) {
				Recorder.recordOption(key, value);
			}
		}
	}

	private Map<String, String> values() {
		final Map<String, String> values = new LinkedHashMap<>(advanced);
		for (int i = 0; i < CHOICES.size(); i++) {
			values.put(CHOICES.get(i), choice(i).getSelectedItem());
		}
		for (int i = 0; i < FLAGS.size(); i++) {
			values.put(FLAGS.get(i), Boolean.toString(i < dialog.getCheckboxes().size() && ((Checkbox) dialog.getCheckboxes().get(i)).getState()));
		}
		return values;
	}

	private Choice choice(final int number) {
		return (Choice) dialog.getChoices().get(number);
	}

	private ModelCatalog.Entry model() {
		return models.get(choice(MODEL).getSelectedIndex());
	}

	private void askMore() {
		advanced = AdvancedDialog.ask(TITLE, image, advanced);
		work.estimate();
	}

	private void restore() {
		choice(MODEL).select(0);
		choice(SCALE).select(0);
		choice(BITS).select(Bits.DYNAMIC.toString());
		choice(OUTPUT).select(OutputChoice.SAME.toString());
		for (final Object box : dialog.getCheckboxes()) {
			((Checkbox) box).setState(false);
		}
		advanced = AdvancedDialog.defaults();
		dialog.getButtons()[0].setEnabled(describe());
		work.estimate();
	}

	@Override
	public boolean dialogItemChanged(final GenericDialog changed, final AWTEvent event) {
		if (event == null) { // the dialog was closed
			return true;
		}
		if (event.getSource() == choice(SCALE)) {
			final int scale = Integer.parseInt(choice(SCALE).getSelectedItem());
			if (model().scale() != scale) {
				models.stream().filter(m -> m.scale() == scale).findFirst().ifPresent(m -> choice(MODEL).select(m.id()));
			}
		}
		else {
			choice(SCALE).select(Integer.toString(model().scale()));
		}
		work.estimate();
		return describe();
	}

	/** Says what the model is; returns whether it fits the image. */
	private boolean describe() {
		final ModelCatalog.Entry model = model();
		final boolean fits = ModelChoice.fits(model, rgb);
		String text = DialogTexts.escaped(model.description());
		if (!fits) {
			text = "<font color='#a00000'>This model enlarges RGB images: choose another one, or convert the image to RGB.</font> " + text;
		}
		else if (rgb && model.channels() == 1) {
			text = "Red, green and blue one by one. " + text;
		}
		about.setText(DialogTexts.wrapped(text, WIDTH));
		return fits;
	}
}
