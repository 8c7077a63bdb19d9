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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.LUT;
import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Axis;
import io.github.granulardq.io.ImageMetadata.Channel;
import io.github.granulardq.io.ImageMetadata.Kind;
import io.github.granulardq.io.ImageSource;
import io.github.granulardq.io.SliceLabels;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * An {@code ImagePlus} as formats that ImageJ does not know see it: axes of length 1 beyond x and y are left out, and RGB has a channel axis. Virtual stacks
 * are read plane by plane.
 */
public final class ImagePlusSource implements ImageSource {

	private static final int RGB_BITS = 24;
	private static final int CHANNELS_OF_RGB = 3;

	private static final int MAX = 255;
	private static final int RAMP_TOLERANCE = 1;

	private final ImagePlus image;
	private final boolean rgb;
	private final RandomAccessibleInterval<? extends RealType<?>> pixels;
	private final ImageMetadata metadata;
	private final String fingerprint;

	/**
	 * @param image not to be changed while this is read
	 * @param fingerprint as {@link #fingerprint()} returns it
	 */
	public ImagePlusSource(final ImagePlus image, final String fingerprint) {
		this.image = image;
		this.fingerprint = fingerprint;
		rgb = image.getBitDepth() == RGB_BITS;
		final List<Axis> axes = new ArrayList<>(axes());
		RandomAccessibleInterval<? extends RealType<?>> view = ImagePlusImages.wrap(image, Selections.whole(image)).pixels();
		if (rgb && image.getNChannels() == 1) {
			axes.remove(CHANNELS_OF_RGB); // the second axis of channels
			view = slice(view, CHANNELS_OF_RGB);
		}
		for (int d = axes.size() - 1; d >= 2; d--) {
			if (view.dimension(d) == 1) {
				axes.remove(d);
				view = slice(view, d);
			}
		}
		pixels = view;
		metadata = new ImageMetadata(image.getTitle(), axes, channels(), rgb, labels(), image.getInfoProperty() == null ? "" : image.getInfoProperty());
	}

	private static <T extends RealType<T>> RandomAccessibleInterval<T> slice(final RandomAccessibleInterval<? extends RealType<?>> view, final int axis) {
		@SuppressWarnings("unchecked") // every RealType is one of itself
		final RandomAccessibleInterval<T> typed = (RandomAccessibleInterval<T>) view;
		return Views.hyperSlice(typed, axis, 0);
	}

	/** Those that {@link ImagePlusImages#wrap} gives; RGB has one more, of which nothing is known. */
	private List<Axis> axes() {
		final Calibration calibration = image.getCalibration();
		final String unit = calibration.scaled() ? calibration.getUnit() : "";
		final List<Axis> axes = new ArrayList<>();
		axes.add(new Axis(Kind.X, calibration.pixelWidth, -calibration.xOrigin * calibration.pixelWidth, unit));
		axes.add(new Axis(Kind.Y, calibration.pixelHeight, -calibration.yOrigin * calibration.pixelHeight, unit));
		axes.add(Axis.of(Kind.CHANNEL));
		if (rgb) {
			axes.add(Axis.of(Kind.CHANNEL));
		}
		axes.add(new Axis(Kind.Z, calibration.pixelDepth, -calibration.zOrigin * calibration.pixelDepth, unit));
		axes.add(calibration.frameInterval > 0 ? new Axis(Kind.TIME, calibration.frameInterval, 0, calibration.getTimeUnit()) : Axis.of(Kind.TIME));
		return axes;
	}

	private List<Channel> channels() {
		final List<Channel> channels = new ArrayList<>();
		final LUT[] luts = rgb ? new LUT[0] : image.getLuts();
		for (final LUT lut : luts) {
			channels.add(new Channel("", colour(lut), luts.length == 1 ? image.getDisplayRangeMin() : lut.min, luts.length == 1 ? image
				.getDisplayRangeMax() : lut.max));
		}
		return channels;
	}

	/** The colour that a look-up table shows brightest, if it rises from black to it in a straight line. */
	private static int colour(final LUT lut) {
		final int brightest = lut.getRGB(MAX);
		for (int i = 0; i <= MAX; i++) {
			for (int shift = 0; shift < 24; shift += Byte.SIZE) {
				if (Math.abs((lut.getRGB(i) >> shift & MAX) - (brightest >> shift & MAX) * i / MAX) > RAMP_TOLERANCE) {
					return -1;
				}
			}
		}
		return brightest & 0xffffff;
	}

	private List<String> labels() {
		final List<String> labels = new ArrayList<>();
		for (int i = 1; i <= image.getStackSize(); i++) {
			final String label = SliceLabels.get(image, i);
			labels.add(label == null ? "" : label);
		}
		return labels.stream().allMatch(String::isEmpty) ? Collections.emptyList() : labels;
	}

	@Override
	public RandomAccessibleInterval<? extends RealType<?>> pixels() {
		return pixels;
	}

	@Override
	public ImageMetadata metadata() {
		return metadata;
	}

	@Override
	public int[] block() {
		final int[] block = new int[pixels.numDimensions()];
		Arrays.fill(block, 1);
		block[0] = image.getWidth();
		block[1] = image.getHeight();
		if (rgb) {
			block[2] = CHANNELS_OF_RGB;
		}
		return block;
	}

	@Override
	public String fingerprint() {
		return fingerprint;
	}

	@Override
	public void close() {
		// The image is the caller's.
	}
}
