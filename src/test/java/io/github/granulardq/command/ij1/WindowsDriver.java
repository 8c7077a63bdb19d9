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
import ij.gui.StackWindow;
import ij.plugin.frame.Recorder;

/** Does in ImageJ what a user does. Ends the process with status 0 if all was as it should be. */
final class WindowsDriver {

	/** Printed at the end. */
	static final String DONE = "all windows were as expected";

	private static final String OPTIONS = "model=test-model scale=2 bits=8 engine=auto grid=seamless output=same bit_map";
	private static final int SECONDS = 100;

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
		final ImagePlus first = throughTheDialog();
		final String recorded = recorder.getText();
		require(recorded.lines().filter(line -> line.startsWith("run(")).toList().equals(List.of("run(\"Super-Resolve...\", \"" + OPTIONS + "\");")),
			"recorded: " + recorded);
		recorder.close();
		first.setTitle("first");
		WindowManager.setCurrentWindow(input.getWindow());
		IJ.runMacro("run(\"Super-Resolve...\", \"" + OPTIONS + "\");");
		final ImagePlus second = await("the replayed image", () -> Optional.ofNullable(WindowManager.getImage("cells-x2")));
		require(first.getWidth() == 48 && second != first, "sizes");
		require(Arrays.equals((short[]) first.getProcessor().getPixels(), (short[]) second.getProcessor().getPixels()), "pixels of the replay");
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
		final ImagePlus whole = await("the whole image", () -> Optional.ofNullable(WindowManager.getImage("stack-x2")));
		whole.setTitle("whole");
		WindowManager.setCurrentWindow(stack.getWindow());
		final Recorder recorder = new Recorder();
		choose();
		final GenericDialog dialog = await("the dialog", () -> visible(GenericDialog.class));
		EventQueue.invokeAndWait(() -> {
			((Choice) dialog.getChoices().get(2)).select("8");
			((Choice) dialog.getChoices().get(5)).select("virtual");
		});
		press(dialog, dialog.getButtons()[0]);
		final ImagePlus virtual = await("the virtual image", () -> Optional.ofNullable(WindowManager.getImage("stack-x2")));
		awaitEndOfCommand();
		require(recorder.getText().contains("grid=seamless output=virtual\");"), "recorded: " + recorder.getText());
		recorder.close();
		require(virtual.getStack().isVirtual() && samePlane(whole, virtual), "first plane");
		final StackWindow window = (StackWindow) virtual.getWindow();
		EventQueue.invokeAndWait(() -> window.setPosition(2, 3, 1));
		await("the plane of the slider", () -> virtual.getCurrentSlice() == 6 && samePlane(whole, virtual) ? Optional.of(true) : Optional.empty());
		virtual.close();
		await("the end of the workers", () -> Thread.getAllStackTraces().keySet().stream()
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
		choose();
		final MessageDialog message = await("the message", () -> visible(MessageDialog.class));
		require(IJ.getErrorMessage().startsWith("There is no image open"), "message");
		EventQueue.invokeAndWait(message::dispose);
		awaitEndOfCommand();
	}

	private void cancelledDialogDoesNothing() throws Exception {
		choose();
		final GenericDialog dialog = await("the dialog", () -> visible(GenericDialog.class));
		press(dialog, dialog.getButtons()[1]);
		awaitEndOfCommand();
		require(WindowManager.getImageCount() == 1, "images after Cancel");
	}

	private ImagePlus throughTheDialog() throws Exception {
		choose();
		final GenericDialog dialog = await("the dialog", () -> visible(GenericDialog.class));
		final Choice bits = (Choice) dialog.getChoices().get(2);
		final Checkbox bitMap = (Checkbox) dialog.getCheckboxes().get(0);
		require(bits.getSelectedItem().equals("dynamic") && !bitMap.getState(), "defaults");
		EventQueue.invokeAndWait(() -> {
			bits.select("8");
			bitMap.setState(true);
		});
		press(dialog, dialog.getButtons()[0]);
		final ImagePlus result = await("the result", () -> Optional.ofNullable(WindowManager.getImage("cells-x2")));
		require(WindowManager.getImage("cells-bits") != null, "bit map");
		awaitEndOfCommand();
		return result;
	}

	/** ImageJ runs a command in a thread of its name, which records it in the end. */
	private static void awaitEndOfCommand() throws InterruptedException {
		await("the end of the command", () -> Thread.getAllStackTraces().keySet().stream()
			.anyMatch(t -> t.getName().equals(SuperResolvePlugIn.COMMAND)) ? Optional.empty() : Optional.of(true));
	}

	/** The macro stops in a window with the sentence, and the next one runs. */
	private static void mistakeInMacro(final ImagePlus input) throws Exception {
		WindowManager.setCurrentWindow(input.getWindow());
		final int before = WindowManager.getImageCount();
		final Thread macro = new Thread(() -> IJ.runMacro("run(\"Super-Resolve...\", \"model=test-model bits=7\"); newImage(\"x\", \"8-bit\", 5, 5, 1);"));
		macro.start();
		final GenericDialog message = await("the message", () -> visible(GenericDialog.class));
		require(message.getTitle().equals("Macro Error"), message.getTitle());
		press(message, message.getButtons()[0]);
		macro.join();
		require(WindowManager.getImageCount() == before, "images after the mistake");
		IJ.runMacro("newImage(\"y\", \"8-bit\", 5, 5, 1);");
		require(WindowManager.getImageCount() == before + 1 && !input.isLocked(), "ImageJ after the mistake");
	}

	/** Chooses our entry in the menu. */
	private void choose() {
		final MenuItem item = find(find(Menus.getImageJMenu("Plugins"), "Granular-DQ"), SuperResolvePlugIn.COMMAND);
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

	private static void press(final GenericDialog dialog, final Button button) throws Exception {
		EventQueue.invokeAndWait(() -> dialog.actionPerformed(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, button.getLabel())));
	}

	private static <W extends Window> Optional<W> visible(final Class<W> type) {
		return Arrays.stream(Window.getWindows()).filter(w -> type.isInstance(w) && w.isShowing()).map(type::cast).findFirst();
	}

	private static <T> T await(final String what, final Supplier<Optional<T>> source) throws InterruptedException {
		for (int i = 0; i < SECONDS * 10; i++) {
			final Optional<T> found = source.get();
			if (found.isPresent()) {
				return found.get();
			}
			Thread.sleep(100);
		}
		throw new AssertionError(what + " did not come; windows: " + Arrays.stream(Window.getWindows()).filter(Window::isShowing)
			.map(Window::getName).toList());
	}

	private static void require(final boolean condition, final String what) {
		if (!condition) {
			throw new AssertionError(what);
		}
	}
}
