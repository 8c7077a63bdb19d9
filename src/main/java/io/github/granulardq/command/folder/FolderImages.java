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
package io.github.granulardq.command.folder;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;
import io.github.granulardq.io.ImageOpener;

/**
 * The images in a folder. What is an image is said by the ending of a name, or by the first bytes of a file; folders of OME-Zarr are
 * images too. Hidden files and folders, and unfinished outputs, are none.
 *
 * @param found paths below the folder, sorted by name
 * @param others how many visible files are no images, or do not have the name that was asked for
 * @param hidden how many files and folders are hidden
 * @param unreadable folders that cannot be listed, each with the reason
 */
public record FolderImages(List<Path> found, int others, int hidden, List<Unreadable> unreadable) {

	/** A folder below the one that is searched. */
	public record Unreadable(Path folder, String reason) {
	}

	/**
	 * Returns the images of a folder, not of those in it, by name; the input itself if it is one.
	 *
	 * @throws InputException if the folder holds no image, or cannot be listed
	 */
	public static List<Path> of(final Path input) {
		if (!Files.isDirectory(input) || isZarr(input)) {
			return List.of(input);
		}
		final List<Path> images = find(input, false, "", input).found();
		if (images.isEmpty()) {
			throw new InputException("There are no images in the folder \"" + input + "\": give one that holds " + ImageOpener.FORMATS + " files.");
		}
		return images.stream().map(input::resolve).toList();
	}

	/**
	 * Searches a folder.
	 *
	 * @param recursive whether folders in it are searched too, links to folders included
	 * @param pattern a glob such as {@code *.tif} that names must match, or a part of them if it has no wildcard; empty for all
	 * @param output a folder that is left out, since results go there
	 * @throws InputException if there is no such folder, it cannot be listed, or the pattern is wrong
	 */
	static FolderImages find(final Path folder, final boolean recursive, final String pattern, final Path output) {
		if (!Files.exists(folder)) {
			throw new InputException("There is no folder \"" + folder + "\": check the name.");
		}
		if (!Files.isDirectory(folder)) {
			throw new InputException("\"" + folder + "\" is a file: give the folder of images, or use Super-Resolve File.");
		}
		if (isZarr(folder)) {
			throw new InputException("\"" + folder + "\" is one image, a folder of OME-Zarr: use Super-Resolve File, or give the folder that it lies in.");
		}
		final Search search = new Search(folder, recursive, matcher(pattern), output);
		search.list(folder);
		if (!search.unreadable.isEmpty() && search.unreadable.get(0).folder.toString().isEmpty()) {
			throw new InputException("The folder \"" + folder + "\" cannot be listed: " + search.unreadable.get(0).reason + ".");
		}
		search.found.sort(null);
		return new FolderImages(search.found, search.others, search.hidden, search.unreadable);
	}

	private static PathMatcher matcher(final String pattern) {
		final String wanted = pattern.strip();
		if (!wanted.matches(".*[*?\\[{].*")) {
			final String part = wanted.toLowerCase(Locale.ROOT);
			return name -> name.toString().toLowerCase(Locale.ROOT).contains(part);
		}
		try {
			return FileSystems.getDefault().getPathMatcher("glob:" + wanted);
		}
		catch (final PatternSyntaxException e) {
			throw new InputException("There is no pattern \"" + wanted + "\": write for example *.tif, *cells*.{tif,png} or a part of the names.", e);
		}
	}

	/** Whether a folder is one image: said by its name, or by the files in it. */
	private static boolean isZarr(final Path folder) {
		return FileNames.isZarr(folder.toAbsolutePath().normalize().getFileName() + "") || Stream.of("zarr.json", ".zattrs", ".zgroup", ".zarray").anyMatch(
			name -> Files.isRegularFile(folder.resolve(name)));
	}

	/** A search in progress. */
	private static final class Search {

		private final Path root;
		private final boolean recursive;
		private final PathMatcher matcher;
		private final Path output;
		private final Set<Path> visited = new HashSet<>();
		private final List<Path> found = new ArrayList<>();
		private final List<Unreadable> unreadable = new ArrayList<>();
		private int others;
		private int hidden;

		Search(final Path root, final boolean recursive, final PathMatcher matcher, final Path output) {
			this.root = root;
			this.recursive = recursive;
			this.matcher = matcher;
			this.output = output;
		}

		private void list(final Path folder) {
			try {
				if (!visited.add(folder.toRealPath())) {
					return; // a link back
				}
				final List<Path> entries;
				try (Stream<Path> list = Files.list(folder)) {
					entries = list.sorted().toList();
				}
				for (final Path entry : entries) {
					look(entry);
				}
			}
			catch (final IOException e) {
				unreadable.add(new Unreadable(root.relativize(folder), IoMessages.reason(e)));
			}
		}

		private void look(final Path entry) throws IOException {
			final String name = entry.getFileName().toString();
			if (Files.isDirectory(entry) && Files.exists(output) && Files.isSameFile(entry, output)) {
				return;
			}
			if (name.startsWith(".") || Files.isHidden(entry)) {
				hidden++;
			}
			else if (FileNames.isUnfinished(name)) {
				others++;
			}
			else if (Files.isDirectory(entry) && !isZarr(entry)) {
				if (recursive) {
					list(entry);
				}
			}
			else if (matcher.matches(entry.getFileName()) && (Files.isDirectory(entry) || FileNames.isImage(name) || ImageOpener.looksLikeImage(entry))) {
				found.add(root.relativize(entry));
			}
			else {
				others++;
			}
		}
	}
}
