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
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that appears under its name only when it is complete. It is written beside its place under a hidden name and moved there
 * by {@link #commit}; closed without that, nothing stays behind:
 *
 * <pre>
 * try (AtomicFile file = AtomicFile.create(target)) {
 * 	file.out().write(bytes);
 * 	file.commit(false);
 * }
 * </pre>
 *
 * Not thread-safe.
 */
public final class AtomicFile implements AutoCloseable {

	private final Path target;
	private final Path temporary;
	private final OutputStream out;
	private boolean closed;

	private AtomicFile(final Path target) throws IOException {
		this.target = target.toAbsolutePath();
		temporary = this.target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
		out = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		temporary.toFile().deleteOnExit(); // for when Java is stopped while it is written
	}

	/**
	 * Creates the hidden file.
	 *
	 * @throws IOException if the folder is missing or cannot be written to
	 */
	public static AtomicFile create(final Path target) throws IOException {
		return new AtomicFile(target);
	}

	/** Where the content goes; closed by {@link #commit}. */
	public OutputStream out() {
		return out;
	}

	/**
	 * Closes the stream and moves the file to its place.
	 *
	 * @param overwrite whether a file of that name is replaced
	 * @throws FileAlreadyExistsException if there is one and it must not be
	 */
	public void commit(final boolean overwrite) throws IOException {
		closeOut();
		if (!overwrite && Files.exists(target)) {
			throw new FileAlreadyExistsException(target.toString());
		}
		try {
			Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (final AtomicMoveNotSupportedException e) {
			Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	private void closeOut() throws IOException {
		if (!closed) {
			closed = true;
			out.close();
		}
	}

	/** Deletes what was not committed. */
	@Override
	public void close() throws IOException {
		try {
			closeOut();
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}
}
