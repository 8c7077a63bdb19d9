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
package io.github.granulardq.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder for what engines make once and keep: that of the system property {@code granular-dq.cache}, else of the environment
 * variable {@code GRANULAR_DQ_CACHE}, else {@code granular-dq} among the user's caches. If it cannot be written to, a temporary folder
 * takes its place, which is deleted when Java ends.
 *
 * <pre>
 * Path folder = CacheFolder.find().path();
 * </pre>
 *
 * Safe for threads and for several processes at once. All that is in it may be deleted at any time while no process uses it.
 *
 * @param path an existing folder that can be written to
 * @param temporary whether it ends with this process
 */
public record CacheFolder(Path path, boolean temporary) {

	/** The system property that names the folder. */
	public static final String PROPERTY = "granular-dq.cache";

	/** The environment variable that names the folder if the property does not. */
	public static final String VARIABLE = "GRANULAR_DQ_CACHE";

	private static final Logger LOG = LoggerFactory.getLogger(CacheFolder.class);

	private static CacheFolder fallback;

	/**
	 * Finds or makes the folder.
	 *
	 * @throws EngineException if neither it nor a temporary folder can be written to
	 */
	public static CacheFolder find() {
		final String wanted = wanted(System.getProperty(PROPERTY), System.getenv(VARIABLE));
		try {
			return new CacheFolder(writable(Path.of(wanted)), false);
		}
		catch (IOException | InvalidPathException e) {
			return fallback(wanted, e);
		}
	}

	private static String wanted(final String property, final String variable) {
		if (property != null && !property.isBlank()) {
			return property;
		}
		return variable != null && !variable.isBlank() ? variable : userCaches(System.getProperty("os.name"), System.getProperty("user.home"),
			System.getenv("LOCALAPPDATA"), System.getenv("XDG_CACHE_HOME")).resolve("granular-dq").toString();
	}

	/** Where a system keeps its user's caches. */
	static Path userCaches(final String system, final String home, final String localAppData, final String xdgCacheHome) {
		final String name = system.toLowerCase(Locale.ROOT);
		if (name.startsWith("windows")) {
			return localAppData == null ? Path.of(home, "AppData", "Local") : Path.of(localAppData);
		}
		if (name.startsWith("mac")) {
			return Path.of(home, "Library", "Caches");
		}
		// The XDG specification wants relative paths ignored.
		return xdgCacheHome != null && Path.of(xdgCacheHome).isAbsolute() ? Path.of(xdgCacheHome) : Path.of(home, ".cache");
	}

	/** Makes a folder if need be, and tries it out: permission bits alone do not tell. */
	private static Path writable(final Path folder) throws IOException {
		Files.createDirectories(folder);
		Files.delete(Files.createTempFile(folder, "write", ".test"));
		return folder.toAbsolutePath();
	}

	private static synchronized CacheFolder fallback(final String wanted, final Exception why) {
		if (fallback == null) {
			try {
				final Path folder = Files.createTempDirectory("granular-dq-cache-");
				Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "granular-dq-cache-cleanup"));
				fallback = new CacheFolder(folder, true);
			}
			catch (final IOException e) {
				throw new EngineException("Neither the cache folder " + wanted + " nor a temporary folder can be written to (" + reason(e) +
					"): name another cache folder with -D" + PROPERTY + "=FOLDER or the variable " + VARIABLE + ".", e);
			}
			LOG.warn("The cache folder {} cannot be written to ({}); using {} for this session, so that the next one starts slowly again.",
				wanted, reason(why), fallback.path);
		}
		return fallback;
	}

	/** Deletes a folder with all that is in it, as far as that is possible. */
	public static void delete(final Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(file);
			}
		}
		catch (final IOException e) {
			LOG.debug("Could not delete {}", folder, e);
		}
	}

	private static String reason(final Exception e) {
		return e.getClass().getSimpleName() + ": " + e.getMessage();
	}
}
