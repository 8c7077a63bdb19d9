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
import java.util.Arrays;
import java.util.zip.Deflater;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Cast;

/**
 * Compresses blocks: the number of bytes of each tile in 32 bits, then the tiles, of which each is differences along rows, deflated. Safe for
 * threads.
 */
final class TileEncoder {

	/** What is written; readers find it in the directories. */
	static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

	private final TileLayout layout;
	private final PixelType type;
	private final int level;

	/**
	 * @param level of deflate, 1 (fast) to 9 (small)
	 */
	TileEncoder(final TileLayout layout, final PixelType type, final int level) {
		this.layout = layout;
		this.type = type;
		this.level = level;
	}

	/** Returns a block compressed. */
	byte[] encode(final long block, final RandomAccessibleInterval<? extends RealType<?>> pixels) {
		final Object values = values(pixels);
		final Output out = new Output(layout.tilesOf(block));
		final int stride = layout.sampleStride(block);
		final int blockWidth = (int) pixels.dimension(0);
		final int samples = layout.samples();
		final int row = layout.tileWidth() * samples;
		final Differences tile = new Differences(type, row, layout.tileHeight(), samples);
		final Deflater deflater = new Deflater(level);
		try {
			layout.visit(block, (index, start, width, height) -> {
				final Object line = type.newArray(row); // 0 beyond the image
				tile.clear();
				for (int y = 0; y < height; y++) {
					Samples.join(values, start + y * blockWidth, stride, line, 0, samples, width);
					tile.add(line);
				}
				out.add(deflater, tile.bytes());
			});
		}
		finally {
			deflater.end();
		}
		return out.bytes();
	}

	/** Whether the lengths of tiles that an encoded block begins with make up the length of the block. */
	boolean isBlock(final long block, final ByteBuffer encoded, final long length) {
		final int tiles = layout.tilesOf(block);
		long sum = (long) Integer.BYTES * tiles;
		for (int i = 0; i < tiles && sum <= length; i++) {
			final int count = encoded.getInt(i * Integer.BYTES);
			sum += count < 1 ? length : count;
		}
		return sum == length;
	}

	private Object values(final RandomAccessibleInterval<? extends RealType<?>> pixels) {
		long size = 1;
		for (int d = 0; d < pixels.numDimensions(); d++) {
			size *= pixels.dimension(d);
		}
		final Object values = type.newArray(Math.toIntExact(size));
		switch (type) {
			case UINT8 -> copy(Cast.<RandomAccessibleInterval<UnsignedByteType>>unchecked(pixels), pixels, values);
			case UINT16 -> copy(Cast.<RandomAccessibleInterval<UnsignedShortType>>unchecked(pixels), pixels, values);
			case FLOAT32 -> copy(Cast.<RandomAccessibleInterval<FloatType>>unchecked(pixels), pixels, values);
		}
		return values;
	}

	private static <T extends NativeType<T>> void copy(final RandomAccessibleInterval<T> pixels, final Interval interval, final Object values) {
		PrimitiveBlocks.of(pixels, OnFallback.ACCEPT).copy(interval, values);
	}

	/** The differences along the rows of a tile. */
	private static final class Differences {

		private final int samples;
		private final byte[] bytes;
		/** Null where bytes are written at once. */
		private final short[] shorts;
		private int next;

		Differences(final PixelType type, final int row, final int rows, final int samples) {
			this.samples = samples;
			bytes = new byte[type.bytes() * row * rows];
			shorts = type == PixelType.UINT16 ? new short[row * rows] : null;
		}

		void add(final Object row) {
			if (row instanceof final byte[] values) {
				Predictors.subtract(values, bytes, next, samples);
				next += values.length;
			}
			else if (row instanceof final short[] values) {
				Predictors.subtract(values, shorts, next, samples);
				next += values.length;
			}
			else if (row instanceof final float[] values) {
				Predictors.splitFloats(values, bytes, next, samples);
				next += Float.BYTES * values.length;
			}
		}

		void clear() {
			next = 0;
		}

		/** Returns them, with 0 for the rows that were not added; valid until the next tile. */
		byte[] bytes() {
			if (shorts != null) {
				Arrays.fill(shorts, next, shorts.length, (short) 0);
				ByteBuffer.wrap(bytes).order(ORDER).asShortBuffer().put(shorts);
			}
			else {
				Arrays.fill(bytes, next, bytes.length, (byte) 0);
			}
			return bytes;
		}
	}

	/** Bytes of the tiles, after room for their numbers. */
	private static final class Output {

		private final ByteBuffer lengths;
		private byte[] bytes;
		private int size;

		Output(final int tiles) {
			lengths = ByteBuffer.allocate(Integer.BYTES * tiles).order(ORDER);
			size = lengths.capacity();
			bytes = new byte[size];
		}

		void add(final Deflater deflater, final byte[] tile) {
			final int start = size;
			deflater.reset();
			deflater.setInput(tile);
			deflater.finish();
			while (!deflater.finished()) {
				if (size == bytes.length) {
					bytes = Arrays.copyOf(bytes, Math.addExact(bytes.length, Math.max(tile.length, 1 << 10)));
				}
				size += deflater.deflate(bytes, size, bytes.length - size);
			}
			lengths.putInt(size - start);
		}

		byte[] bytes() {
			System.arraycopy(lengths.array(), 0, bytes, 0, lengths.capacity());
			return Arrays.copyOf(bytes, size);
		}
	}
}
