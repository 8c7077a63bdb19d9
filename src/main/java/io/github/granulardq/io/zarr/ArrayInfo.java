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

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.github.granulardq.InputException;

/**
 * What the metadata of a Zarr array say, checked, whatever the version. Axes are in Zarr's order, the fastest last.
 *
 * @param shape pixels along each axis
 * @param chunk pixels of a chunk along each axis; of the inner chunks if there are shards
 * @param type of the pixels
 * @param fill value of the pixels of chunks that are not there
 * @param keys names of the files that hold chunks, or shards
 * @param coding how a chunk became bytes
 * @param sharding how chunks lie within a file; empty if each has its own
 * @param names of the axes; empty if the metadata do not tell
 */
record ArrayInfo(long[] shape, int[] chunk, ElementType type, double fill, ChunkKeys keys, Coding coding, Optional<Sharding> sharding,
	List<String> names)
{

	/** Arrays in Java have no more bytes. */
	private static final int MAX_CHUNK_BYTES = Integer.MAX_VALUE - 1024;

	/**
	 * How a chunk became bytes.
	 *
	 * @param order of the bytes of a pixel
	 * @param codecs in the order in which they are undone
	 */
	record Coding(ByteOrder order, List<Codec> codecs) {

		/**
		 * Undoes all codecs.
		 *
		 * @param length of what comes out
		 * @throws IOException if the bytes are damaged or something of another length comes out
		 */
		byte[] decode(final byte[] stored, final int length) throws IOException {
			byte[] bytes = stored;
			for (int i = 0; i < codecs.size(); i++) {
				final boolean last = i == codecs.size() - 1;
				bytes = codecs.get(i).decode(bytes, last ? length : limit(length));
			}
			if (bytes.length != length) {
				throw new IOException("it holds " + bytes.length + " bytes where " + length + " belong");
			}
			return bytes;
		}

		/** Returns the most bytes that an encoded chunk can have. */
		static int limit(final int length) {
			return (int) Math.min(2L * length + (1 << 16), MAX_CHUNK_BYTES);
		}
	}

	/**
	 * How chunks lie within a shard.
	 *
	 * @param chunks in a shard along each axis
	 * @param atStart whether the index is at the start of the file instead of its end
	 * @param index how the index became bytes
	 * @param indexExtra bytes that this added to the index
	 */
	record Sharding(int[] chunks, boolean atStart, Coding index, int indexExtra) {

		/** Returns the number of chunks in a shard. */
		int count() {
			return Arrays.stream(chunks).reduce(1, Math::multiplyExact);
		}
	}

	/** Returns the number of pixels of a chunk. */
	int chunkPixels() {
		return Arrays.stream(chunk).reduce(1, Math::multiplyExact);
	}

	/**
	 * Checks the sizes of an array before it is made: that they fit each other and numbers of 63 bits, and a chunk into memory.
	 *
	 * @param json says which file is wrong
	 * @param key of the chunk's size
	 * @return the chunk's size
	 */
	static int[] checkedChunk(final JsonFields json, final String key, final long[] shape, final long[] chunk, final int bytes) {
		if (shape.length == 0 || chunk.length != shape.length) {
			throw json.wrong(key, "must have as many numbers as the shape, and at least one");
		}
		try {
			Arrays.stream(shape).reduce(bytes, Math::multiplyExact);
		}
		catch (final ArithmeticException e) {
			throw json.wrong("shape", "is too large: an array has less than 2^63 bytes");
		}
		try {
			if (Arrays.stream(chunk).reduce(bytes, Math::multiplyExact) > MAX_CHUNK_BYTES) {
				throw new ArithmeticException();
			}
		}
		catch (final ArithmeticException e) {
			throw new InputException("The chunks of the Zarr array in \"" + json.file().getParent() +
				"\" are too large: at most 2 GB each can be read; save it with smaller ones.", e);
		}
		return Arrays.stream(chunk).mapToInt(Math::toIntExact).toArray();
	}

	/**
	 * Returns the value of missing pixels.
	 *
	 * @param json whose entry {@code fill_value} says it: a number, or a text such as {@code NaN}, {@code -Infinity} or {@code 0x7fc00000}; null is 0
	 */
	static double fill(final JsonFields json, final ElementType type) {
		final String key = "fill_value";
		double value = 0;
		if (json.has(key)) {
			final String text = json.text(key, "");
			try {
				value = text.isEmpty() ? json.number(key, json.flag(key) ? 1 : 0) : text.startsWith("0x") ? Float.intBitsToFloat(Integer
					.parseUnsignedInt(text.substring(2), 16)) : Double.parseDouble(text);
			}
			catch (final NumberFormatException e) {
				throw json.wrong(key, "is '" + text + "', which is no number");
			}
		}
		if (type != ElementType.FLOAT32 && !(value >= 0 && value <= type.white() && value == Math.rint(value))) {
			throw json.wrong(key, "must be a whole number from 0 to " + (int) type.white());
		}
		return value;
	}
}
