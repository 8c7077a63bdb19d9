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

import java.awt.Dialog;
import java.awt.Frame;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.NonBlockingGenericDialog;
import ij.io.FileSaver;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;

/**
 * Uses every command in ImageJ as a user does who records a macro, and replays what was recorded. The arguments are a folder and {@code windows}, or
 * {@code headless}, which replays without a screen what the run with windows recorded and compares with what that saw.
 */
final class RecorderDriver {

	/** Printed at the end. */
	static final String DONE = "all recorded commands were replayed";

	private final Path folder;
	private final Path work;

	private RecorderDriver(final Path folder) {
		this.folder = folder;
		work = folder.resolve("work");
	}

	/** Runs in a process of its own. */
	public static void main(final String[] arguments) {
		int status = 1;
		try {
			final RecorderDriver driver = new RecorderDriver(Path.of(arguments[0]));
			if (arguments[1].equals("headless")) {
				driver.headless();
			}
			else {
				driver.windows();
			}
			System.out.println(DONE);
			status = 0;
		}
		catch (final Throwable e) { // also of other threads' kinds: this is the end of the process
			e.printStackTrace(System.out);
		}
		System.exit(status);
	}

	private void windows() throws Exception {
		final ImageJ imageJ = new ImageJ(ImageJ.STANDALONE);
		int number = 0;
		for (final Recipe recipe : Recipes.all()) {
			final String name = recipe.command() + " with " + recipe.image();
			prepare(recipe);
			final List<String> before = Snapshot.of(work);
			final String line = record(imageJ, recipe, "run(");
			final List<String> made = Snapshot.of(work);
			System.out.println(line);
			Screen.require(!made.equals(before) || recipe.isOpen(), name + " made nothing");
			Files.writeString(folder.resolve("line" + number), line);
			Files.write(folder.resolve("made" + number), made);
			number++;
			prepare(recipe);
			run(() -> IJ.runMacro(line));
			Screen.requireSame(Snapshot.of(work), made, name + ", replayed as a macro, is not what was recorded: " + line);
			prepare(recipe);
			final String options = line.substring(line.indexOf("\", \"") + 4, line.lastIndexOf('"')).replace("\\\"", "\"").replace("\\\\", "\\");
			run(() -> IJ.run(WindowManager.getCurrentImage(), recipe.command(), options)); // as JavaScript, BeanShell and Java are recorded
			Screen.requireSame(Snapshot.of(work), made, name + ", replayed as a script, is not what was recorded: " + line);
		}
		scripts(imageJ);
	}

	/** Modes of the recorder other than macro. */
	private void scripts(final ImageJ imageJ) throws Exception {
		for (final String mode : new String[] { "JavaScript", "BeanShell", "Java" }) {
			Prefs.set("recorder.mode", mode);
			final Recipe recipe = Recipe.of(SuperResolvePlugIn.COMMAND).type("bit_map", "true");
			prepare(recipe);
			final String line = record(imageJ, recipe, "IJ.run(imp, ");
			Screen.require(line.startsWith("IJ.run(imp, \"Super-Resolve...\", \"model=test-model scale=2 bits=dynamic") && line.endsWith(" bit_map\");"), mode +
				": " + line);
		}
	}

	/** Replays something, and fails if that asks for anything. */
	private static void run(final Runnable replay) throws InterruptedException {
		final Thread thread = new Thread(replay, "replay");
		thread.start();
		Screen.await("the end of the replay", () -> {
			Screen.visible(Dialog.class).ifPresent(dialog -> Screen.require(false, "there is a dialog, " + dialog.getTitle() + ": " + IJ.getErrorMessage()));
			return thread.isAlive() ? Optional.empty() : Optional.of(true);
		});
	}

	/** Uses a command with the recorder open; returns the line that it wrote, which begins with a call. */
	private String record(final ImageJ imageJ, final Recipe recipe, final String call) throws Exception {
		final Recorder recorder = new Recorder();
		Screen.choose(imageJ, recipe.command());
		final GenericDialog dialog = Screen.await("the dialog of " + recipe.command(), () -> Screen.visible(GenericDialog.class));
		for (final Map.Entry<String, String> field : recipe.typed(work.toString()).entrySet()) {
			Screen.fill(dialog, field.getKey(), field.getValue());
		}
		advance(dialog, recipe);
		Screen.press(dialog, dialog.getButtons()[0]);
		if (recipe.command().equals(CalibratePlugIn.COMMAND)) { // which asks twice
			final GenericDialog second = Screen.await("the second dialog", () -> Screen.visible(NonBlockingGenericDialog.class));
			Thread.sleep(1000); // it is shown before it waits for its end
			Screen.press(second, second.getButtons()[0]);
		}
		Screen.awaitEndOfCommand(recipe.command());
		final String text = recorder.getText();
		recorder.close();
		final String line = text.lines().filter(l -> l.startsWith(call + "\"" + recipe.command() + "\"")).findFirst().orElseThrow(() -> new AssertionError(recipe
			.command() + " was not recorded: " + text + "; " + IJ.getErrorMessage()));
		recipe.advanced().forEach((key, value) -> Screen.require(line.contains(" " + key + "=" + value), key + " was not recorded: " + line));
		return line;
	}

	private static void advance(final GenericDialog dialog, final Recipe recipe) throws Exception {
		if (recipe.advanced().isEmpty()) {
			return;
		}
		SuperResolveDriver.pressLabelled(dialog, "Advanced...");
		final GenericDialog advanced = Screen.await("the advanced dialog", () -> SuperResolveDriver.visible(dialog.getTitle() + ": Advanced"));
		for (final Map.Entry<String, String> field : recipe.advanced().entrySet()) {
			Screen.fill(advanced, field.getKey(), field.getValue());
		}
		Screen.press(advanced, advanced.getButtons()[0]);
		Screen.await("the end of the advanced dialog", () -> advanced.isShowing() ? Optional.empty() : Optional.of(true));
	}

	private void headless() throws IOException {
		int number = 0;
		for (final Recipe recipe : Recipes.all()) {
			prepare(recipe);
			final Path seen = folder.resolve("seen");
			final String line = Files.readString(folder.resolve("line" + number));
			final String open = recipe.isOpen() ? "open(\"" + work.resolve(recipe.image()) + "\");\n" : "";
			MacroRun.run(recipe.command(), open + line + "\ncall(\"" + Snapshot.class.getName() + ".write\", \"" + seen + "\", \"" + work + "\");", "");
			final Predicate<String> comparable = text -> !text.startsWith("table ") && !text.startsWith("image Entropy of"); // without a screen there are no tables and plots
			final List<String> made = Files.readAllLines(folder.resolve("made" + number)).stream().filter(comparable).toList();
			final List<String> again = Files.readAllLines(seen).stream().filter(comparable).toList();
			Screen.requireSame(again, made, "without a screen: " + line);
			number++;
		}
	}

	/** Closes all, and puts a new folder with the image there. */
	private void prepare(final Recipe recipe) throws IOException {
		final int[] ids = WindowManager.getIDList();
		for (final int id : ids == null ? new int[0] : ids) {
			final ImagePlus image = WindowManager.getImage(id);
			image.changes = false;
			image.close();
		}
		for (final Frame frame : WindowManager.getNonImageWindows()) {
			if (frame instanceof final TextWindow window) {
				window.close(false);
			}
		}
		if (Files.exists(work)) {
			try (Stream<Path> files = Files.walk(work)) {
				files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
			}
		}
		Files.createDirectory(work);
		Files.copy(original(), work.resolve(recipe.image()));
		if (recipe.isOpen() && !GraphicsEnvironment.isHeadless()) {
			IJ.open(work.resolve(recipe.image()).toString());
		}
	}

	/** The same for the run with windows and the one without. */
	private Path original() {
		final Path file = folder.resolve("original.tif");
		if (!Files.exists(file)) {
			final ImagePlus image = IJ.createHyperStack("cells", 24, 20, 2, 1, 1, 16);
			for (int i = 0; i < 960; i++) {
				image.getStack().setVoxel(i % 24, i / 24 % 20, i / 480, 100 + i * 37 % 1000);
			}
			new FileSaver(image).saveAsTiffStack(file.toString());
		}
		return file;
	}
}
