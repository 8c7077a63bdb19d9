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
import java.awt.Label;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import ij.gui.DialogListener;
import ij.gui.GenericDialog;
import ij.gui.NonBlockingGenericDialog;
import io.github.granulardq.command.EntropyTable;
import io.github.granulardq.command.SuperResolveOptions;

/** Asks where the thresholds are to be, and shows meanwhile what they mean. Images can be looked at while it is open. */
final class ThresholdDialog implements DialogListener {

	private static final int COLUMNS = 30;
	private static final double STEP = 0.5;

	/** As wide as the line will be, since labels do not grow. */
	private static final String WIDEST = "4 bits up to 0.000 nats, 5 up to 0.000: 0.000 bits on average here        ";

	private final ThresholdPreview preview;
	private Label line;

	private ThresholdDialog(final ThresholdPreview preview) {
		this.preview = preview;
	}

	/**
	 * Asks.
	 *
	 * @param bitMap whether there is an image over which bits can stay
	 * @return values by key; empty if the user thought better of it
	 */
	static Optional<Map<String, String>> show(final EntropyTable table, final ThresholdPreview preview, final boolean bitMap) {
		return new ThresholdDialog(preview).ask(table, bitMap);
	}

	private Optional<Map<String, String>> ask(final EntropyTable table, final boolean bitMap) {
		final GenericDialog dialog = new NonBlockingGenericDialog("Calibrate Entropy");
		dialog.addSlider("Low_percent (4 bits up to here)", 0, 100, table.low(), STEP);
		dialog.addSlider("High_percent (5 bits up to here)", 0, 100, table.high(), STEP);
		dialog.addMessage(WIDEST);
		line = (Label) dialog.getMessage();
		dialog.addFileField("Output_file (.json, may be empty)", "", COLUMNS);
		dialog.addFileField("Plot (.png, may be empty)", "", COLUMNS);
		dialog.addCheckbox("Overwrite", false);
		dialog.addCheckbox("Bit_map (keep the bits over the image)", bitMap);
		dialog.addDialogListener(this);
		line.setText(preview.update(table.low(), table.high()));
		if (!Dialogs.show(dialog)) {
			return Optional.empty();
		}
		final Map<String, String> values = new LinkedHashMap<>();
		values.put(SuperResolveOptions.LOW_PERCENT, Double.toString(dialog.getNextNumber()));
		values.put(SuperResolveOptions.HIGH_PERCENT, Double.toString(dialog.getNextNumber()));
		values.put(CalibratePlugIn.OUTPUT_FILE, dialog.getNextString());
		values.put(CalibratePlugIn.PLOT, dialog.getNextString());
		values.put(CalibratePlugIn.OVERWRITE, Boolean.toString(dialog.getNextBoolean()));
		values.put(SuperResolveOptions.BIT_MAP, Boolean.toString(dialog.getNextBoolean()));
		return Optional.of(values);
	}

	@Override
	public boolean dialogItemChanged(final GenericDialog dialog, final AWTEvent event) {
		final double low = dialog.getNextNumber();
		final double high = dialog.getNextNumber();
		if (!(low >= 0 && low <= high && high <= 100)) {
			line.setText("The low percent must not be above the high one.");
			return false;
		}
		line.setText(preview.update(low, high));
		return true;
	}
}
