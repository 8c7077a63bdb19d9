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
package io.github.granulardq.library;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts folders into the places of others, and takes them away, so that no failure loses the only copy of one. Stateless. */
final class FolderSwap {

	private static final Logger LOG = LoggerFactory.getLogger(FolderSwap.class);

	private final Move move;

	private final Delete delete;

	/** Renames a folder. */
	interface Move {
		void apply(Path from, Path to) throws IOException;
	}

	/** Deletes a file or an empty folder. */
	interface Delete {
		void apply(Path file) throws IOException;
	}

	FolderSwap() {
		this(FolderSwap::rename, Files::delete);
	}

	/** With other disks, for tests. */
	FolderSwap(final Move move, final Delete delete) {
		this.move = move;
		this.delete = delete;
	}

	/**
	 * Moves a folder to a place. What is there steps aside under a hidden name first, and comes back if the new one cannot take its place; it is deleted
	 * when that is done.
	 *
	 * @throws IOException if it could not, with where the old folder is if that is not its place
	 */
	void replace(final Path target, final Path made) throws IOException {
		if (!Files.exists(target)) {
			move.apply(made, target);
			return;
		}
		final Path aside = Files.createTempDirectory(target.getParent(), ".replaced-");
		final Path old = aside.resolve("model");
		try {
			move.apply(target, old);
			move.apply(made, target);
		}
		catch (final IOException e) {
			comeBack(old, target, e);
			Files.deleteIfExists(aside);
			throw e;
		}
		deleteQuietly(aside);
	}

	private void comeBack(final Path old, final Path target, final IOException reason) throws IOException {
		if (!Files.exists(old)) {
			return;
		}
		try {
			move.apply(old, target);
		}
		catch (final IOException e) {
			reason.addSuppressed(e);
			throw new IOException("the old one is in " + old + " now and must be moved back by hand", reason);
		}
	}

	/**
	 * Takes a folder away: it is gone from its place at once, even if a file of it is open.
	 *
	 * @throws IOException if it is where it was
	 */
	void remove(final Path folder) throws IOException {
		final Path hidden = Files.createTempDirectory(folder.getParent(), ".removed-");
		try {
			move.apply(folder, hidden.resolve(folder.getFileName()));
		}
		finally {
			if (!Files.exists(folder)) {
				deleteQuietly(hidden);
			}
			else {
				Files.deleteIfExists(hidden);
			}
		}
	}

	private static void rename(final Path from, final Path to) throws IOException {
		try {
			Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (final AtomicMoveNotSupportedException e) {
			Files.move(from, to);
		}
	}

	/** Deletes a folder without following links. What cannot be deleted has a hidden name and is no model: no failure of what was done. */
	void deleteQuietly(final Path folder) {
		if (!Files.exists(folder)) {
			return;
		}
		try (Stream<Path> files = Files.walk(folder)) {
			for (final Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
				delete.apply(file);
			}
		}
		catch (final IOException e) {
			LOG.warn("The folder {} is of no use any more, but cannot be deleted: {}", folder, e.getMessage());
		}
	}
}
