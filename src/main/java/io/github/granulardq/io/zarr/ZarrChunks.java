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
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;
import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;

/**
 * Encodes the blocks of an array that is being written, and writes each to its own file: all that is needed of an output where blocks are computed. It
 * may be sent to other processes, which see the same folder:
 *
 * <pre>
 * ZarrChunks.Written written = chunks.write(block, chunks.encode(block, pixels), true); // there
 * sink.confirm(written); // here
 * </pre>
 *
 * A block may be written several times, by whomever: each time its file is replaced as a whole. Blocks of zeros have no file. Immutable, safe for threads.
 *
 * @param array folder of the array, as URI; its metadata must be there
 * @param version of OME-Zarr
 * @param type of the pixels
 * @param size pixels along each axis, in the order of the image's axes
 * @param block pixels of a block, which is a chunk, in the same order
 * @param order which of the image's axes become Zarr's, which has the fastest last
 */
public record ZarrChunks(URI array, ZarrVersion version, ElementType type, long[] size, int[] block, int[] order) implements Serializable {

	/**
	 * What a block became in its file.
	 *
	 * @param block its number
	 * @param length bytes of its file, 0 if it has none
	 * @param crc CRC-32 of these bytes
	 */
	public record Written(long block, int length, int crc) implements Serializable {
	}

	/** Returns the blocks. */
	public BlockGrid grid() {
		return new BlockGrid(size, block);
	}

	/** Returns the folder of the array. */
	public Path folder() {
		return Path.of(array);
	}

	/**
	 * Compresses a block, as {@link io.github.granulardq.io.BlockSink#encode}.
	 *
	 * @return empty if all pixels are zero
	 */
	public byte[] encode(final long index, final RandomAccessibleInterval<? extends RealType<?>> pixels) {
		if (ElementType.of(pixels.getType()) != type) {
			throw new IllegalArgumentException("pixels of " + type + " were promised");
		}
		final int[] axes = Boxes.reversed(order);
		final int[] chunk = Boxes.permute(block, axes);
		final int[] cut = chunk.clone();
		int length = 1;
		int cutLength = 1;
		for (int d = 0; d < chunk.length; d++) {
			cut[d] = Math.toIntExact(pixels.dimension(axes[d]));
			length *= chunk[d];
			cutLength *= cut[d];
		}
		final Object read = type.newArray(cutLength);
		copy(Boxes.permute(pixels, axes), read);
		Object all = read;
		if (cutLength < length) {
			all = type.newArray(length);
			Boxes.copy(read, cut, all, chunk);
		}
		final byte[] bytes = type.toBytes(all);
		return isZero(bytes) ? new byte[0] : Codecs.compress(bytes);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static void copy(final RandomAccessibleInterval<?> pixels, final Object array) {
		PrimitiveBlocks.of((RandomAccessibleInterval<NativeType>) pixels, OnFallback.ACCEPT).copy(pixels, array);
	}

	private static boolean isZero(final byte[] bytes) {
		for (final byte b : bytes) {
			if (b != 0) {
				return false;
			}
		}
		return true;
	}

	/** Returns the name of a block's file within the folder of the array. */
	String key(final long index) {
		final long[] position = Boxes.permute(grid().position(index), order);
		return new ChunkKeys(version == ZarrVersion.V04 ? "" : "c/", "/").key(position);
	}

	/**
	 * Writes a block's file, or removes it if there are no bytes.
	 *
	 * @param encoded what {@link #encode} returned
	 * @param force whether to wait until it is on the disk
	 * @throws InputException if it cannot be written, naming folder and block
	 */
	public Written write(final long index, final byte[] encoded, final boolean force) {
		final Path file = folder().resolve(key(index));
		try {
			if (ArrayParser.metadataFile(folder()).isEmpty()) {
				throw new IOException("the folder, or the metadata in it, are not there any more");
			}
			if (encoded.length == 0) {
				Files.deleteIfExists(file);
			}
			else {
				Files.createDirectories(file.getParent());
				Folders.replace(file, encoded, force);
			}
		}
		catch (final IOException e) {
			throw failure(index, e);
		}
		return new Written(index, encoded.length, crc(encoded));
	}

	static int crc(final byte[] bytes) {
		final CRC32 crc = new CRC32();
		crc.update(bytes);
		return (int) crc.getValue();
	}

	InputException failure(final long index, final IOException e) {
		return new InputException("Cannot write block " + index + " (chunk " + key(index) + ") of \"" + folder() + "\": " + IoMessages.reason(e) +
			"; finished blocks are kept, and the same command goes on from there.", e);
	}
}
