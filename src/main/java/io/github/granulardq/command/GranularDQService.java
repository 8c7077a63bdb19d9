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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import ij.IJ;
import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.command.folder.FolderListener;
import io.github.granulardq.command.folder.FolderOptions;
import io.github.granulardq.command.folder.FolderReport;
import io.github.granulardq.command.folder.SuperResolveFolder;
import io.github.granulardq.command.ij1.SuperResolveImage;
import io.github.granulardq.command.ij1.VirtualEnlargement;
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

	private static final List<String> FOLDER_KEYS = Stream.concat(SuperResolveOptions.KEYS.stream(), FolderOptions.KEYS.stream()).toList();

	/** Made by SciJava. */
	public GranularDQService() {
	}

	/**
	 * Enlarges an image, or the part of it that is selected.
	 *
	 * @param options keys {@code model scale bits engine grid output}
	 * @return the enlarged image, not shown
	 */
	public ImagePlus superResolve(final ImagePlus image, final Map<?, ?> options) {
		final SuperResolveOptions parsed = SuperResolveOptions.of(texts(options, SuperResolveOptions.KEYS));
		return parsed.output() == OutputChoice.VIRTUAL ? VirtualEnlargement.open(image, parsed, SuperResolveImage.Part.SELECTION, monitor()).look()
			: SuperResolveImage.run(image, parsed, SuperResolveImage.Part.SELECTION, monitor()).image();
	}

	/**
	 * As {@link #superResolve}, with all that is known of the result: {@code image()}, {@code bits().toImage()} and {@code report()}.
	 *
	 * @param options as there; {@code output} is not virtual
	 */
	public SuperResolveImage.Result superResolveWithReport(final ImagePlus image, final Map<?, ?> options) {
		final SuperResolveOptions parsed = SuperResolveOptions.of(texts(options, SuperResolveOptions.KEYS));
		VirtualEnlargement.requireOnlyImage(parsed.output() == OutputChoice.VIRTUAL, false);
		return SuperResolveImage.run(image, parsed, SuperResolveImage.Part.SELECTION, monitor());
	}

	/**
	 * Enlarges all images of a folder.
	 *
	 * @param options those of {@link #superResolve}, and {@code input_folder output_folder recursive pattern format existing bit_map report}
	 * @return what became of each image: {@code files()}, {@code failures()}, {@code summary()}
	 */
	public FolderReport superResolveFolder(final Map<?, ?> options) {
		final Map<String, String> values = texts(options, FOLDER_KEYS);
		return SuperResolveFolder.run(FolderOptions.of(values, flag(values, FolderOptions.RECURSIVE), flag(values, SuperResolveOptions.BIT_MAP), flag(values,
			SuperResolveOptions.REPORT)), SuperResolveOptions.of(values), monitor(), FolderListener.NONE);
	}

	/**
	 * Measures a model on images that are known in high resolution: they are made small, enlarged and compared.
	 *
	 * @param images path of an image, or of a folder of images
	 * @param options keys {@code model bits engine}; several bits with commas, such as {@code dynamic,8,32}
	 * @return mean figures of {@code bicubic} and of each bits choice: {@code psnr()}, {@code ssim()}, {@code fab()} and others
	 */
	public Map<String, Figures> evaluate(final Object images, final Map<?, ?> options) {
		return ModelEvaluation.run(Path.of(String.valueOf(images)), texts(options, ModelEvaluation.KEYS), monitor());
	}

	private static Monitor monitor() {
		IJ.resetEscape();
		return new Monitor((done, total) -> IJ.showProgress((double) done / total), IJ::escapePressed);
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

	private static boolean flag(final Map<String, String> values, final String key) {
		return values.getOrDefault(key, "false").toLowerCase(Locale.ROOT).equals("true");
	}
}
