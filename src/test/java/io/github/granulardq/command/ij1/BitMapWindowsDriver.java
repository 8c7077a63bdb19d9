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
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.EventQueue;
import java.awt.Menu;
import java.awt.MenuItem;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.NonBlockingGenericDialog;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;

/** Maps bits and calibrates in ImageJ as a user does. Ends the process with status 0 if all was as it should be. */
final class BitMapWindowsDriver {

	/** Printed at the end. */
	static final String DONE = "all windows were as expected";

	private static final String MAP = "run(\"Bit Map...\", \"model=test-model bits=dynamic engine=auto grid=seamless percentiles=[] table=[]\");";
	private static final String CALIBRATE = "run(\"Calibrate Entropy...\", \"model=test-model engine=auto grid=seamless low_percent=25.0 high_percent=75.0 " +
		"output_file=[FILE] bit_map\");";
	private static final String TABLE = "Bits of cells";
	private static final int SECONDS = 90;

	private final ImageJ imageJ = new ImageJ(ImageJ.STANDALONE);

	private BitMapWindowsDriver() {
	}

	/** Runs in a process with a screen. */
	public static void main(final String[] arguments) {
		int status = 1;
		try {
			new BitMapWindowsDriver().run();
			System.out.println(DONE);
			status = 0;
		}
		catch (final Throwable e) { // also of other threads' kinds: this is the end of the process
			e.printStackTrace(System.out);
		}
		System.exit(status);
	}

	private void run() throws Exception {
		final ImagePlus input = image();
		input.show();
		bitMap(input);
		cancelledCalibration(input);
		calibration(input);
		closedImage(input);
	}

	private static ImagePlus image() {
		final ImagePlus image = IJ.createImage("cells", 200, 160, 1, 16);
		for (int i = 0; i < 200 * 160; i++) {
			image.getProcessor().set(i % 200, i / 200, 100 + (i / 200 < 70 ? i % 7 : i * 37 % (10 + i % 200 * (i / 200))));
		}
		return image;
	}

	private void bitMap(final ImagePlus input) throws Exception {
		final Recorder recorder = new Recorder();
		choose(BitMapPlugIn.COMMAND);
		final GenericDialog dialog = await("the dialog", () -> visible(d -> true));
		require(((Choice) dialog.getChoices().get(1)).getSelectedItem().equals("dynamic"), "default");
		press(dialog, 0);
		final ImagePlus bits = await("the bits", () -> Optional.ofNullable(WindowManager.getImage("cells-bits")));
		awaitEndOf(BitMapPlugIn.COMMAND);
		require(recorded(recorder).equals(List.of(MAP)), "recorded: " + recorder.getText());
		recorder.close();
		final int shapes = input.getOverlay().size();
		final ResultsTable table = ResultsTable.getResultsTable(TABLE);
		require(table != null && table.size() > 1, "table");
		final String rows = rows(table);
		require(IJ.getLog().contains("FAB: ") && bits.getInfoProperty().contains("BitOPs: "), "log");
		bits.setTitle("first");
		WindowManager.setCurrentWindow(input.getWindow());
		IJ.runMacro(MAP);
		final ImagePlus again = await("the replayed bits", () -> Optional.ofNullable(WindowManager.getImage("cells-bits")));
		require(Arrays.equals((byte[]) bits.getProcessor().getPixels(), (byte[]) again.getProcessor().getPixels()), "pixels of the replay");
		require(input.getOverlay().size() == shapes && rows(ResultsTable.getResultsTable(TABLE)).equals(rows), "figures of the replay");
		bits.close();
		again.close();
		BitMapOverlay.remove(input);
		WindowManager.setCurrentWindow(input.getWindow());
	}

	private static String rows(final ResultsTable table) {
		final StringBuilder rows = new StringBuilder();
		for (int i = 0; i < table.size(); i++) {
			rows.append(table.getRowAsString(i)).append('\n');
		}
		return rows.toString();
	}

	private static List<String> names(final Overlay overlay) {
		return overlay == null ? List.of() : Arrays.stream(overlay.toArray()).map(Roi::getName).toList();
	}

	private GenericDialog thresholds() throws Exception {
		choose(CalibratePlugIn.COMMAND);
		final GenericDialog first = await("the dialog", () -> visible(d -> !(d instanceof NonBlockingGenericDialog)));
		press(first, 0);
		return await("the thresholds", () -> visible(d -> d instanceof NonBlockingGenericDialog));
	}

	private static void type(final Object field, final String text) throws Exception {
		EventQueue.invokeAndWait(() -> ((TextField) field).setText(text));
	}

	/** The bits follow the thresholds, and are gone after Cancel. */
	private void cancelledCalibration(final ImagePlus input) throws Exception {
		final GenericDialog dialog = thresholds();
		final List<String> before = names(await("the preview", () -> Optional.ofNullable(input.getOverlay())));
		type(dialog.getNumericFields().get(0), "0");
		type(dialog.getNumericFields().get(1), "0");
		await("bits of other thresholds", () -> names(input.getOverlay()).equals(before) ? Optional.empty() : Optional.of(true));
		final Roi mine = new Roi(1, 2, 3, 4);
		mine.setName("mine");
		EventQueue.invokeAndWait(() -> input.getOverlay().add(mine));
		press(dialog, 1);
		awaitEndOf(CalibratePlugIn.COMMAND);
		require(names(input.getOverlay()).equals(List.of("mine")), "what the user drew meanwhile");
		input.setOverlay(null);
		require( WindowManager.getImageCount() == 1, "what is left after Cancel");
	}

	private void calibration(final ImagePlus input) throws Exception {
		final Path file = Path.of("my table.json").toAbsolutePath();
		final Recorder recorder = new Recorder();
		final GenericDialog dialog = thresholds();
		type(dialog.getNumericFields().get(0), "25.0");
		type(dialog.getNumericFields().get(1), "75.0");
		Files.writeString(file, "taken");
		type(dialog.getStringFields().get(0), file.toString());
		await("OK to be grey, since the file is there", () -> dialog.getButtons()[0].isEnabled() ? Optional.empty() : Optional.of(true));
		Files.delete(file);
		type(dialog.getStringFields().get(0), "");
		type(dialog.getStringFields().get(0), file.toString());
		await("OK to be there", () -> dialog.getButtons()[0].isEnabled() ? Optional.of(true) : Optional.empty());
		press(dialog, 0);
		awaitEndOf(CalibratePlugIn.COMMAND);
		require(WindowManager.getImage("Entropy of cells") != null && input.getOverlay() != null, "plot and bits");
		final String expected = CALIBRATE.replace("FILE", file.toString());
		require(recorded(recorder).equals(List.of(expected)), "recorded: " + recorder.getText());
		recorder.close();
		final String table = Files.readString(file);
		final List<String> overlay = names(input.getOverlay());
		Files.delete(file);
		input.setOverlay(null);
		WindowManager.getImage("Entropy of cells").close();
		WindowManager.setCurrentWindow(input.getWindow());
		IJ.runMacro(expected);
		require(Files.readString(file).equals(table) && names(input.getOverlay()).equals(overlay), "figures of the replay");
		require(WindowManager.getImage("Entropy of cells") != null && WindowManager.getCurrentImage() == input, "windows of the replay");
		WindowManager.getImage("Entropy of cells").close();
	}

	/** Closed while thresholds are looked for: the table is there nevertheless. */
	private void closedImage(final ImagePlus input) throws Exception {
		final Path file = Path.of("closed.json").toAbsolutePath();
		WindowManager.setCurrentWindow(input.getWindow());
		final GenericDialog dialog = thresholds();
		input.changes = false;
		input.close();
		type(dialog.getNumericFields().get(0), "30");
		type(dialog.getStringFields().get(0), file.toString());
		((Checkbox) dialog.getCheckboxes().get(1)).setState(true);
		press(dialog, 0);
		awaitEndOf(CalibratePlugIn.COMMAND);
		require(Files.exists(file), "table of a closed image");
	}

	private static List<String> recorded(final Recorder recorder) {
		return recorder.getText().lines().filter(line -> line.startsWith("run(")).toList();
	}

	private void choose(final String command) {
		final MenuItem item = find(find(Menus.getImageJMenu("Plugins"), "Granular-DQ"), command);
		imageJ.actionPerformed(new ActionEvent(item, ActionEvent.ACTION_PERFORMED, item.getActionCommand()));
	}

	private static MenuItem find(final MenuItem menu, final String label) {
		for (int i = 0; i < ((Menu) menu).getItemCount(); i++) {
			if (((Menu) menu).getItem(i).getLabel().equals(label)) {
				return ((Menu) menu).getItem(i);
			}
		}
		throw new AssertionError("there is no " + label + " in the menu " + menu.getLabel());
	}

	private static void press(final GenericDialog dialog, final int button) throws Exception {
		final Button pressed = dialog.getButtons()[button];
		Screen.press(dialog, pressed);
	}

	private static Optional<GenericDialog> visible(final Predicate<GenericDialog> which) {
		return Arrays.stream(Window.getWindows()).filter(w -> w instanceof GenericDialog && w.isShowing()).map(GenericDialog.class::cast).filter(which).findFirst();
	}

	/** ImageJ runs a command in a thread of its name, which records it in the end. */
	private static void awaitEndOf(final String command) throws InterruptedException {
		await("the end of the command", () -> Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals(command)) ? Optional.empty()
			: Optional.of(true));
	}

	private static <T> T await(final String what, final Supplier<Optional<T>> source) throws InterruptedException {
		for (int i = 0; i < SECONDS * 10; i++) {
			final Optional<T> found = source.get();
			if (found.isPresent()) {
				return found.get();
			}
			Thread.sleep(100);
		}
		throw new AssertionError(what + " did not come; windows: " + Arrays.stream(Window.getWindows()).filter(Window::isShowing).map(Window::getName).toList() +
			"; " + IJ.getLog());
	}

	private static void require(final boolean condition, final String what) {
		if (!condition) {
			throw new AssertionError(what);
		}
	}
}
