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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;

/**
 * The list of finished blocks that lies beside an output until the output is complete. While it is open no other process can open it.
 *
 * <pre>
 * try (Journal journal = Journal.open(output, identity, false)) {
 * 	if (journal.isBegun()) {
 * 		journal.entry(0); // the first block of earlier runs, of count()
 * 	}
 * 	else {
 * 		journal.begin();
 * 	}
 * 	journal.record(block, offset, length, crc, note); // after the data were written
 * 	if (journal.isForceDue()) {
 * 		journal.force(() -&gt; data.force(false));
 * 	}
 * 	journal.complete(size);
 * 	journal.delete();
 * }
 * </pre>
 *
 * A line is written as soon as a block is, so that a run that is killed loses no finished block. From time to time data and journal are forced to
 * the disk, which is noted: blocks recorded later, {@link Entry#durable} being false, may be wrong after a loss of power and must be compared with their checksums.
 * Every line ends with its own checksum, and what follows the first line that is torn is dropped.
 * <p>
 * Twelve bytes of memory are taken for each block; what else is known of it, its note included, is read from the file when it is asked for.
 * <p>
 * Not thread-safe.
 */
public final class Journal implements AutoCloseable {

	/** Follows the name of the output. */
	public static final String ENDING = ".journal";

	/** Notes that are longer are not kept. */
	public static final int MAX_NOTE_BYTES = 32 << 20;

	private static final int VERSION = 1;
	private static final String FORCED = "forced";
	private static final String COMPLETE = "complete";
	private static final long FORCE_BYTES = 64L << 20;
	private static final long FORCE_NANOS = TimeUnit.SECONDS.toNanos(10);

	/** Words of a block's line that has a note: index, offset, length, checksum of the data, note, checksum of the line. */
	private static final int WORDS_WITH_NOTE = 6;

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
	private final String identity;
	private final JournalFile file;
	private final boolean fresh;
	private boolean begun;
	private long[] starts = new long[16];
	private int[] lengths = new int[16];
	private int count;
	/** How many entries, from the first on, are known to be on the disk. */
	private int durable;
	private OptionalLong completeLength = OptionalLong.empty();
	private long unforced;
	private long forcedAt = System.nanoTime();

	private Journal(final Path output, final String identity, final JournalFile file) throws IOException {
		this.output = output;
		this.identity = identity;
		this.file = file;
		fresh = file.first().isEmpty();
	}

	/** Returns where the journal of an output is. */
	public static Path of(final Path output) {
		return output.resolveSibling(output.getFileName() + ENDING);
	}

	/**
	 * Opens the journal of an output. Nothing of it is changed before {@link #begin}.
	 *
	 * @param identity of the run: all that its bytes depend on
	 * @param overwrite whether the journal of a run with another identity may be given up
	 * @throws InputException if another process has it open, if it belongs to another run, is no journal, or cannot be read or written
	 */
	public static Journal open(final Path output, final String identity, final boolean overwrite) {
		try {
			final JournalFile file = JournalFile.open(of(output)).orElseThrow(() -> new InputException("Another run is writing \"" + output +
				"\": wait until it ends, or give another name."));
			try {
				final Journal journal = new Journal(output, identity, file);
				journal.read(overwrite);
				return journal;
			}
			catch (final IOException | RuntimeException e) {
				file.close();
				throw e;
			}
		}
		catch (final IOException e) {
			throw new InputException("Cannot write \"" + of(output) + "\": " + IoMessages.reason(e) + ".", e);
		}
	}

	private void read(final boolean overwrite) throws IOException {
		final boolean[] read = { false };
		file.read((start, bytes) -> {
			if (read[0]) {
				return take(start, new String(bytes, StandardCharsets.ISO_8859_1)); // a character is a byte
			}
			read[0] = true;
			begun = isOurs(new String(bytes, StandardCharsets.UTF_8), overwrite);
			return begun;
		});
		if (!read[0] && file.first().filter(b -> b != '{' && b != 0).isPresent()) { // not one whose first line was torn
			throw foreign(null);
		}
		if (begun) {
			file.truncate();
			durable = Math.min(durable, count);
		}
	}

	/** Whether the first line of a journal is that of this run. */
	private boolean isOurs(final String line, final boolean overwrite) {
		final Header header;
		try {
			header = new Gson().fromJson(line, Header.class);
		}
		catch (final JsonParseException e) {
			throw foreign(e);
		}
		if (header == null || header.identity == null) {
			throw foreign(null);
		}
		final boolean same = header.version == VERSION && identity.equals(header.identity);
		if (!same && !overwrite) {
			throw new InputException("\"" + output + "\" is the unfinished output of another run, or of other options: " +
				"repeat the command that began it, or begin anew with --overwrite.");
		}
		return same;
	}

	private InputException foreign(final Exception cause) {
		return new InputException("\"" + of(output) + "\" is not the journal of an unfinished output: move it away, or give another name.", cause);
	}

	private boolean take(final long start, final String line) {
		if (!JournalFile.isSound(line)) {
			return false;
		}
		final String[] words = line.split(" ");
		if (words[0].equals(FORCED)) {
			durable = Integer.parseInt(words[1]);
		}
		else if (words[0].equals(COMPLETE)) {
			completeLength = OptionalLong.of(Long.parseLong(words[1]));
		}
		else {
			add(start, line.length());
		}
		return true;
	}

	private void add(final long start, final int length) {
		if (count == starts.length) {
			starts = Arrays.copyOf(starts, count + count / 2);
			lengths = Arrays.copyOf(lengths, count + count / 2);
		}
		starts[count] = start;
		lengths[count] = length;
		count++;
		completeLength = OptionalLong.empty();
	}

	/** Whether an earlier run of the same identity began it, or this one. */
	public boolean isBegun() {
		return begun;
	}

	/** Begins it anew, without entries. */
	public void begin() throws IOException {
		count = 0;
		durable = 0;
		completeLength = OptionalLong.empty();
		file.truncate(0);
		file.append(new Gson().toJson(new Header(VERSION, identity)));
		file.force();
		file.forceName();
		begun = true;
	}

	/** Returns the number of finished blocks; one that was recorded several times counts as often. */
	public int count() {
		return count;
	}

	/**
	 * Returns a finished block.
	 *
	 * @param index in the order in which they were recorded
	 * @throws InputException if it cannot be read
	 */
	public Entry entry(final int index) {
		final String[] words = words(index);
		return new Entry(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]), Integer.parseUnsignedInt(words[3], 16),
			index < durable);
	}

	/**
	 * Returns the note of a finished block; no bytes if it has none.
	 *
	 * @param index as {@link #entry} has it
	 * @throws InputException if it cannot be read
	 */
	public byte[] note(final int index) {
		final String[] words = words(index);
		return words.length < WORDS_WITH_NOTE ? new byte[0] : Base64.getDecoder().decode(words[4]);
	}

	private String[] words(final int index) {
		final String line;
		try {
			line = new String(file.read(starts[index], lengths[index]), StandardCharsets.ISO_8859_1);
		}
		catch (final IOException e) {
			throw new InputException("Cannot read \"" + of(output) + "\": " + IoMessages.reason(e) + ".", e);
		}
		if (!JournalFile.isSound(line)) {
			throw new InputException("Cannot read \"" + of(output) + "\": another program changed it.");
		}
		return line.split(" ");
	}

	/** The length that was given to {@link #complete}, if that was the last that happened. */
	public OptionalLong completeLength() {
		return completeLength;
	}

	/** Drops all entries but the first ones. */
	public void keep(final int kept) throws IOException {
		if (kept < count) {
			file.truncate(starts[kept]);
			count = kept;
			durable = Math.min(durable, kept);
			completeLength = OptionalLong.empty();
		}
	}

	/**
	 * Records a block whose data were written.
	 *
	 * @param crc CRC-32 of the data
	 * @param note what else is to be known of it in later runs, see {@link BlockSink#note}
	 * @throws IOException if it could not be recorded, and then is not
	 */
	public void record(final long block, final long offset, final long length, final int crc, final byte[] note) throws IOException {
		final String text = block + " " + offset + " " + length + " " + Integer.toHexString(crc);
		final boolean noted = note.length > 0 && note.length <= MAX_NOTE_BYTES;
		final long start = file.end();
		add(start, file.append(JournalFile.withChecksum(noted ? text + " " + Base64.getEncoder().encodeToString(note) : text)));
		unforced += length;
	}

	/** Whether much was recorded, or much time went by, since data were forced to the disk. */
	public boolean isForceDue() {
		return unforced >= FORCE_BYTES || System.nanoTime() - forcedAt >= FORCE_NANOS;
	}

	/** Forces data and journal to the disk. */
	public void force(final Forcing data) throws IOException {
		data.force();
		forced(count);
		forcing();
	}

	/**
	 * Notes that data are being forced to the disk, which {@link #forced} will be told of when it is done.
	 *
	 * @return how many entries that concerns: those there are
	 */
	public int forcing() {
		unforced = 0;
		forcedAt = System.nanoTime();
		return count;
	}

	/**
	 * Notes that the data of entries are on the disk, and forces the journal there.
	 *
	 * @param entries how many, from the first on
	 */
	public void forced(final int entries) throws IOException {
		file.append(JournalFile.withChecksum(FORCED + " " + entries));
		file.force();
		durable = Math.max(durable, entries);
	}

	/**
	 * Records that the output is about to get its name, and forces that to the disk.
	 *
	 * @param length bytes of the complete output, by which it is known again
	 */
	public void complete(final long length) throws IOException {
		file.append(JournalFile.withChecksum(COMPLETE + " " + length));
		file.force();
		completeLength = OptionalLong.of(length);
	}

	/** Closes and deletes it: the output is complete, or there is none. */
	public void delete() throws IOException {
		file.delete();
	}

	/** Closes it; if there was none and it was not begun, there is none again. */
	@Override
	public void close() {
		try {
			if (fresh && !begun) {
				file.delete();
			}
			file.close();
		}
		catch (final IOException e) {
			// nothing is lost: lines are written without a buffer
		}
	}
}
