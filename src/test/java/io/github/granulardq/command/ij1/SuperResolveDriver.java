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
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.WindowEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import ij.plugin.frame.RoiManager;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveOptions;

/** Uses the dialog of Super-Resolve... as users do: preview, advanced options, ROIs, and windows that are closed at the wrong moment. */
final class SuperResolveDriver {

	/** Printed at the end. */
	static final String DONE = "the dialog was as expected";

	private static final int SECONDS = 100;

	private SuperResolveDriver() {
	}

	/** Runs in a process with a screen. */
	public static void main(final String[] arguments) {
		int status = 1;
		try {
			new ImageJ(ImageJ.STANDALONE);
			run();
			System.out.println(DONE);
			status = 0;
		}
		catch (final Throwable e) { // also of other threads' kinds: this is the end of the process
			e.printStackTrace(System.out);
		}
		System.exit(status);
	}

	private static void run() throws Exception {
		final ImagePlus input = image();
		input.show();
		advancedOptionsAreRecordedAndReplayed(input);
		previewChangesNothing(input);
		defaultsAreRestored(input);
		roisGiveOneResultEach(input);
		closedImageEndsTheDialog(input);
	}

	private static ImagePlus image() {
		final ImagePlus image = IJ.createHyperStack("cells", 24, 20, 1, 3, 1, 16);
		for (int n = 1; n <= 3; n++) {
			for (int i = 0; i < 480; i++) {
				image.getStack().getProcessor(n).set(i % 24, i / 24, 100 * n + i * 37 % 1000);
			}
		}
		image.setDisplayRange(100, 1400);
		return image;
	}

	private static void advancedOptionsAreRecordedAndReplayed(final ImagePlus input) throws Exception {
		final Path table = Files.createTempDirectory("granular-dq").resolve("cells table.json");
		CalibrateImage.run(input, SuperResolveOptions.of(Map.of()), Monitor.none()).write(table, true);
		final Recorder recorder = new Recorder();
		final GenericDialog dialog = open(input);
		pressLabelled(dialog, "Advanced...");
		final GenericDialog advanced = await("the advanced dialog", () -> visible("Super-Resolve: Advanced"));
		final TextField slices = (TextField) advanced.getStringFields().get(3);
		enter(slices, "");
		await("OK to be grey", () -> advanced.getButtons()[0].isEnabled() ? Optional.empty() : Optional.of(true));
		enter(slices, "1,3");
		enter((TextField) advanced.getStringFields().get(0), "0:2000");
		enter((TextField) advanced.getStringFields().get(5), table + "-missing");
		await("OK to be grey for a table that is not there", () -> advanced.getButtons()[0].isEnabled() ? Optional.empty() : Optional.of(true));
		enter((TextField) advanced.getStringFields().get(5), table.toString());
		enter((TextField) advanced.getStringFields().get(6), "20");
		await("OK to be there", () -> advanced.getButtons()[0].isEnabled() ? Optional.of(true) : Optional.empty());
		press(advanced, advanced.getButtons()[0]);
		await("the end of the advanced dialog", () -> advanced.isShowing() ? Optional.empty() : Optional.of(true));
		press(dialog, dialog.getButtons()[0]);
		final ImagePlus result = await("the result", () -> Optional.ofNullable(WindowManager.getImage("cells-x2")));
		awaitEndOfCommand();
		final String line = recorder.getText().lines().filter(l -> l.startsWith("run(\"Super-Resolve")).findFirst().orElse(recorder.getText());
		recorder.close();
		table.toFile().deleteOnExit();
		require(line.equals("run(\"Super-Resolve...\", \"model=test-model scale=2 bits=dynamic engine=auto grid=seamless output=same range=0:2000 percentiles=[" +
			table + "] low_percent=20 slices=1,3\");"),
			"recorded: " + line);
		WindowManager.setCurrentWindow(input.getWindow());
		IJ.runMacro(line);
		final ImagePlus replayed = await("the replayed image", () -> Optional.ofNullable(WindowManager.getImage("cells-x2-1")));
		require(replayed.getNSlices() == 2 && Arrays.equals((short[]) result.getStack().getPixels(2), (short[]) replayed.getStack().getPixels(2)), "replay");
		result.close();
		replayed.close();
	}

	private static void previewChangesNothing(final ImagePlus input) throws Exception {
		final short[] before = ((short[]) input.getProcessor().getPixels()).clone();
		final Recorder recorder = new Recorder();
		final GenericDialog dialog = open(input);
		pressLabelled(dialog, "Preview");
		final ImagePlus preview = await("the preview", () -> Optional.ofNullable(WindowManager.getImage("Preview of cells")));
		require(preview.getWidth() == 2 * 48 + 4 && preview.getHeight() == 40, "size of the preview");
		EventQueue.invokeAndWait(preview::close); // the user may
		pressLabelled(dialog, "Preview");
		await("the next preview", () -> Optional.ofNullable(WindowManager.getImage("Preview of cells")));
		pressLabelled(dialog, "Preview");
		press(dialog, dialog.getButtons()[1]); // while it is computed
		awaitEndOfCommand();
		await("the end of the preview", () -> WindowManager.getImage("Preview of cells") == null ? Optional.of(true) : Optional.empty());
		require(WindowManager.getImageCount() == 1 && !input.isLocked() && !input.changes, "images after the preview");
		require(Arrays.equals(before, (short[]) input.getProcessor().getPixels()), "pixels after the preview");
		require(!recorder.getText().contains("run("), "recorded: " + recorder.getText());
		recorder.close();
	}

	private static void defaultsAreRestored(final ImagePlus input) throws Exception {
		final GenericDialog dialog = open(input);
		EventQueue.invokeAndWait(() -> {
			((Choice) dialog.getChoices().get(2)).select("4");
			((Checkbox) dialog.getCheckboxes().get(0)).setState(true);
		});
		pressLabelled(dialog, "Defaults");
		EventQueue.invokeAndWait(() -> {});
		require(((Choice) dialog.getChoices().get(2)).getSelectedItem().equals("dynamic"), "bits");
		require(!((Checkbox) dialog.getCheckboxes().get(0)).getState(), "bit map");
		press(dialog, dialog.getButtons()[1]);
		awaitEndOfCommand();
	}

	private static void roisGiveOneResultEach(final ImagePlus input) throws Exception {
		final RoiManager manager = new RoiManager();
		final Roi nucleus = new OvalRoi(2, 3, 10, 8);
		nucleus.setName("nucleus (1)");
		manager.addRoi(nucleus);
		manager.addRoi(new Roi(12, 4, 30, 9)); // beyond the border
		final GenericDialog dialog = open(input);
		EventQueue.invokeAndWait(() -> {
			((Checkbox) dialog.getCheckboxes().get(0)).setState(true);
			((Checkbox) dialog.getCheckboxes().get(2)).setState(true);
		});
		press(dialog, dialog.getButtons()[0]);
		final ImagePlus first = await("the first ROI's", () -> Optional.ofNullable(WindowManager.getImage("cells-nucleus (1)-x2")));
		awaitEndOfCommand();
		require(first.getWidth() == 20 && first.getHeight() == 16 && first.getNSlices() == 3, "bounds of the first ROI");
		require(WindowManager.getImageCount() == 5, "images");
		final long xs = Arrays.stream(input.getOverlay().toArray()).map(shape -> shape.getBounds().x).distinct().count();
		require(xs == 2 && ResultsTable.getResultsTable("Bits of cells-nucleus (1)") != null, "bits of both ROIs");
		for (final int id : WindowManager.getIDList()) {
			if (WindowManager.getImage(id).getTitle().endsWith("-bits")) {
				WindowManager.getImage(id).close();
			}
		}
		input.setOverlay(null);
		WindowManager.setCurrentWindow(WindowManager.getImage(WindowManager.getIDList()[2]).getWindow());
		require(WindowManager.getCurrentImage().getWidth() == 24, "the second ROI's part inside the image");
		WindowManager.getCurrentImage().close();
		first.close();
		final String message = IJ.runMacro("roiManager('reset'); makeRectangle(0, 0, 5, 5); roiManager('add'); run('Select None'); return '' + roiManager('count');");
		require(message.equals("1"), "ROIs: " + message);
		manager.reset();
		manager.close();
	}

	private static void closedImageEndsTheDialog(final ImagePlus input) throws Exception {
		final GenericDialog dialog = open(input);
		EventQueue.invokeAndWait(() -> input.getWindow().dispatchEvent(new WindowEvent(input.getWindow(),
			WindowEvent.WINDOW_CLOSING)));
		awaitEndOfCommand();
		require(!dialog.isShowing(), "the dialog of a closed image");
		require(Arrays.stream(Window.getWindows()).noneMatch(w -> w instanceof GenericDialog && w.isShowing()), "windows after the image was closed");
	}

	static GenericDialog open(final ImagePlus input) throws Exception {
		WindowManager.setCurrentWindow(input.getWindow());
		IJ.doCommand(SuperResolvePlugIn.COMMAND);
		return await("the dialog", () -> visible("Super-Resolve"));
	}

	private static void enter(final TextField field, final String text) throws Exception {
		EventQueue.invokeAndWait(() -> field.setText(text));
	}

	/** Not waited for: a button may open a dialog. */
	static void pressLabelled(final GenericDialog dialog, final String label) {
		final Button button = find(dialog, label).orElseThrow(() -> new AssertionError("there is no button " + label));
		EventQueue.invokeLater(() -> {
			for (final var listener : button.getActionListeners()) {
				listener.actionPerformed(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, label));
			}
		});
	}

	private static Optional<Button> find(final Container container, final String label) {
		for (final Component component : container.getComponents()) {
			if (component instanceof final Button button && button.getLabel().equals(label)) {
				return Optional.of(button);
			}
			if (component instanceof final Container inner && find(inner, label).isPresent()) {
				return find(inner, label);
			}
		}
		return Optional.empty();
	}

	static void press(final GenericDialog dialog, final Button button) throws Exception {
		Screen.press(dialog, button);
	}

	static Optional<GenericDialog> visible(final String title) {
		return Arrays.stream(Window.getWindows()).filter(w -> w instanceof GenericDialog && w.isShowing()).map(GenericDialog.class::cast).filter(d -> d
			.getTitle().equals(title)).findFirst();
	}

	static void awaitEndOfCommand() throws InterruptedException {
		await("the end of the command", () -> Thread.getAllStackTraces().keySet().stream()
			.anyMatch(t -> t.getName().equals(SuperResolvePlugIn.COMMAND)) ? Optional.empty() : Optional.of(true));
	}

	static <T> T await(final String what, final Supplier<Optional<T>> source) throws InterruptedException {
		for (int i = 0; i < SECONDS * 10; i++) {
			final Optional<T> found = source.get();
			if (found.isPresent()) {
				return found.get();
			}
			Thread.sleep(100);
		}
		final List<String> stack = Thread.getAllStackTraces().entrySet().stream().filter(t -> t.getKey().getName().equals(SuperResolvePlugIn.COMMAND)).flatMap(
			t -> Arrays.stream(t.getValue())).map(StackTraceElement::toString).toList();
		throw new AssertionError(what + " did not come; status: " + IJ.getInstance().getInfo() + "; the command is at " + stack);
	}

	private static void require(final boolean condition, final String what) {
		if (!condition) {
			throw new AssertionError(what);
		}
	}
}
