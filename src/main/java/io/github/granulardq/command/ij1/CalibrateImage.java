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

import java.awt.Rectangle;
import java.util.List;

import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.command.EntropyTable;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.model.Model;
import io.github.granulardq.superres.EntropyCalibrator;
import net.imglib2.type.numeric.RealType;

/** Makes the percentile table of an {@code ImagePlus}, or of the part of it that is selected. Stateless. The image is locked while it is read. */
public final class CalibrateImage {

	private CalibrateImage() {
	}

	/**
	 * Makes a table; no engine is asked.
	 *
	 * @param image not changed; null if none is open, which is reported as the user's mistake
	 * @throws InputException if there is no image, it is empty, it does not fit the model, or an option does not
	 * @throws java.util.concurrent.CancellationException if the monitor said so
	 */
	public static EntropyTable run(final ImagePlus image, final SuperResolveOptions options, final Monitor monitor) {
		SuperResolveImage.requireImage(image);
		final Rectangle crop = SuperResolveImage.crop(image, SuperResolveImage.Part.SELECTION);
		final Model model = options.loadModel(SuperResolveImage.isColour(image));
		final EntropyCalibrator calibrator = options.builder(model, monitor).calibrator();
		SuperResolveImage.reading(image, crop, 1, () -> {
			add(calibrator, image.getTitle(), ImagePlusImages.wrap(image, crop));
			return calibrator;
		});
		return new EntropyTable(image.getTitle(), model, calibrator.calibration(), List.of()).with(options);
	}

	private static <T extends RealType<T>> void add(final EntropyCalibrator calibrator, final String name, final AxedImage<T> image) {
		calibrator.add(name, image.pixels(), image.channelAxis());
	}

	/** Returns the table of bits that were found with these options: the same as that of the image. */
	static EntropyTable of(final AllocateImage.Result result, final SuperResolveOptions options) {
		final Model model = options.loadModel(SuperResolveImage.isColour(result.bits().original()));
		final EntropyCalibrator calibrator = options.builder(model, Monitor.none()).calibrator();
		final String name = result.bits().original().getTitle();
		calibrator.add(name, result.bits().bits());
		return new EntropyTable(name, model, calibrator.calibration(), List.of()).with(options);
	}
}
