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
package io.github.granulardq.command.ij1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import io.github.granulardq.testing.ComputedPackage;
import io.github.granulardq.testing.TestModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code Models...} in the real ImageJ with its windows: {@link ModelsDriver} opens, runs, records and replays it. */
class ModelsWindowsTest {

	private static final int MINUTES = 5;

	@TempDir
	Path folder;

	@Test
	void dialogRecorderAndReplay() throws Exception {
		final Path zip = ComputedPackage.of("mine", TestModels.config(2, 1), 1).put("README.md", "# My card".getBytes(StandardCharsets.UTF_8))
			.toZip(folder.resolve("my model.zip"));
		try (VirtualDisplay display = VirtualDisplay.open()) {
			final Path imageJ = imageJFolder();
			final ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
				"-Djava.awt.headless=false", "-Duser.home=" + Files.createDirectory(folder.resolve("home")), "-Dplugins.dir=" + imageJ, "-cp",
				System.getProperty("java.class.path"), ModelsDriver.class.getName(), zip.toString(), imageJ.toString());
			builder.directory(folder.toFile());
			builder.environment().remove("GRANULAR_DQ_MODELS");
			final Path log = folder.resolve("log.txt");
			builder.redirectErrorStream(true).redirectOutput(log.toFile());
			display.use(builder);
			final Process process = builder.start();
			try {
				assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), () -> "ImageJ hangs:\n" + read(log));
				assertEquals(0, process.exitValue(), () -> read(log));
				assertTrue(read(log).contains(WindowsDriver.DONE), () -> read(log));
			}
			finally {
				process.destroyForcibly().waitFor();
			}
		}
	}

	private static String read(final Path log) {
		try {
			return Files.readString(log);
		}
		catch (final IOException e) {
			return e.toString();
		}
	}

	/** An ImageJ folder whose plugins are a jar with our menu entries; the classes are on the class path. */
	private Path imageJFolder() throws IOException {
		final Path plugins = Files.createDirectories(folder.resolve("ImageJ").resolve("plugins"));
		try (OutputStream file = Files.newOutputStream(plugins.resolve("Granular_DQ.jar")); JarOutputStream jar = new JarOutputStream(file)) {
			jar.putNextEntry(new JarEntry("plugins.config"));
			Files.copy(Path.of("plugins-config", "plugins.config"), jar);
		}
		return plugins.getParent();
	}
}
