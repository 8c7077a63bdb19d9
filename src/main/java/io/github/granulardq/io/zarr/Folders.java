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
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is done to folders as a whole. Stateless. */
final class Folders {

	private static final String TEMPORARY = ".tmp";

	private Folders() {
	}

	/** Whether something has this name, be it a symbolic link to nothing. */
	static boolean exists(final Path path) {
		return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
	}

	/** Whether this is a Zarr folder, finished or not, and no symbolic link to one. */
	static boolean isZarr(final Path folder) {
		return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && (ArrayParser.metadataFile(folder).isPresent() || ArrayParser.metadataFile(folder
			.resolve("0")).isPresent());
	}

	/** Deletes a folder with all that is in it; of symbolic links the link alone. */
	static void delete(final Path folder) throws IOException {
		if (exists(folder)) {
			deleteFiles(folder, file -> true, true);
		}
	}

	private static void deleteFiles(final Path folder, final Predicate<Path> unwanted, final boolean folders) throws IOException {
		Files.walkFileTree(folder, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
				if (unwanted.test(file)) {
					Files.deleteIfExists(file);
				}
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(final Path visited, final IOException e) throws IOException {
				if (e != null) {
					throw e;
				}
				if (folders) {
					Files.deleteIfExists(visited);
				}
				return FileVisitResult.CONTINUE;
			}
		});
	}

	/**
	 * Writes a file under a hidden name, and moves it to its place, where another one may be.
	 *
	 * @param force whether to wait until it is on the disk
	 */
	static void replace(final Path file, final byte[] bytes, final boolean force) throws IOException {
		final Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
		try {
			try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
				final ByteBuffer buffer = ByteBuffer.wrap(bytes);
				while (buffer.hasRemaining()) {
					channel.write(buffer);
				}
				if (force) {
					channel.force(true);
				}
			}
			Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			if (force) {
				force(file.getParent());
			}
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	/** Deletes what {@link #replace} left behind when it was killed. */
	static void deleteTemporary(final Path folder) throws IOException {
		deleteFiles(folder, file -> {
			final String name = file.getFileName().toString();
			return name.startsWith(".") && name.endsWith(TEMPORARY);
		}, false);
	}

	/** Waits until all files in a folder, and below, are on the disk. */
	static void forceAll(final Path folder) throws IOException {
		final List<Path> all;
		try (Stream<Path> walk = Files.walk(folder)) {
			all = walk.toList();
		}
		try {
			all.parallelStream().forEach(path -> {
				if (Files.isDirectory(path)) {
					force(path);
					return;
				}
				try {
					forceFile(path);
				}
				catch (final IOException e) {
					throw new UncheckedIOException(e);
				}
			});
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
	}

	/** Waits until a file is on the disk. */
	static void forceFile(final Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.force(true);
		}
	}

	/** Waits until the names in a folder are on the disk, where the system has a way to. */
	static void force(final Path folder) {
		try (FileChannel channel = FileChannel.open(folder)) {
			channel.force(true);
		}
		catch (final IOException e) {
			// Windows does not open folders; names are then as lasting as it makes them.
		}
	}
}
