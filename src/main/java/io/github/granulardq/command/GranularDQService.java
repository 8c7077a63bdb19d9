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
package io.github.granulardq.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ij.IJ;
import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.command.folder.FolderListener;
import io.github.granulardq.command.folder.FolderOptions;
import io.github.granulardq.command.folder.FolderReport;
import io.github.granulardq.command.folder.SuperResolveFolder;
import io.github.granulardq.command.ij1.AllocateImage;
import io.github.granulardq.command.ij1.CalibrateImage;
import io.github.granulardq.command.ij1.ErrorMapImage;
import io.github.granulardq.command.ij1.ErrorMapPlugIn;
import io.github.granulardq.command.ij1.EvaluateImage;
import io.github.granulardq.command.ij1.ImageOptions;
import io.github.granulardq.command.ij1.Regions;
import io.github.granulardq.command.ij1.RingCorrelationImages;
import io.github.granulardq.command.ij1.RingCorrelationPlugIn;
import io.github.granulardq.command.ij1.SuperResolveFolderPlugIn;
import io.github.granulardq.command.ij1.SuperResolveImage;
import io.github.granulardq.command.ij1.SuperResolveRun;
import io.github.granulardq.command.ij1.VirtualEnlargement;
import io.github.granulardq.evaluation.Evaluation;
import io.github.granulardq.evaluation.Figures;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

/**
 * What scripts in Fiji call. They get it as a parameter, without an import, and give options as a map with the keys of macros:
 *
 * <pre>
 * #&#64; GranularDQService dq
 * result = dq.superResolve(image, [scale: 2, bits: "dynamic"])     // Groovy
 * result = dq.superResolve(image, {"scale": 2, "bits": "dynamic"})   # Jython
 * </pre>
 *
 * Values may be texts, numbers or booleans. What is wrong is said by an {@link InputException} in one sentence. Escape cancels. Stateless.
 */
@Plugin(type = Service.class)
public final class GranularDQService extends AbstractService implements SciJavaService {

	/** Keys of {@link #bitMap}. */
	private static final List<String> BIT_MAP_KEYS = Stream.concat(Stream.of(SuperResolveOptions.MODEL, SuperResolveOptions.SCALE, SuperResolveOptions.BITS,
		SuperResolveOptions.ENGINE, SuperResolveOptions.GRID), SuperResolveOptions.PERCENTILES_KEYS.stream()).toList();

	/** Keys of {@link #calibrate}. */
	private static final List<String> CALIBRATE_KEYS = List.of(SuperResolveOptions.MODEL, SuperResolveOptions.SCALE, SuperResolveOptions.ENGINE,
		SuperResolveOptions.GRID, SuperResolveOptions.LOW_PERCENT, SuperResolveOptions.HIGH_PERCENT);

	/** Made by SciJava. */
	public GranularDQService() {
	}

	/**
	 * Enlarges an image, or the part of it that is selected.
	 *
	 * @param options keys of {@code Super-Resolve...} but {@code rois bit_map report image}
	 * @return the enlarged image, not shown
	 */
	public ImagePlus superResolve(final ImagePlus image, final Map<?, ?> options) {
		return superResolveAll(image, single(options)).get(0).image();
	}

	/**
	 * As {@link #superResolve}, with all that is known of the result: {@code image()}, {@code bits().toImage()} and {@code report()}.
	 *
	 * @param options as there; {@code output} is not virtual
	 */
	public SuperResolveImage.Result superResolveWithReport(final ImagePlus image, final Map<?, ?> options) {
		final Map<String, String> values = texts(single(options), ImageOptions.KEYS);
		final ImageOptions parsed = ImageOptions.of(values);
		VirtualEnlargement.requireOnlyImage(parsed.options().output() == OutputChoice.VIRTUAL, false);
		return SuperResolveImage.run(image, Regions.of(image, parsed.planes(), false).get(0), parsed.options(), monitor(values));
	}

	/**
	 * As {@link #superResolve}, with {@code rois} for each ROI of the ROI Manager.
	 *
	 * @param options keys of {@code Super-Resolve...} but {@code image}
	 * @return results in the order of the ROIs, each with {@code image()}, {@code bits()} if {@code bit_map} is wanted, and {@code report()}
	 */
	public List<SuperResolveRun.Outcome> superResolveAll(final ImagePlus image, final Map<?, ?> options) {
		final Map<String, String> values = texts(options, ImageOptions.KEYS);
		final List<SuperResolveRun.Outcome> outcomes = new ArrayList<>();
		SuperResolveRun.run(image, ImageOptions.of(values), monitor(values), outcomes::add);
		outcomes.forEach(made -> made.look().run());
		return outcomes;
	}

	/** Refuses options whose results one image cannot hold. */
	private static Map<?, ?> single(final Map<?, ?> options) {
		final Map<String, String> values = texts(options, ImageOptions.KEYS);
		for (final String key : List.of(ImageOptions.ROIS, SuperResolveOptions.BIT_MAP, SuperResolveOptions.REPORT)) {
			if (OptionValues.flag(values, key)) {
				throw new InputException("One image is returned, and " + key + " is for more: call superResolveAll.");
			}
		}
		return options;
	}

	/**
	 * Enlarges all images of a folder.
	 *
	 * @param options keys of {@code Super-Resolve Folder...}
	 * @return what became of each image: {@code files()}, {@code failures()}, {@code summary()}
	 */
	public FolderReport superResolveFolder(final Map<?, ?> options) {
		final Map<String, String> values = texts(options, SuperResolveFolderPlugIn.KEYS);
		return SuperResolveFolder.run(FolderOptions.of(values), SuperResolveOptions.of(values), monitor(values), FolderListener.NONE);
	}

	/**
	 * Finds the bits that the patches of an image, or of the part of it that is selected, get; nothing is enlarged.
	 *
	 * @param options keys {@code model scale bits engine grid percentiles low_percent high_percent}
	 * @return {@code bits().toImage()}, {@code bits().table().toCsv()} and {@code report()}
	 */
	public AllocateImage.Result bitMap(final ImagePlus image, final Map<?, ?> options) {
		return AllocateImage.run(image, SuperResolveOptions.of(texts(options, BIT_MAP_KEYS)), SuperResolveImage.Part.SELECTION, monitor());
	}

	/**
	 * Makes the percentile table of entropy.
	 *
	 * @param images an {@code ImagePlus}, or the path of an image or of a folder of images
	 * @param options keys {@code model scale engine grid low_percent high_percent}
	 * @return {@code calibration().toJson()} is what {@code percentiles} reads as a file, {@code log()} says it in words
	 */
	public EntropyTable calibrate(final Object images, final Map<?, ?> options) {
		final SuperResolveOptions parsed = SuperResolveOptions.of(texts(options, CALIBRATE_KEYS));
		if (images instanceof ImagePlus) {
			return CalibrateImage.run((ImagePlus) images, parsed, monitor());
		}
		final Path path = path(images);
		return CalibrateFiles.run(path, parsed, monitor()).toTable(path.toString(), parsed);
	}

	/**
	 * Measures a model on images that are known in high resolution: they are made small, enlarged and compared.
	 *
	 * @param images path of an image, or of a folder of images
	 * @param options keys {@code model scale bits protocol grid engine kernel rounded}; several bits with commas, such as {@code dynamic,8,32}
	 * @return mean figures of {@code bicubic} and of each bits choice: {@code psnr()}, {@code ssim()}, {@code fab()} and others
	 */
	public Map<String, Figures> evaluate(final Object images, final Map<?, ?> options) {
		final Map<String, String> values = texts(options, EvaluateOptions.KEYS);
		final EvaluateOptions how = EvaluateOptions.of(values, OptionValues.flag(values, EvaluateOptions.ROUNDED));
		final Evaluation found = EvaluateImage.run(path(images), how, monitor()).evaluation();
		final Map<String, Figures> figures = new LinkedHashMap<>();
		found.methods().forEach(method -> figures.put(method, Evaluation.mean(found.images(), method)));
		return figures;
	}

	/**
	 * Maps where a super-resolved image contradicts its low-resolution image.
	 *
	 * @param options key {@code align}
	 * @return {@code image()}, and {@code rows()} with {@code rse()} and {@code rsp()} of each plane
	 */
	public ErrorMapImage.Result errorMap(final ImagePlus superResolved, final ImagePlus low, final Map<?, ?> options) {
		return ErrorMapImage.run(superResolved, low, OptionValues.flag(texts(options, List.of(ErrorMapPlugIn.ALIGN)), ErrorMapPlugIn.ALIGN), monitor());
	}

	/**
	 * Finds the resolution that two images of the same have in common.
	 *
	 * @param second null if the first is a stack of two planes
	 * @param options keys {@code threshold window}
	 * @return {@code rows()} with {@code resolution()} of each plane
	 */
	public RingCorrelationImages.Result ringCorrelation(final ImagePlus first, final ImagePlus second, final Map<?, ?> options) {
		final Map<String, String> values = texts(options, List.of(RingCorrelationPlugIn.THRESHOLD, RingCorrelationPlugIn.WINDOW));
		return RingCorrelationImages.run(first, second, RingCorrelationPlugIn.threshold(values), RingCorrelationPlugIn.window(values), monitor());
	}

	private static Path path(final Object images) {
		return OptionValues.path(images == null ? "" : images.toString()).orElseThrow(() -> new InputException(
			"No images are given: give the path of an image or of a folder."));
	}

	private static Monitor monitor() {
		return monitor(Map.of());
	}

	private static Monitor monitor(final Map<String, String> values) {
		IJ.resetEscape();
		return new Monitor((done, total) -> IJ.showProgress((double) done / total), IJ::escapePressed).withWorkers(AdvancedOptions.parseWorkers(values
			.getOrDefault(SuperResolveOptions.WORKERS, "")));
	}

	private static Map<String, String> texts(final Map<?, ?> options, final List<String> keys) {
		final Map<String, String> texts = new LinkedHashMap<>();
		options.forEach((key, value) -> {
			if (!keys.contains(String.valueOf(key))) {
				throw new InputException("There is no option \"" + key + "\": the options are " + String.join(", ", keys) + ".");
			}
			if (value != null) {
				texts.put(String.valueOf(key), String.valueOf(value));
			}
		});
		return texts;
	}
}
