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
package io.github.granulardq.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.granulardq.command.cli.Main;
import io.github.granulardq.command.ij1.SuperResolvePlugIn;
import io.github.granulardq.command.ij1.VirtualDisplay;

/** ImageJ 1.54p and one of our zips, in a fresh folder. */
class ImageJInstallationIT {

	private static final String ENTRY = "menu entry: " + SuperResolvePlugIn.class.getName();

	private static final long LARGEST_SMALL_ZIP = 60_000_000;

	@TempDir
	Path temp;

	/** As users start it, but for the macro. */
	private static InstalledFolder.Outcome onScreen(final InstalledFolder folder, final Path macro) throws IOException, InterruptedException {
		try (VirtualDisplay display = VirtualDisplay.open()) {
			return folder.java(display, "-jar", folder.imageJ().toString(), "-batch", macro.toString());
		}
	}

	private static InstalledFolder.Outcome headless(final InstalledFolder folder, final Path macro) throws IOException, InterruptedException {
		final List<Path> jars = new ArrayList<>(List.of(folder.imageJ()));
		jars.addAll(InstalledFolder.jars(folder.folder().resolve("plugins")));
		jars.addAll(InstalledFolder.jars(folder.folder().resolve("jars")));
		return folder.java(null, "-cp", InstalledFolder.classPath(jars), Main.class.getName(), "macro", macro.toString());
	}

	@Test
	void menuEntryEnlargesWithBothEngines() throws IOException, InterruptedException {
		final InstalledFolder folder = InstalledFolder.unpack("imagej", temp);
		final InstalledFolder.Outcome outcome = onScreen(folder, Example.writeMacro(temp, "integer", "tensorflow"));
		assertTrue(outcome.output().contains(ENTRY), outcome::output);
		Example.assertPixels("integer", temp.resolve("integer.tif"));
		Example.assertPixels("tensorflow", temp.resolve("tensorflow.tif"));
	}

	@Test
	void macroRunsWithoutAScreen() throws IOException, InterruptedException {
		final InstalledFolder.Outcome outcome = headless(InstalledFolder.unpack("imagej", temp), Example.writeMacro(temp, "tensorflow", "integer"));
		assertEquals(0, outcome.status(), outcome::output);
		Example.assertPixels("integer", temp.resolve("integer.tif"));
		Example.assertPixels("tensorflow", temp.resolve("tensorflow.tif"));
	}

	@Test
	void smallZipEnlarges() throws IOException, InterruptedException {
		assertTrue(Files.size(InstalledFolder.zip("imagej-small")) < LARGEST_SMALL_ZIP);
		final InstalledFolder.Outcome outcome = onScreen(InstalledFolder.unpack("imagej-small", temp), Example.writeMacro(temp, "auto"));
		assertTrue(outcome.output().contains(ENTRY), outcome::output);
		Example.assertPixels("integer", temp.resolve("auto.tif"));
	}

	@Test
	void smallZipSaysThatTensorFlowIsMissing() throws IOException, InterruptedException {
		final InstalledFolder.Outcome outcome = headless(InstalledFolder.unpack("imagej-small", temp), Example.writeMacro(temp, "integer",
			"tensorflow"));
		assertEquals(1, outcome.status(), outcome::output);
		final List<String> said = outcome.output().lines().filter(l -> l.contains("TensorFlow")).toList();
		assertEquals(1, said.size(), outcome::output);
		assertTrue(said.get(0).contains("TensorFlow is not installed here: choose the engine integer, or install the zip whose name does not say small."),
			outcome::output);
		assertFalse(outcome.output().contains("\tat "), outcome::output);
		assertTrue(Files.exists(temp.resolve("integer.tif")));
		assertFalse(Files.exists(temp.resolve("tensorflow.tif")));
	}

	@Test
	void zipSaysWhatIsInItAndUnderWhichLicence() throws IOException {
		final InstalledFolder folder = InstalledFolder.unpack("fiji", temp);
		final String licences = Files.readString(temp.resolve("licenses/Granular-DQ/THIRD-PARTY.txt"));
		final List<Path> jars = new ArrayList<>(InstalledFolder.jars(folder.folder().resolve("jars")));
		jars.addAll(InstalledFolder.jars(folder.folder().resolve("lib/Granular-DQ")));
		for (final Path jar : jars) {
			final String name = jar.getFileName().toString().replaceFirst("-(\\d.*?)(-(linux|macosx|windows)-\\w+)?\\.jar$", ":$1 ");
			assertTrue(licences.contains(":" + name), () -> jar + " in " + licences);
		}
		assertFalse(licences.contains("imglib2"), licences);
	}
}
