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

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;
import io.github.granulardq.io.zarr.ArrayInfo.Coding;
import io.github.granulardq.io.zarr.ArrayInfo.Sharding;

/**
 * A Zarr array in a folder, of which single chunks are read. Only the indices of shards are kept. Safe for threads; holds no files open.
 */
final class ZarrArray {

	/** Long numbers of indices of shards that are kept; two for each chunk. */
	private static final int MAX_INDEX_NUMBERS = 1 << 20;

	private final Path folder;
	private final ArrayInfo info;
	private final Cache<String, long[]> indices;

	private ZarrArray(final Path folder, final ArrayInfo info) {
		this.folder = folder;
		this.info = info;
		indices = Caffeine.newBuilder().maximumWeight(MAX_INDEX_NUMBERS).weigher((String key, long[] index) -> index.length).executor(Runnable::run)
			.build();
	}

	/**
	 * Opens an array.
	 *
	 * @throws InputException if there is none, or its metadata are damaged or ask for what cannot be read
	 */
	static ZarrArray open(final Path folder) {
		final Path file = ArrayParser.metadataFile(folder).filter(f -> !f.endsWith(ArrayParser.V2_GROUP)).orElseThrow(() -> new InputException(
			"There is no Zarr array in \"" + folder + "\": neither .zarray nor zarr.json is there."));
		return new ZarrArray(folder, ArrayParser.parse(JsonFields.read(file)));
	}

	ArrayInfo info() {
		return info;
	}

	/**
	 * Reads a chunk.
	 *
	 * @param position in the order of the array's axes
	 * @return the pixels of a whole chunk as a primitive array, also beyond the array's border; empty if the chunk is not there
	 * @throws InputException if it cannot be read, naming folder and chunk
	 */
	Optional<Object> read(final long[] position) {
		final String key = info.keys().key(info.sharding().map(s -> shardOf(position, s)).orElse(position));
		try {
			final byte[] stored = info.sharding().isPresent() ? inShard(key, position, info.sharding().get()) : whole(folder.resolve(key));
			if (stored == null) {
				if (!Files.isDirectory(folder)) {
					throw new IOException("the folder is not there any more");
				}
				return Optional.empty();
			}
			final byte[] bytes = info.coding().decode(stored, info.chunkPixels() * info.type().bytes());
			return Optional.of(info.type().fromBytes(bytes, info.coding().order()));
		}
		catch (final IOException e) {
			final String inner = info.sharding().isPresent() ? " (inner chunk " + new ChunkKeys("", "/").key(position) + ")" : "";
			throw new InputException("Cannot read chunk " + key + inner + " of \"" + folder + "\": " + IoMessages.reason(e) + ".", e);
		}
		catch (final OutOfMemoryError e) {
			throw new InputException("A chunk of \"" + folder + "\" does not fit into memory: give Java more (-Xmx), or save it with smaller chunks.", e);
		}
	}

	/** Whether reading a chunk would find nothing, without decoding it. */
	boolean isMissing(final long[] position) {
		return info.sharding().isEmpty() && Files.notExists(folder.resolve(info.keys().key(position)));
	}

	private static long[] shardOf(final long[] position, final Sharding sharding) {
		final long[] shard = position.clone();
		for (int d = 0; d < shard.length; d++) {
			shard[d] /= sharding.chunks()[d];
		}
		return shard;
	}

	/** Returns the bytes of a file, or null if it is not there. */
	private byte[] whole(final Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file)) {
			final long length = channel.size();
			if (length > Coding.limit(info.chunkPixels() * info.type().bytes())) {
				throw new IOException("it is far too long for a chunk, with " + length + " bytes");
			}
			return bytes(channel, 0, (int) length);
		}
		catch (final NoSuchFileException e) {
			return null;
		}
	}

	/** Returns the bytes of a chunk in a shard, or null if it is not there. */
	private byte[] inShard(final String key, final long[] position, final Sharding sharding) throws IOException {
		try (FileChannel channel = FileChannel.open(folder.resolve(key))) {
			long[] index = indices.getIfPresent(key);
			if (index == null) {
				index = index(channel, sharding);
				indices.put(key, index);
			}
			int chunk = 0;
			for (int d = 0; d < position.length; d++) {
				chunk = chunk * sharding.chunks()[d] + (int) (position[d] % sharding.chunks()[d]);
			}
			final long offset = index[2 * chunk];
			final long length = index[2 * chunk + 1];
			if (offset == -1 && length == -1) {
				return null;
			}
			if (offset < 0 || length < 0 || length > Coding.limit(info.chunkPixels() * info.type().bytes()) || offset > channel.size() - length) {
				throw new IOException("the index of its shard points beyond its end");
			}
			return bytes(channel, offset, (int) length);
		}
		catch (final NoSuchFileException e) {
			return null;
		}
	}

	/** Returns offset and length of each chunk. */
	private static long[] index(final FileChannel channel, final Sharding sharding) throws IOException {
		final int length = 16 * sharding.count();
		final int stored = length + sharding.indexExtra();
		if (channel.size() < stored) {
			throw new IOException("its shard is cut off");
		}
		final byte[] bytes;
		try {
			bytes = sharding.index().decode(bytes(channel, sharding.atStart() ? 0 : channel.size() - stored, stored), length);
		}
		catch (final IOException e) {
			throw new IOException("the index of its shard is damaged or cut off", e);
		}
		final long[] index = new long[2 * sharding.count()];
		ByteBuffer.wrap(bytes).order(sharding.index().order()).asLongBuffer().get(index);
		return index;
	}

	private static byte[] bytes(final FileChannel channel, final long offset, final int length) throws IOException {
		final ByteBuffer buffer = ByteBuffer.allocate(length);
		while (buffer.hasRemaining()) {
			if (channel.read(buffer, offset + buffer.position()) < 0) {
				throw new EOFException("it was cut off while it was read");
			}
		}
		return buffer.array();
	}
}
