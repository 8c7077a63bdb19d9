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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * TIFF's predictors: what is compressed are differences along rows. A row has {@code width} values of {@code samples} interleaved samples.
 * Stateless, safe for threads.
 */
final class Predictors {

	private Predictors() {
	}

	/** Replaces differences by sums, in place. */
	static void sum(final byte[] values, final int row, final int samples) {
		for (int start = 0; start < values.length; start += row) {
			for (int i = start + samples; i < start + row; i++) {
				values[i] += values[i - samples];
			}
		}
	}

	/** Replaces differences by sums, in place. */
	static void sum(final short[] values, final int row, final int samples) {
		for (int start = 0; start < values.length; start += row) {
			for (int i = start + samples; i < start + row; i++) {
				values[i] += values[i - samples];
			}
		}
	}

	/** Replaces differences by sums, in place. */
	static void sum(final int[] values, final int row, final int samples) {
		for (int start = 0; start < values.length; start += row) {
			for (int i = start + samples; i < start + row; i++) {
				values[i] += values[i - samples];
			}
		}
	}

	/** Writes the differences of one row. */
	static void subtract(final byte[] row, final byte[] to, final int start, final int samples) {
		System.arraycopy(row, 0, to, start, samples);
		for (int i = samples; i < row.length; i++) {
			to[start + i] = (byte) (row[i] - row[i - samples]);
		}
	}

	/** Writes the differences of one row. */
	static void subtract(final short[] row, final short[] to, final int start, final int samples) {
		System.arraycopy(row, 0, to, start, samples);
		for (int i = samples; i < row.length; i++) {
			to[start + i] = (short) (row[i] - row[i - samples]);
		}
	}

	/**
	 * Puts floats together again: of each row the file holds the highest bytes of all values, then the next lower ones, and so on, as differences.
	 *
	 * @param bytes is changed
	 */
	static float[] joinFloats(final byte[] bytes, final int row, final int samples) {
		sum(bytes, Float.BYTES * row, samples);
		final float[] values = new float[bytes.length / Float.BYTES];
		for (int start = 0; start < values.length; start += row) {
			final int first = Float.BYTES * start;
			for (int i = 0; i < row; i++) {
				final int at = first + i;
				values[start + i] = Float.intBitsToFloat(bytes[at] << 24 | (bytes[at + row] & 0xff) << 16 | (bytes[at + 2 * row] & 0xff) << 8 |
					bytes[at + 3 * row] & 0xff);
			}
		}
		return values;
	}

	/** Takes one row of floats apart, the reverse of {@link #joinFloats}. */
	static void splitFloats(final float[] row, final byte[] to, final int start, final int samples) {
		final int length = row.length;
		final byte[] bytes = new byte[length * Float.BYTES];
		for (int i = 0; i < length; i++) {
			final int bits = Float.floatToRawIntBits(row[i]);
			bytes[i] = (byte) (bits >> 24);
			bytes[i + length] = (byte) (bits >> 16);
			bytes[i + 2 * length] = (byte) (bits >> 8);
			bytes[i + 3 * length] = (byte) bits;
		}
		subtract(bytes, to, start, samples);
	}

	/**
	 * Returns the pixels of a decompressed tile as the primitive array of their type.
	 *
	 * @param bytes is changed
	 * @param row values in a row: width x samples
	 * @param samples that are interleaved
	 */
	static Object decode(final byte[] bytes, final PixelType type, final ByteOrder order, final int predictor, final int row, final int samples) {
		final boolean horizontal = predictor == Tag.PREDICTOR_HORIZONTAL;
		switch (type) {
			case UINT8:
				if (horizontal) {
					sum(bytes, row, samples);
				}
				return bytes;
			case UINT16:
				final short[] shorts = new short[bytes.length / Short.BYTES];
				ByteBuffer.wrap(bytes).order(order).asShortBuffer().get(shorts);
				if (horizontal) {
					sum(shorts, row, samples);
				}
				return shorts;
			default:
				return predictor == Tag.PREDICTOR_FLOAT ? joinFloats(bytes, row, samples) : floats(bytes, order, horizontal, row, samples);
		}
	}

	private static float[] floats(final byte[] bytes, final ByteOrder order, final boolean horizontal, final int row, final int samples) {
		final float[] floats = new float[bytes.length / Float.BYTES];
		if (!horizontal) {
			ByteBuffer.wrap(bytes).order(order).asFloatBuffer().get(floats);
			return floats;
		}
		final int[] bits = new int[floats.length];
		ByteBuffer.wrap(bytes).order(order).asIntBuffer().get(bits);
		sum(bits, row, samples);
		for (int i = 0; i < bits.length; i++) {
			floats[i] = Float.intBitsToFloat(bits[i]);
		}
		return floats;
	}
}
