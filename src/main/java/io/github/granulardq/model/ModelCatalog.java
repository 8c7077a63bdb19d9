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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;

/**
 * Finds models: those that come with this program and those that were imported into the {@link ModelFolder} by their id, others by the path of their package.
 *
 * <pre>
 * List&lt;String&gt; choices = ModelCatalog.ids();
 * Model model = ModelCatalog.find("srresnet-light-x2-microscopy", 2);
 * </pre>
 *
 * Stateless; every call reads the class path and the folder anew.
 */
public final class ModelCatalog {

	private static final String INDEX = "models/index.txt";

	private ModelCatalog() {}

	/**
	 * What a list of models shows.
	 *
	 * @param id by which {@link #find} knows it
	 * @param title one line
	 * @param description a sentence
	 * @param license SPDX identifier of the weights' licence
	 * @param scale 2, 3 or 4
	 * @param channels 1 or 3
	 */
	public record Entry(String id, String title, String description, String license, int scale, int channels) {
	}

	/** The ids of all models: those that come with this program, in the order of the catalog, then those that were imported; empty if there are none. */
	public static List<String> ids() {
		return entries().stream().map(Entry::id).toList();
	}

	/** The ids of all models that come with this program, in the order of the catalog; empty if there are none. */
	public static List<String> bundledIds() {
		try (InputStream in = ModelCatalog.class.getClassLoader().getResourceAsStream(INDEX)) {
			if (in == null) {
				return List.of();
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
		}
		catch (final IOException e) {
			throw new InputException("The list of models that come with this program cannot be read: " + IoMessages.reason(e) + ".", e);
		}
	}

	/** What all models are, in the order of {@link #ids()}; only their manifests are read. */
	public static List<Entry> entries() {
		final List<String> bundled = bundledIds();
		final List<Manifest> manifests = new ArrayList<>(bundled.stream().map(ModelLoader::bundledManifest).toList());
		manifests.addAll(ImportedModels.find(bundled).manifests().values());
		return manifests.stream().map(ModelCatalog::entry).toList();
	}

	private static Entry entry(final Manifest m) {
		return new Entry(m.id(), m.title(), m.description(), m.license(), m.network().scale(), m.network().channels());
	}

	/** A sentence for each imported model that cannot be used, and is not among {@link #ids()} therefore. */
	public static List<String> faults() {
		return ImportedModels.find(bundledIds()).faults();
	}

	/** The folder of an imported model, damaged or not; empty if there is none of that name. */
	public static Optional<Path> imported(final String id) {
		return Optional.ofNullable(ImportedModels.find(bundledIds()).folders().get(id));
	}

	/**
	 * Describes a model.
	 *
	 * @param id one of {@link #ids()}
	 * @throws InputException if there is no such model (the message lists the ids)
	 */
	public static ModelDetails details(final String id) {
		final Optional<Path> folder = imported(id);
		if (folder.isEmpty() && !bundledIds().contains(id)) {
			throw unknown(id);
		}
		final Manifest manifest = folder.isPresent() ? ModelLoader.manifest(folder.get()) : ModelLoader.bundledManifest(id);
		final long bytes = manifest.files().values().stream().mapToLong(Manifest.FileInfo::bytes).sum();
		return new ModelDetails(entry(manifest), folder, bytes, folder.isPresent() ? ModelLoader.card(folder.get()) : ModelLoader.bundledCard(id));
	}

	/**
	 * Loads a model.
	 *
	 * @param idOrPath an id of {@link #ids()}, or the path of a model package: a folder or a zip
	 * @throws InputException if there is no such model (the message lists the ids), or it cannot be used
	 */
	public static Model find(final String idOrPath) {
		if (bundledIds().contains(idOrPath)) {
			return ModelLoader.loadBundled(idOrPath);
		}
		final Path path = imported(idOrPath).orElseGet(() -> existing(idOrPath));
		if (path != null) {
			return ModelLoader.load(path);
		}
		throw unknown(idOrPath);
	}

	private static InputException unknown(final String idOrPath) {
		final List<String> ids = ids();
		return new InputException("There is no model '" + idOrPath + "': " + (ids.isEmpty() ?
			"no model is bundled with this program, give the path of a model package (a folder or a zip)." :
			"give one of " + String.join(", ", ids) + ", or the path of a model package (a folder or a zip)."));
	}

	/**
	 * Reads the files of a model's package.
	 *
	 * @param id one of {@link #ids()}
	 * @return contents by name, checked against the manifest
	 * @throws InputException as {@link #details}, or if the package cannot be used
	 */
	public static Map<String, byte[]> contents(final String id) {
		return details(id).folder().map(ModelLoader::contents).orElseGet(() -> ModelLoader.bundledContents(id));
	}

	/**
	 * Loads the stored test tensors of a model.
	 *
	 * @param id one of {@link #ids()}
	 * @throws InputException as {@link #contents}
	 */
	public static TestTensors testTensors(final String id) {
		return details(id).folder().map(ModelLoader::loadTestTensors).orElseGet(() -> ModelLoader.loadBundledTestTensors(id));
	}

	/**
	 * Loads a model that enlarges by a factor that the user asked for.
	 *
	 * @param idOrPath as for {@link #find(String)}
	 * @param scale 2, 3 or 4
	 * @throws InputException if there is no such model, it cannot be used, or it has another scale
	 */
	public static Model find(final String idOrPath, final int scale) {
		final Model model = find(idOrPath);
		if (model.scale() != scale) {
			final List<String> others = entries().stream().filter(e -> e.scale() == scale).map(Entry::id).toList();
			throw new InputException("Model '" + model.id() + "' enlarges x" + model.scale() + ", not x" + scale + ": " + (others.isEmpty() ?
				"no model for that scale is bundled with this program." : "for that scale there is " + String.join(", ", others) + "."));
		}
		return model;
	}

	private static Path existing(final String idOrPath) {
		if (idOrPath.isBlank()) {
			return null;
		}
		try {
			final Path path = Path.of(idOrPath);
			return Files.exists(path) ? path : null;
		}
		catch (final InvalidPathException e) {
			return null;
		}
	}
}
