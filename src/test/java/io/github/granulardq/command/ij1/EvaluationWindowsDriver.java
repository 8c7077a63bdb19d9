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

import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.EventQueue;
import java.awt.Menu;
import java.awt.MenuItem;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.MessageDialog;
import ij.gui.PlotWindow;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

/** Does with the commands that measure what a user does. Ends the process with status 0 if all was as it should be. */
final class EvaluationWindowsDriver {

	/** Printed at the end. */
	static final String DONE = "all measurements were as expected";

	private static final int SECONDS = 100;

	private final ImageJ imageJ = new ImageJ(ImageJ.STANDALONE);

	private EvaluationWindowsDriver() {
	}

	/** Runs in a process with a screen. */
	public static void main(final String[] arguments) {
		int status = 1;
		try {
			new EvaluationWindowsDriver().run();
			System.out.println(DONE);
			status = 0;
		}
		catch (final Throwable e) { // also of other threads' kinds: this is the end of the process
			e.printStackTrace(System.out);
		}
		System.exit(status);
	}

	private void run() throws Exception {
		IJ.setBackgroundColor(0, 0, 0);
		tooFewImages();
		evaluate();
		errorMap();
		ringCorrelation();
	}

	private static ImagePlus show(final String title, final ImageProcessor pixels) {
		final ImagePlus image = new ImagePlus(title, pixels);
		image.show();
		return image;
	}

	private static ImageProcessor texture(final int width, final int height, final int noise) {
		final ShortProcessor pixels = new ShortProcessor(width, height);
		for (int i = 0; i < width * height; i++) {
			pixels.set(i, (int) (1000 + 500 * Math.sin(i % width * 0.3) * Math.cos(i / width * 0.2)) + i * noise % 100);
		}
		return pixels;
	}

	/** One sentence, and no dialog. */
	private void tooFewImages() throws Exception {
		show("alone", texture(16, 16, 7));
		choose(ErrorMapPlugIn.COMMAND);
		final MessageDialog message = await("the message", () -> visible(MessageDialog.class));
		require(IJ.getErrorMessage().contains("two images"), "message");
		Screen.settle();
		EventQueue.invokeAndWait(message::dispose);
		awaitEnd(ErrorMapPlugIn.COMMAND);
		closeAll();
	}

	private void evaluate() throws Exception {
		show("high one", texture(48, 40, 37));
		final Recorder recorder = new Recorder();
		choose(EvaluatePlugIn.COMMAND);
		final GenericDialog dialog = await("the dialog", () -> visible(GenericDialog.class));
		final List<?> fields = dialog.getStringFields();
		require(((Choice) dialog.getChoices().get(0)).getSelectedItem().equals("high one"), "the active image");
		require(((TextField) fields.get(1)).getText().equals("dynamic,8,32"), "bits");
		EventQueue.invokeAndWait(() -> {
			((TextField) fields.get(1)).setText("8,32");
			((Checkbox) dialog.getCheckboxes().get(1)).setState(true);
		});
		press(dialog);
		final ImagePlus differences = await("the differences", () -> image("high one-differences"));
		awaitEnd(EvaluatePlugIn.COMMAND);
		final PlotWindow plot = (PlotWindow) image("PSNR by bits").orElseThrow().getWindow();
		require(plot.getPlot().getDataObjectArrays(0)[0].length == 2, "points of the plot");
		final String line = recorded(recorder);
		require(line.equals("run(\"Evaluate...\", \"high=[high one] low=none folder=[] model=test-model scale=2 bits=8,32 protocol=auto grid=auto engine=auto " +
			"kernel=bicubic percentiles=[] differences\");"), line);
		final double[] first = results("PSNR", 3);
		differences.setTitle("first");
		plot.close();
		replay(line, "high one");
		final ImagePlus again = image("high one-differences").orElseThrow();
		require(differences.getStackSize() == 3 && Arrays.equals((float[]) differences.getStack().getPixels(2), (float[]) again.getStack().getPixels(2)), "pixels");
		require(Arrays.equals(first, results("PSNR", 3)), "PSNR of the replay");
		closeAll();
	}

	private void errorMap() throws Exception {
		final ImageProcessor large = texture(48, 40, 37);
		show("low", large.resize(24, 20, true));
		show("large", large);
		final Recorder recorder = new Recorder();
		choose(ErrorMapPlugIn.COMMAND);
		final GenericDialog dialog = await("the dialog", () -> visible(GenericDialog.class));
		press(dialog);
		final ImagePlus map = await("the map", () -> image("large-error"));
		awaitEnd(ErrorMapPlugIn.COMMAND);
		final String line = recorded(recorder);
		require(line.equals("run(\"Error Map...\", \"super_resolved=large low_resolution=low\");"), line);
		final double[] first = results("RSE", 1);
		map.setTitle("first");
		replay(line, "large");
		require(Arrays.equals((float[]) map.getProcessor().getPixels(), (float[]) image("large-error").orElseThrow().getProcessor().getPixels()), "map");
		require(map.getWidth() == 24 && Arrays.equals(first, results("RSE", 1)), "RSE of the replay");
		final int images = WindowManager.getImageCount();
		final String batch = IJ.runMacro("setBatchMode(true); " + line + " t = getTitle(); close(); return t + getResult(\"RSE\", 0);");
		require(batch.equals("large-error" + IJ.d2s(first[0], 4)) && WindowManager.getImageCount() == images, "batch mode: " + batch);
		results("RSE", 1);
		closeAll();
	}

	private void ringCorrelation() throws Exception {
		show("b", texture(64, 64, 61));
		show("a", texture(64, 64, 37));
		final Recorder recorder = new Recorder();
		choose(RingCorrelationPlugIn.COMMAND);
		final GenericDialog dialog = await("the dialog", () -> visible(GenericDialog.class));
		EventQueue.invokeAndWait(() -> ((Choice) dialog.getChoices().get(2)).select("half-bit"));
		press(dialog);
		final ImagePlus plot = await("the plot", () -> image("a-frc"));
		awaitEnd(RingCorrelationPlugIn.COMMAND);
		final String line = recorded(recorder);
		require(line.equals("run(\"Fourier Ring Correlation...\", \"first=a second=b threshold=half-bit window=tukey\");"), line);
		final float[] curve = ((PlotWindow) plot.getWindow()).getPlot().getDataObjectArrays(0)[1];
		final double[] first = results("Resolution_px", 1);
		plot.setTitle("first");
		replay(line, "a");
		final PlotWindow again = (PlotWindow) image("a-frc").orElseThrow().getWindow();
		require(curve.length == 32 && Arrays.equals(curve, again.getPlot().getDataObjectArrays(0)[1]), "curve");
		require(Arrays.equals(first, results("Resolution_px", 1)), "resolution of the replay");
		final String batch = IJ.runMacro("selectImage('b'); setBatchMode(true); " + line + " return getTitle();");
		require(batch.equals("b"), "the active image in batch mode: " + batch);
		results("Resolution_px", 1);
		closeAll();
	}

	/** Runs a recorded line in a macro, while results of the first run are the active image: images are found by title. */
	private static void replay(final String line, final String title) {
		require(WindowManager.getImage(title) != null, title);
		IJ.runMacro(line);
	}

	private static double[] results(final String column, final int rows) {
		final ResultsTable table = ResultsTable.getResultsTable();
		require(table.size() == rows && WindowManager.getWindow("Results") != null, "rows of the Results table: " + table.size());
		final double[] values = table.getColumnAsDoubles(table.getColumnIndex(column));
		table.reset();
		table.show("Results");
		return values;
	}

	private static String recorded(final Recorder recorder) {
		final String text = recorder.getText();
		recorder.close();
		return text.lines().filter(line -> line.startsWith("run(")).reduce((a, b) -> a + "\n" + b).orElse("");
	}

	private static void closeAll() {
		for (final int id : WindowManager.getIDList()) {
			WindowManager.getImage(id).changes = false;
			WindowManager.getImage(id).close();
		}
	}

	private static Optional<ImagePlus> image(final String title) {
		return Optional.ofNullable(WindowManager.getImage(title));
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

	/** Presses OK. */
	private static void press(final GenericDialog dialog) throws Exception {
		Screen.press(dialog, dialog.getButtons()[0]);
	}

	private static <W extends Window> Optional<W> visible(final Class<W> type) {
		return Arrays.stream(Window.getWindows()).filter(w -> type.isInstance(w) && w.isShowing()).map(type::cast).findFirst();
	}

	/** ImageJ runs a command in a thread of its name, which records it in the end. */
	private static void awaitEnd(final String command) throws InterruptedException {
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
		throw new AssertionError(what + " did not come; windows: " + Arrays.stream(Window.getWindows()).filter(Window::isShowing).map(Window::getName).toList());
	}

	private static void require(final boolean condition, final String what) {
		if (!condition) {
			throw new AssertionError(what);
		}
	}
}
