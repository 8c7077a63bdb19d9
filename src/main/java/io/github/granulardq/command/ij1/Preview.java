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
import java.awt.EventQueue;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.Overlay;
import ij.gui.TextRoi;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.OutputChoice;
import io.github.granulardq.command.PlaneChoice;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.image.BicubicEnlarger;
import io.github.granulardq.image.IntensityRange;
import io.github.granulardq.model.Model;
import io.github.granulardq.superres.Report;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * A small part of the plane that is seen, enlarged by bicubic interpolation and by a model, side by side. Intensities are normalised as in the run that
 * follows, except that of virtual stacks only the plane that is seen is read for that.
 */
final class Preview {

	/** Side of the part, LR pixels. */
	static final int SIDE = 128;

	private static final int GAP = 4;
	private static final int MARGIN = 4;

	private final ImagePlus image;
	private final Rectangle area;
	private final ImageProcessor crop;

	/** Copies the part. */
	Preview(final ImagePlus image) {
		this.image = image;
		area = area(image);
		final ImageProcessor plane = image.getProcessor();
		plane.setRoi(area);
		crop = plane.crop();
		image.getProcessor(); // which gives it the selection again
		crop.setMinAndMax(image.getProcessor().getMin(), image.getProcessor().getMax());
	}

	/** Returns the selection, or what is seen of the image, each its middle if it is large. */
	static Rectangle area(final ImagePlus image) {
		final Rectangle whole = Selections.whole(image);
		final ImageCanvas canvas = image.getCanvas();
		final boolean selected = image.getRoi() != null && image.getRoi().isArea();
		final Rectangle seen = selected || canvas == null ? Selections.bounds(image) : canvas.getSrcRect().intersection(whole);
		final int width = Math.min(seen.width, SIDE);
		final int height = Math.min(seen.height, SIDE);
		return new Rectangle(seen.x + (seen.width - width) / 2, seen.y + (seen.height - height) / 2, width, height);
	}

	/**
	 * Computes it.
	 *
	 * @param values of the dialog, by key
	 * @param cancelled asked whether nobody wants it any more
	 * @return both pictures in one image, not shown
	 * @throws RuntimeException as {@link SuperResolveImage#run}
	 */
	ImagePlus compute(final Map<String, String> values, final BooleanSupplier cancelled) {
		final Map<String, String> ofPart = new HashMap<>(values);
		ofPart.put(SuperResolveOptions.OUTPUT, OutputChoice.SAME.toString());
		final SuperResolveOptions chosen = SuperResolveOptions.of(ofPart);
		final Model model = chosen.loadModel(SuperResolveImage.isColour(image));
		final List<Report.Range> ranges = ranges(chosen.ranges(), PlaneChoice.of(values), model, cancelled);
		final SuperResolveOptions options = new SuperResolveOptions(chosen.model(), chosen.scale(), chosen.bits(), chosen.engine(), chosen.grid(), chosen
			.output(), ranges, chosen.skipEmpty(), chosen.percentiles());
		final SuperResolveImage.Result result = SuperResolveImage.run(new ImagePlus(image.getTitle(), crop), model, options, new Monitor((done, total) -> {},
			cancelled));
		return sideBySide(bicubic(model.scale()), result.image().getProcessor(), String.format(Locale.ROOT, "x%d, %.1f bits", model.scale(), result
			.report().fab()));
	}

	/** Those that were given for this channel, or percentiles of what the run will read; of a channel that is not chosen, of that channel. */
	private List<Report.Range> ranges(final List<Report.Range> given, final PlaneChoice planes, final Model model, final BooleanSupplier cancelled) {
		final int[] channels = PlaneChoice.parse(PlaneChoice.CHANNELS, planes.channels(), image.getNChannels());
		final int place = Arrays.binarySearch(channels, image.getC());
		final int channel = SuperResolveImage.isColour(image) ? -1 : place >= 0 ? place : image.getC() - 1;
		if (!given.isEmpty() && (given.size() == 1 || place >= 0)) {
			return channel >= 0 && channel < given.size() && given.size() > 1 ? List.of(given.get(channel)) : given;
		}
		final boolean virtual = image.getStackSize() > 1 && image.getStack().isVirtual();
		final AxedImage<?> read = virtual ? ImagePlusImages.wrap(new ImagePlus("", image.getProcessor()), Selections.bounds(image)) : ImagePlusImages.wrap(part(
			planes, place >= 0), Selections.bounds(image));
		final List<Report.Range> ranges = new ArrayList<>();
		for (int c = Math.max(0, virtual ? 0 : channel); c <= (channel < 0 ? 2 : virtual ? 0 : channel); c++) {
			ranges.add(range(read.pixels(), c, model, cancelled));
		}
		return ranges;
	}

	private ImagePlus part(final PlaneChoice planes, final boolean seen) {
		return ImagePart.of(image, seen ? planes : new PlaneChoice(PlaneChoice.ALL, planes.slices(), planes.frames()));
	}

	private static <T extends RealType<T>> Report.Range range(final RandomAccessibleInterval<T> pixels, final int channel, final Model model,
		final BooleanSupplier cancelled)
	{
		final IntensityRange range = IntensityRange.of(Views.hyperSlice(pixels, ImagePlusImages.CHANNEL_AXIS, channel), model.normalization().lowPercent(), model
			.normalization().highPercent(), () -> checkpoint(cancelled));
		return Report.Range.given(range.low(), range.high());
	}

	private static void checkpoint(final BooleanSupplier cancelled) {
		if (cancelled.getAsBoolean()) {
			throw new CancellationException("The preview was cancelled.");
		}
	}

	private ImageProcessor bicubic(final int scale) {
		final ImageProcessor large = crop.createProcessor(crop.getWidth() * scale, crop.getHeight() * scale);
		final BicubicEnlarger enlarger = new BicubicEnlarger(crop.getHeight(), crop.getWidth(), scale);
		for (int c = 0; c < crop.getNChannels(); c++) {
			final float[] enlarged = new float[large.getPixelCount()];
			enlarger.enlarge((float[]) crop.toFloat(c, null).getPixels(), 0, enlarged, 0);
			large.setPixels(c, new FloatProcessor(large.getWidth(), large.getHeight(), enlarged));
		}
		return large;
	}

	private ImagePlus sideBySide(final ImageProcessor left, final ImageProcessor right, final String what) {
		final ImageProcessor both = crop.createProcessor(left.getWidth() + GAP + right.getWidth(), left.getHeight());
		both.insert(left, 0, 0);
		both.insert(right, left.getWidth() + GAP, 0);
		if (!SuperResolveImage.isColour(image)) {
			both.setLut(image.getProcessor().getLut());
			both.setMinAndMax(image.getProcessor().getMin(), image.getProcessor().getMax());
		}
		final ImagePlus preview = new ImagePlus("Preview of " + image.getTitle(), both);
		final Overlay labels = new Overlay(label("bicubic", MARGIN));
		labels.add(label(what, left.getWidth() + GAP + MARGIN));
		preview.setOverlay(labels);
		return preview;
	}

	private static TextRoi label(final String text, final int x) {
		final TextRoi label = new TextRoi(x, MARGIN, text);
		label.setStrokeColor(Color.YELLOW);
		label.setFillColor(new Color(0, 0, 0, 120));
		return label;
	}

	/** Closes a preview that may have been closed by the user already; null is none. */
	static void close(final ImagePlus preview) {
		if (preview != null) {
			EventQueue.invokeLater(() -> {
				preview.changes = false;
				preview.close();
			});
		}
	}
}
