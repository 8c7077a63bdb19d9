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
package io.github.granulardq.engine.tensorflow;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.testing.TestModels;

/** What becomes of the engine in a Java process of its own: prints the refusal, or a number that stands for the pixels computed. */
final class EngineProbe {

	private EngineProbe() {}

	public static void main(final String[] args) throws IOException {
		try (Engine engine = new TensorFlowEngine(); EngineSession session = engine.open(TestModels.network(2, 1))) {
			final float[] patch = new float[64];
			for (int i = 0; i < patch.length; i++) {
				patch[i] = 7 * i % 255;
			}
			session.head(patch, 8, 8);
			System.out.println("pixels " + Arrays.hashCode(session.body(8)));
		}
		catch (final EngineException e) {
			System.out.println("refused: " + e.getMessage());
		}
		final Path maps = Path.of("/proc/self/maps");
		System.out.println("natives loaded: " + (Files.exists(maps) && Files.readString(maps).contains("jnitensorflow")));
	}

	/** The probe in a process that has the file of system property {@code mapped} in it, as if another class loader had loaded it. */
	static final class WithMapped {

		private WithMapped() {}

		public static void main(final String[] args) throws IOException {
			try (FileChannel file = FileChannel.open(Path.of(System.getProperty("mapped")))) {
				final MappedByteBuffer mapped = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
				EngineProbe.main(args);
				System.out.println("mapped " + mapped.get(0));
			}
		}
	}

	/** The probe as ImageJ would load a plugin: by a class loader that the thread does not know. */
	static final class AsPlugin {

		private AsPlugin() {}

		public static void main(final String[] args) throws IOException, ReflectiveOperationException {
			final List<URL> urls = new ArrayList<>();
			for (final String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
				urls.add(Path.of(entry).toUri().toURL());
			}
			Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
			try (URLClassLoader plugins = new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
				final Method main = plugins.loadClass(EngineProbe.class.getName()).getDeclaredMethod("main", String[].class);
				main.setAccessible(true);
				main.invoke(null, (Object) args);
			}
			System.out.println("context restored: " + (Thread.currentThread().getContextClassLoader() == ClassLoader.getPlatformClassLoader()));
		}
	}

	/**
	 * Starts the probe with our class path.
	 *
	 * @param first what comes before it on the class path, or null
	 * @param options for Java
	 */
	static Process start(final Path first, final String... options) throws IOException {
		return start(EngineProbe.class, first, options);
	}

	/** As {@link #start(Path, String...)}, with another main class. */
	static Process start(final Class<?> main, final Path first, final String... options) throws IOException {
		final List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-Xmx256m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
		command.addAll(List.of(options));
		final String classPath = System.getProperty("java.class.path");
		command.addAll(List.of("-cp", first == null ? classPath : first + File.pathSeparator + classPath, main.getName()));
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	/** Returns what a probe printed. */
	static String output(final Process process) throws IOException, InterruptedException {
		final String output = new String(process.getInputStream().readAllBytes());
		if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
			process.destroyForcibly();
			throw new IOException("the probe failed: " + output);
		}
		return output;
	}
}
