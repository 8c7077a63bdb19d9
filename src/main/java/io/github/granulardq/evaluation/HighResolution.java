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
package io.github.granulardq.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;

/**
 * A file that holds an image in high resolution.
 *
 * @param file where it is
 * @param name its path below the folder that was searched, with slashes
 * @param folder its row in tables: the path of its folder, without the name that was asked for
 */
record HighResolution(Path file, String name, String folder) {

	private static final Set<String> ENDINGS = Set.of("tif", "tiff", "png", "jpg", "jpeg", "gif", "bmp");

	/**
	 * Finds image files by their endings.
	 *
	 * @param root an image, or a folder that is searched with all its folders
	 * @param within only files with a folder of this name in their path below {@code root} count; empty for all
	 * @return sorted by name, at least one
	 * @throws InputException if there are none
	 */
	static List<HighResolution> find(final Path root, final String within) {
		if (!Files.exists(root)) {
			throw new InputException("There is no file or folder \"" + root + "\": check the name.");
		}
		if (!Files.isDirectory(root)) {
			return List.of(new HighResolution(root, root.getFileName().toString(), folderName(root.toAbsolutePath().normalize().getParent())));
		}
		final List<HighResolution> found;
		try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
			found = files.filter(HighResolution::isImage).map(root::relativize).filter(path -> isWithin(path, within))
				.map(path -> of(root, path, within)).sorted(Comparator.comparing(HighResolution::name)).toList();
		}
		catch (final IOException e) {
			throw unreadable(root, e);
		}
		catch (final UncheckedIOException e) {
			throw unreadable(root, e.getCause());
		}
		if (found.isEmpty()) {
			throw new InputException("There is no image in \"" + root + "\"" + (within.isEmpty() ? "" : " in a folder named \"" + within + "\"") +
				": give a folder with files that end in " + String.join(", ", ENDINGS.stream().sorted().toList()) + ".");
		}
		return found;
	}

	private static InputException unreadable(final Path root, final IOException e) {
		return new InputException("The folder \"" + root + "\" cannot be searched: " + IoMessages.reason(e) + ".", e);
	}

	private static boolean isImage(final Path file) {
		final String name = file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
		return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1)) && Files.isRegularFile(file);
	}

	private static boolean isWithin(final Path relative, final String within) {
		return within.isEmpty() || folders(relative).contains(within);
	}

	private static List<String> folders(final Path relative) {
		final List<String> names = new ArrayList<>();
		relative.forEach(part -> names.add(part.toString()));
		return names.subList(0, names.size() - 1);
	}

	private static HighResolution of(final Path root, final Path relative, final String within) {
		final List<String> folders = folders(relative);
		final String folder = String.join("/", folders.stream().filter(name -> !name.equals(within)).toList());
		final String name = String.join("/", Stream.concat(folders.stream(), Stream.of(relative.getFileName().toString())).toList());
		return new HighResolution(root.resolve(relative), name, folder.isEmpty() ? folderName(root.toAbsolutePath().normalize()) : folder);
	}

	private static String folderName(final Path folder) {
		return folder == null || folder.getFileName() == null ? "." : folder.getFileName().toString();
	}
}
