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
import java.awt.EventQueue;
import java.awt.Menu;
import java.awt.MenuItem;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import ij.ImageJ;
import ij.Macro;
import ij.Menus;
import ij.gui.GenericDialog;

/** What a user's hands and eyes do in ImageJ. */
final class Screen {

	private static final int SECONDS = 100;

	private Screen() {
	}

	/** Chooses one of our entries in the menu. */
	static void choose(final ImageJ imageJ, final String label) {
		final MenuItem item = find(find(Menus.getImageJMenu("Plugins"), "Granular-DQ"), label);
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

	static void press(final GenericDialog dialog, final Button button) throws Exception {
		settle();
		EventQueue.invokeAndWait(() -> dialog.actionPerformed(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, button.getLabel())));
	}

	/**
	 * Waits, for two seconds at most, until a thread waits for the end of a dialog. A dialog is visible a moment before, and who closes it in that moment leaves
	 * its thread waiting for ever.
	 */
	static void settle() throws InterruptedException {
		for (int i = 0; i < 40 && Thread.getAllStackTraces().values().stream().noneMatch(Screen::waitsForDialog); i++) {
			Thread.sleep(50);
		}
		Thread.sleep(50); // from the last look at the condition to the wait itself
	}

	private static boolean waitsForDialog(final StackTraceElement[] stack) {
		return Arrays.stream(stack).anyMatch(frame -> frame.getClassName().equals("java.awt.WaitDispatchSupport") && frame.getMethodName().equals("enter") || frame
			.getClassName().equals("ij.gui.NonBlockingGenericDialog") && frame.getMethodName().equals("showDialog"));
	}

	/** Fills a field of a dialog, by the key that ImageJ records for it. */
	static void fill(final GenericDialog dialog, final String key, final String value) throws Exception {
		final Field labels = GenericDialog.class.getDeclaredField("labels");
		labels.setAccessible(true);
		for (final Map.Entry<?, ?> entry : ((Hashtable<?, ?>) labels.get(dialog)).entrySet()) {
			if (Macro.trimKey((String) entry.getValue()).equals(key)) {
				EventQueue.invokeAndWait(() -> set((Component) entry.getKey(), value));
				return;
			}
		}
		throw new AssertionError("the dialog " + dialog.getTitle() + " has no field " + key);
	}

	private static void set(final Component component, final String value) {
		if (component instanceof final Choice choice) {
			choice.select(value);
			require(choice.getSelectedItem().equals(value), value + " cannot be chosen");
		}
		else if (component instanceof final Checkbox box) {
			box.setState(Boolean.parseBoolean(value));
		}
		else {
			((TextField) component).setText(value);
		}
	}

	static <W extends Window> Optional<W> visible(final Class<W> type) {
		return Arrays.stream(Window.getWindows()).filter(w -> type.isInstance(w) && w.isShowing()).map(type::cast).findFirst();
	}

	/** ImageJ runs a command in a thread of its name, which records it in the end. */
	static void awaitEndOfCommand(final String label) throws InterruptedException {
		await("the end of the command", () -> Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals(label)) ? Optional.empty()
			: Optional.of(true));
	}

	static <T> T await(final String what, final Supplier<Optional<T>> source) throws InterruptedException {
		for (int i = 0; i < SECONDS * 20; i++) {
			final Optional<T> found = source.get();
			if (found.isPresent()) {
				return found.get();
			}
			Thread.sleep(50);
		}
		throw new AssertionError(what + " did not come; windows: " + Arrays.stream(Window.getWindows()).filter(Window::isShowing)
			.map(Window::getName).toList());
	}

	static void require(final boolean condition, final String what) {
		if (!condition) {
			throw new AssertionError(what);
		}
	}

	static void requireSame(final List<String> found, final List<String> wanted, final String what) {
		require(found.equals(wanted), what + ": " + found + " instead of " + wanted);
	}
}
