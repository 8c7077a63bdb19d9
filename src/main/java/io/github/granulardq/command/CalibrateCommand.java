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
import java.util.Optional;

import ij.ImagePlus;
import io.github.granulardq.command.ij1.CalibrateImage;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Calibration for scripts: makes the percentile table of an image, or of a file or folder. It has no menu entry, since {@code Calibrate Entropy...} of plain
 * ImageJ shows what thresholds mean while they are moved, which parameters cannot.
 */
@Plugin(type = Command.class, headless = true, label = "Calibrate Entropy (script)")
public final class CalibrateCommand extends AllocationCommand {

	@Parameter(persist = false, required = false)
	private ImagePlus image;

	@Parameter(label = "Input (file or folder; empty for the image)", persist = false, required = false)
	private String input;

	@Parameter(type = ItemIO.OUTPUT, label = "Table")
	private String table_json;

	@Override
	protected void work(final SuperResolveOptions options, final Monitor monitor) {
		final Optional<Path> path = OptionValues.path(input);
		table_json = (path.isPresent() ? CalibrateFiles.run(path.get(), options, monitor).toTable(input, options) : CalibrateImage.run(image, options, monitor))
			.calibration().toJson();
	}
}
