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
package io.github.granulardq.image;

import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;

/**
 * Stores real values in pixels of a type: integer types get the nearest value (ties to even), values beyond the range of the type
 * become its nearest end and are counted. Not thread-safe: one writer for each worker.
 */
public final class PixelWriter<T extends RealType<T>> {

	private final double min;
	private final double max;
	private final boolean integer;
	private long clipped;

	/**
	 * @param type any pixel of the type; 64-bit integers keep the 53 bits that a double has
	 */
	public PixelWriter(final T type) {
		min = type.getMinValue();
		max = type.getMaxValue();
		integer = type instanceof IntegerType;
	}

	/**
	 * @param pixel where to store
	 * @param value a number
	 * @throws IllegalArgumentException if {@code value} is NaN
	 */
	public void set(final T pixel, final double value) {
		if (Double.isNaN(value)) {
			throw new IllegalArgumentException("NaN is no intensity");
		}
		final double nearest = integer ? Math.rint(value) : value;
		if (nearest < min) {
			clipped++;
			pixel.setReal(min);
		}
		else if (nearest > max) {
			clipped++;
			pixel.setReal(max);
		}
		else {
			pixel.setReal(nearest);
		}
	}

	/** Returns how many values did not fit so far. */
	public long clipped() {
		return clipped;
	}
}
