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
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import ij.plugin.frame.Recorder;
import io.github.granulardq.InputException;
import io.github.granulardq.command.CalibrateFiles;
import io.github.granulardq.command.EntropyTable;
import io.github.granulardq.command.ModelChoice;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.OptionValues;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.io.OutputFile;
import io.github.granulardq.model.ModelCatalog;

/**
 * {@code Plugins > Granular-DQ > Calibrate Entropy...} in plain ImageJ: makes the percentile table of the active image, or of a file or folder, shows it as
 * a plot, and lets the user move the thresholds while the bits are shown over the active image. In a macro:
 *
 * <pre>
 * run("Calibrate Entropy...", "input=[/data/cells] model=srresnet-light-x2-microscopy low_percent=70 high_percent=95 output_file=[/data/cells.json]");
 * </pre>
 *
 * The table is an option of the other commands: {@code percentiles=[/data/cells.json]}.
 */
public final class CalibratePlugIn implements PlugIn {

	/** The menu entry, and what macros call. */
	public static final String COMMAND = "Calibrate Entropy...";

	/** Key of the file or folder; without it, the active image is taken. */
	public static final String INPUT = "input";
	/** Key of the file that the table is written to. */
	public static final String OUTPUT_FILE = "output_file";
	/** Key of the file that the plot is written to. */
	public static final String PLOT = "plot";
	/** Key of the flag that allows to replace files. */
	public static final String OVERWRITE = "overwrite";

	private static final int COLUMNS = 36;

	/** All keys. {@code bit_map} is a flag: bits stay over the image. */
	static final List<String> KEYS = List.of(INPUT, SuperResolveOptions.MODEL, SuperResolveOptions.SCALE, SuperResolveOptions.ENGINE, SuperResolveOptions.GRID,
		SuperResolveOptions.WORKERS, SuperResolveOptions.LOW_PERCENT, SuperResolveOptions.HIGH_PERCENT, OUTPUT_FILE, PLOT, OVERWRITE, SuperResolveOptions.BIT_MAP, BitMapPlugIn.IMAGE);

	private static final List<String> FLAGS = List.of(OVERWRITE, SuperResolveOptions.BIT_MAP);

	@Override
	public void run(final String argument) {
		Failures.show(this::run);
	}

	private void run() {
		MacroOptions.ofMacro(KEYS).ifPresentOrElse(CalibratePlugIn::runMacro, CalibratePlugIn::runDialogs);
	}

	private static void runMacro(final Map<String, String> values) {
		if (values.containsKey(INPUT) && values.getOrDefault(SuperResolveOptions.MODEL, "").isBlank()) { // of files, whatever image is open
			values.put(SuperResolveOptions.MODEL, ModelChoice.first(ModelCatalog.entries(), SuperResolveOptions.parseScale(values.getOrDefault(
				SuperResolveOptions.SCALE, "")), false));
		}
		final SuperResolveOptions options = SuperResolveOptions.of(values);
		final boolean bitMap = OptionValues.flag(values, SuperResolveOptions.BIT_MAP);
		final boolean overwrite = OptionValues.flag(values, OVERWRITE);
		check(values, overwrite);
		final Optional<Path> input = OptionValues.path(values, INPUT);
		final ImagePlus image = input.isEmpty() || bitMap ? OpenImages.required(values, BitMapPlugIn.IMAGE) : null;
		final EntropyTable table = input.isPresent() ? ofFiles(input.get(), options, values) : CalibrateImage.run(image, options, monitor(values));
		if (bitMap) {
			final AllocateImage.Result found = AllocateImage.run(image, options, SuperResolveImage.Part.SELECTION, monitor(values));
			BitMapOverlay.show(found.bits().with(found.bits().bits().withThresholds(table.percentiles().thresholds(table.model()))));
		}
		finish(table, values, overwrite);
		if (!GraphicsEnvironment.isHeadless() && !Interpreter.isBatchMode()) {
			new ThresholdPreview(table, Optional.empty());
		}
	}

	private static void runDialogs() {
		final Optional<Map<String, String>> asked = ask();
		if (asked.isEmpty()) {
			return;
		}
		final Map<String, String> values = asked.get();
		final SuperResolveOptions options = SuperResolveOptions.of(values);
		final Optional<Path> input = OptionValues.path(values, INPUT);
		final ImagePlus image = WindowManager.getCurrentImage();
		final Optional<AllocateImage.Result> bits = input.isPresent() ? bitsIfPossible(image, options, values) : Optional.of(AllocateImage.run(image, options,
			SuperResolveImage.Part.SELECTION, monitor(values)));
		final EntropyTable table = input.isPresent() ? ofFiles(input.get(), options, values) : CalibrateImage.of(bits.get(), options);
		final ThresholdPreview preview = new ThresholdPreview(table, bits.map(AllocateImage.Result::bits));
		ImageJMonitor.stop("");
		boolean keep = false;
		try {
			final Optional<Map<String, String>> chosen = ThresholdDialog.show(table, preview, bits.isPresent());
			if (chosen.isEmpty()) {
				preview.close();
				return;
			}
			values.putAll(chosen.get());
			final boolean overwrite = OptionValues.flag(values, OVERWRITE);
			check(values, overwrite);
			finish(table.with(SuperResolveOptions.of(values)), values, overwrite);
			keep = OptionValues.flag(values, SuperResolveOptions.BIT_MAP);
		}
		finally {
			if (!keep) {
				preview.restore();
			}
		}
		record(values);
	}

	/** ImageJ forgets the first of two dialogs, and of the second what its listener does not read. */
	private static void record(final Map<String, String> values) {
		if (!Recorder.record) {
			return;
		}
		Recorder.setCommand(COMMAND);
		for (final String key : KEYS) {
			final String value = values.getOrDefault(key, "");
			if (FLAGS.contains(key)) {
				if (OptionValues.flag(values, key)) {
					Recorder.recordOption(key);
				}
			}
			else if (!value.isBlank()) {
				Recorder.recordOption(key, value);
			}
		}
	}

	/** The image that is open when files are calibrated is there to look at, and need not fit. */
	private static Optional<AllocateImage.Result> bitsIfPossible(final ImagePlus image, final SuperResolveOptions options,
		final Map<String, String> values)
	{
		try {
			return image == null ? Optional.empty() : Optional.of(AllocateImage.run(image, options, SuperResolveImage.Part.SELECTION, monitor(values)));
		}
		catch (final InputException e) {
			IJ.log("The bits of \"" + image.getTitle() + "\" are not shown: " + e.getMessage());
			return Optional.empty();
		}
	}

	private static Monitor monitor(final Map<String, String> values) {
		return ImageJMonitor.start("Calibration").withWorkers(Dialogs.workers(values));
	}

	private static EntropyTable ofFiles(final Path input, final SuperResolveOptions options, final Map<String, String> values) {
		return CalibrateFiles.run(input, options, monitor(values)).toTable(String.valueOf(input.getFileName()), options);
	}

	/** Finds what would stop the files from being written. */
	static void check(final Map<String, String> values, final boolean overwrite) {
		for (final String key : List.of(OUTPUT_FILE, PLOT)) {
			OptionValues.path(values, key).ifPresent(file -> new OutputFile(file, overwrite).check(null));
		}
	}

	private static void finish(final EntropyTable table, final Map<String, String> values, final boolean overwrite) {
		OptionValues.path(values, OUTPUT_FILE).ifPresent(file -> table.write(file, overwrite));
		OptionValues.path(values, PLOT).ifPresent(file -> EntropyPlot.of(table).write(table.low(), table.high(), new OutputFile(file, overwrite)));
		IJ.log(table.log());
		ImageJMonitor.stop("Calibrated on " + table.calibration().origin().orElseThrow().patches() + " patches");
	}

	private static Optional<Map<String, String>> ask() {
		final GenericDialog dialog = new GenericDialog("Calibrate Entropy");
		dialog.addMessage("Entropies of patches, of the active image or of all images in a folder.");
		dialog.addDirectoryField("Input (folder or file; empty for the active image)", "", COLUMNS);
		AllocationFields.add(dialog, AllocationFields.OF_CALIBRATION, WindowManager.getCurrentImage());
		if (!Dialogs.show(dialog)) {
			return Optional.empty();
		}
		final Map<String, String> values = new LinkedHashMap<>();
		values.put(INPUT, dialog.getNextString());
		values.putAll(AllocationFields.read(dialog, AllocationFields.OF_CALIBRATION));
		if (values.get(INPUT).isBlank()) {
			SuperResolveImage.requireImage(WindowManager.getCurrentImage());
		}
		return Optional.of(values);
	}
}
