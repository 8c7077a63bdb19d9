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
import java.util.List;

import io.github.granulardq.InputException;
import io.github.granulardq.allocation.EntropyCalibration;
import io.github.granulardq.command.folder.FolderImages;
import io.github.granulardq.io.ImageMetadata.Kind;
import io.github.granulardq.io.ImageSource;
import io.github.granulardq.superres.EntropyCalibrator;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** Makes a percentile table of an image file, or of all image files in a folder. Stateless. */
public final class CalibrateFiles {

	/**
	 * What came out.
	 *
	 * @param calibration the table
	 * @param skipped a sentence for each file of a folder that is an image and could not be used, by name
	 */
	public record Result(EntropyCalibration calibration, List<String> skipped) {

		/**
		 * Returns the table with the positions that options name.
		 *
		 * @param name what it is called
		 * @param options with which it was made
		 */
		public EntropyTable toTable(final String name, final SuperResolveOptions options) {
			return new EntropyTable(name, options.loadModel(), calibration, skipped).with(options);
		}
	}

	private CalibrateFiles() {
	}

	/**
	 * Makes a table. Of a folder, files that are no images are left out, images that cannot be used are skipped; folders in it count as images if they are
	 * OME-Zarr.
	 *
	 * @param input file or folder
	 * @param monitor told of images, not of patches
	 * @throws InputException if there is no image that can be used, or an option does not fit
	 * @throws java.util.concurrent.CancellationException if the monitor said so
	 */
	public static Result run(final Path input, final SuperResolveOptions options, final Monitor monitor) {
		final List<Path> files = FolderImages.of(input);
		final boolean folder = !files.equals(List.of(input));
		final EntropyCalibrator calibrator = options.builder(options.loadModel(), monitor).calibrator();
		final List<String> skipped = new ArrayList<>();
		for (int i = 0; i < files.size(); i++) {
			try {
				add(calibrator, files.get(i));
			}
			catch (final InputException e) {
				if (!folder) {
					throw e;
				}
				skipped.add(files.get(i).getFileName() + ": " + e.getMessage());
			}
			monitor.progress().progress(i + 1L, files.size());
		}
		if (folder && skipped.size() == files.size()) {
			throw new InputException("No image in \"" + input + "\" can be used: " + String.join(" ", skipped));
		}
		return new Result(calibrator.calibration(), List.copyOf(skipped));
	}

	private static <T extends RealType<T>> void add(final EntropyCalibrator calibrator, final Path file) {
		try (ImageSource source = StreamedFile.source(file)) {
			@SuppressWarnings("unchecked") // every RealType is one of itself
			final RandomAccessibleInterval<T> image = (RandomAccessibleInterval<T>) source.pixels();
			calibrator.add(EntropyCalibration.nameOf(file), image, source.metadata().axis(Kind.CHANNEL));
		}
	}
}
