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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;

/**
 * The list of finished blocks that lies beside an output until the output is complete. While it is open no other process can open it.
 *
 * <pre>
 * try (Journal journal = Journal.open(output, identity, false)) {
 * 	for (Journal.Entry entry : journal.entries()) { ... } // finished by earlier runs
 * 	journal.record(block, offset, length, crc, () -&gt; data.force(false)); // after the data were written
 * 	journal.complete(size);
 * 	journal.delete();
 * }
 * </pre>
 *
 * A line is written as soon as a block is, so that a run that is killed loses no finished block. From time to time data and journal are forced to
 * the disk, which is noted: blocks recorded later, {@link Entry#durable} being false, may be wrong after a loss of power and must be compared with their checksums.
 * Every line ends with its own checksum, and what follows the first line that is torn is dropped.
 * <p>
 * Not thread-safe.
 */
public final class Journal implements AutoCloseable {

	/** Follows the name of the output. */
	public static final String ENDING = ".journal";

	private static final int VERSION = 1;
	private static final String FORCED = "forced";
	private static final String COMPLETE = "complete";
	private static final long FORCE_BYTES = 64L << 20;
	private static final long FORCE_NANOS = TimeUnit.SECONDS.toNanos(10);
	private static final int LOCK_ATTEMPTS = 10;

	/** First line of the file. */
	private record Header(int version, String identity) {
	}

	/**
	 * A finished block.
	 *
	 * @param block its index
	 * @param offset where its data begin; 0 if it has a file of its own
	 * @param length bytes of its data
	 * @param crc CRC-32 of them
	 * @param durable whether data and line are known to have reached the disk
	 */
	public record Entry(long block, long offset, long length, int crc, boolean durable) {
	}

	/** Forces what was written of the output to the disk. */
	@FunctionalInterface
	public interface Forcing {

		/** Returns when all data written before have reached the disk. */
		void force() throws IOException;
	}

	private final Path output;
	private final Path file;
	private final FileChannel channel;
	private final List<Entry> entries = new ArrayList<>();
	/** Where each entry's line ends. */
	private final List<Long> ends = new ArrayList<>();
	private long headerEnd;
	private long end;
	private OptionalLong completeLength = OptionalLong.empty();
	private long unforced;
	private long forcedAt = System.nanoTime();

	private Journal(final Path output, final FileChannel channel) {
		this.output = output;
		this.channel = channel;
		file = of(output);
	}

	/** Returns where the journal of an output is. */
	public static Path of(final Path output) {
		return output.resolveSibling(output.getFileName() + ENDING);
	}

	/**
	 * Opens the journal of an output, or begins it.
	 *
	 * @param identity of the run: all that its bytes depend on
	 * @param overwrite whether the journal of a run with another identity is given up
	 * @throws InputException if another process has it open, if it belongs to another run, or if it cannot be read or written
	 */
	public static Journal open(final Path output, final String identity, final boolean overwrite) {
		try {
			final Journal journal = new Journal(output, lock(output));
			try {
				journal.begin(identity, overwrite);
				return journal;
			}
			catch (final IOException | RuntimeException e) {
				journal.close();
				throw e;
			}
		}
		catch (final IOException e) {
			throw new InputException("Cannot write \"" + of(output) + "\": " + IoMessages.reason(e) + ".", e);
		}
	}

	/** Opens and locks the file; one that its owner deletes meanwhile is opened again. */
	private static FileChannel lock(final Path output) throws IOException {
		final Path file = of(output);
		for (int attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
			final FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
			boolean locked = false;
			try {
				final Object key = key(file);
				final FileLock lock = channel.tryLock();
				locked = lock != null && Files.exists(file) && Objects.equals(key, key(file));
				if (lock == null) {
					break;
				}
				if (locked) {
					return channel;
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
		throw new InputException("Another run is writing \"" + output + "\": wait until it ends, or give another name.");
	}

	private static Object key(final Path file) {
		try {
			return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
		}
		catch (final IOException e) {
			return null;
		}
	}

	private void begin(final String identity, final boolean overwrite) throws IOException {
		final String[] lines = read();
		if (lines.length > 0) {
			final boolean same = sameIdentity(lines[0], identity);
			if (!same && !overwrite) {
				throw new InputException("\"" + output + "\" is the unfinished output of another run, or of other options: " +
					"repeat the command that began it, or begin anew with --overwrite.");
			}
			if (same) {
				parse(lines);
				return;
			}
		}
		channel.truncate(0);
		end = 0;
		end = append(new Gson().toJson(new Header(VERSION, identity)) + "\n");
		headerEnd = end;
		channel.force(true);
	}

	/** The lines that end; a first line that was torn is that of a run that had not begun. */
	private String[] read() throws IOException {
		final long size = channel.size();
		if (size > Integer.MAX_VALUE - 8) {
			throw new IOException("it is too large for a journal");
		}
		final ByteBuffer bytes = ByteBuffer.allocate((int) size);
		while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
			continue;
		}
		final String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1); // a character is a byte
		final int last = text.lastIndexOf('\n');
		return last < 0 ? new String[0] : text.substring(0, last).split("\n", -1);
	}

	private static boolean sameIdentity(final String line, final String identity) {
		try {
			final byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
			final Header header = new Gson().fromJson(new String(bytes, StandardCharsets.UTF_8), Header.class);
			return header != null && header.version == VERSION && identity.equals(header.identity);
		}
		catch (final JsonParseException e) {
			return false;
		}
	}

	private void parse(final String[] lines) throws IOException {
		headerEnd = lines[0].length() + 1L;
		end = headerEnd;
		long durable = 0;
		for (int i = 1; i < lines.length; i++) {
			final String line = lines[i];
			final int checksum = line.lastIndexOf(' ');
			if (checksum < 0 || !line.equals(withChecksum(line.substring(0, checksum)))) {
				break;
			}
			end += line.length() + 1L;
			final String[] words = line.split(" ");
			if (words[0].equals(FORCED)) {
				durable = Long.parseLong(words[1]);
			}
			else if (words[0].equals(COMPLETE)) {
				completeLength = OptionalLong.of(Long.parseLong(words[1]));
			}
			else {
				completeLength = OptionalLong.empty();
				entries.add(new Entry(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]), Integer.parseUnsignedInt(
					words[3], 16), false));
				ends.add(end);
			}
		}
		for (int i = 0; i < Math.min(durable, entries.size()); i++) {
			final Entry entry = entries.get(i);
			entries.set(i, new Entry(entry.block, entry.offset, entry.length, entry.crc, true));
		}
		channel.truncate(end);
	}

	/** The finished blocks, in the order in which they were recorded. */
	public List<Entry> entries() {
		return List.copyOf(entries);
	}

	/** The length that was given to {@link #complete}, if that was the last that happened. */
	public OptionalLong completeLength() {
		return completeLength;
	}

	/**
	 * Drops all entries but the first.
	 *
	 * @param count how many stay
	 */
	public void keep(final int count) throws IOException {
		final long kept = count == 0 ? headerEnd : ends.get(count - 1);
		if (count < entries.size()) {
			entries.subList(count, entries.size()).clear();
			ends.subList(count, ends.size()).clear();
			completeLength = OptionalLong.empty();
			channel.truncate(kept);
			end = kept;
		}
	}

	/**
	 * Records a block whose data were written. If it was long ago, data and journal are forced to the disk first.
	 *
	 * @param crc CRC-32 of the data
	 * @throws IOException if it could not be recorded, and then is not
	 */
	public void record(final long block, final long offset, final long length, final int crc, final Forcing data) throws IOException {
		if (unforced >= FORCE_BYTES || System.nanoTime() - forcedAt >= FORCE_NANOS) {
			force(data);
		}
		end = append(withChecksum(block + " " + offset + " " + length + " " + Integer.toHexString(crc)) + "\n");
		entries.add(new Entry(block, offset, length, crc, false));
		ends.add(end);
		unforced += length;
	}

	/** Forces data and journal to the disk. */
	public void force(final Forcing data) throws IOException {
		data.force();
		end = append(withChecksum(FORCED + " " + entries.size()) + "\n");
		channel.force(false);
		unforced = 0;
		forcedAt = System.nanoTime();
	}

	/**
	 * Records that the output is about to get its name, and forces that to the disk.
	 *
	 * @param length bytes of the complete output, by which it is known again
	 */
	public void complete(final long length) throws IOException {
		end = append(withChecksum(COMPLETE + " " + length) + "\n");
		channel.force(false);
		completeLength = OptionalLong.of(length);
	}

	/** Closes and deletes it: the output is complete. */
	public void delete() throws IOException {
		channel.close();
		Files.deleteIfExists(file);
	}

	@Override
	public void close() {
		try {
			channel.close();
		}
		catch (final IOException e) {
			// nothing is lost: lines are written without a buffer
		}
	}

	/** Writes a line at the end; what a failure leaves of it is cut off. */
	private long append(final String line) throws IOException {
		final ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
		long position = end;
		try {
			while (bytes.hasRemaining()) {
				position += channel.write(bytes, position);
			}
			return position;
		}
		catch (final IOException e) {
			if (channel.isOpen()) {
				channel.truncate(end);
			}
			throw e;
		}
	}

	private static String withChecksum(final String line) {
		final CRC32 crc = new CRC32();
		crc.update(line.getBytes(StandardCharsets.US_ASCII));
		return line + " " + Integer.toHexString((int) crc.getValue());
	}
}
