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

import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.command.ClassLoaders;
import io.github.granulardq.command.EvaluateOptions;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.evaluation.Evaluator;

/**
 * Measures a model on an open image, on a pair of images, or on a folder:
 *
 * <pre>
 * EvaluateOptions options = EvaluateOptions.of(Map.of("bits", "dynamic,32"), false);
 * EvaluatedImages found = EvaluateImage.run(high, null, options, true, false, Monitor.none());
 * found.differences().show();
 * </pre>
 *
 * Stateless. Images are locked while they are read, and not changed.
 */
public final class EvaluateImage {

	private EvaluateImage() {
	}

	/**
	 * Measures on an open image.
	 *
	 * @param high the image in high resolution; null if none is open, which is reported as the user's mistake
	 * @param low its low-resolution image, in the same intensities; null if it is to be made
	 * @param differences whether images of enlargement minus original are wanted
	 * @param enlarged whether the enlarged images are wanted
	 * @throws InputException if it cannot be measured, or an option does not fit
	 * @throws java.util.concurrent.CancellationException if the monitor said so
	 */
	public static EvaluatedImages run(final ImagePlus high, final ImagePlus low, final EvaluateOptions options, final boolean differences,
		final boolean enlarged, final Monitor monitor)
	{
		SuperResolveImage.requireImage(high);
		if (high == low) {
			throw new InputException("\"" + high.getTitle() + "\" is given as both images: leave out the low-resolution one, then it is made.");
		}
		if (low == null) {
			return SuperResolveImage.reading(high, Selections.whole(high), 1, () -> measure(high, null, options, differences, enlarged, monitor));
		}
		SuperResolveImage.requireImage(low);
		return SuperResolveImage.reading(high, Selections.whole(high), 1, () -> SuperResolveImage.reading(low, Selections.whole(low), 1, //
			() -> measure(high, low, options, differences, enlarged, monitor)));
	}

	/**
	 * Measures on all images of a folder and its folders.
	 *
	 * @throws InputException if none can be measured, or an option does not fit
	 * @throws java.util.concurrent.CancellationException if the monitor said so
	 */
	public static EvaluatedImages run(final Path folder, final EvaluateOptions options, final Monitor monitor) {
		return ClassLoaders.withOurs(() -> {
			try (Evaluator evaluator = evaluator(options, monitor)) {
				return new EvaluatedImages(evaluator.run(folder, ""), null, null);
			}
		});
	}

	private static EvaluatedImages measure(final ImagePlus high, final ImagePlus low, final EvaluateOptions options, final boolean differences,
		final boolean enlarged, final Monitor monitor)
	{
		final EvaluatedImages.Collector collector = new EvaluatedImages.Collector(differences, enlarged);
		try (Evaluator evaluator = evaluator(options, monitor)) {
			return collector.result(evaluator.run(high, low, collector.listener()), high);
		}
	}

	private static Evaluator evaluator(final EvaluateOptions options, final Monitor monitor) {
		return new Evaluator(options.load(monitor.workers()), monitor.progress(), monitor.cancelled());
	}
}
