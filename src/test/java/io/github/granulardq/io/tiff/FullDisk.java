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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file on a disk that fills up: what lies beyond a number of bytes cannot be written, and of the last piece a part is. */
final class FullDisk extends FileChannel {

	private final FileChannel file;
	private final long capacity;

	FullDisk(final FileChannel file, final long capacity) {
		this.file = file;
		this.capacity = capacity;
	}

	@Override
	public int write(final ByteBuffer source, final long position) throws IOException {
		final int room = (int) Math.max(0, Math.min(capacity - position, source.remaining()));
		if (room == 0 && source.hasRemaining()) {
			throw new IOException("No space left on device");
		}
		final ByteBuffer part = source.slice().limit(room);
		final int written = file.write(part, position);
		source.position(source.position() + written);
		return written;
	}

	@Override
	public int read(final ByteBuffer target, final long position) throws IOException {
		return file.read(target, position);
	}

	@Override
	public long size() throws IOException {
		return file.size();
	}

	@Override
	public FileChannel truncate(final long size) throws IOException {
		file.truncate(size);
		return this;
	}

	@Override
	public void force(final boolean metaData) throws IOException {
		file.force(metaData);
	}

	@Override
	protected void implCloseChannel() throws IOException {
		file.close();
	}

	@Override
	public int read(final ByteBuffer target) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long read(final ByteBuffer[] targets, final int offset, final int length) {
		throw new UnsupportedOperationException();
	}

	@Override
	public int write(final ByteBuffer source) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long write(final ByteBuffer[] sources, final int offset, final int length) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long position() {
		throw new UnsupportedOperationException();
	}

	@Override
	public FileChannel position(final long position) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long transferTo(final long position, final long count, final WritableByteChannel target) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long transferFrom(final ReadableByteChannel source, final long position, final long count) {
		throw new UnsupportedOperationException();
	}

	@Override
	public MappedByteBuffer map(final MapMode mode, final long position, final long size) {
		throw new UnsupportedOperationException();
	}

	@Override
	public FileLock lock(final long position, final long size, final boolean shared) {
		throw new UnsupportedOperationException();
	}

	@Override
	public FileLock tryLock(final long position, final long size, final boolean shared) {
		throw new UnsupportedOperationException();
	}
}
