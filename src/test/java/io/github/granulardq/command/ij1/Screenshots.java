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

import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Window;
import java.io.File;
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
import ij.plugin.filter.GaussianBlur;
import ij.process.FloatProcessor;

/**
 * Makes the pictures of the guide: {@code Screenshots FOLDER [NAME...]}, all of them or those that are named. {@code src/test/scripts/screenshots.sh} runs it on a
 * display of its own. To add one, write a method and a line in {@link #steps}.
 */
final class Screenshots {

	private static final int SETTLE_MILLIS = 1500;
	private static final int SIZE = 512;

	private final File folder;
	private final Robot robot = new Robot();
	private final ImagePlus image = sample();

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
		return steps;
	}

	/** Runs in a process with a screen. */
	public static void main(final String[] arguments) throws Exception {
		int status = 1;
		try {
			new ImageJ(ImageJ.STANDALONE);
			final Screenshots screenshots = new Screenshots(new File(arguments[0]));
			final List<String> wanted = Arrays.asList(arguments).subList(1, arguments.length);
			screenshots.image.show();
			for (final Map.Entry<String, Step> step : screenshots.steps().entrySet()) {
				if (wanted.isEmpty() || wanted.contains(step.getKey())) {
					step.getValue().take();
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
		return image;
	}

	private void superResolve() throws Exception {
		WindowManager.setCurrentWindow(image.getWindow());
		image.getWindow().setLocation(20, 260);
		IJ.doCommand(SuperResolvePlugIn.COMMAND);
		final GenericDialog dialog = SuperResolveDriver.await("the dialog", () -> SuperResolveDriver.visible("Super-Resolve"));
		SuperResolveDriver.await("the estimate", () -> shows(dialog, "takes about") ? Optional.of(true) : Optional.empty());
		capture(dialog, "super-resolve");
		SuperResolveDriver.pressLabelled(dialog, "Preview");
		final ImagePlus preview = SuperResolveDriver.await("the preview", () -> Optional.ofNullable(WindowManager.getImage("Preview of cells")));
		capture(preview.getWindow(), "preview");
		SuperResolveDriver.pressLabelled(dialog, "Advanced...");
		final GenericDialog advanced = SuperResolveDriver.await("the advanced dialog", () -> SuperResolveDriver.visible("Super-Resolve: Advanced"));
		capture(advanced, "super-resolve-advanced");
		SuperResolveDriver.press(advanced, advanced.getButtons()[1]);
		SuperResolveDriver.press(dialog, dialog.getButtons()[1]);
		SuperResolveDriver.awaitEndOfCommand();
	}

	private static boolean shows(final Container container, final String text) {
		return Arrays.stream(container.getComponents()).anyMatch(c -> c instanceof final JLabel label && label.getText().contains(text) ||
			c instanceof final Container inner && shows(inner, text));
	}

	/** Writes what a window shows. */
	private void capture(final Window window, final String name) throws Exception {
		EventQueue.invokeAndWait(window::toFront);
		Thread.sleep(SETTLE_MILLIS);
		final Rectangle bounds = window.getBounds();
		ImageIO.write(robot.createScreenCapture(bounds), "png", new File(folder, name + ".png"));
	}
}
