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

import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import io.github.granulardq.command.BitSummary;
import io.github.granulardq.command.OptionValues;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.io.OutputFile;
import io.github.granulardq.superres.Report;

/**
 * {@code Plugins > Granular-DQ > Bit Map...} in plain ImageJ: shows with how many bits each patch of the active image, or of the part of it that is selected,
 * would be computed; nothing is enlarged. In a macro:
 *
 * <pre>
 * run("Bit Map...", "model=srresnet-light-x2-microscopy bits=dynamic engine=auto grid=seamless");
 * </pre>
 *
 * Bits are shown over the image, as an image and as a table, and what they come to in the log. {@code table=} names a file for the table, for macros
 * that have no screen; {@code overwrite} lets it replace one.
 */
public final class BitMapPlugIn implements PlugIn {

	/** The menu entry, and what macros call. */
	public static final String COMMAND = "Bit Map...";

	/** Key of the file that the table is written to. */
	public static final String TABLE = "table";

	/** Key of the flag that allows to replace the table. */
	public static final String OVERWRITE = "overwrite";

	static final String IMAGE = "image";

	private static final int COLUMNS = 36;

	/** All keys. */
	static final List<String> KEYS = keys();

	private static List<String> keys() {
		final List<String> keys = new ArrayList<>(AllocationFields.KEYS);
		keys.addAll(SuperResolveOptions.PERCENTILES_KEYS);
		keys.addAll(List.of(SuperResolveOptions.SCALE, SuperResolveOptions.WORKERS, TABLE, OVERWRITE, SuperResolveOptions.REPORT, IMAGE));
		return List.copyOf(keys);
	}

	@Override
	public void run(final String argument) {
		Failures.show(this::run);
	}

	private void run() {
		final ImagePlus active = WindowManager.getCurrentImage();
		SuperResolveImage.requireImage(active);
		final Optional<Map<String, String>> values = values(active);
		if (values.isEmpty()) {
			return;
		}
		final SuperResolveOptions options = SuperResolveOptions.of(values.get());
		final String file = values.get().getOrDefault(TABLE, "");
		final boolean report = OptionValues.flag(values.get(), SuperResolveOptions.REPORT);
		final boolean overwrite = OptionValues.flag(values.get(), OVERWRITE);
		checkTable(file, overwrite);
		final ImagePlus image = OpenImages.required(values.get(), IMAGE);
		final AllocateImage.Result result = AllocateImage.run(image, options, SuperResolveImage.Part.SELECTION, ImageJMonitor.start("Bit map").withWorkers(Dialogs
			.workers(values.get())));
		writeTable(result, file, overwrite);
		show(result).show();
		ImageJMonitor.stop(BitSummary.lines(image.getTitle(), result.report()).get(1));
		if (report) {
			IJ.log(result.report().toJson());
		}
	}

	/** Finds what would stop a table from being written; no name is fine. */
	public static void checkTable(final String file, final boolean overwrite) {
		OptionValues.path(file).ifPresent(f -> new OutputFile(f, overwrite).check(null));
	}

	/** Writes the table if a file is named. */
	public static void writeTable(final AllocateImage.Result result, final String file, final boolean overwrite) {
		OptionValues.path(file).ifPresent(f -> new OutputFile(f, overwrite).writeText(result.bits().table().toCsv()));
	}

	private static void logMissing(final String name, final boolean shown) {
		if (!shown) {
			IJ.log("The bits of \"" + name + "\" are not shown over it, since it has more than " + BitMapOverlay.MOST + " patches: the image of bits shows them.");
		}
	}

	/**
	 * Shows the bits that an image was enlarged with as this command does, but for the image of bits: over the image, and, unless macros run in batch mode, as
	 * a table and in the log.
	 *
	 * @param name of the image or its part
	 * @param first whether bits that are shown over the image already go
	 */
	static void showOfEnlarged(final BitMapImage bits, final String name, final Report report, final boolean first) {
		final boolean shown = first ? BitMapOverlay.show(bits) : BitMapOverlay.add(bits);
		if (!Interpreter.isBatchMode() && !GraphicsEnvironment.isHeadless()) {
			logMissing(name, shown);
			BitTables.show(bits, name);
			IJ.log(BitSummary.log(name, report, "with the enlargement"));
		}
	}

	/** Shows all but the image of bits, which is returned. */
	public static ImagePlus show(final AllocateImage.Result result) {
		final String name = result.bits().original().getTitle();
		logMissing(name, BitMapOverlay.show(result.bits()));
		BitTables.show(result.bits(), name);
		IJ.log(BitSummary.log(name, result.report(), "for the bits alone"));
		return result.bits().toImage(BitSummary.lines(name, result.report()));
	}

	/** From the macro that runs this command, or from the user; empty if the user thought better of it. */
	private static Optional<Map<String, String>> values(final ImagePlus image) {
		final Optional<Map<String, String>> macro = MacroOptions.ofMacro(KEYS);
		if (macro.isPresent()) {
			return macro;
		}
		final GenericDialog dialog = new GenericDialog("Bit Map");
		AllocationFields.add(dialog, AllocationFields.KEYS, image);
		dialog.addFileField("Percentiles (file, may be empty)", "", COLUMNS);
		dialog.addFileField("Table (file, may be empty)", "", COLUMNS);
		dialog.addCheckbox("Overwrite (the table)", false);
		dialog.addCheckbox("Report (written to the log)", false);
		if (!Dialogs.show(dialog)) {
			return Optional.empty();
		}
		final Map<String, String> values = AllocationFields.read(dialog, AllocationFields.KEYS);
		values.put(SuperResolveOptions.PERCENTILES, dialog.getNextString());
		values.put(TABLE, dialog.getNextString());
		values.put(OVERWRITE, Boolean.toString(dialog.getNextBoolean()));
		values.put(SuperResolveOptions.REPORT, Boolean.toString(dialog.getNextBoolean()));
		return Optional.of(values);
	}
}
