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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.MessageDialog;
import ij.gui.StackWindow;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;

/** Does in ImageJ what a user does. Ends the process with status 0 if all was as it should be. */
final class WindowsDriver {

	/** Printed at the end. */
	static final String DONE = "all windows were as expected";

	private static final String OPTIONS = "model=test-model scale=2 bits=8 engine=auto grid=seamless output=same bit_map";

	private final ImageJ imageJ = new ImageJ(ImageJ.STANDALONE);

	private WindowsDriver() {
	}

	/** Runs in a process with a screen. */
	public static void main(final String[] arguments) {
		int status = 1;
		try {
			new WindowsDriver().run();
			System.out.println(DONE);
			status = 0;
		}
		catch (final Throwable e) { // also of other threads' kinds: this is the end of the process
			e.printStackTrace(System.out);
		}
		System.exit(status);
	}

	private void run() throws Exception {
		noImageOpen();
		final ImagePlus input = image();
		input.show();
		final Recorder recorder = new Recorder();
		cancelledDialogDoesNothing();
		final ImagePlus first = throughTheDialog(input);
		final String recorded = recorder.getText();
		Screen.require(recorded.lines().filter(line -> line.startsWith("run(")).toList().equals(List.of("run(\"Super-Resolve...\", \"" + OPTIONS + "\");")),
			"recorded: " + recorded);
		recorder.close();
		first.setTitle("first");
		WindowManager.setCurrentWindow(input.getWindow());
		IJ.runMacro("run(\"Super-Resolve...\", \"" + OPTIONS + "\");");
		final ImagePlus second = Screen.await("the replayed image", () -> Optional.ofNullable(WindowManager.getImage("cells-x2")));
		Screen.require(first.getWidth() == 48 && second != first, "sizes");
		Screen.require(Arrays.equals((short[]) first.getProcessor().getPixels(), (short[]) second.getProcessor().getPixels()), "pixels of the replay");
		virtualOutput(input);
		mistakeInMacro(input);
	}

	/** A window whose planes are computed as the slider goes; its recorded line gives it again. */
	private void virtualOutput(final ImagePlus input) throws Exception {
		final ImagePlus stack = IJ.createHyperStack("stack", 24, 20, 2, 3, 1, 16);
		for (int n = 1; n <= 6; n++) {
			stack.getStack().getProcessor(n).insert(input.getProcessor(), 0, 0);
		}
		stack.setDisplayRange(100, 1100);
		stack.show();
		IJ.runMacro("run(\"Super-Resolve...\", \"" + OPTIONS.replace(" bit_map", "") + "\");");
		final ImagePlus whole = Screen.await("the whole image", () -> Optional.ofNullable(WindowManager.getImage("stack-x2")));
		whole.setTitle("whole");
		WindowManager.setCurrentWindow(stack.getWindow());
		final Recorder recorder = new Recorder();
		Screen.choose(imageJ, SuperResolvePlugIn.COMMAND);
		final GenericDialog dialog = Screen.await("the dialog", () -> Screen.visible(GenericDialog.class));
		EventQueue.invokeAndWait(() -> {
			((Choice) dialog.getChoices().get(2)).select("8");
			((Choice) dialog.getChoices().get(3)).select("virtual");
		});
		Screen.press(dialog, dialog.getButtons()[0]);
		final ImagePlus virtual = Screen.await("the virtual image", () -> Optional.ofNullable(WindowManager.getImage("stack-x2")));
		Screen.awaitEndOfCommand(SuperResolvePlugIn.COMMAND);
		Screen.require(recorder.getText().contains("grid=seamless output=virtual\");"), "recorded: " + recorder.getText());
		recorder.close();
		Screen.require(virtual.getStack().isVirtual() && samePlane(whole, virtual), "first plane");
		final StackWindow window = (StackWindow) virtual.getWindow();
		EventQueue.invokeAndWait(() -> window.setPosition(2, 3, 1));
		Screen.await("the plane of the slider", () -> virtual.getCurrentSlice() == 6 && samePlane(whole, virtual) ? Optional.of(true) : Optional.empty());
		virtual.close();
		Screen.await("the end of the workers", () -> Thread.getAllStackTraces().keySet().stream()
			.anyMatch(t -> t.getName().equals("granular-dq-lazy-worker")) ? Optional.empty() : Optional.of(true));
		stack.close();
		whole.close();
	}

	private static boolean samePlane(final ImagePlus whole, final ImagePlus virtual) {
		return Arrays.equals((short[]) whole.getStack().getPixels(virtual.getCurrentSlice()), (short[]) virtual.getProcessor().getPixels());
	}

	private static ImagePlus image() {
		final ImagePlus image = IJ.createImage("cells", 24, 20, 1, 16);
		for (int i = 0; i < 480; i++) {
			image.getProcessor().set(i % 24, i / 24, 100 + i * 37 % 1000);
		}
		return image;
	}

	/** One sentence in a window that can be closed. */
	private void noImageOpen() throws Exception {
		Screen.choose(imageJ, SuperResolvePlugIn.COMMAND);
		final MessageDialog message = Screen.await("the message", () -> Screen.visible(MessageDialog.class));
		Screen.require(IJ.getErrorMessage().startsWith("There is no image open"), "message");
		EventQueue.invokeAndWait(message::dispose);
		Screen.awaitEndOfCommand(SuperResolvePlugIn.COMMAND);
	}

	private void cancelledDialogDoesNothing() throws Exception {
		Screen.choose(imageJ, SuperResolvePlugIn.COMMAND);
		final GenericDialog dialog = Screen.await("the dialog", () -> Screen.visible(GenericDialog.class));
		Screen.press(dialog, dialog.getButtons()[1]);
		Screen.awaitEndOfCommand(SuperResolvePlugIn.COMMAND);
		Screen.require(WindowManager.getImageCount() == 1, "images after Cancel");
	}

	private ImagePlus throughTheDialog(final ImagePlus input) throws Exception {
		Screen.choose(imageJ, SuperResolvePlugIn.COMMAND);
		final GenericDialog dialog = Screen.await("the dialog", () -> Screen.visible(GenericDialog.class));
		final Choice bits = (Choice) dialog.getChoices().get(2);
		final Checkbox bitMap = (Checkbox) dialog.getCheckboxes().get(0);
		Screen.require(bits.getSelectedItem().equals("dynamic") && !bitMap.getState(), "defaults");
		EventQueue.invokeAndWait(() -> {
			bits.select("8");
			bitMap.setState(true);
		});
		Screen.press(dialog, dialog.getButtons()[0]);
		final ImagePlus result = Screen.await("the result", () -> Optional.ofNullable(WindowManager.getImage("cells-x2")));
		Screen.require(WindowManager.getImage("cells-bits") != null, "bit map");
		Screen.awaitEndOfCommand(SuperResolvePlugIn.COMMAND);
		bitsAreShown(input);
		return result;
	}

	/** As {@code Bit Map...} shows them; in batch mode over the image alone. */
	private static void bitsAreShown(final ImagePlus input) {
		Screen.require(ResultsTable.getResultsTable("Bits of cells") != null && IJ.getLog().contains("FAB: "), "table and log of the bits");
		Screen.require(input.getOverlay() != null, "bits over the image");
		((TextWindow) WindowManager.getWindow("Bits of cells")).close(false);
		input.setOverlay(null);
		IJ.log("\\Clear");
		WindowManager.setTempCurrentImage(input);
		IJ.runMacro("setBatchMode(true); run(\"Super-Resolve...\", \"" + OPTIONS + "\");");
		Screen.require(WindowManager.getWindow("Bits of cells") == null && !String.valueOf(IJ.getLog()).contains("FAB: "), "batch mode is not quiet");
		Screen.require(input.getOverlay() != null, "bits over the image in batch mode");
	}

	/** The macro stops in a window with the sentence, and the next one runs. */
	private static void mistakeInMacro(final ImagePlus input) throws Exception {
		WindowManager.setCurrentWindow(input.getWindow());
		final int before = WindowManager.getImageCount();
		final Thread macro = new Thread(() -> IJ.runMacro("run(\"Super-Resolve...\", \"model=test-model bits=7\"); newImage(\"x\", \"8-bit\", 5, 5, 1);"));
		macro.start();
		final GenericDialog message = Screen.await("the message", () -> Screen.visible(GenericDialog.class));
		Screen.require(message.getTitle().equals("Macro Error"), message.getTitle());
		Screen.press(message, message.getButtons()[0]);
		macro.join();
		Screen.require(WindowManager.getImageCount() == before, "images after the mistake");
		IJ.runMacro("newImage(\"y\", \"8-bit\", 5, 5, 1);");
		Screen.require(WindowManager.getImageCount() == before + 1 && !input.isLocked(), "ImageJ after the mistake");
	}
}
