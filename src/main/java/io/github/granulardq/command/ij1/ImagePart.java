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

import java.util.Arrays;
import java.util.stream.IntStream;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.LUT;
import io.github.granulardq.InputException;
import io.github.granulardq.command.PlaneChoice;
import io.github.granulardq.io.SliceLabels;

/**
 * Some channels, slices and frames of an image as an image of their own, which shares pixels with it and keeps calibration, colours, display ranges, labels,
 * overlay and selection. What is enlarged of it is what would be enlarged of a copy of these planes.
 */
final class ImagePart {

	private static final int RGB_BITS = 24;

	private final ImagePlus image;
	private final int[] channels;
	private final int[] slices;
	private final int[] frames;

	private ImagePart(final ImagePlus image, final PlaneChoice planes) {
		this.image = image;
		channels = PlaneChoice.parse(PlaneChoice.CHANNELS, planes.channels(), image.getNChannels());
		slices = PlaneChoice.parse(PlaneChoice.SLICES, planes.slices(), image.getNSlices());
		frames = PlaneChoice.parse(PlaneChoice.FRAMES, planes.frames(), image.getNFrames());
	}

	/**
	 * Finds out whether an image has planes, without making anything.
	 *
	 * @throws InputException if no plane is chosen, or one that the image does not have
	 */
	static void check(final ImagePlus image, final PlaneChoice planes) {
		new ImagePart(image, planes);
	}

	/**
	 * Returns the part, always as an image of its own: closing the other does not matter to it.
	 *
	 * @throws InputException if no plane is chosen, or one that the image does not have
	 */
	static ImagePlus of(final ImagePlus image, final PlaneChoice planes) {
		return new ImagePart(image, planes).make();
	}

	/**
	 * Returns the planes with another selection.
	 *
	 * @param title of the part
	 * @throws InputException as above
	 */
	static ImagePlus of(final ImagePlus image, final PlaneChoice planes, final Roi selection, final String title) {
		final ImagePlus part = new ImagePart(image, planes).make();
		part.setTitle(title);
		part.setRoi(selection);
		return part;
	}

	private ImagePlus make() {
		final int[] numbers = numbers();
		ImagePlus part = new ImagePlus(image.getTitle(), stack(numbers));
		part.setDimensions(channels.length, slices.length, frames.length);
		if (image.isComposite() && channels.length > 1) {
			part = new CompositeImage(part, ((CompositeImage) image).getMode());
		}
		part.setOpenAsHyperStack((image.getOpenAsHyperStack() || image.isHyperStack()) && numbers.length > 1);
		copyDisplay(part);
		copyCalibration(part);
		part.setProperties(image.getPropertiesAsArray());
		part.setProperty("Info", image.getInfoProperty());
		for (int i = 0; i < numbers.length; i++) {
			SliceLabels.set(part, i + 1, SliceLabels.get(image, numbers[i]));
		}
		copyOverlay(part);
		part.setRoi(image.getRoi() == null ? null : (Roi) image.getRoi().clone());
		part.setPosition(place(channels, image.getC()), place(slices, image.getZ()), place(frames, image.getT()));
		return part;
	}

	private int[] numbers() {
		return Arrays.stream(frames).flatMap(t -> Arrays.stream(slices).flatMap(z -> Arrays.stream(channels).map(c -> image.getStackIndex(c, z, t)))).toArray();
	}

	private ImageStack stack(final int[] numbers) {
		if (image.getStackSize() > 1 && image.getStack().isVirtual()) {
			return new ChosenPlanes(image.getStack(), numbers);
		}
		final ImageStack stack = new ImageStack(image.getWidth(), image.getHeight());
		for (final int n : numbers) {
			stack.addSlice(null, image.getStackSize() == 1 ? image.getProcessor().getPixels() : image.getStack().getPixels(n));
		}
		return stack;
	}

	private void copyDisplay(final ImagePlus part) {
		if (image.getBitDepth() == RGB_BITS) {
			return;
		}
		if (!(image instanceof final CompositeImage from)) {
			part.getProcessor().setLut(image.getProcessor().getLut());
			part.setDisplayRange(image.getDisplayRangeMin(), image.getDisplayRangeMax());
			return;
		}
		final LUT[] luts = from.getLuts();
		if (part instanceof final CompositeImage to) {
			to.setLuts(Arrays.stream(channels).mapToObj(c -> (LUT) luts[c - 1].clone()).toArray(LUT[]::new));
			return;
		}
		final LUT lut = luts[channels[0] - 1];
		part.getProcessor().setLut((LUT) lut.clone());
		part.setDisplayRange(lut.min, lut.max);
	}

	private void copyCalibration(final ImagePlus part) {
		final Calibration calibration = image.getCalibration().copy();
		if (calibration.scaled() || calibration.zOrigin != 0) {
			calibration.zOrigin -= slices[0] - 1;
		}
		part.setIgnoreGlobalCalibration(image.getGlobalCalibration() != null); // its origin is that of the image
		part.setCalibration(calibration);
	}

	/** Shapes of planes that are not there go, those of all planes stay. */
	private void copyOverlay(final ImagePlus part) {
		if (image.getOverlay() == null) {
			return;
		}
		final Overlay overlay = image.getOverlay().create();
		for (final Roi shape : image.getOverlay()) {
			final Roi copy = (Roi) shape.clone();
			final int[] position = position(shape);
			final int c = position[0] == 0 ? 0 : place(channels, position[0]);
			final int z = position[1] == 0 ? 0 : place(slices, position[1]);
			final int t = position[2] == 0 ? 0 : place(frames, position[2]);
			if (holds(channels, position[0]) && holds(slices, position[1]) && holds(frames, position[2])) {
				if (c + z + t == 0) {
					copy.setPosition(0);
				}
				else if (shape.hasHyperStackPosition()) {
					copy.setPosition(c, z, t);
				}
				else {
					copy.setPosition(part.getStackIndex(c, z, t));
				}
				overlay.add(copy);
			}
		}
		part.setOverlay(overlay);
		part.setHideOverlay(image.getHideOverlay());
	}

	private int[] position(final Roi shape) {
		if (shape.hasHyperStackPosition()) {
			return new int[] { shape.getCPosition(), shape.getZPosition(), shape.getTPosition() };
		}
		return shape.getPosition() == 0 ? new int[3] : image.convertIndexToPosition(shape.getPosition());
	}

	private static boolean holds(final int[] numbers, final int number) {
		return number == 0 || IntStream.of(numbers).anyMatch(n -> n == number);
	}

	/** Returns where a number is, from 1; 1 if it is not there. */
	private static int place(final int[] numbers, final int number) {
		return Math.max(0, Arrays.binarySearch(numbers, number)) + 1;
	}
}
