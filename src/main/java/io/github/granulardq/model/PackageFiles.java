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
package io.github.granulardq.model;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;

/**
 * The files of one model package, wherever they lie: in a folder, in a zip, or on the class path. Files are read whole, and
 * never more of them than the caller allows.
 */
abstract class PackageFiles implements Closeable {

	/** The model card, which no manifest lists. */
	static final String CARD = "README.md";

	/** Longer cards are cut off. */
	private static final int MAX_CARD_BYTES = 1 << 20;

	private final String source;

	/**
	 * @param source the package, as error messages name it
	 */
	PackageFiles(final String source) {
		this.source = source;
	}

	/**
	 * Opens a folder or a zip.
	 *
	 * @throws InputException if it is neither, or cannot be read
	 */
	static PackageFiles open(final Path path) {
		if (Files.isDirectory(path)) {
			return new Folder(path);
		}
		if (!Files.exists(path)) {
			throw new InputException("There is no model package at " + path + ".");
		}
		try {
			return Zip.of(path);
		}
		catch (final IOException e) {
			throw new InputException("The model package " + path + " is neither a folder nor a readable zip file: " + IoMessages.reason(e) + ".", e);
		}
	}

	/**
	 * Opens a package on the class path.
	 *
	 * @param loader whose resources are searched
	 * @param folder path without slashes at its ends
	 */
	static PackageFiles bundled(final ClassLoader loader, final String folder) {
		return new Bundled(loader, folder);
	}

	/** The package, as error messages name it. */
	final String source() {
		return source;
	}

	/** Opens a file at the package's root for reading; null if there is none. */
	abstract InputStream open(String name) throws IOException;

	/**
	 * Reads a file whole.
	 *
	 * @param limit its largest length in bytes
	 * @return its bytes; one more than {@code limit} if it is longer
	 * @throws InputException if it is not there or cannot be read
	 */
	final byte[] read(final String name, final int limit) {
		try (InputStream in = open(name)) {
			if (in == null) {
				throw new InputException("The model package " + source + " has no file '" + name + "' at its root.");
			}
			return in.readNBytes(limit + 1);
		}
		catch (final IOException e) {
			throw new InputException("The file '" + name + "' of the model package " + source + " cannot be read: " + IoMessages.reason(e) + ".", e);
		}
	}

	/** Returns the model card, Markdown; empty if there is none. */
	final Optional<String> card() {
		try (InputStream in = open(CARD)) {
			return in == null ? Optional.empty() : Optional.of(new String(in.readNBytes(MAX_CARD_BYTES), StandardCharsets.UTF_8));
		}
		catch (final IOException e) {
			throw new InputException("The file '" + CARD + "' of the model package " + source + " cannot be read: " + IoMessages.reason(e) + ".", e);
		}
	}

	@Override
	public void close() {
		// Only zips hold something open.
	}

	private static final class Folder extends PackageFiles {

		private final Path folder;

		Folder(final Path folder) {
			super(folder.toString());
			this.folder = folder;
		}

		@Override
		InputStream open(final String name) throws IOException {
			final Path file = folder.resolve(name);
			return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
		}
	}

	private static final class Zip extends PackageFiles {

		private final ZipFile zip;

		private Zip(final Path path, final ZipFile zip) {
			super(path.toString());
			this.zip = zip;
		}

		static Zip of(final Path path) throws IOException {
			ZipCheck.check(path);
			return new Zip(path, new ZipFile(path.toFile()));
		}

		@Override
		InputStream open(final String name) throws IOException {
			final ZipEntry entry = zip.getEntry(name);
			return entry == null || entry.isDirectory() ? null : zip.getInputStream(entry);
		}

		@Override
		public void close() {
			try {
				zip.close();
			}
			catch (final IOException e) {
				// It was only read.
			}
		}
	}

	private static final class Bundled extends PackageFiles {

		private final ClassLoader loader;

		private final String folder;

		Bundled(final ClassLoader loader, final String folder) {
			super(folder);
			this.loader = loader;
			this.folder = folder;
		}

		@Override
		InputStream open(final String name) {
			return loader.getResourceAsStream(folder + "/" + name);
		}
	}
}
