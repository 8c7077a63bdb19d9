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
package io.github.granulardq.io.tiff;

import java.util.Optional;

import net.imglib2.type.numeric.NumericType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;

/** Types of pixels that are read and written, each with the primitive array that holds it. */
enum PixelType {

	UINT8(Byte.BYTES), UINT16(Short.BYTES), FLOAT32(Float.BYTES);

	private final int bytes;

	PixelType(final int bytes) {
		this.bytes = bytes;
	}

	/** Bytes of a pixel. */
	int bytes() {
		return bytes;
	}

	/** Returns the type of an ImgLib2 image's pixels; empty if it is another. */
	static Optional<PixelType> of(final NumericType<?> type) {
		if (type instanceof UnsignedByteType) {
			return Optional.of(UINT8);
		}
		if (type instanceof UnsignedShortType) {
			return Optional.of(UINT16);
		}
		return type instanceof FloatType ? Optional.of(FLOAT32) : Optional.empty();
	}

	/** Returns a {@code byte[]}, {@code short[]} or {@code float[]}. */
	Object newArray(final int length) {
		return switch (this) {
			case UINT8 -> new byte[length];
			case UINT16 -> new short[length];
			case FLOAT32 -> new float[length];
		};
	}
}
