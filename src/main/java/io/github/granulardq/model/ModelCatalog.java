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
import java.util.List;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;

/**
 * Finds models: those that come with this program by their id, others by the path of their package.
 *
 * <pre>
 * List&lt;String&gt; choices = ModelCatalog.ids();
 * Model model = ModelCatalog.find("srresnet-light-x2-microscopy", 2);
 * </pre>
 *
 * Stateless; every call reads the class path anew.
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

	/** The ids of all models that come with this program, in the order of the catalog; empty if there are none. */
	public static List<String> ids() {
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

	/** What all models that come with this program are; only their manifests are read. */
	public static List<Entry> entries() {
		return ids().stream().map(ModelLoader::bundledManifest).map(m -> new Entry(m.id(), m.title(), m.description(), m.license(),
			m.network().scale(), m.network().channels())).toList();
	}

	/**
	 * Loads a model.
	 *
	 * @param idOrPath an id of {@link #ids()}, or the path of a model package: a folder or a zip
	 * @throws InputException if there is no such model (the message lists the ids), or it cannot be used
	 */
	public static Model find(final String idOrPath) {
		final List<String> ids = ids();
		if (ids.contains(idOrPath)) {
			return ModelLoader.loadBundled(idOrPath);
		}
		final Path path = existing(idOrPath);
		if (path != null) {
			return ModelLoader.load(path);
		}
		throw new InputException("There is no model '" + idOrPath + "': " + (ids.isEmpty() ?
			"no model is bundled with this program, give the path of a model package (a folder or a zip)." :
			"give one of " + String.join(", ", ids) + ", or the path of a model package (a folder or a zip)."));
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
