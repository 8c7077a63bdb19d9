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
package io.github.granulardq.benchmark;

import java.nio.file.Path;

import ij.process.ImageProcessor;
import io.github.granulardq.InputException;
import io.github.granulardq.io.ImageOpener;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;

/**
 * An image to measure with. Hold it as {@code GreyImage<?>} and give it to methods with a type parameter.
 *
 * @param pixels [x,y], in memory
 * @param <T> type of the pixels
 */
record GreyImage<T extends RealType<T>>(RandomAccessibleInterval<T> pixels) {

	/**
	 * Opens the first plane of a grey image.
	 *
	 * @throws InputException if there is none
	 */
	static GreyImage<?> open(final Path file) {
		final ImageProcessor plane = ImageOpener.open(file).getProcessor();
		final Object values = plane.getPixels();
		final int width = plane.getWidth();
		final int height = plane.getHeight();
		if (values instanceof final byte[] bytes) {
			return new GreyImage<>(ArrayImgs.unsignedBytes(bytes, width, height));
		}
		if (values instanceof final short[] shorts) {
			return new GreyImage<>(ArrayImgs.unsignedShorts(shorts, width, height));
		}
		if (values instanceof final float[] floats) {
			return new GreyImage<>(ArrayImgs.floats(floats, width, height));
		}
		throw new InputException("\"" + file + "\" is an RGB image: measure with a grey one.");
	}
}
