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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Plot;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.process.ColorProcessor;
import io.github.granulardq.evaluation.Evaluation;
import io.github.granulardq.evaluation.EnlargementListener;
import io.github.granulardq.evaluation.Figures;
import io.github.granulardq.evaluation.MeasuredImage;
import io.github.granulardq.evaluation.Plane;

/**
 * What an evaluation found, as ImageJ shows it.
 *
 * @param evaluation the figures
 * @param differences for each way to enlarge a plane of enlargement minus original; null if not wanted
 * @param enlarged for each way to enlarge a plane; null if not wanted
 */
public record EvaluatedImages(Evaluation evaluation, ImagePlus differences, ImagePlus enlarged) {

	private static final double GIGA = 1e9;
	private static final int DIGITS = 5;
	private static final double LARGEST_BITS = 34;
	private static final int RED = 16;
	private static final int GREEN = 8;
	private static final int BYTE = 255;

	/** Collects planes while they are computed. */
	static final class Collector {

		private final boolean wantsDifferences;
		private final boolean wantsEnlarged;
		private final List<String> labels = new ArrayList<>();
		private final List<Plane> differences = new ArrayList<>();
		private final List<List<Plane>> enlarged = new ArrayList<>();

		Collector(final boolean wantsDifferences, final boolean wantsEnlarged) {
			this.wantsDifferences = wantsDifferences;
			this.wantsEnlarged = wantsEnlarged;
		}

		EnlargementListener listener() {
			return (method, shown, difference) -> {
				labels.add(method);
				if (wantsDifferences) {
					differences.add(difference.get());
				}
				if (wantsEnlarged) {
					enlarged.add(shown.get());
				}
			};
		}

		EvaluatedImages result(final Evaluation evaluation, final ImagePlus high) {
			final String title = EnlargedImage.baseTitle(high);
			return new EvaluatedImages(evaluation, //
				wantsDifferences ? calibrated(SignedImages.differences(title + "-differences", differences, labels), high) : null, //
				wantsEnlarged ? enlarged(title + "-enlarged", high) : null);
		}

		private ImagePlus enlarged(final String title, final ImagePlus high) {
			if (enlarged.stream().anyMatch(planes -> planes.size() > 1)) {
				return calibrated(new ImagePlus(title, colours()), high);
			}
			final ImagePlus image = calibrated(SignedImages.image(title, enlarged.stream().map(planes -> planes.get(0)).toList(), labels), high);
			image.setDisplayRange(high.getDisplayRangeMin(), high.getDisplayRangeMax());
			return image;
		}

		private ImageStack colours() {
			final ImageStack stack = new ImageStack(enlarged.get(0).get(0).width(), enlarged.get(0).get(0).height());
			for (int n = 0; n < enlarged.size(); n++) {
				final List<Plane> planes = enlarged.get(n);
				final int[] pixels = new int[planes.get(0).values().length];
				for (int i = 0; i < pixels.length; i++) {
					pixels[i] = value(planes, 0, i) << RED | value(planes, 1, i) << GREEN | value(planes, 2, i);
				}
				stack.addSlice(labels.get(n), new ColorProcessor(stack.getWidth(), stack.getHeight(), pixels));
			}
			return stack;
		}

		/** Photographs are whole numbers here. A model of one channel gives luminance alone, beside bicubic RGB. */
		private static int value(final List<Plane> planes, final int channel, final int i) {
			return (int) planes.get(Math.min(channel, planes.size() - 1)).values()[i] & BYTE;
		}

		private static ImagePlus calibrated(final ImagePlus image, final ImagePlus high) {
			final Calibration calibration = high.getCalibration().copy();
			calibration.disableDensityCalibration();
			image.setIgnoreGlobalCalibration(high.getGlobalCalibration() != null);
			image.setCalibration(calibration);
			return image;
		}
	}

	/** Appends a row for each image and way to enlarge to a table of ImageJ. */
	void addTo(final ResultsTable table) {
		for (final MeasuredImage image : evaluation.images()) {
			image.figures().forEach((method, figures) -> addTo(table, image.file(), method, figures));
		}
		table.setDecimalPlaces(table.getColumnIndex("SSIM"), DIGITS);
	}

	private void addTo(final ResultsTable table, final String file, final String method, final Figures figures) {
		final boolean computed = !method.equals(Evaluation.BICUBIC);
		table.addRow();
		table.addValue("Image", file);
		table.addValue("Bits", method);
		table.addValue("PSNR", figures.psnr());
		table.addValue("SSIM", figures.ssim());
		table.addValue("FAB", figures.fab());
		table.addValue("GBitOPs", figures.bitops() / GIGA);
		table.addValue("Seconds", figures.seconds());
		table.addValue("Protocol", evaluation.options().protocol().toString());
		table.addValue("Model", computed ? evaluation.options().model().id() : "");
		table.addValue("Engine", computed ? evaluation.engine().name() : "");
	}

	/** Above and below the points in turn, since points of few bits are close to each other. */
	private static void label(final Plot plot, final List<String> words, final double[] bits, final double[] psnr, final double margin) {
		final int[] order = IntStream.range(0, bits.length).boxed().sorted(Comparator.comparingDouble(i -> bits[i])).mapToInt(Integer::intValue).toArray();
		plot.setJustification(Plot.CENTER);
		for (int n = 0; n < order.length; n++) {
			final int i = order[n];
			plot.addText(words.get(i), bits[i], n % 2 == 0 ? psnr[i] + margin / 2 : psnr[i] - margin);
		}
	}

	/** Draws mean PSNR against mean FAB, a point for each bits choice, with that of bicubic interpolation as a line. */
	Plot plot() {
		final Plot plot = new Plot("PSNR by bits", "Feature average bit-width (FAB)", "PSNR (dB)");
		final List<String> methods = evaluation.methods();
		final double bicubic = Evaluation.mean(evaluation.images(), Evaluation.BICUBIC).psnr();
		final double[] bits = methods.stream().skip(1).mapToDouble(method -> Evaluation.mean(evaluation.images(), method).fab()).toArray();
		final double[] psnr = methods.stream().skip(1).mapToDouble(method -> Evaluation.mean(evaluation.images(), method).psnr()).toArray();
		double least = bicubic;
		double largest = bicubic;
		for (final double value : psnr) {
			least = Math.min(least, value);
			largest = Math.max(largest, value);
		}
		final double margin = Math.max(0.05, (largest - least) / 10);
		if (Double.isFinite(least) && Double.isFinite(largest)) {
			plot.setLimits(0, LARGEST_BITS, least - 2 * margin, largest + 2 * margin);
		}
		plot.setColor(Color.BLUE, Color.BLUE);
		plot.add("circle", bits, psnr);
		plot.setColor(Color.GRAY);
		plot.add("line", new double[] { 0, LARGEST_BITS }, new double[] { bicubic, bicubic });
		plot.setColor(Color.BLACK);
		plot.addText("bicubic", LARGEST_BITS - 6, bicubic);
		label(plot, methods.subList(1, methods.size()), bits, psnr, margin);
		return plot;
	}
}
