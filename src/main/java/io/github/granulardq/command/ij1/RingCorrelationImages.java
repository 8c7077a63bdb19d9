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

import java.awt.Color;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import io.github.granulardq.InputException;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.evaluation.RingCorrelation;
import io.github.granulardq.evaluation.RingResolution;
import io.github.granulardq.evaluation.Threshold;
import io.github.granulardq.evaluation.Window;

/**
 * Fourier ring correlation of two images, plane by plane, or of the two planes of one:
 *
 * <pre>
 * RingCorrelationImages.Result result = RingCorrelationImages.run(first, second, Threshold.ONE_SEVENTH, Window.TUKEY, Monitor.none());
 * double micrometres = result.rows().get(0).resolution();
 * </pre>
 *
 * Stateless. The images are locked while they are read, and not changed.
 */
public final class RingCorrelationImages {

	private static final double SQUARE = 1e-3;
	private static final Color[] COLOURS = { Color.BLUE, Color.RED, new Color(0, 140, 0), Color.MAGENTA, Color.ORANGE, Color.CYAN };

	/**
	 * What was found of a pair of planes.
	 *
	 * @param image title of the first image
	 * @param plane label or number of the plane, from 1 on
	 * @param threshold where correlation counts as lost
	 * @param found the resolution in pixels
	 * @param pixel width of a pixel
	 * @param unit of {@code pixel}
	 * @param curve by rings
	 */
	public record Row(String image, String plane, Threshold threshold, RingResolution found, double pixel, String unit, RingCorrelation curve) {

		/** Returns the resolution in calibrated units; NaN if there is none. */
		public double resolution() {
			return found.pixels() * pixel;
		}

		/** Appends the row to a table of ImageJ. */
		void addTo(final ResultsTable table) {
			table.addRow();
			table.addValue("Image", image);
			table.addValue("Plane", plane);
			table.addValue("Threshold", threshold.toString());
			table.addValue("Outcome", found.outcome().toString());
			table.addValue("Resolution_px", found.pixels());
			table.addValue("Resolution", resolution());
			table.addValue("Unit", unit);
		}

		/** Returns the row in words. */
		public String toText() {
			if (found.outcome() != RingResolution.Outcome.FOUND) {
				return plane + ": " + found.outcome() + " (threshold " + threshold + ")";
			}
			return String.format(Locale.ROOT, "%s: %.4g %s (%.3f pixels, threshold %s)", plane, resolution(), unit, found.pixels(), threshold);
		}
	}

	/**
	 * What came out.
	 *
	 * @param title of the plot
	 * @param rows by pairs of planes
	 */
	public record Result(String title, List<Row> rows) {

		/** Draws the curves of all planes, and the threshold. */
		Plot plot() {
			final Row first = rows.get(0);
			final Plot plot = new Plot(title, "Frequency (1/" + first.unit + ")", "Ring correlation");
			final List<String> legend = new ArrayList<>();
			for (int n = 0; n < rows.size(); n++) {
				plot.setColor(COLOURS[n % COLOURS.length]);
				plot.add("line", frequencies(first), rows.get(n).curve.rings().stream().mapToDouble(RingCorrelation.Ring::correlation).toArray());
				legend.add("plane " + rows.get(n).plane);
			}
			plot.setColor(Color.GRAY);
			plot.add("line", frequencies(first), first.curve.rings().stream().mapToDouble(ring -> first.threshold.at(ring.samples())).toArray());
			legend.add("threshold " + first.threshold);
			plot.setColor(Color.BLACK);
			plot.setLimits(0, frequencies(first)[first.curve.rings().size() - 1], -0.2, 1.05);
			plot.addLegend(String.join("\n", legend));
			return plot;
		}

		private static double[] frequencies(final Row row) {
			return row.curve.rings().stream().mapToDouble(ring -> ring.frequency() / row.pixel).toArray();
		}
	}

	private RingCorrelationImages() {
	}

	/**
	 * Correlates.
	 *
	 * @param first its area selection, if there is one, counts for both
	 * @param second of the same size; null for the second plane of {@code first}
	 * @throws InputException if the images do not fit, or cannot be measured
	 * @throws java.util.concurrent.CancellationException if the monitor said so
	 */
	public static Result run(final ImagePlus first, final ImagePlus second, final Threshold threshold, final Window window, final Monitor monitor) {
		final Rectangle crop = Selections.bounds(first);
		final GreyPlanes a = new GreyPlanes(first, crop);
		requireSquarePixels(first);
		if (second == null || second == first) {
			if (a.size() != 2) {
				throw new InputException("\"" + first.getTitle() + "\" has " + a.size() + " planes: give a stack of two, or a second image.");
			}
			RingCorrelation.requireFit(crop.width, crop.height, crop.width, crop.height);
			return SuperResolveImage.reading(first, crop, 1, () -> new Result(title(first), List.of(row(a, 0, a, 1, threshold, window, monitor))));
		}
		RingCorrelation.requireFit(first.getWidth(), first.getHeight(), second.getWidth(), second.getHeight());
		RingCorrelation.requireFit(crop.width, crop.height, crop.width, crop.height);
		final GreyPlanes b = new GreyPlanes(second, crop);
		if (a.size() != b.size()) {
			throw new InputException("\"" + first.getTitle() + "\" has " + a.size() + " planes and \"" + second.getTitle() + "\" " + b.size() +
				": both must have the same.");
		}
		return SuperResolveImage.reading(first, crop, 1, () -> SuperResolveImage.reading(second, crop, 1, () -> {
			final List<Row> rows = new ArrayList<>();
			for (int n = 0; n < a.size(); n++) {
				rows.add(row(a, n, b, n, threshold, window, monitor));
				monitor.progress().progress(n + 1, a.size());
			}
			return new Result(title(first), List.copyOf(rows));
		}));
	}

	private static String title(final ImagePlus image) {
		return EnlargedImage.baseTitle(image) + "-frc";
	}

	private static Row row(final GreyPlanes a, final int n, final GreyPlanes b, final int m, final Threshold threshold, final Window window,
		final Monitor monitor)
	{
		final RingCorrelation curve = RingCorrelation.of(a.get(n), b.get(m), window, monitor.cancelled());
		return new Row(a.image().getTitle(), n == m ? a.label(n) : "1, 2", threshold, curve.resolution(threshold), a.image().getCalibration().pixelWidth, a.unit(), curve);
	}

	private static void requireSquarePixels(final ImagePlus image) {
		final Calibration pixels = image.getCalibration();
		if (Math.abs(pixels.pixelWidth - pixels.pixelHeight) > SQUARE * pixels.pixelWidth) {
			throw new InputException("The pixels of \"" + image.getTitle() + "\" are not square (" + pixels.pixelWidth + " x " + pixels.pixelHeight + " " +
				pixels.getUnit() + "): correct them in Image > Properties, or scale the image.");
		}
	}
}
