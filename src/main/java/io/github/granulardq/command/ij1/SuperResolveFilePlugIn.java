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
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ij.gui.GenericDialog;
import ij.plugin.PlugIn;
import io.github.granulardq.command.OptionValues;
import io.github.granulardq.command.OutputChoice;
import io.github.granulardq.command.SuperResolveFile;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.superres.Report;

/**
 * {@code Plugins > Granular-DQ > Super-Resolve File...} in plain ImageJ: enlarges a file into another, without showing either. In a
 * macro:
 *
 * <pre>
 * run("Super-Resolve File...", "model=srresnet-light-x2-microscopy scale=2 input=[/data/a.tif] output_file=[/data/a-x2.tif] overwrite");
 * </pre>
 *
 * {@code bit_map} and {@code report} are names of files here.
 */
public final class SuperResolveFilePlugIn implements PlugIn {

	/** The menu entry, and what macros call. */
	public static final String COMMAND = "Super-Resolve File...";

	/** Key of the image to read. */
	public static final String INPUT = "input";
	/** Key of the image to write; {@code output} is the pixel type. */
	public static final String OUTPUT_FILE = "output_file";
	/** Key of the flag that allows to replace files. */
	public static final String OVERWRITE = "overwrite";

	private static final int COLUMNS = 40;
	private static final List<String> FILE_KEYS =
		List.of(INPUT, OUTPUT_FILE, SuperResolveOptions.BIT_MAP, SuperResolveOptions.REPORT);
	/** All keys that macros may give. */
	public static final List<String> KEYS = keys();

	private static List<String> keys() {
		final List<String> keys = new ArrayList<>(SuperResolveOptions.KEYS);
		keys.addAll(SuperResolveOptions.ADVANCED_KEYS);
		keys.addAll(SuperResolveOptions.PERCENTILES_KEYS);
		keys.addAll(FILE_KEYS);
		keys.add(OVERWRITE);
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
		final SuperResolveOptions options = SuperResolveOptions.of(values.get());
		final SuperResolveFile.Files files = new SuperResolveFile.Files(OptionValues.requiredPath(values.get(), INPUT, "file"),
			OptionValues.requiredPath(values.get(), OUTPUT_FILE, "file"), OptionValues.path(values.get(), SuperResolveOptions.BIT_MAP).orElse(null),
			OptionValues.path(values.get(), SuperResolveOptions.REPORT).orElse(null), OptionValues.flag(values.get(), OVERWRITE));
		final Report report = SuperResolveFile.run(files, options, ImageJMonitor.start().withWorkers(Dialogs.workers(values.get())));
		ImageJMonitor.stop(Dialogs.done(report));
	}

	private static Optional<Map<String, String>> values() {
		final Optional<Map<String, String>> macro = MacroOptions.ofMacro(KEYS);
		if (macro.isPresent()) {
			return macro;
		}
		final GenericDialog dialog = new GenericDialog("Super-Resolve File");
		dialog.addFileField("Input (file, or path of an .ome.zarr folder)", "", COLUMNS);
		dialog.addFileField("Output_file (.tif, .ome.tif, .ome.zarr or .png)", "", COLUMNS);
		final FileOptions options = Dialogs.addOptions(dialog, OutputChoice.SAME, OutputChoice.FLOAT);
		dialog.addFileField("Bit_map (file, may be empty)", "", COLUMNS);
		dialog.addFileField("Report (file, may be empty)", "", COLUMNS);
		dialog.addCheckbox("Overwrite", false);
		if (!Dialogs.show(dialog)) {
			return Optional.empty();
		}
		final Map<String, String> values = options.read(dialog);
		for (final String key : FILE_KEYS) {
			values.put(key, dialog.getNextString());
		}
		values.put(OVERWRITE, Boolean.toString(dialog.getNextBoolean()));
		return Optional.of(values);
	}
}
