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
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.swing.JEditorPane;
import javax.swing.JTable;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.HTMLDialog;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import io.github.granulardq.model.ModelCatalog;

/** Does with {@code Models...} what a user does. Ends the process with status 0 if all was as it should be. */
final class ModelsDriver {

	private static final int SECONDS = 100;

	private final ImageJ imageJ = new ImageJ(ImageJ.STANDALONE);
	private final Path zip;
	private final Path models;

	private ModelsDriver(final String... arguments) {
		zip = Path.of(arguments[0]);
		models = Path.of(arguments[1], "models", "granular-dq");
	}

	/** Runs in a process with a screen: a package, the folder of ImageJ. */
	public static void main(final String[] arguments) {
		int status = 1;
		try {
			new ModelsDriver(arguments).run();
			System.out.println(WindowsDriver.DONE);
			status = 0;
		}
		catch (final Throwable e) { // also of other threads' kinds: this is the end of the process
			e.printStackTrace(System.out);
		}
		System.exit(status);
	}

	private void run() throws Exception {
		final Recorder recorder = new Recorder();
		cancelled();
		final String list = throughTheDialog(recorder, "list", d -> {});
		require(list.equals("action=list model=srresnet-light-x2-microscopy file=[] bits=8"), list);
		final ResultsTable table = await("the table", () -> Optional.ofNullable(ResultsTable.getResultsTable(ModelsPlugIn.TABLE)));
		require(table.size() == ModelCatalog.ids().size() && table.getStringValue("Kind", 0).equals("built-in"), "table");

		final String imported = throughTheDialog(recorder, "import", d -> ((TextField) d.getStringFields().get(0)).setText(zip.toString()));
		require(imported.equals("action=import model=srresnet-light-x2-microscopy file=[" + zip + "] bits=8"), imported);
		require(Files.isRegularFile(models.resolve("mine").resolve("model.json")), "the model in ImageJ's folder");
		final byte[] first = use();

		card();
		// The recorded line again: refused, then with the flag.
		final Thread macro = new Thread(() -> IJ.runMacro("run(\"Models...\", \"" + imported + "\");"));
		macro.start();
		final GenericDialog message = await("the message", () -> visible(GenericDialog.class));
		require(message.getTitle().equals("Macro Error"), message.getTitle());
		press(message, message.getButtons()[0]);
		macro.join();
		IJ.runMacro("run(\"Models...\", \"action=remove model=mine\");");
		require(!Files.exists(models.resolve("mine")), "removed");
		IJ.runMacro("setBatchMode(true); run(\"Models...\", \"" + imported + "\");");
		require(Arrays.equals(first, use()), "pixels of the model that the replay imported");

		final Path out = zip.resolveSibling("out put.zip");
		final String exported = throughTheDialog(recorder, "export", d -> {
			((Choice) d.getChoices().get(1)).select("mine");
			((TextField) d.getStringFields().get(0)).setText(out.toString());
			((Checkbox) d.getCheckboxes().get(0)).setState(true);
		});
		require(exported.equals("action=export model=mine file=[" + out + "] bits=8 replace"), exported);
		final byte[] once = Files.readAllBytes(out);
		IJ.runMacro("run(\"Models...\", \"" + exported + "\");");
		require(Arrays.equals(once, Files.readAllBytes(out)), "bytes of the second export");
	}

	private static byte[] use() {
		final ImagePlus image = IJ.createImage("cells", "8-bit ramp", 24, 20, 1);
		image.show();
		IJ.runMacro("selectWindow(\"cells\"); run(\"Super-Resolve...\", \"model=mine bits=8\");");
		final ImagePlus result = WindowManager.getImage("cells-x2");
		final byte[] pixels = (byte[]) result.getProcessor().getPixels();
		result.changes = false;
		result.close();
		image.changes = false;
		image.close();
		return pixels;
	}

	private void cancelled() throws Exception {
		choose();
		final GenericDialog dialog = await("the dialog", () -> visible(GenericDialog.class));
		press(dialog, dialog.getButtons()[1]);
		awaitEndOfCommand();
	}

	/** Chooses a model in the dialog, whose card is there at once; the card opens in a window. */
	private void card() throws Exception {
		choose();
		final GenericDialog dialog = await("the dialog", () -> visible(GenericDialog.class));
		final JTable table = find(dialog, JTable.class);
		final JEditorPane card = find(dialog, JEditorPane.class);
		final int last = table.getRowCount() - 1;
		EventQueue.invokeAndWait(() -> table.setRowSelectionInterval(last, last));
		require(((Choice) dialog.getChoices().get(1)).getSelectedItem().equals("mine"), "the choice follows the table");
		require(card.getText().contains("<h1>") && card.getText().contains("My card"), card.getText());
		EventQueue.invokeAndWait(() -> table.setRowSelectionInterval(0, 0));
		EventQueue.invokeAndWait(() -> {
			table.setRowSelectionInterval(last, last);
			((Choice) dialog.getChoices().get(0)).select("show");
		});
		press(dialog, dialog.getButtons()[0]);
		final HTMLDialog window = await("the card", () -> visible(HTMLDialog.class));
		awaitEndOfCommand();
		require(find(window, JEditorPane.class).getText().contains("My card"), "card");
		EventQueue.invokeAndWait(window::dispose);
	}

	/** Returns the options that the recorder wrote. */
	private String throughTheDialog(final Recorder recorder, final String action, final Consumer<GenericDialog> more) throws Exception {
		choose();
		final GenericDialog dialog = await("the dialog", () -> visible(GenericDialog.class));
		EventQueue.invokeAndWait(() -> {
			((Choice) dialog.getChoices().get(0)).select(action);
			more.accept(dialog);
		});
		press(dialog, dialog.getButtons()[0]);
		awaitEndOfCommand();
		final List<String> lines = recorder.getText().lines().filter(line -> line.startsWith("run(\"Models...\"")).toList();
		require(!lines.isEmpty(), "recorded: " + recorder.getText());
		return lines.get(lines.size() - 1).replaceFirst("run\\(\"Models...\", \"(.*)\"\\);", "$1");
	}

	private void choose() {
		final MenuItem item = item(item(Menus.getImageJMenu("Plugins"), "Granular-DQ"), ModelsPlugIn.COMMAND);
		imageJ.actionPerformed(new ActionEvent(item, ActionEvent.ACTION_PERFORMED, item.getActionCommand()));
	}

	private static MenuItem item(final MenuItem menu, final String label) {
		for (int i = 0; i < ((Menu) menu).getItemCount(); i++) {
			if (((Menu) menu).getItem(i).getLabel().equals(label)) {
				return ((Menu) menu).getItem(i);
			}
		}
		throw new AssertionError("there is no " + label + " in the menu " + menu.getLabel());
	}

	private static <C extends Component> C find(final Container container, final Class<C> type) {
		for (final Component component : container.getComponents()) {
			if (type.isInstance(component)) {
				return type.cast(component);
			}
			if (component instanceof Container inner) {
				final C found = find(inner, type);
				if (found != null) {
					return found;
				}
			}
		}
		return null;
	}

	private static void press(final GenericDialog dialog, final Button button) throws Exception {
		Screen.press(dialog, button);
	}

	private static void awaitEndOfCommand() throws InterruptedException {
		await("the end of the command", () -> Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals(ModelsPlugIn.COMMAND)) ?
			Optional.empty() : Optional.of(true));
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
		throw new AssertionError(what + " did not come");
	}

	private static void require(final boolean condition, final String what) {
		if (!condition) {
			throw new AssertionError(what);
		}
	}
}
