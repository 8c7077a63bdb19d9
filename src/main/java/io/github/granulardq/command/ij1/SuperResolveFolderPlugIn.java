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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ij.IJ;
import ij.Macro;
import ij.gui.GenericDialog;
import ij.plugin.PlugIn;
import io.github.granulardq.InputException;
import io.github.granulardq.command.OutputChoice;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.command.folder.Existing;
import io.github.granulardq.command.folder.FileOutcome.Status;
import io.github.granulardq.command.folder.FolderListener;
import io.github.granulardq.command.folder.FolderOptions;
import io.github.granulardq.command.folder.FolderReport;
import io.github.granulardq.command.folder.OutputFormat;
import io.github.granulardq.command.folder.SuperResolveFolder;

/**
 * {@code Plugins > Granular-DQ > Super-Resolve Folder...} in plain ImageJ: enlarges all images of a folder, file to file, and shows a table of
 * what was done. In a macro:
 *
 * <pre>
 * run("Super-Resolve Folder...", "scale=2 input_folder=[/data/raw] output_folder=[/data/large] recursive pattern=*.tif format=ome.tif existing=skip");
 * </pre>
 */
public final class SuperResolveFolderPlugIn implements PlugIn {

	/** The menu entry, and what macros call. */
	public static final String COMMAND = "Super-Resolve Folder...";

	/** All keys that macros may give. */
	public static final List<String> KEYS = keys();

	private static final int COLUMNS = 40;
	private static final int PATTERN_COLUMNS = 15;

	private static List<String> keys() {
		final List<String> keys = new ArrayList<>(SuperResolveOptions.KEYS);
		keys.addAll(SuperResolveOptions.ADVANCED_KEYS);
		keys.addAll(SuperResolveOptions.PERCENTILES_KEYS);
		keys.addAll(FolderOptions.KEYS);
		return List.copyOf(keys);
	}

	@Override
	public void run(final String argument) {
		Failures.show(this::run);
	}

	private void run() {
		final Optional<Map<String, String>> values = values();
		if (values.isEmpty()) {
			return;
		}
		final FolderOptions folder = FolderOptions.of(values.get());
		final FolderReport report = SuperResolveFolder.run(folder, SuperResolveOptions.of(values.get()), ImageJMonitor.start().withWorkers(Dialogs.workers(values
			.get())), status());
		ImageJMonitor.stop(report.summary());
		FolderTable.show(report);
		finish(report);
	}

	private static FolderListener status() {
		return new FolderListener() {

			@Override
			public void started(final int index, final int count, final String file) {
				IJ.showStatus("Super-resolution " + (index + 1) + " of " + count + ": " + file + " (Esc cancels)");
			}
		};
	}

	/** A user is told of images that failed. A macro goes on, unless all failed or it was stopped. */
	private static void finish(final FolderReport report) {
		if (report.cancelled() && IJ.isMacro()) {
			throw new RuntimeException(Macro.MACRO_CANCELED);
		}
		if (!IJ.isMacro() || report.count(Status.FAILED) == report.files().size()) {
			report.complaint().ifPresent(sentence -> {
				throw new InputException(sentence);
			});
		}
	}

	private static Optional<Map<String, String>> values() {
		final Optional<Map<String, String>> macro = MacroOptions.ofMacro(KEYS);
		if (macro.isPresent()) {
			return macro;
		}
		final GenericDialog dialog = new GenericDialog("Super-Resolve Folder");
		dialog.addDirectoryField("Input_folder", "", COLUMNS);
		dialog.addDirectoryField("Output_folder", "", COLUMNS);
		dialog.addCheckbox("Recursive (folders in it too)", false);
		dialog.addStringField("Pattern (such as *.tif, or a part of the names)", "", PATTERN_COLUMNS);
		Dialogs.addChoice(dialog, "Format", OutputFormat.values(), OutputFormat.TIFF);
		Dialogs.addChoice(dialog, "Existing (results that are there already)", Existing.values(), Existing.SKIP);
		final FileOptions options = Dialogs.addOptions(dialog, OutputChoice.SAME, OutputChoice.FLOAT);
		dialog.addCheckbox("Bit_map (an image of the bits used beside each result)", false);
		dialog.addCheckbox("Report (beside each result)", false);
		if (!Dialogs.show(dialog)) {
			return Optional.empty();
		}
		return Optional.of(read(dialog, options));
	}

	/** Reads the fields in the order in which they were added, as ImageJ wants it. */
	private static Map<String, String> read(final GenericDialog dialog, final FileOptions options) {
		final String input = dialog.getNextString();
		final String output = dialog.getNextString();
		final String recursive = Boolean.toString(dialog.getNextBoolean());
		final String pattern = dialog.getNextString();
		final String format = dialog.getNextChoice();
		final String existing = dialog.getNextChoice();
		final Map<String, String> values = options.read(dialog);
		final List<String> read = Arrays.asList(input, output, recursive, pattern, format, existing, Boolean.toString(dialog.getNextBoolean()), Boolean
			.toString(dialog.getNextBoolean()));
		for (int i = 0; i < read.size(); i++) {
			values.put(FolderOptions.KEYS.get(i), read.get(i));
		}
		return values;
	}
}
