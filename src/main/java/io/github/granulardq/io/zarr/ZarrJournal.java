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
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;
import io.github.granulardq.io.zarr.ZarrChunks.Written;

/**
 * The file beside an unfinished output that tells which blocks are finished: a line of JSON with the identity of the run, then a line for each block with its
 * number, offset (0 here), length and CRC-32. Lines are added only after their blocks are on the disk; lines that were cut off are cut away. The
 * file is locked while it is open, so that no two processes write one output. Not thread-safe.
 */
final class ZarrJournal implements AutoCloseable {

	private static final String IDENTITY = "identity";

	private static final Pattern LINE = Pattern.compile("(\\d{1,18}) 0 (\\d{1,9}) ([0-9a-f]{8})");

	private final Path file;
	private final FileChannel channel;
	private final FileLock lock;
	private Optional<String> identity = Optional.empty();
	private final List<Written> blocks = new ArrayList<>();

	private ZarrJournal(final Path file, final FileChannel channel, final FileLock lock) throws IOException {
		this.file = file;
		this.channel = channel;
		this.lock = lock;
		load();
	}

	/**
	 * Opens a journal, or makes an empty one.
	 *
	 * @throws InputException if another process, or another run of this one, has it open, or it cannot be read or made
	 */
	static ZarrJournal open(final Path file) {
		try {
			return openLocked(file);
		}
		catch (final IOException e) {
			throw new InputException("Cannot write \"" + file + "\": " + IoMessages.reason(e) + ".", e);
		}
	}

	private static ZarrJournal openLocked(final Path file) throws IOException {
		final FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
		try {
			final FileLock lock = channel.tryLock();
			if (lock == null) {
				throw new OverlappingFileLockException();
			}
			return new ZarrJournal(file, channel, lock);
		}
		catch (final OverlappingFileLockException e) {
			channel.close();
			throw new InputException("Another run is writing this output just now, as it holds \"" + file + "\": wait for it, or give another output.", e);
		}
		catch (IOException | RuntimeException e) {
			channel.close();
			throw e;
		}
	}

	/** Reads lines up to the first that is not whole, and cuts the rest away. */
	private void load() throws IOException {
		final String text = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.ISO_8859_1);
		int end = text.indexOf('\n');
		if (end < 0) {
			if (!text.isEmpty() && !text.startsWith("{")) {
				throw foreign(null);
			}
			channel.truncate(0); // its first line was not finished
			return;
		}
		try {
			final JsonObject header = JsonParser.parseString(new String(text.substring(0, end).getBytes(StandardCharsets.ISO_8859_1),
				StandardCharsets.UTF_8)).getAsJsonObject();
			identity = Optional.of(header.get(IDENTITY).getAsString());
		}
		catch (JsonParseException | IllegalStateException | UnsupportedOperationException | NullPointerException e) {
			throw foreign(e);
		}
		int start = end + 1;
		while ((end = text.indexOf('\n', start)) >= 0) {
			final Matcher line = LINE.matcher(text.substring(start, end));
			if (!line.matches()) {
				break;
			}
			blocks.add(new Written(Long.parseLong(line.group(1)), Integer.parseInt(line.group(2)), Integer.parseUnsignedInt(line.group(3), 16)));
			start = end + 1;
		}
		channel.truncate(start);
		channel.position(start);
	}

	private InputException foreign(final Exception cause) {
		return new InputException("\"" + file + "\" is not the journal of an unfinished output: move it away, or give another output.", cause);
	}

	/** Returns the identity of the run that began this journal; empty if it is new. */
	Optional<String> identity() {
		return identity;
	}

	/** Returns the finished blocks of earlier runs. */
	List<Written> blocks() {
		return blocks;
	}

	/** Begins anew. */
	void begin(final String newIdentity) throws IOException {
		channel.truncate(0);
		channel.position(0);
		blocks.clear();
		identity = Optional.of(newIdentity);
		final JsonObject header = new JsonObject();
		header.addProperty("journal", 1);
		header.addProperty(IDENTITY, newIdentity);
		append(header + "\n");
		Folders.force(file.toAbsolutePath().getParent());
	}

	/** Adds blocks that are on the disk, and waits until the journal is as well. */
	void append(final List<Written> finished) throws IOException {
		final StringBuilder lines = new StringBuilder();
		finished.forEach(w -> lines.append(String.format(Locale.ROOT, "%d 0 %d %08x\n", w.block(), w.length(), w.crc())));
		append(lines.toString());
	}

	private void append(final String text) throws IOException {
		final long start = channel.position();
		try {
			final ByteBuffer buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
			while (buffer.hasRemaining()) {
				channel.write(buffer);
			}
			channel.force(true);
		}
		catch (final IOException e) {
			channel.position(start); // what comes next replaces a line that was cut off
			throw e;
		}
	}

	/** Whether the file still is where it was. */
	boolean isThere() {
		return Files.exists(file);
	}

	/** Removes the file, when the output is complete. */
	void delete() throws IOException {
		Files.deleteIfExists(file);
	}

	@Override
	public void close() throws IOException {
		try {
			if (lock.isValid()) {
				lock.release();
			}
		}
		finally {
			channel.close();
		}
	}
}
