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

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A TIFF or BigTIFF file: where its directories are, and bytes at any offset. May be read by several threads, of which none is stopped by the
 * interruption of another, as Java's channels would.
 */
final class TiffFile implements AutoCloseable {

	private static final int HEADER_BYTES = 8;
	private static final int BIG_HEADER_BYTES = 16;
	private static final int CLASSIC = 42;
	private static final int BIG = 43;

	private final Path path;
	private final long length;
	private final ByteOrder order;
	private final boolean big;
	private final long firstDirectory;
	private volatile FileChannel channel;
	private volatile boolean closed;

	private TiffFile(final Path path) throws IOException {
		this.path = path;
		channel = FileChannel.open(path, StandardOpenOption.READ);
		try {
			length = channel.size();
			final ByteBuffer header = readFully(0, (int) Math.min(length, BIG_HEADER_BYTES));
			final int mark = header.remaining() < HEADER_BYTES ? 0 : header.getShort(0);
			if (mark != 0x4949 && mark != 0x4d4d) {
				throw new IOException("it is not a TIFF file");
			}
			order = mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
			header.order(order);
			final int version = header.getShort(2);
			big = version == BIG;
			if (!big && version != CLASSIC || big && (header.remaining() < BIG_HEADER_BYTES || header.getShort(4) != Long.BYTES)) {
				throw new IOException("it is not a TIFF file");
			}
			firstDirectory = big ? header.getLong(8) : Integer.toUnsignedLong(header.getInt(4));
		}
		catch (final IOException | RuntimeException e) {
			close();
			throw e;
		}
	}

	/**
	 * Opens a file and reads its header.
	 *
	 * @throws IOException if it cannot be read, or is not a TIFF file
	 */
	static TiffFile open(final Path path) throws IOException {
		return new TiffFile(path);
	}

	/** Bytes of the file. */
	long length() {
		return length;
	}

	ByteOrder order() {
		return order;
	}

	/** Whether offsets have 64 bits. */
	boolean isBig() {
		return big;
	}

	/**
	 * Returns all directories of the chain that begins in the header.
	 *
	 * @throws IOException if there is none, the chain has no end, or something lies outside the file
	 */
	List<Directory> directories() throws IOException {
		if (firstDirectory == 0) {
			throw new IOException("it holds no image; it may be an unfinished file");
		}
		final List<Directory> directories = new ArrayList<>();
		final Set<Long> seen = new HashSet<>();
		long offset = firstDirectory;
		while (offset != 0) {
			if (!seen.add(offset)) {
				throw new IOException("it is damaged: the chain of its directories has no end");
			}
			final Directory directory = Directory.read(this, offset);
			directories.add(directory);
			offset = directory.next();
		}
		return directories;
	}

	/**
	 * Reads bytes, in the file's byte order.
	 *
	 * @throws EOFException if they are not all in the file
	 */
	ByteBuffer read(final long offset, final long bytes) throws IOException {
		if (offset < 0 || bytes < 0 || offset > length - bytes || bytes > Integer.MAX_VALUE - 8) {
			throw new EOFException("it is cut off or damaged");
		}
		return readFully(offset, (int) bytes).order(order);
	}

	private ByteBuffer readFully(final long offset, final int bytes) throws IOException {
		final ByteBuffer buffer = ByteBuffer.allocate(bytes);
		boolean interrupted = false;
		try {
			while (buffer.hasRemaining()) {
				interrupted |= Thread.interrupted(); // else Java would close the channel
				final FileChannel open = channel;
				try {
					if (open.read(buffer, offset + buffer.position()) < 0) {
						throw new EOFException("it is cut off or damaged");
					}
				}
				catch (final ClosedByInterruptException e) {
					interrupted = true;
					Thread.interrupted();
					reopen(open);
				}
				catch (final ClosedChannelException e) { // by another thread that was interrupted
					reopen(open);
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
		return buffer.flip();
	}

	private synchronized void reopen(final FileChannel broken) throws IOException {
		if (closed) {
			throw new IOException("it was closed");
		}
		if (channel == broken) {
			channel = FileChannel.open(path, StandardOpenOption.READ);
		}
	}

	@Override
	public synchronized void close() {
		closed = true;
		try {
			channel.close();
		}
		catch (final IOException e) {
			// it was only read
		}
	}
}
