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
import java.awt.EventQueue;
import java.awt.Label;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import ij.gui.DialogListener;
import ij.gui.GenericDialog;
import ij.gui.NonBlockingGenericDialog;
import io.github.granulardq.InputException;
import io.github.granulardq.command.EntropyTable;
import io.github.granulardq.command.SuperResolveOptions;

/**
 * Asks where the thresholds are to be, and shows meanwhile what they mean, in a thread of its own: of positions that follow each other fast, the last counts.
 * Images can be looked at while it is open. OK is there while the positions are in order and the files can be written.
 */
final class ThresholdDialog implements DialogListener {

	private static final int COLUMNS = 30;
	private static final double STEP = 0.5;

	/** As wide as the line will be, since labels do not grow. */
	private static final String WIDEST = "4 bits up to 0.000 nats, 5 up to 0.000: 0.000 bits on average here        ";

	private static final int DELAY_MILLIS = 80;

	private final ThresholdPreview preview;
	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
		final Thread made = new Thread(work, "granular-dq-thresholds");
		made.setDaemon(true);
		return made;
	});
	private final AtomicInteger asked = new AtomicInteger();
	private double[] shown;
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
		shown = new double[] { table.low(), table.high() };
		line.setText(preview.update(table.low(), table.high()));
		final boolean wanted;
		try {
			wanted = Dialogs.show(dialog);
		}
		finally {
			asked.incrementAndGet(); // nothing new is begun
			end();
		}
		if (!wanted) {
			return Optional.empty();
		}
		final Map<String, String> values = new LinkedHashMap<>();
		values.put(SuperResolveOptions.LOW_PERCENT, Double.toString(dialog.getNextNumber()));
		values.put(SuperResolveOptions.HIGH_PERCENT, Double.toString(dialog.getNextNumber()));
		values.put(CalibratePlugIn.OUTPUT_FILE, dialog.getNextString());
		values.put(CalibratePlugIn.PLOT, dialog.getNextString());
		values.put(CalibratePlugIn.OVERWRITE, Boolean.toString(dialog.getNextBoolean()));
		values.put(SuperResolveOptions.BIT_MAP, Boolean.toString(dialog.getNextBoolean()));
		showLast(Double.parseDouble(values.get(SuperResolveOptions.LOW_PERCENT)), Double.parseDouble(values.get(SuperResolveOptions.HIGH_PERCENT)));
		return Optional.of(values);
	}

	/** What was typed just before OK may not be shown yet. */
	private void showLast(final double low, final double high) {
		if (shown[0] != low || shown[1] != high) {
			preview.update(low, high);
		}
	}

	@Override
	public boolean dialogItemChanged(final GenericDialog dialog, final AWTEvent event) {
		final double low = dialog.getNextNumber();
		final double high = dialog.getNextNumber();
		if (!(low >= 0 && low <= high && high <= 100)) {
			line.setText("The low percent must not be above the high one.");
			return false;
		}
		final Map<String, String> files = new LinkedHashMap<>();
		files.put(CalibratePlugIn.OUTPUT_FILE, dialog.getNextString());
		files.put(CalibratePlugIn.PLOT, dialog.getNextString());
		try {
			CalibratePlugIn.check(files, dialog.getNextBoolean());
		}
		catch (final InputException e) {
			asked.incrementAndGet();
			line.setText(withoutFolders(e.getMessage(), files));
			return false;
		}
		show(low, high);
		return true;
	}

	/** Lines are not wide enough for long names. */
	private static String withoutFolders(final String message, final Map<String, String> files) {
		String text = message;
		for (final String file : files.values().stream().filter(name -> !name.isBlank()).toList()) {
			text = text.replace(file, file.substring(file.lastIndexOf(File.separatorChar) + 1));
		}
		return text;
	}

	private void show(final double low, final double high) {
		final int number = asked.incrementAndGet();
		if (!thread.isShutdown()) {
			thread.schedule(() -> {
				if (asked.get() == number) {
					update(number, low, high);
				}
			}, DELAY_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void update(final int number, final double low, final double high) {
		shown = new double[] { low, high };
		final String text = preview.update(low, high);
		EventQueue.invokeLater(() -> {
			if (asked.get() == number) {
				line.setText(text);
			}
		});
	}

	/** Waits for what was begun. */
	private void end() {
		thread.shutdown();
		try {
			thread.awaitTermination(1, TimeUnit.MINUTES);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
