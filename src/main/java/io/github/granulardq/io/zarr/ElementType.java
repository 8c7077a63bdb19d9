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
package io.github.granulardq.io.zarr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;

/** Types of pixels that are read and written, and how they become bytes. */
public enum ElementType {

	UINT8(1, 255), UINT16(2, 65535), FLOAT32(4, 1);

	private final int bytes;
	private final double white;

	ElementType(final int bytes, final double white) {
		this.bytes = bytes;
		this.white = white;
	}

	/**
	 * Returns the type of these pixels.
	 *
	 * @throws IllegalArgumentException if they are neither unsigned 8 or 16 bits nor 32-bit floats
	 */
	static ElementType of(final RealType<?> type) {
		if (type instanceof UnsignedByteType) {
			return UINT8;
		}
		if (type instanceof UnsignedShortType) {
			return UINT16;
		}
		if (type instanceof FloatType) {
			return FLOAT32;
		}
		throw new IllegalArgumentException("pixels of " + type.getClass().getName());
	}

	/** Returns the type that Zarr v2 names so, such as {@code <u2}. */
	static Optional<ElementType> ofV2(final String name) {
		return Arrays.stream(values()).filter(t -> name.matches("[<>|]" + t.code())).findFirst();
	}

	/** Returns the type that Zarr v3 names so, such as {@code uint16}. */
	static Optional<ElementType> ofV3(final String name) {
		return Arrays.stream(values()).filter(t -> t.v3().equals(name)).findFirst();
	}

	private String code() {
		return (this == FLOAT32 ? "f" : "u") + bytes;
	}

	/** Zarr v2's name, in little-endian order. */
	String v2() {
		return (this == UINT8 ? "|" : "<") + code();
	}

	/** Zarr v3's name. */
	String v3() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Bytes of a pixel. */
	int bytes() {
		return bytes;
	}

	/** The largest value of integers, 1 for floats: what is shown white where nothing else is known. */
	double white() {
		return white;
	}

	/** Returns a new array of zeros: {@code byte[]}, {@code short[]} or {@code float[]}. */
	Object newArray(final int length) {
		return switch (this) {
			case UINT8 -> new byte[length];
			case UINT16 -> new short[length];
			case FLOAT32 -> new float[length];
		};
	}

	/** Returns a new array of one value. */
	Object filled(final int length, final double value) {
		final Object array = newArray(length);
		switch (this) {
			case UINT8 -> Arrays.fill((byte[]) array, (byte) (int) value);
			case UINT16 -> Arrays.fill((short[]) array, (short) (int) value);
			case FLOAT32 -> Arrays.fill((float[]) array, (float) value);
		}
		return array;
	}

	/** Returns the pixels that are stored as these bytes, whose number is a multiple of {@link #bytes}. */
	Object fromBytes(final byte[] stored, final ByteOrder order) {
		if (this == UINT8) {
			return stored;
		}
		final ByteBuffer buffer = ByteBuffer.wrap(stored).order(order);
		final Object array = newArray(stored.length / bytes);
		if (this == UINT16) {
			buffer.asShortBuffer().get((short[]) array);
		}
		else {
			buffer.asFloatBuffer().get((float[]) array);
		}
		return array;
	}

	/** Returns these pixels as bytes in little-endian order. */
	byte[] toBytes(final Object array) {
		if (this == UINT8) {
			return (byte[]) array;
		}
		if (this == UINT16) {
			final short[] shorts = (short[]) array;
			final ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(2, shorts.length)).order(ByteOrder.LITTLE_ENDIAN);
			buffer.asShortBuffer().put(shorts);
			return buffer.array();
		}
		final float[] floats = (float[]) array;
		final ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(4, floats.length)).order(ByteOrder.LITTLE_ENDIAN);
		buffer.asFloatBuffer().put(floats);
		return buffer.array();
	}
}
