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

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.github.granulardq.InputException;

/**
 * Where models are kept that users import: in the folder of the system property {@code granular-dq.models}, else of the environment
 * variable {@code GRANULAR_DQ_MODELS}; if neither is set, in {@code models/granular-dq} of the ImageJ or Fiji that this program belongs to, and in the
 * folder where the system keeps a user's data. Stateless.
 */
public final class ModelFolder {

	/** The system property that names the folder. */
	public static final String PROPERTY = "granular-dq.models";

	/** The environment variable that names the folder if the property does not. */
	public static final String VARIABLE = "GRANULAR_DQ_MODELS";

	/** By which launchers of Fiji and ImageJ say where they are. */
	private static final List<String> IMAGEJ_PROPERTIES = List.of("ij.dir", "imagej.dir", "fiji.dir", "plugins.dir");

	private static final String NAME = "granular-dq";

	private static final String PLUGINS = "plugins";

	private static final String MODELS = "models";

	private ModelFolder() {}

	/**
	 * Returns the folders that are searched, of which some may not exist.
	 *
	 * @throws InputException if the property or the variable is no path
	 */
	public static List<Path> all() {
		final String property = System.getProperty(PROPERTY);
		final String wanted = property != null && !property.isBlank() ? property : System.getenv(VARIABLE);
		if (wanted != null && !wanted.isBlank()) {
			return List.of(path(wanted));
		}
		final List<Path> folders = new ArrayList<>();
		imageJ(System::getProperty, jar()).ifPresent(folder -> folders.add(folder.resolve(MODELS).resolve(NAME)));
		folders.add(userData(System.getProperty("os.name"), System.getProperty("user.home"), System.getenv()).resolve(NAME).resolve(MODELS));
		return List.copyOf(folders);
	}

	/**
	 * Returns the folder that models are imported to: the first that can be written to.
	 *
	 * @throws InputException if there is none
	 */
	public static Path forImport() {
		final List<Path> folders = all();
		return folders.stream().filter(ModelFolder::isWritable).findFirst().orElseThrow(() -> new InputException("Models cannot be imported: there is no permission to write to " +
			folders.get(folders.size() - 1) + "; name another folder with -D" + PROPERTY + "=FOLDER or the variable " + VARIABLE + "."));
	}

	private static Path path(final String text) {
		try {
			return Path.of(text).toAbsolutePath();
		}
		catch (final InvalidPathException e) {
			throw new InputException("The folder of imported models cannot be \"" + text + "\": " + e.getReason() + ".", e);
		}
	}

	/** Whether it is a folder that can be written to, or could be made. */
	private static boolean isWritable(final Path folder) {
		Path existing = folder;
		while (existing != null && !Files.exists(existing)) {
			existing = existing.getParent();
		}
		return existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
	}

	/**
	 * Finds the folder of the ImageJ that this program belongs to.
	 *
	 * @param properties of the system, null for those that are not set
	 * @param jar that this program was loaded from; null if it is none
	 */
	static Optional<Path> imageJ(final UnaryOperator<String> properties, final Path jar) {
		for (final String property : IMAGEJ_PROPERTIES) {
			final String value = properties.apply(property);
			if (value != null && !value.isBlank() && Files.isDirectory(path(value))) {
				final Path folder = path(value).normalize();
				return Optional.of(folder.endsWith(PLUGINS) && folder.getParent() != null ? folder.getParent() : folder);
			}
		}
		for (Path folder = jar == null ? null : jar.getParent(); folder != null && folder.getParent() != null; folder = folder.getParent()) {
			final Path parent = folder.getParent();
			if ((folder.endsWith(PLUGINS) || folder.endsWith("jars")) && Files.isDirectory(parent.resolve(PLUGINS)) && hasImageJ(parent)) {
				return Optional.of(parent);
			}
		}
		return Optional.empty();
	}

	private static boolean hasImageJ(final Path folder) {
		return Files.exists(folder.resolve("ij.jar")) || Files.isDirectory(folder.resolve("jars")) || Files.isDirectory(folder.resolve("macros"));
	}

	private static Path jar() {
		final CodeSource source = ModelFolder.class.getProtectionDomain().getCodeSource();
		final URL url = source == null ? null : source.getLocation();
		try {
			return url == null || !url.getPath().endsWith(".jar") ? null : Path.of(url.toURI());
		}
		catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
			return null; // from nowhere that a folder could be beside
		}
	}

	/** Where a system keeps its user's data. */
	static Path userData(final String system, final String home, final Map<String, String> environment) {
		final String name = system.toLowerCase(Locale.ROOT);
		if (name.startsWith("windows")) {
			return environment.containsKey("LOCALAPPDATA") ? Path.of(environment.get("LOCALAPPDATA")) : Path.of(home, "AppData", "Local");
		}
		if (name.startsWith("mac")) {
			return Path.of(home, "Library", "Application Support");
		}
		// The XDG specification wants relative paths ignored.
		final String data = environment.getOrDefault("XDG_DATA_HOME", "");
		return Path.of(data).isAbsolute() ? Path.of(data) : Path.of(home, ".local", "share");
	}
}
