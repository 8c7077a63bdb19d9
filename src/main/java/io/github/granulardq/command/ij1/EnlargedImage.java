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
import java.util.function.DoubleUnaryOperator;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.github.granulardq.io.SliceLabels;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Makes an {@code ImagePlus} of enlarged pixels that keeps everything else of the one they came from: order and meaning of the axes,
 * calibration, channels with their colours and display ranges, slice labels, overlay, selection, properties.
 */
final class EnlargedImage {

	private final ImagePlus original;
	private final Rectangle crop;
	private final int scale;

	/**
	 * @param original the LR image
	 * @param crop the part of its planes that was enlarged
	 * @param scale HR pixels per LR pixel
	 */
	EnlargedImage(final ImagePlus original, final Rectangle crop, final int scale) {
		this.original = original;
		this.crop = crop;
		this.scale = scale;
	}

	/**
	 * Makes the image.
	 *
	 * @param pixels axes as {@link ImagePlusImages#wrap} gives them, in the type of the input or FloatType
	 * @param note a line for the image's Info property
	 */
	<T extends RealType<T>> ImagePlus of(final RandomAccessibleInterval<T> pixels, final String note) {
		final int bitDepth = StackBuilder.bitDepth(pixels.getType());
		final boolean rgb = original.getBitDepth() == 24;
		final boolean widened = bitDepth == 32 && original.getBitDepth() != 32;
		final Calibration calibration = calibration();
		// ImageJ has no intensity function for 32 bit: there, pixels hold what the function gives.
		final DoubleUnaryOperator function = widened && !rgb && calibration.calibrated() ? calibration::getCValue : null;
		final ImageStack stack = new StackBuilder(pixels, rgb && !widened, function).build();
		return of(stack.size() == 1 ? new ImagePlus(title(), stack.getProcessor(1)) : new ImagePlus(title(), stack), widened, function, note);
	}

	/**
	 * Makes the image of a stack whose planes need not be there yet: no pixel counts.
	 *
	 * @param stack planes of the enlarged size, of the kind and in the order of the original's
	 * @param note as above
	 */
	ImagePlus of(final VirtualStack stack, final String note) {
		return of(new ImagePlus(title(), stack), false, null, note);
	}

	private Calibration calibration() {
		return Calibrations.enlarged(original.getCalibration(), crop, scale);
	}

	/**
	 * Gives an image all that the original has besides pixels.
	 *
	 * @param widened whether it has 32 bit and the original less
	 * @param function that was applied to the pixels; null for none
	 */
	private ImagePlus of(final ImagePlus plain, final boolean widened, final DoubleUnaryOperator function, final String note) {
		final boolean rgb = original.getBitDepth() == 24;
		final Calibration calibration = calibration();
		ImagePlus image = plain;
		image.setDimensions(original.getNChannels() * (rgb && widened ? 3 : 1), original.getNSlices(), original.getNFrames());
		if (rgb && widened) {
			image = new CompositeImage(image, CompositeImage.COMPOSITE);
		}
		else if (original.isComposite()) {
			image = new CompositeImage(image, ((CompositeImage) original).getMode());
		}
		image.setOpenAsHyperStack(original.getOpenAsHyperStack() || original.isHyperStack());
		copyDisplay(image, function == null ? DoubleUnaryOperator.identity() : function);
		if (function != null) {
			calibration.disableDensityCalibration();
		}
		image.setIgnoreGlobalCalibration(original.getGlobalCalibration() != null); // it holds for the original's pixels
		image.setCalibration(calibration);
		image.setProperties(original.getPropertiesAsArray());
		copyLabels(image);
		final String info = original.getInfoProperty();
		image.setProperty("Info", info == null || info.isBlank() ? note : info.stripTrailing() + "\n" + note);
		Selections.copy(original, crop, scale, image);
		image.setPosition(original.getC(), original.getZ(), original.getT());
		return image;
	}

	/** Name, without the ending of a file, and the scale: {@code nuclei-x2}. */
	private String title() {
		return baseTitle(original) + "-x" + scale;
	}

	/** Returns the title of an image without an ending such as {@code .tif}. */
	static String baseTitle(final ImagePlus image) {
		return image.getTitle().strip().replaceFirst("(?i)(?<=.)\\.(ome\\.)?(tiff?|png|jpe?g|gif|bmp|dcm|lsm|czi|nd2|zip)$", "");
	}

	private void copyLabels(final ImagePlus image) {
		final int planesPerPlane = image.getStackSize() / original.getStackSize();
		for (int i = 0; i < image.getStackSize(); i++) {
			SliceLabels.set(image, i + 1, SliceLabels.get(original, i / planesPerPlane + 1));
		}
	}

	/** Channels of 0..255 that show the colours that they were. */
	private static void showAsColours(final CompositeImage image) {
		for (int c = 1; c <= image.getNChannels(); c++) {
			final LUT lut = image.getChannelLut(c);
			lut.min = 0;
			lut.max = 255;
			image.setChannelLut(lut, c);
		}
	}

	private void copyDisplay(final ImagePlus image, final DoubleUnaryOperator function) {
		if (original.getBitDepth() == 24) {
			if (image instanceof final CompositeImage channels) {
				showAsColours(channels);
			}
			return;
		}
		if (original instanceof final CompositeImage from && image instanceof final CompositeImage to) {
			final LUT[] luts = from.getLuts();
			to.copyLuts(from);
			for (int c = 1; c <= luts.length; c++) {
				final LUT lut = (LUT) luts[c - 1].clone();
				lut.min = function.applyAsDouble(lut.min);
				lut.max = function.applyAsDouble(lut.max);
				to.setChannelLut(lut, c);
			}
			return;
		}
		final ImageProcessor from = original.getProcessor();
		final ImageProcessor to = image.getProcessor();
		final LUT lut = from.getLut();
		if (lut != null) {
			to.setLut(lut);
		}
		to.setMinAndMax(function.applyAsDouble(from.getMin()), function.applyAsDouble(from.getMax()));
		if (image.getStackSize() > 1) {
			image.getStack().update(to);
		}
	}
}
