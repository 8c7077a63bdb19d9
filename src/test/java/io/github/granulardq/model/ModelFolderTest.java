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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

	@TempDir
	Path temp;

	private static Optional<Path> imageJ(final Map<String, String> properties, final Path jar) {
		final Properties all = new Properties();
		all.putAll(properties);
		return ModelFolder.imageJ(all::getProperty, jar);
	}

	@Test
	void launchersSayWhereImageJIs() throws IOException {
		final Path fiji = Files.createDirectories(temp.resolve("Fiji.app").resolve("plugins")).getParent();
		assertEquals(Optional.of(fiji), imageJ(Map.of("ij.dir", fiji.toString()), null));
		assertEquals(Optional.of(fiji), imageJ(Map.of("plugins.dir", fiji.toString()), null));
		assertEquals(Optional.of(fiji), imageJ(Map.of("plugins.dir", fiji.resolve("plugins").toString()), null));
		assertEquals(Optional.empty(), imageJ(Map.of("plugins.dir", temp.resolve("nowhere").toString()), null));
	}

	@Test
	void theJarLiesInImageJ() throws IOException {
		final Path plain = Files.createDirectories(temp.resolve("ImageJ").resolve("plugins").resolve("Granular-DQ"));
		assertEquals(Optional.empty(), imageJ(Map.of(), plain.resolve("Granular_DQ.jar")));
		Files.createFile(temp.resolve("ImageJ").resolve("ij.jar"));
		assertEquals(Optional.of(temp.resolve("ImageJ")), imageJ(Map.of(), plain.resolve("Granular_DQ.jar")));
		final Path jars = Files.createDirectories(temp.resolve("Fiji").resolve("jars"));
		Files.createDirectories(temp.resolve("Fiji").resolve("plugins"));
		assertEquals(Optional.of(temp.resolve("Fiji")), imageJ(Map.of(), jars.resolve("granular-dq.jar")));
		assertEquals(Optional.empty(), imageJ(Map.of(), temp.resolve("target").resolve("granular-dq.jar")));
	}

	@Test
	void eachSystemHasItsPlaceForDataOfUsers() {
		assertEquals(Path.of("/home/u/.local/share"), ModelFolder.userData("Linux", "/home/u", Map.of()));
		assertEquals(Path.of("/home/u/.local/share"), ModelFolder.userData("Linux", "/home/u", Map.of("XDG_DATA_HOME", "relative")));
		assertEquals(Path.of("/data"), ModelFolder.userData("Linux", "/home/u", Map.of("XDG_DATA_HOME", "/data")));
		assertEquals(Path.of("/Users/u/Library/Application Support"), ModelFolder.userData("Mac OS X", "/Users/u", Map.of()));
		assertEquals(Path.of("C:/Users/u/AppData/Local"), ModelFolder.userData("Windows 11", "C:/Users/u", Map.of()));
		assertEquals(Path.of("D:/Local"), ModelFolder.userData("Windows 11", "C:/Users/u", Map.of("LOCALAPPDATA", "D:/Local")));
	}
}
