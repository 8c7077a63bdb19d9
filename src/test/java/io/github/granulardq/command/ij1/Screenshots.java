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

import java.awt.Color;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Graphics2D;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.Window;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.imageio.ImageIO;
import javax.swing.JLabel;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.NonBlockingGenericDialog;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.filter.GaussianBlur;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.MedianCut;
import ij.text.TextWindow;

/**
 * Makes the pictures of the guide: {@code Screenshots FOLDER [NAME...]}, all of them or those that are named, in the top folder of the project, whose examples they show.
 * {@code src/test/scripts/screenshots.sh} runs it on a display of its own. To add one, write a method and a line in {@link #steps}. Windows have no title bars there.
 */
final class Screenshots {

	private static final int SETTLE_MILLIS = 1500;
	private static final int SIZE = 512;
	private static final int GAP = 8;
	private static final int CORNER = 20;
	private static final int COLOURS = 256;
	private static final int MOST_BYTES = 120_000;
	private static final String EXAMPLE = "phase-contrast.tif";

	private final File folder;
	private final Robot robot = new Robot();

	private Screenshots(final File folder) throws Exception {
		this.folder = folder;
	}

	/** One picture or some that belong together. */
	@FunctionalInterface
	private interface Step {
		void take() throws Exception;
	}

	private Map<String, Step> steps() {
		final Map<String, Step> steps = new LinkedHashMap<>();
		steps.put("super-resolve", this::superResolve);
		steps.put("super-resolve-file", this::superResolveFile);
		steps.put("super-resolve-folder", this::superResolveFolder);
		steps.put("bit-map", this::bitMap);
		steps.put("calibrate-entropy", this::calibrateEntropy);
		steps.put("evaluate", this::evaluate);
		steps.put("error-map", this::errorMap);
		steps.put("ring-correlation", this::ringCorrelation);
		steps.put("models", this::models);
		return steps;
	}

	/** Runs in a process with a screen. */
	public static void main(final String[] arguments) {
		int status = 1;
		try {
			new ImageJ(ImageJ.STANDALONE);
			final Screenshots screenshots = new Screenshots(new File(arguments[0]));
			final List<String> wanted = Arrays.asList(arguments).subList(1, arguments.length);
			for (final Map.Entry<String, Step> step : screenshots.steps().entrySet()) {
				if (wanted.isEmpty() || wanted.contains(step.getKey())) {
					step.getValue().take();
					closeAll();
				}
			}
			status = 0;
		}
		catch (final Throwable e) { // also of other threads' kinds: this is the end of the process
			e.printStackTrace();
		}
		System.exit(status);
	}

	/** Spots and threads as a confocal microscope shows them: made by arithmetic, no specimen. */
	private static ImagePlus sample() {
		final FloatProcessor plane = new FloatProcessor(SIZE, SIZE);
		for (int line = 0; line < 24; line++) {
			for (int i = 0; i < 4000; i++) {
				final double t = i / 4000.0;
				final double x = SIZE * (0.1 + 0.8 * t) + 30 * Math.sin(7 * t + line);
				final double y = SIZE * (0.04 * line + 0.1 * Math.sin(5 * t + 0.7 * line));
				if (x >= 0 && y >= 0 && x < SIZE && y < SIZE) {
					plane.setf((int) x, (int) y, plane.getf((int) x, (int) y) + 60);
				}
			}
		}
		for (int spot = 0; spot < 60; spot++) {
			plane.setf(37 * spot * spot % (SIZE - 8) + 4, 101 * spot % (SIZE - 8) + 4, 9000);
		}
		new GaussianBlur().blurGaussian(plane, 1.4);
		plane.multiply(10);
		plane.add(200);
		final ImagePlus image = new ImagePlus("cells", plane.convertToShort(false));
		image.setDisplayRange(200, 1800);
		IJ.run(image, "Green", "");
		image.show();
		return image;
	}

	private static ImagePlus example(final String name) {
		final ImagePlus image = IJ.openImage("examples/" + name);
		image.show();
		return image;
	}

	private void superResolve() throws Exception {
		sample().getWindow().setLocation(CORNER, 260);
		final GenericDialog dialog = open(SuperResolvePlugIn.COMMAND);
		Screen.await("the estimate", () -> shows(dialog, "takes about") ? Optional.of(true) : Optional.empty());
		capture("super-resolve", dialog);
		SuperResolveDriver.pressLabelled(dialog, "Preview");
		capture("preview", await("Preview of cells").getWindow());
		SuperResolveDriver.pressLabelled(dialog, "Advanced...");
		final GenericDialog advanced = Screen.await("the advanced dialog", () -> SuperResolveDriver.visible("Super-Resolve: Advanced"));
		capture("super-resolve-advanced", advanced);
		cancel(advanced);
		cancel(dialog);
		Screen.awaitEndOfCommand(SuperResolvePlugIn.COMMAND);
	}

	private void superResolveFile() throws Exception {
		final GenericDialog dialog = open(SuperResolveFilePlugIn.COMMAND);
		type(dialog, "/data/cells.tif", "/data/cells-x2.ome.tif");
		capture("super-resolve-file", dialog);
		cancel(dialog);
	}

	private void superResolveFolder() throws Exception {
		final GenericDialog dialog = open(SuperResolveFolderPlugIn.COMMAND);
		type(dialog, "/data/raw", "/data/large");
		capture("super-resolve-folder", dialog);
		cancel(dialog);
	}

	private void bitMap() throws Exception {
		final ImagePlus image = example("mitosis-two-channels.tif");
		IJ.run(image, "Out [-]", "");
		final GenericDialog dialog = open(BitMapPlugIn.COMMAND);
		capture("bit-map", dialog);
		finish(dialog, BitMapPlugIn.COMMAND);
		capture("bit-map-overlay", image.getWindow());
		capture("bit-map-table", table("Bits of " + image.getTitle(), 1000, 240));
	}

	private void calibrateEntropy() throws Exception {
		final ImagePlus image = example(EXAMPLE);
		final GenericDialog dialog = open(CalibratePlugIn.COMMAND);
		capture("calibrate-entropy", dialog);
		ok(dialog);
		final GenericDialog thresholds = Screen.await("the thresholds", () -> Screen.visible(NonBlockingGenericDialog.class));
		capture("calibrate-entropy-thresholds", thresholds);
		capture("calibrate-entropy-plot", await("Entropy of " + image.getTitle()).getWindow());
		cancel(thresholds);
		Screen.awaitEndOfCommand(CalibratePlugIn.COMMAND);
	}

	private void evaluate() throws Exception {
		example(EXAMPLE);
		final GenericDialog dialog = open(EvaluatePlugIn.COMMAND);
		capture("evaluate", dialog);
		finish(dialog, EvaluatePlugIn.COMMAND);
		capture("evaluate-plot", await("PSNR by bits").getWindow());
		capture("evaluate-results", table("Results", 1200, 150));
	}

	/** With a rod in the enlarged image that is not in the other one. */
	private void errorMap() throws Exception {
		final ImagePlus image = example(EXAMPLE);
		image.setRoi(40, 20, 200, 200);
		IJ.run(image, "Crop", "");
		image.setTitle("cells");
		IJ.runMacro("run(\"" + SuperResolvePlugIn.COMMAND + "\", \"scale=2\");");
		final ImagePlus large = await("cells-x2");
		large.getProcessor().setValue(large.getStatistics().max);
		large.getProcessor().fill(new Roi(100, 60, 3, 24));
		large.updateAndDraw();
		final GenericDialog dialog = open(ErrorMapPlugIn.COMMAND);
		capture("error-map", dialog);
		finish(dialog, ErrorMapPlugIn.COMMAND);
		final ImagePlus map = await("cells-x2-error");
		IJ.run(map, "In [+]", "");
		IJ.run(map, "In [+]", "");
		capture("error-map-result", large.getWindow(), map.getWindow());
	}

	private void ringCorrelation() throws Exception {
		ImageProcessor.setRandomSeed(1);
		for (final String title : List.of("even", "odd")) {
			final ImagePlus frame = example(EXAMPLE);
			frame.getProcessor().noise(frame.getStatistics().stdDev / 5);
			frame.setTitle(title);
		}
		final GenericDialog dialog = open(RingCorrelationPlugIn.COMMAND);
		capture("ring-correlation", dialog);
		finish(dialog, RingCorrelationPlugIn.COMMAND);
		capture("ring-correlation-plot", await("odd-frc").getWindow());
	}

	private void models() throws Exception {
		final GenericDialog dialog = open(ModelsPlugIn.COMMAND);
		capture("models", dialog);
		cancel(dialog);
	}

	private static boolean shows(final Container container, final String text) {
		return Arrays.stream(container.getComponents()).anyMatch(c -> c instanceof final JLabel label && label.getText().contains(text) ||
			c instanceof final Container inner && shows(inner, text));
	}

	private static GenericDialog open(final String command) throws Exception {
		IJ.doCommand(command);
		return Screen.await("the dialog of " + command, () -> SuperResolveDriver.visible(command.replace("...", "")));
	}

	/** Into the first fields for text. */
	private static void type(final GenericDialog dialog, final String... texts) throws Exception {
		EventQueue.invokeAndWait(() -> {
			for (int i = 0; i < texts.length; i++) {
				((TextField) dialog.getStringFields().get(i)).setText(texts[i]);
				((TextField) dialog.getStringFields().get(i)).select(0, 0);
			}
		});
	}

	private static void ok(final GenericDialog dialog) throws Exception {
		Screen.press(dialog, dialog.getButtons()[0]);
	}

	private static void cancel(final GenericDialog dialog) throws Exception {
		Screen.press(dialog, dialog.getButtons()[1]);
	}

	private static void finish(final GenericDialog dialog, final String command) throws Exception {
		ok(dialog);
		Screen.awaitEndOfCommand(command);
	}

	private static ImagePlus await(final String title) throws InterruptedException {
		return Screen.await(title, () -> Optional.ofNullable(WindowManager.getImage(title)));
	}

	private static Window table(final String title, final int width, final int height) throws Exception {
		final Window window = Screen.await(title, () -> Optional.ofNullable(WindowManager.getWindow(title)));
		EventQueue.invokeAndWait(() -> window.setSize(width, height));
		return window;
	}

	private static void closeAll() {
		final int[] ids = WindowManager.getIDList();
		for (final int id : ids == null ? new int[0] : ids) {
			final ImagePlus image = WindowManager.getImage(id);
			if (image != null) { // a preview closes itself
				image.changes = false;
				image.close();
			}
		}
		Arrays.stream(Window.getWindows()).filter(w -> w instanceof TextWindow && w.isShowing()).forEach(w -> ((TextWindow) w).close(false));
		ResultsTable.getResultsTable().reset();
	}

	/** Writes what windows show, side by side. */
	private void capture(final String name, final Window... windows) throws Exception {
		final BufferedImage[] parts = new BufferedImage[windows.length];
		for (int i = 0; i < windows.length; i++) {
			final Window window = windows[i];
			EventQueue.invokeAndWait(() -> {
				window.setLocation(CORNER, CORNER);
				window.toFront();
			});
			Thread.sleep(SETTLE_MILLIS);
			parts[i] = robot.createScreenCapture(window.getBounds());
		}
		final int width = Arrays.stream(parts).mapToInt(part -> part.getWidth() + GAP).sum() - GAP;
		final BufferedImage picture = new BufferedImage(width, Arrays.stream(parts).mapToInt(BufferedImage::getHeight).max().getAsInt(), BufferedImage.TYPE_INT_RGB);
		final Graphics2D graphics = picture.createGraphics();
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
		int x = 0;
		for (final BufferedImage part : parts) {
			graphics.drawImage(part, x, 0, null);
			x += part.getWidth() + GAP;
		}
		graphics.dispose();
		write(picture, new File(folder, name + ".png"));
	}

	/** With fewer colours where the file would be large. */
	private static void write(final BufferedImage picture, final File file) throws IOException {
		ImageIO.write(picture, "png", file);
		for (int colours = COLOURS; file.length() > MOST_BYTES; colours /= 2) {
			ImageIO.write(new MedianCut(new ColorProcessor(picture)).convertToByte(colours).getBufferedImage(), "png", file);
		}
	}
}
