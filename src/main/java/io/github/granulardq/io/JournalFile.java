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
package io.github.granulardq.io;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A locked file of lines, to which lines are added without a buffer. Knows nothing of what they say. Not thread-safe.
 */
final class JournalFile implements AutoCloseable {

	private static final int LOCK_ATTEMPTS = 10;
	private static final int BUFFER_BYTES = 1 << 16;

	/** What is longer is no line, but for example the zeros of a disk that lost power. */
	private static final int MAX_LINE_BYTES = 64 << 20;

	/** Takes lines, one after the other. */
	@FunctionalInterface
	interface Reader {

		/**
		 * Takes a line.
		 *
		 * @param start where it begins in the file
		 * @param line without its end
		 * @return whether it is one; if not, it and what follows are not read
		 */
		boolean take(long start, byte[] line);
	}

	private final Path path;
	private final FileChannel channel;
	private long end;

	private JournalFile(final Path path, final FileChannel channel) {
		this.path = path;
		this.channel = channel;
	}

	/**
	 * Opens and locks a file, or makes it; one that its owner deletes meanwhile is opened again.
	 *
	 * @return nothing if it is open elsewhere
	 */
	static Optional<JournalFile> open(final Path path) throws IOException {
		for (int attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
			final FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
			boolean locked = false;
			try {
				final Object key = key(path);
				final FileLock lock = channel.tryLock();
				locked = lock != null && Files.exists(path) && Objects.equals(key, key(path));
				if (lock == null) {
					break;
				}
				if (locked) {
					return Optional.of(new JournalFile(path, channel));
				}
			}
			catch (final OverlappingFileLockException e) { // this very process
				break;
			}
			finally {
				if (!locked) {
					channel.close();
				}
			}
		}
		return Optional.empty();
	}

	private static Object key(final Path path) {
		try {
			return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
		}
		catch (final IOException e) {
			return null;
		}
	}

	/** Reads lines up to the first that is torn or not taken; others will be added there. */
	void read(final Reader reader) throws IOException {
		end = 0;
		final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
		final ByteArrayOutputStream line = new ByteArrayOutputStream();
		long position = 0;
		while (line.size() <= MAX_LINE_BYTES) {
			int stop = buffer.position();
			while (stop < buffer.limit() && buffer.array()[stop] != '\n') {
				stop++;
			}
			line.write(buffer.array(), buffer.position(), stop - buffer.position());
			if (stop < buffer.limit()) {
				if (!reader.take(end, line.toByteArray())) {
					return;
				}
				end += line.size() + 1L;
				line.reset();
				buffer.position(stop + 1);
				continue;
			}
			final int read = channel.read(buffer.clear(), position);
			if (read < 0) {
				return;
			}
			position += read;
			buffer.flip();
		}
	}

	/** Returns the bytes of a line that was read or added. */
	byte[] read(final long start, final int length) throws IOException {
		final ByteBuffer bytes = ByteBuffer.allocate(length);
		while (bytes.hasRemaining()) {
			if (channel.read(bytes, start + bytes.position()) < 0) {
				throw new EOFException("it became shorter");
			}
		}
		return bytes.array();
	}

	/** Returns the byte that the file begins with; nothing if it is empty. */
	Optional<Byte> first() throws IOException {
		return channel.size() == 0 ? Optional.empty() : Optional.of(read(0, 1)[0]);
	}

	/** Where the next line will begin. */
	long end() {
		return end;
	}

	/** Cuts off what follows the lines. */
	void truncate() throws IOException {
		truncate(end);
	}

	/** Cuts off lines from a position on. */
	void truncate(final long position) throws IOException {
		channel.truncate(position);
		end = position;
	}

	/**
	 * Adds a line; what a failure leaves of it is cut off.
	 *
	 * @return bytes of the line without its end
	 */
	int append(final String line) throws IOException {
		final ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
		long position = end;
		try {
			while (bytes.hasRemaining()) {
				position += channel.write(bytes, position);
			}
		}
		catch (final IOException e) {
			if (channel.isOpen()) {
				channel.truncate(end);
			}
			throw e;
		}
		end = position;
		return bytes.limit() - 1;
	}

	/** Returns when all lines have reached the disk. */
	void force() throws IOException {
		channel.force(true);
	}

	/** Returns when the file's name has reached the disk, where the system has a way to know. */
	void forceName() {
		try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent())) {
			folder.force(true);
		}
		catch (final IOException e) {
			// Windows does not open folders; names are then as lasting as it makes them.
		}
	}

	/** Deletes and closes it; whoever locks it meanwhile notices that it was deleted. */
	void delete() throws IOException {
		try {
			Files.deleteIfExists(path);
		}
		finally {
			close();
		}
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}

	/** Returns a line with its checksum at its end. */
	static String withChecksum(final String line) {
		final CRC32 crc = new CRC32();
		crc.update(line.getBytes(StandardCharsets.ISO_8859_1));
		return line + " " + Integer.toHexString((int) crc.getValue());
	}

	/** Whether a line ends with its checksum. */
	static boolean isSound(final String line) {
		final int checksum = line.lastIndexOf(' ');
		return checksum >= 0 && line.equals(withChecksum(line.substring(0, checksum)));
	}
}
