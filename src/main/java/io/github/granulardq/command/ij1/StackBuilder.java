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

import java.util.function.DoubleUnaryOperator;

import ij.ImageStack;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** Makes an ImageJ stack of the planes of an ImgLib2 image, the third axis running fastest. Planes of a planar image are not copied. */
final class StackBuilder {

	private final RandomAccessibleInterval<? extends RealType<?>> pixels;
	private final boolean rgb;
	private final DoubleUnaryOperator function;
	private final int width;
	private final int height;

	/**
	 * @param pixels axes x, y and others, starting at 0; UnsignedByteType, UnsignedShortType or FloatType
	 * @param rgb whether three 8-bit planes become one of RGB
	 * @param function applied to every pixel; null if they are copied as they are
	 */
	StackBuilder(final RandomAccessibleInterval<? extends RealType<?>> pixels, final boolean rgb, final DoubleUnaryOperator function) {
		this.pixels = pixels;
		this.rgb = rgb;
		this.function = function;
		width = Math.toIntExact(pixels.dimension(0));
		height = Math.toIntExact(pixels.dimension(1));
	}

	/** Returns the bits of an ImageJ pixel that holds values of a type. */
	static int bitDepth(final RealType<?> type) {
		if (type instanceof UnsignedByteType) {
			return 8;
		}
		return type instanceof UnsignedShortType ? 16 : 32;
	}

	ImageStack build() {
		final ImageStack stack = new ImageStack(width, height);
		long planes = 1;
		for (int d = 2; d < pixels.numDimensions(); d++) {
			planes *= pixels.dimension(d);
		}
		for (long n = 0; n < planes; n += rgb ? 3 : 1) {
			stack.addSlice(null, rgb ? colours(n) : plane(n));
		}
		return stack;
	}

	private int[] colours(final long first) {
		return colours((byte[]) plane(first), (byte[]) plane(first + 1), (byte[]) plane(first + 2));
	}

	/** Returns RGB pixels of their colours. */
	static int[] colours(final byte[] red, final byte[] green, final byte[] blue) {
		final int[] colours = new int[red.length];
		for (int i = 0; i < colours.length; i++) {
			colours[i] = 0xff000000 | (red[i] & 0xff) << 16 | (green[i] & 0xff) << 8 | blue[i] & 0xff;
		}
		return colours;
	}

	/** Returns an empty plane that holds values of a type. */
	static ArrayImg<? extends RealType<?>, ?> plane(final RealType<?> type, final long width, final long height) {
		return switch (bitDepth(type)) {
			case 8 -> ArrayImgs.unsignedBytes(width, height);
			case 16 -> ArrayImgs.unsignedShorts(width, height);
			default -> ArrayImgs.floats(width, height);
		};
	}

	private Object plane(final long number) {
		if (function == null && pixels instanceof PlanarImg<?, ?> planar) {
			return planar.getPlane((int) number).getCurrentStorageArray();
		}
		RandomAccessibleInterval<? extends RealType<?>> plane = pixels;
		long rest = number;
		for (int d = 2; d < pixels.numDimensions(); d++) {
			plane = Views.hyperSlice(plane, 2, rest % pixels.dimension(d));
			rest /= pixels.dimension(d);
		}
		return switch (bitDepth(pixels.getType())) {
			case 8 -> copy(plane, ArrayImgs.unsignedBytes(width, height));
			case 16 -> copy(plane, ArrayImgs.unsignedShorts(width, height));
			default -> copy(plane, ArrayImgs.floats(width, height));
		};
	}

	private <T extends NativeType<T> & RealType<T>> Object copy(final RandomAccessibleInterval<? extends RealType<?>> plane,
		final ArrayImg<T, ? extends ArrayDataAccess<?>> target)
	{
		LoopBuilder.setImages(plane, target).forEachPixel((from, to) -> to.setReal(
			function == null ? from.getRealDouble() : function.applyAsDouble(from.getRealDouble())));
		return target.update(null).getCurrentStorageArray();
	}
}
