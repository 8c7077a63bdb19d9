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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;
import io.github.granulardq.model.Model;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.model.ModelFolder;
import io.github.granulardq.model.ModelLoader;
import io.github.granulardq.superres.EngineChoice;
import io.github.granulardq.superres.ModelTrial;

/**
 * Brings model packages into the {@link ModelFolder}, and takes them away. A package is checked against its hashes and run on its test patch before
 * anything is written; then it appears whole or not at all.
 *
 * <pre>
 * Model model = ModelLibrary.add(Path.of("my-model.zip"), false);
 * </pre>
 *
 * Stateless.
 */
public final class ModelLibrary {

	private static final FolderSwap FOLDERS = new FolderSwap();

	private ModelLibrary() {
	}

	/**
	 * Imports a model.
	 *
	 * @param source a model package, or a bioimage.io package that holds one: a folder or a zip
	 * @param replace whether an imported model of the same id makes way
	 * @return the model
	 * @throws InputException if it cannot be used, there is a model of its id, or it cannot be written
	 */
	public static Model add(final Path source, final boolean replace) {
		final Model model = ModelLoader.load(source);
		final String id = model.id();
		if (ModelCatalog.bundledIds().contains(id)) {
			throw new InputException("The model '" + id + "' comes with this program and cannot be replaced: give the package another id.");
		}
		final Optional<Path> present = ModelCatalog.imported(id);
		if (present.isPresent() && !replace) {
			throw new InputException("There is a model '" + id + "' already, in " + present.get() + ": remove it first, or let it be replaced.");
		}
		ModelTrial.run(model, ModelLoader.loadTestTensors(source), EngineChoice.AUTO);
		final Map<String, byte[]> files = ModelLoader.contents(source);
		final Path folder = present.isPresent() ? present.get().getParent() : ModelFolder.forImport();
		try {
			write(folder, id, files);
		}
		catch (final IOException e) {
			throw new InputException("The model '" + id + "' cannot be written to " + folder + ": " + IoMessages.reason(e) + ".", e);
		}
		return model;
	}

	private static void write(final Path folder, final String id, final Map<String, byte[]> files) throws IOException {
		Files.createDirectories(folder);
		final Path temporary = Files.createTempDirectory(folder, ".unfinished-");
		try {
			for (final Map.Entry<String, byte[]> file : files.entrySet()) {
				Files.write(temporary.resolve(file.getKey()), file.getValue());
			}
			ModelLoader.load(temporary); // what the disk holds
			readable(temporary);
			FOLDERS.replace(folder.resolve(id), temporary);
		}
		finally {
			FOLDERS.deleteQuietly(temporary);
		}
	}

	/** Temporary folders are for their maker alone; a folder of models is for all who use the ImageJ. */
	private static void readable(final Path folder) {
		folder.toFile().setReadable(true, false);
		folder.toFile().setExecutable(true, false);
	}

	/**
	 * Removes an imported model, damaged or not.
	 *
	 * @throws InputException if there is none of that id, it comes with this program, or it cannot be deleted
	 */
	public static void remove(final String id) {
		if (ModelCatalog.bundledIds().contains(id)) {
			throw new InputException("The model '" + id + "' comes with this program and cannot be removed.");
		}
		final Path folder = ModelCatalog.imported(id).orElseThrow(() -> new InputException("There is no imported model '" + id + "'."));
		try {
			FOLDERS.remove(folder);
		}
		catch (final IOException e) {
			throw new InputException("The model '" + id + "' in " + folder + " cannot be removed: " + IoMessages.reason(e) + ".", e);
		}
	}
}
