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
package io.github.granulardq.engine.integer;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.testing.TestModels;

/** What becomes of the engine in a Java process of its own, twice: prints the refusal, or a number that stands for the pixels computed. */
final class NativesProbe {

	private NativesProbe() {}

	public static void main(final String[] args) {
		for (int attempt = 0; attempt < 2; attempt++) {
			try (IntegerEngine engine = new IntegerEngine()) {
				System.out.println("pixels " + pixels(engine));
			}
			catch (final EngineException e) {
				System.out.println("refused: " + e.getMessage());
			}
		}
	}

	/** Returns a number that stands for the pixels that an engine computes. */
	static int pixels(final IntegerEngine engine) {
		try (EngineSession session = engine.open(TestModels.network(2, 1))) {
			final float[] patch = new float[64];
			for (int i = 0; i < patch.length; i++) {
				patch[i] = 7 * i % 255;
			}
			session.head(patch, 8, 8);
			return Arrays.hashCode(session.body(8));
		}
	}

	/** The probe by two class loaders of one process, neither of which the thread knows: as plugins, and as the plugins after an update. */
	static final class TwoLoaders {

		private TwoLoaders() {}

		public static void main(final String[] args) throws MalformedURLException, ReflectiveOperationException {
			final List<URL> urls = new ArrayList<>();
			for (final String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
				urls.add(Path.of(entry).toUri().toURL());
			}
			Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
			for (int i = 0; i < 2; i++) {
				// Not closed: natives stay loaded as long as their loader is known.
				final ClassLoader plugins = new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
				final Method main = plugins.loadClass(NativesProbe.class.getName()).getDeclaredMethod("main", String[].class);
				main.setAccessible(true);
				main.invoke(null, (Object) args);
			}
		}
	}
}
