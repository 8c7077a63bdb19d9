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

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;

/**
 * A file that a run is going to write. {@link #check} finds what would stop it before hours of work are spent, and {@link #write}
 * leaves either the whole file or nothing. Immutable.
 *
 * @param path where it goes
 * @param overwrite whether a file that is there is replaced
 */
public record OutputFile(Path path, boolean overwrite) {

	/** Writes the content of a file to a buffered stream. */
	@FunctionalInterface
	public interface Content {

		/** Writes everything; the stream is closed by the caller. */
		void writeTo(OutputStream out) throws IOException;
	}

	/**
	 * Finds out whether the file can be written.
	 *
	 * @param input a file that is read in the same run and must stay as it is; null if there is none
	 * @throws InputException if the place is a folder, is taken, is the input, or its folder is missing or cannot be written to
	 */
	public void check(final Path input) {
		if (path.getFileName() == null || Files.isDirectory(path) && !isFolder(path)) {
			throw new InputException("Cannot write \"" + path + "\": it is a folder; give the name of a file.");
		}
		if (input != null && isSame(input)) {
			throw new InputException("The output \"" + path + "\" is the input itself: give another name.");
		}
		if (input != null && (isFolder(path) || isFolder(input)) && isNested(input)) {
			throw new InputException("Of the output \"" + path + "\" and the input \"" + input + "\" one lies in the other: give another place.");
		}
		// Beside a journal it may be this run's own, which its sink finds out.
		if (Files.exists(path) && !overwrite && !Files.exists(Journal.of(path))) {
			throw taken();
		}
		final Path folder = path.toAbsolutePath().getParent();
		if (!Files.exists(folder)) {
			throw new InputException("Cannot write \"" + path + "\": there is no folder \"" + folder + "\"; create it first.");
		}
		if (!Files.isDirectory(folder)) {
			throw new InputException("Cannot write \"" + path + "\": \"" + folder + "\" is not a folder.");
		}
		try (AtomicFile probe = AtomicFile.create(path)) {
			probe.out().flush(); // never committed: only shows that a file can be created
		}
		catch (final IOException e) {
			throw failure(e);
		}
	}

	/**
	 * Finds out whether the files of a run have names of their own.
	 *
	 * @param paths null for what is not written
	 * @throws InputException if not
	 */
	public static void requireDistinct(final Path... paths) {
		final Set<Path> names = new HashSet<>();
		for (final Path path : paths) {
			if (path != null && !names.add(path.toAbsolutePath().normalize())) {
				throw new InputException("Two things would be written to \"" + path + "\": give each its own name.");
			}
		}
	}

	/**
	 * Writes the file: completely, or not at all.
	 *
	 * @throws InputException if it cannot be written, for example because the disk is full
	 */
	public void write(final Content content) {
		try (AtomicFile file = AtomicFile.create(path); OutputStream out = new BufferedOutputStream(file.out(), 1 << 16)) {
			content.writeTo(out);
			out.flush();
			file.commit(overwrite);
		}
		catch (final IOException e) {
			throw failure(e);
		}
	}

	/** Writes text as UTF-8. */
	public void writeText(final String text) {
		write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
	}

	/** Whether names like this one are for folders. */
	private static boolean isFolder(final Path path) {
		return path.getFileName() != null && path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zarr");
	}

	/** Whether the output is in an input that is a folder, or the input in an output that would be replaced. */
	private boolean isNested(final Path input) {
		try {
			final Path in = input.toRealPath();
			final Path folder = path.toAbsolutePath().normalize().getParent();
			final Path out = (Files.exists(folder) ? folder.toRealPath() : folder).resolve(path.getFileName());
			return in.startsWith(out) || out.startsWith(in);
		}
		catch (final IOException e) {
			return false; // the input is missing, which is found when it is opened
		}
	}

	private boolean isSame(final Path other) {
		try {
			return Files.exists(path) && Files.isSameFile(path, other) ||
				path.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
		}
		catch (final IOException e) {
			return false; // the input is missing, which is found when it is opened
		}
	}

	private InputException taken() {
		return new InputException("\"" + path + "\" exists already: give another name, or choose to overwrite it.");
	}

	private InputException failure(final IOException e) {
		if (e instanceof FileAlreadyExistsException) {
			return taken();
		}
		final String why;
		if (e instanceof AccessDeniedException) {
			why = "no permission to write to its folder";
		}
		else if (e instanceof NoSuchFileException) {
			why = "its folder is not there, or cannot be written to";
		}
		else {
			why = IoMessages.reason(e);
		}
		return new InputException("Cannot write \"" + path + "\": " + why + "; nothing was left behind.", e);
	}
}
