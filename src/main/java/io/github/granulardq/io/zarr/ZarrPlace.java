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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;
import io.github.granulardq.io.Journal;

/**
 * Where an output goes, and what lies beside it until it is complete. Immutable.
 *
 * @param output the folder, by its absolute path
 * @param overwrite whether what is there may be replaced
 */
record ZarrPlace(Path output, boolean overwrite) {

	/** The folder in which the output grows. */
	Path part() {
		return beside(".part");
	}

	/** The journal of finished blocks. */
	Path journal() {
		return Journal.of(output);
	}

	/** The folder that the complete output replaced, until it is deleted. */
	private Path replaced() {
		return beside(".replaced-by-granular-dq");
	}

	private Path beside(final String ending) {
		return output.resolveSibling(output.getFileName() + ending);
	}

	/**
	 * Finds out whether the output can be made.
	 *
	 * @throws InputException if its folder is missing, or something is there that must not be, or cannot be, replaced
	 */
	void check() {
		final Path folder = output.getParent();
		if (folder == null || output.getFileName() == null) {
			throw new InputException("Cannot write \"" + output + "\": give the name of a new folder.");
		}
		if (!Files.isDirectory(folder)) {
			throw new InputException("Cannot write \"" + output + "\": there is no folder \"" + folder + "\"; create it first.");
		}
		checkReplaceable(output);
	}

	private void checkReplaceable(final Path path) {
		if (Folders.exists(path)) {
			if (!overwrite) {
				throw new InputException("\"" + path + "\" exists already: give another name, or choose to overwrite it.");
			}
			requireZarr(path);
		}
	}

	private static void requireZarr(final Path path) {
		if (!Folders.isZarr(path)) {
			throw new InputException("\"" + path + "\" is not a Zarr folder, so it is not overwritten: move it away, or give another name.");
		}
	}

	/**
	 * Makes an empty folder for a new output.
	 *
	 * @param ours whether what is there was begun by this run
	 * @throws InputException if an unfinished one is there that must not be replaced
	 */
	void begin(final boolean ours) throws IOException {
		if (!ours && Folders.exists(part()) && !isEmptyFolder(part())) {
			checkReplaceable(part());
		}
		Folders.delete(part());
		Files.createDirectory(part());
	}

	private static boolean isEmptyFolder(final Path folder) throws IOException {
		if (!Files.isDirectory(folder)) {
			return false;
		}
		try (var files = Files.list(folder)) {
			return files.findAny().isEmpty();
		}
	}

	/** Moves the complete output to its place; what was there is deleted afterwards, so that the place is never half full. */
	void complete() throws IOException {
		check();
		discardReplaced();
		if (Folders.exists(output)) {
			Files.move(output, replaced(), StandardCopyOption.ATOMIC_MOVE);
		}
		Files.move(part(), output, StandardCopyOption.ATOMIC_MOVE);
		Folders.force(output.getParent());
		discardReplaced();
	}

	/** Deletes the folder that an output replaced. */
	void discardReplaced() throws IOException {
		if (Folders.exists(replaced())) {
			requireZarr(replaced());
			Folders.delete(replaced());
		}
	}

	/** Says that the output cannot be finished. */
	InputException failure(final IOException e) {
		return new InputException("Cannot finish \"" + output + "\": " + IoMessages.reason(e) +
			"; finished blocks are kept, and the same command goes on from there.", e);
	}
}
