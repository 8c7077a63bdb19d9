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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import ij.ImagePlus;
import ij.ImageStack;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.NativeTypeFactory;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Fraction;
import net.imglib2.view.Views;

/**
 * Shows the pixels of an {@code ImagePlus} as an ImgLib2 image, without copying them: 8, 16 and 32 bit as {@code UnsignedByteType},
 * {@code UnsignedShortType} and {@code FloatType} with axes x, y, c, z, t; RGB as three 8-bit channels with axes x, y, rgb, c, z, t.
 * Axes of length 1 are there too. The planes of virtual stacks are read when they are first looked at, and may be forgotten and
 * read again.
 * <p>
 * The image is a view: it may be read by several threads as long as nobody writes to the {@code ImagePlus}. It outlives the closing of the
 * {@code ImagePlus}.
 */
final class ImagePlusImages {

	/** Axis of channels in what {@link #wrap} returns. */
	static final int CHANNEL_AXIS = 2;

	private ImagePlusImages() {
	}

	/**
	 * Wraps an image. Its pixels keep their positions, so that messages name them as ImageJ does.
	 *
	 * @param crop part of each plane, inside the image
	 */
	static AxedImage<?> wrap(final ImagePlus image, final Rectangle crop) {
		return switch (image.getBitDepth()) {
			case 8 -> axed(cropped(image, new UnsignedByteType(), p -> new ByteArray((byte[]) p),
				(p, w, h) -> ArrayImgs.unsignedBytes((byte[]) p, w, h), crop));
			case 16 -> axed(cropped(image, new UnsignedShortType(), p -> new ShortArray((short[]) p),
				(p, w, h) -> ArrayImgs.unsignedShorts((short[]) p, w, h), crop));
			case 32 -> axed(cropped(image, new FloatType(), p -> new FloatArray((float[]) p),
				(p, w, h) -> ArrayImgs.floats((float[]) p, w, h), crop));
			default -> axed(colours(cropped(image, new ARGBType(), p -> new IntArray((int[]) p),
				(p, w, h) -> ArrayImgs.argbs((int[]) p, w, h), crop)));
		};
	}

	private static <T extends RealType<T>> AxedImage<T> axed(final RandomAccessibleInterval<T> pixels) {
		return new AxedImage<>(pixels, CHANNEL_AXIS);
	}

	private static RandomAccessibleInterval<UnsignedByteType> colours(final RandomAccessibleInterval<ARGBType> image) {
		// Channels 1, 2, 3 of ARGB, as a new last axis.
		final RandomAccessibleInterval<UnsignedByteType> channels = Converters.argbChannels(image, 1, 2, 3);
		return Views.moveAxis(channels, channels.numDimensions() - 1, CHANNEL_AXIS);
	}

	/** Makes an image of one plane. */
	@FunctionalInterface
	private interface PlaneFactory<T> {
		RandomAccessibleInterval<T> plane(Object pixels, long width, long height);
	}

	private static <T extends NativeType<T>, A extends ArrayDataAccess<A>> RandomAccessibleInterval<T> cropped(final ImagePlus image, final T type,
		final Function<Object, A> access, final PlaneFactory<T> factory, final Rectangle crop)
	{
		final long[] size = { image.getWidth(), image.getHeight(), image.getNChannels(), image.getNSlices(), image.getNFrames() };
		final RandomAccessibleInterval<T> whole = isVirtual(image) ? virtual(image.getStack(), size, type, factory) : planar(image, size, type, access);
		if (crop.width == size[0] && crop.height == size[1]) {
			return whole;
		}
		final Interval part = FinalInterval.createMinSize(crop.x, crop.y, 0, 0, 0, crop.width, crop.height, size[2], size[3], size[4]);
		return Views.interval(whole, part);
	}

	/** Holds on to the stack, which an image gives up when it is closed. */
	private static <T> RandomAccessibleInterval<T> virtual(final ImageStack stack, final long[] size, final T type, final PlaneFactory<T> factory) {
		return new VirtualPlanes<>(size, type, n -> factory.plane(pixels(stack, n), size[0], size[1]));
	}

	private static boolean isVirtual(final ImagePlus image) {
		return image.getStackSize() > 1 && image.getStack().isVirtual();
	}

	private static Object pixels(final ImageStack stack, final int plane) {
		synchronized (stack) { // virtual stacks read one plane at a time
			return stack.getProcessor(plane + 1).getPixels();
		}
	}

	/** ImageJ counts planes with channels first, then slices, then frames, as a planar image with axes c, z, t does. */
	@SuppressWarnings("unchecked") // the factory of a type makes instances of that type on accesses of its kind
	private static <T extends NativeType<T>, A extends ArrayDataAccess<A>> RandomAccessibleInterval<T> planar(final ImagePlus image, final long[] size,
		final T type, final Function<Object, A> access)
	{
		final List<A> planes = new ArrayList<>();
		if (image.getStackSize() == 1) {
			planes.add(access.apply(image.getProcessor().getPixels())); // asking for the stack would make one
		}
		else {
			for (int i = 1; i <= image.getStackSize(); i++) {
				planes.add(access.apply(image.getStack().getPixels(i)));
			}
		}
		final PlanarImg<T, A> planar = new PlanarImg<>(planes, size, new Fraction());
		planar.setLinkedType(((NativeTypeFactory<T, A>) type.getNativeTypeFactory()).createLinkedType(planar));
		return planar;
	}
}
