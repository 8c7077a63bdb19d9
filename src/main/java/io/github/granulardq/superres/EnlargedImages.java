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
package io.github.granulardq.superres;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.granulardq.InputException;
import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.exception.IncompatibleTypeException;
import net.imglib2.img.Img;
import net.imglib2.img.ImgFactory;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.img.planar.PlanarImgFactory;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.util.Fraction;

/** Makes the images that results are written into: one array for each plane, as ImageJ has them, or cells where planes are too large. */
final class EnlargedImages {

	private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

	private static final int CELL = 4096;

	private EnlargedImages() {
	}

	/**
	 * Returns the size of an enlarged image.
	 *
	 * @param size of the input; x and y come first
	 * @throws InputException if the number of pixels is beyond 2^63
	 */
	static long[] size(final long[] size, final int scale) {
		final long[] enlarged = size.clone();
		try {
			enlarged[0] = Math.multiplyExact(size[0], scale);
			enlarged[1] = Math.multiplyExact(size[1], scale);
			Arrays.stream(enlarged).reduce(1, Math::multiplyExact);
		}
		catch (final ArithmeticException e) {
			throw new InputException("An image of " + text(size) + " pixels cannot be enlarged by " + scale +
				": the result would have more than 2^63 pixels.", e);
		}
		return enlarged;
	}

	/**
	 * Creates an image that several threads can write to, each to pixels of its own.
	 *
	 * @throws InputException if there are no such images of this type, or there is no room
	 */
	static <T extends RealType<T>> Img<T> create(final T type, final long[] size) {
		requireWritable(type);
		try {
			return factory(type, size).create(size);
		}
		catch (final OutOfMemoryError e) {
			throw tooLarge(type, size, e);
		}
	}

	/**
	 * Creates an image of one array, with the abilities of {@link #create}; its pixels come in raster order.
	 *
	 * @param type writable, see {@link #requireWritable}
	 * @throws OutOfMemoryError if there is no room
	 */
	static <T extends RealType<T>> Img<T> createBlock(final T type, final long[] size) {
		try {
			return new ArrayImgFactory<>(new UnsignedByteType()).imgFactory(type).create(size);
		}
		catch (final IncompatibleTypeException e) {
			throw new IllegalArgumentException("not a native type: " + type.getClass(), e);
		}
	}

	/**
	 * Checks that several threads can write to images of a type.
	 *
	 * @throws InputException if not
	 */
	static void requireWritable(final RealType<?> type) {
		if (!(type instanceof NativeType<?> pixel) || sharesBytes(pixel.getEntitiesPerPixel())) {
			throw new InputException("The image has pixels of " + type.getClass().getSimpleName() +
				", which cannot be written to: convert it to 8-bit, 16-bit or 32-bit first.");
		}
	}

	/** Returns the bytes of the largest block. */
	static <T extends RealType<T>> long bytes(final T type, final BlockGrid grid) {
		long bytes = (type.getBitsPerPixel() + 7) / 8;
		for (int d = 0; d < grid.size().length; d++) {
			bytes = Math.multiplyExact(bytes, Math.min(grid.block()[d], grid.size()[d]));
		}
		return bytes;
	}

	private static <T extends RealType<T>> InputException tooLarge(final T type, final long[] size, final OutOfMemoryError cause) {
		final double gigabytes = Arrays.stream(size).asDoubleStream().reduce(1, (a, b) -> a * b) * type.getBitsPerPixel() / 8e9;
		return new InputException(String.format(Locale.ROOT, "The enlarged image of %s pixels takes %.1f GB, and all that Java may use " +
			"is %.1f GB: allow it more memory or enlarge a part of the image.", text(size), gigabytes, Runtime.getRuntime().maxMemory() / 1e9),
			cause);
	}

	private static <T> ImgFactory<T> factory(final T type, final long[] size) {
		try {
			if (size[0] <= LARGEST_ARRAY / size[1]) {
				return new PlanarImgFactory<>(new UnsignedByteType()).imgFactory(type);
			}
			final int[] cell = new int[size.length];
			Arrays.fill(cell, 1);
			cell[0] = CELL;
			cell[1] = CELL;
			return new CellImgFactory<>(new UnsignedByteType(), cell).imgFactory(type);
		}
		catch (final IncompatibleTypeException e) {
			throw new IllegalArgumentException("not a native type: " + type.getClass(), e);
		}
	}

	/** Whether a write to one pixel rewrites bits of others. */
	private static boolean sharesBytes(final Fraction entitiesPerPixel) {
		return entitiesPerPixel.getNumerator() % entitiesPerPixel.getDenominator() != 0;
	}

	/** Returns a size as users read it, for example {@code 512x512x3}. */
	static String text(final long[] size) {
		return Arrays.stream(size).mapToObj(Long::toString).collect(Collectors.joining("x"));
	}

	static String describe(final long[] size, final Object type) {
		return text(size) + " " + type.getClass().getSimpleName();
	}

	/** Returns size and type of an image, for example {@code 512x512x3 UnsignedShortType}. */
	static String describe(final RandomAccessibleInterval<?> image) {
		return describe(image.dimensionsAsLongArray(), image.getType());
	}
}
