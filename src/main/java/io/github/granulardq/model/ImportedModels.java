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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;

/**
 * The model packages in the {@link ModelFolder}: each is a folder that has the name of its model's id. What cannot be used is told apart, so that one
 * damaged package does not hide the others. Immutable; what the disk held when it was made.
 *
 * @param manifests of those that can be used, by id
 * @param folders where all of them are, damaged ones too, by name
 * @param faults a sentence for each of the others
 */
record ImportedModels(Map<String, Manifest> manifests, Map<String, Path> folders, List<String> faults) {

	/**
	 * Looks for them.
	 *
	 * @param taken ids of models that come with this program; they hide imported ones
	 */
	static ImportedModels find(final List<String> taken) {
		final Map<String, Manifest> manifests = new TreeMap<>();
		final Map<String, Path> folders = new TreeMap<>();
		final List<String> faults = new ArrayList<>();
		for (final Path root : ModelFolder.all()) {
			for (final Path folder : packages(root, faults)) {
				final String name = folder.getFileName().toString();
				if (!taken.contains(name) && folders.putIfAbsent(name, folder) == null) {
					try {
						manifests.put(name, manifest(folder, name));
					}
					catch (final InputException e) {
						faults.add("The imported model '" + name + "' cannot be used: " + e.getMessage());
					}
				}
			}
		}
		return new ImportedModels(manifests, folders, List.copyOf(faults));
	}

	private static Manifest manifest(final Path folder, final String name) {
		final Manifest manifest = ModelLoader.manifest(folder);
		if (!manifest.id().equals(name)) {
			throw new InputException("Its " + Manifest.FILE_NAME + " says that it is '" + manifest.id() + "'.");
		}
		return manifest;
	}

	/** Folders that start with a dot are being written, or were when Java was stopped. */
	private static List<Path> packages(final Path root, final List<String> faults) {
		if (!Files.isDirectory(root)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(root)) {
			return files.filter(f -> Files.isDirectory(f) && !f.getFileName().toString().startsWith(".")).sorted().toList();
		}
		catch (final IOException e) {
			faults.add("The folder of imported models, " + root + ", cannot be read: " + IoMessages.reason(e) + ".");
			return List.of();
		}
	}
}
