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
import java.util.Locale;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import io.github.granulardq.InputException;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.evaluation.ErrorMap;
import io.github.granulardq.evaluation.Plane;
import io.github.granulardq.evaluation.ResolutionScaling;

/**
 * Maps where a super-resolved image contradicts its low-resolution image, plane by plane:
 *
 * <pre>
 * ErrorMapImage.Result result = ErrorMapImage.run(superResolved, low, false, Monitor.none());
 * result.image().show();
 * </pre>
 *
 * Stateless. The images are locked while they are read, and not changed.
 */
public final class ErrorMapImage {

	/**
	 * What was found of a plane.
	 *
	 * @param image title of the super-resolved image
	 * @param plane its label, or its number from 1 on
	 * @param rse resolution-scaled error
	 * @param rsp resolution-scaled Pearson correlation
	 * @param scaling what was fitted
	 * @param pixel width of a super-resolved pixel
	 * @param unit of {@code pixel}
	 */
	public record Row(String image, String plane, double rse, double rsp, ResolutionScaling scaling, double pixel, String unit) {

		/** Appends the row to a table of ImageJ. */
		void addTo(final ResultsTable table) {
			table.addRow();
			table.addValue("Image", image);
			table.addValue("Plane", plane);
			table.addValue("RSE", rse);
			table.addValue("RSP", rsp);
			table.addValue("Sigma_px", scaling.sigma());
			table.addValue("Sigma", scaling.sigma() * pixel);
			table.addValue("Unit", unit);
			table.addValue("Gain", scaling.gain());
			table.addValue("Offset", scaling.offset());
			table.addValue("Shift_x_px", scaling.shiftX());
			table.addValue("Shift_y_px", scaling.shiftY());
		}

		/** Returns the heading of {@link #toMarkdown()}. */
		public static String heading() {
			return "| plane | RSE | RSP | sigma (pixels) | sigma | gain | offset | shift x, y (pixels) |\n|---|---|---|---|---|---|---|---|\n";
		}

		/** Returns the row as a line of Markdown. */
		public String toMarkdown() {
			return String.format(Locale.ROOT, "| %s | %.5g | %.4f | %.3f | %.4g %s | %.4g | %.4g | %.3f, %.3f |%n", plane, rse, rsp, scaling.sigma(), scaling
				.sigma() * pixel, unit, scaling.gain(), scaling.offset(), scaling.shiftX(), scaling.shiftY());
		}
	}

	/**
	 * What came out.
	 *
	 * @param image low resolution minus super-resolution brought to low resolution, on the grid of the low-resolution image; not shown
	 * @param rows by plane
	 */
	public record Result(ImagePlus image, List<Row> rows) {
	}

	private ErrorMapImage() {
	}

	/**
	 * Maps errors.
	 *
	 * @param superResolved sides larger than those of {@code low} by the same whole number, and as many planes
	 * @param align whether shifts are found and undone
	 * @throws InputException if the images do not fit, or cannot be measured
	 * @throws java.util.concurrent.CancellationException if the monitor said so
	 */
	public static Result run(final ImagePlus superResolved, final ImagePlus low, final boolean align, final Monitor monitor) {
		final GreyPlanes fine = GreyPlanes.of(superResolved);
		final GreyPlanes coarse = GreyPlanes.of(low);
		if (superResolved == low) {
			throw new InputException("\"" + low.getTitle() + "\" is given as both images: an error map needs a super-resolved one and a low-resolution one.");
		}
		ErrorMap.requireFit(superResolved.getWidth(), superResolved.getHeight(), low.getWidth(), low.getHeight());
		if (fine.size() != coarse.size()) {
			throw new InputException("\"" + superResolved.getTitle() + "\" has " + fine.size() + " planes and \"" + low.getTitle() + "\" " + coarse.size() +
				": both must have the same.");
		}
		return SuperResolveImage.reading(superResolved, fine.crop(), 1, () -> SuperResolveImage.reading(low, coarse.crop(), 1, //
			() -> map(fine, coarse, align, monitor)));
	}

	private static Result map(final GreyPlanes fine, final GreyPlanes coarse, final boolean align, final Monitor monitor) {
		final List<Plane> errors = new ArrayList<>();
		final List<String> labels = new ArrayList<>();
		final List<Row> rows = new ArrayList<>();
		final Calibration pixels = fine.image().getCalibration();
		for (int n = 0; n < fine.size(); n++) {
			final ErrorMap map = ErrorMap.of(fine.get(n), coarse.get(n), align, monitor.cancelled());
			errors.add(map.error());
			labels.add(String.format(Locale.ROOT, "%s RSE=%.4g RSP=%.4f", fine.label(n), map.rse(), map.rsp()));
			rows.add(new Row(fine.image().getTitle(), fine.label(n), map.rse(), map.rsp(), map.scaling(), pixels.pixelWidth, fine.unit()));
			monitor.progress().progress(n + 1, fine.size());
		}
		final ImagePlus image = SignedImages.differences(EnlargedImage.baseTitle(fine.image()) + "-error", errors, labels);
		final ImagePlus low = coarse.image();
		image.setDimensions(low.getNChannels(), low.getNSlices(), low.getNFrames());
		image.setOpenAsHyperStack(low.isHyperStack());
		final Calibration calibration = low.getCalibration().copy();
		calibration.disableDensityCalibration();
		image.setIgnoreGlobalCalibration(low.getGlobalCalibration() != null);
		image.setCalibration(calibration);
		return new Result(image, List.copyOf(rows));
	}
}
