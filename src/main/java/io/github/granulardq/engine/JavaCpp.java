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
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

import org.bytedeco.javacpp.Loader;

/**
 * How JavaCPP brings native libraries into this process, alike for all engines: with the class loader of the plugin, without its limits
 * of memory, and unpacking where it can. Settings that are already there are honoured.
 */
public final class JavaCpp {

	private static final String CACHE = "org.bytedeco.javacpp.cachedir";

	private static final String CLASS = "org/bytedeco/javacpp/Loader.class";

	private JavaCpp() {}

	/**
	 * Loads natives. In ImageJ the context class loader does not see the jars of plugins, so it is another one meanwhile.
	 *
	 * @param loader the class loader of the engine
	 * @param loading what loads; {@link #chooseCache} before it asks JavaCPP for libraries
	 */
	public static <T> T load(final ClassLoader loader, final Supplier<T> loading) {
		// JavaCPP would refuse to allocate once the process is larger than a multiple of Java's heap, which natives alone may be.
		setUnlessGiven("org.bytedeco.javacpp.maxBytes", "0");
		setUnlessGiven("org.bytedeco.javacpp.maxPhysicalBytes", "0");
		final Thread thread = Thread.currentThread();
		final ClassLoader context = thread.getContextClassLoader();
		thread.setContextClassLoader(loader);
		try {
			return loading.get();
		}
		finally {
			thread.setContextClassLoader(context);
		}
	}

	/** JavaCPP unpacks below the home folder; where that cannot be written to, into our own cache. */
	public static void chooseCache() {
		if (System.getProperty(CACHE) != null) {
			return;
		}
		try {
			final Path folder = Files.createDirectories(Path.of(System.getProperty("user.home"), ".javacpp", "cache"));
			Files.delete(Files.createTempFile(folder, "write", ".test"));
		}
		catch (IOException | InvalidPathException e) {
			System.setProperty(CACHE, CacheFolder.find().path().resolve("javacpp").toString());
		}
	}

	/** Returns what lies deepest below a failure to load: it says what was missing. */
	public static String reason(final Throwable failure) {
		Throwable deepest = failure;
		while (deepest.getCause() != null) {
			deepest = deepest.getCause();
		}
		final String message = deepest.getMessage();
		// Their messages are names alone.
		return deepest instanceof ClassNotFoundException || deepest instanceof NoClassDefFoundError ? "the class " + message + " is missing"
			: deepest instanceof IncompatibleClassChangeError ? message + " is missing" : message;
	}

	/**
	 * Returns what to do about a failure to load.
	 *
	 * @param usual advice if there are not several versions of JavaCPP
	 */
	public static String advice(final ClassLoader loader, final String usual) {
		final List<String> jars = jars(loader);
		return jars.size() < 2 ? usual : "JavaCPP is on the class path " + jars.size() + " times (" + String.join(", ", jars) +
			"), and the first is used: leave the newest alone";
	}

	/** Returns JavaCPP's name of this platform, such as {@code linux-x86_64}, or Java's if JavaCPP is missing. */
	public static String platform() {
		try {
			return Loader.getPlatform();
		}
		catch (final LinkageError e) {
			return System.getProperty("os.arch");
		}
	}

	private static List<String> jars(final ClassLoader loader) {
		try {
			return Collections.list(loader.getResources(CLASS)).stream().map(url -> url.toString().replaceFirst("!?/" + CLASS + "$", "")
				.replaceFirst("^(jar:)?file:", "")).distinct().toList();
		}
		catch (final IOException e) {
			return List.of();
		}
	}

	private static void setUnlessGiven(final String property, final String value) {
		if (System.getProperty(property) == null) {
			System.setProperty(property, value);
		}
	}
}
