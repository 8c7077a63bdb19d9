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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.measure.ResultsTable;
import ij.plugin.PlugIn;
import io.github.granulardq.InputException;
import io.github.granulardq.command.EvaluateOptions;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.OptionValues;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.evaluation.Evaluation;
import io.github.granulardq.evaluation.Protocol;
import io.github.granulardq.image.Degradation;
import io.github.granulardq.superres.EngineChoice;
import io.github.granulardq.superres.GridKind;

/**
 * {@code Plugins > Granular-DQ > Evaluate...}: measures a model on an image that is known in high resolution. In a macro:
 *
 * <pre>
 * run("Evaluate...", "high=cells.tif model=srresnet-light-x2-microscopy bits=dynamic,8,32 differences");
 * </pre>
 *
 * Figures go to the Results table, a row for each image and bits choice; a plot shows PSNR against FAB.
 */
public final class EvaluatePlugIn implements PlugIn {

	/** The menu entry, and what macros call. */
	public static final String COMMAND = "Evaluate...";

	/** Key of the title of the image in high resolution; without it, the active one is taken. */
	public static final String HIGH = "high";
	/** Key of the title of its low-resolution image; without it, one is made. */
	public static final String LOW = "low";
	/** Key of a folder that is measured instead of open images. */
	public static final String FOLDER = "folder";
	/** Key of the flag that shows enlargements minus the original. */
	public static final String DIFFERENCES = "differences";
	/** Key of the flag that shows enlargements. */
	public static final String ENLARGED = "enlarged";

	/** All keys. */
	static final List<String> KEYS = keys();

	private static final int COLUMNS = 30;

	private static List<String> keys() {
		final List<String> keys = new ArrayList<>(List.of(HIGH, LOW, FOLDER));
		keys.addAll(EvaluateOptions.KEYS);
		keys.addAll(List.of(SuperResolveOptions.WORKERS, DIFFERENCES, ENLARGED));
		return List.copyOf(keys);
	}

	@Override
	public void run(final String argument) {
		Failures.show(this::run);
	}

	private void run() {
		final Optional<Map<String, String>> values = MacroOptions.ofMacro(KEYS).or(EvaluatePlugIn::ask);
		if (values.isEmpty()) {
			return;
		}
		final EvaluateOptions options = EvaluateOptions.of(values.get(), OptionValues.flag(values.get(), EvaluateOptions.ROUNDED));
		final EvaluatedImages found = measure(values.get(), options);
		final ResultsTable table = ResultsTable.getResultsTable();
		found.addTo(table);
		table.show("Results");
		found.evaluation().skipped().forEach(skipped -> IJ.log("Skipped " + skipped.file() + ": " + skipped.reason()));
		Plots.show(found.plot());
		Stream.of(found.enlarged(), found.differences()).filter(image -> image != null).forEach(image -> image.show());
		ImageJMonitor.stop(done(found.evaluation()));
	}

	private static EvaluatedImages measure(final Map<String, String> values, final EvaluateOptions options) {
		final boolean differences = OptionValues.flag(values, DIFFERENCES);
		final boolean enlarged = OptionValues.flag(values, ENLARGED);
		final Monitor monitor = ImageJMonitor.start("Evaluation").withWorkers(Dialogs.workers(values));
		final Optional<Path> folder = OptionValues.path(values, FOLDER);
		if (folder.isEmpty()) {
			return EvaluateImage.run(high(values), OpenImages.optional(values, LOW), options, differences, enlarged, monitor);
		}
		if (differences || enlarged) {
			throw new InputException("Images are shown of open images alone: leave out " + DIFFERENCES + " and " + ENLARGED + ", or " + FOLDER + ".");
		}
		return EvaluateImage.run(folder.get(), options, monitor);
	}

	private static ImagePlus high(final Map<String, String> values) {
		if (values.getOrDefault(HIGH, "").equals(OpenImages.NONE) && OpenImages.optional(values, HIGH) == null) {
			throw new InputException("Nothing is chosen to be measured: choose an image in high resolution for " + HIGH + ", or a " + FOLDER + ".");
		}
		return OpenImages.required(values, HIGH);
	}

	private static String done(final Evaluation evaluation) {
		final List<String> methods = evaluation.methods();
		final String method = methods.get(Math.min(1, methods.size() - 1));
		return String.format(Locale.ROOT, "%s: %.2f dB, bicubic %.2f dB", method, Evaluation.mean(evaluation.images(), method).psnr(), Evaluation.mean(evaluation
			.images(), Evaluation.BICUBIC).psnr());
	}

	/** Empty if the user thought better of it. */
	private static Optional<Map<String, String>> ask() {
		final List<String> titles = OpenImages.titles();
		final GenericDialog dialog = new GenericDialog("Evaluate");
		OpenImages.addChoice(dialog, "High (image in high resolution)", titles, true, 0);
		OpenImages.addChoice(dialog, "Low (none: made from the high)", titles, true, titles.size());
		dialog.addDirectoryField("Folder (instead of open images)", "", COLUMNS);
		Dialogs.addModels(dialog, SuperResolveImage.isColour(WindowManager.getCurrentImage()));
		dialog.addStringField("Bits (any of dynamic,4,5,6,8,32)", EvaluateOptions.DEFAULT_BITS, COLUMNS / 2);
		dialog.addChoice("Protocol", words(Protocol.values()), EvaluateOptions.AUTO);
		dialog.addChoice("Grid", words(GridKind.values()), EvaluateOptions.AUTO);
		Dialogs.addChoice(dialog, "Engine", EngineChoice.values(), EngineChoice.AUTO);
		dialog.addStringField("Kernel (bicubic, area, gaussian:SIGMA)", Degradation.BICUBIC.toString(), COLUMNS / 2);
		dialog.addFileField("Percentiles (file, may be empty)", "", COLUMNS);
		dialog.addCheckbox("Rounded (small images hold whole numbers)", false);
		dialog.addCheckbox("Differences (enlarged minus original)", false);
		dialog.addCheckbox("Enlarged (show enlarged images)", false);
		if (!Dialogs.show(dialog)) {
			return Optional.empty();
		}
		final Map<String, String> values = new LinkedHashMap<>();
		List.of(HIGH, LOW).forEach(key -> values.put(key, dialog.getNextChoice()));
		values.put(FOLDER, dialog.getNextString());
		List.of(SuperResolveOptions.MODEL, SuperResolveOptions.SCALE).forEach(key -> values.put(key, dialog.getNextChoice()));
		values.put(SuperResolveOptions.BITS, dialog.getNextString());
		List.of(EvaluateOptions.PROTOCOL, SuperResolveOptions.GRID, SuperResolveOptions.ENGINE).forEach(key -> values.put(key, dialog.getNextChoice()));
		List.of(EvaluateOptions.KERNEL, SuperResolveOptions.PERCENTILES).forEach(key -> values.put(key, dialog.getNextString()));
		List.of(EvaluateOptions.ROUNDED, DIFFERENCES, ENLARGED).forEach(key -> values.put(key, Boolean.toString(dialog.getNextBoolean())));
		return Optional.of(values);
	}

	private static String[] words(final Enum<?>[] choices) {
		return Stream.concat(Stream.of(EvaluateOptions.AUTO), Arrays.stream(choices).map(Enum::toString)).toArray(String[]::new);
	}
}
