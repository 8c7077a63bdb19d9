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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.granulardq.command.cli.Main;
import io.github.granulardq.io.ImageSource;
import io.github.granulardq.io.tiff.TiffSource;
import io.github.granulardq.io.zarr.ZarrSource;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * A folder with those jars of Fiji that we need, in Fiji's versions, and one of our zips unpacked over it. All else of Fiji is missing, its legacy
 * layer for ImageJ 1 too: it is not on Maven Central.
 */
class FijiInstallationIT {

	@TempDir
	Path temp;

	@BeforeEach
	void makeFiji() throws IOException {
		final Path jars = Files.createDirectories(temp.resolve("jars"));
		for (final Path jar : InstalledFolder.jars(Path.of(System.getProperty("jars-of-fiji")))) {
			Files.copy(jar, jars.resolve(jar.getFileName()));
		}
	}

	/** Fiji's order: by name, whoever brought it. */
	private List<Path> classPath() throws IOException {
		final List<Path> classPath = new ArrayList<>(InstalledFolder.jars(temp.resolve("jars")));
		classPath.addAll(InstalledFolder.jars(temp.resolve("plugins")));
		return classPath;
	}

	private InstalledFolder.Outcome probe(final InstalledFolder folder, final String... engines) throws IOException, InterruptedException {
		final List<Path> classPath = classPath();
		classPath.add(Path.of(FijiProbe.class.getProtectionDomain().getCodeSource().getLocation().getPath()));
		final List<String> arguments = new ArrayList<>(List.of("-cp", InstalledFolder.classPath(classPath), FijiProbe.class.getName(), Example.write(
			temp).toString()));
		for (final String engine : engines) {
			arguments.addAll(List.of(temp.resolve(engine + ".tif").toString(), Example.options(engine)));
		}
		return folder.java(null, arguments.toArray(new String[0]));
	}

	@Test
	void noJarIsThereTwice() throws IOException {
		InstalledFolder.unpack("fiji", temp);
		final List<String> artifacts = InstalledFolder.jars(temp.resolve("jars")).stream().map(j -> j.getFileName().toString()).map(n -> n
			.replaceFirst("-\\d.*?((-(linux|macosx|windows)-\\w+)?\\.jar)$", "$1")).toList();
		assertEquals(Set.copyOf(artifacts).size(), artifacts.size(), artifacts::toString);
	}

	@Test
	void versionsThatAreTriedAreThoseOfTheList() throws IOException {
		final String list = Files.readAllLines(Path.of("plugins-config", "shipped-by-fiji.txt")).stream().filter(l -> l.matches("\\w\\S*\\s+\\d.*")).map(
			l -> l.replaceFirst("\\s+", "-") + ".jar").sorted().collect(Collectors.joining("\n"));
		final String tried = InstalledFolder.jars(Path.of(System.getProperty("jars-of-fiji"))).stream().map(j -> j.getFileName().toString()).filter(
			n -> !n.startsWith("logback")).sorted().collect(Collectors.joining("\n"));
		assertEquals(list, tried);
	}

	@Test
	void commandIsFoundAndEnlargesWithBothEngines() throws IOException, InterruptedException {
		final InstalledFolder.Outcome outcome = probe(InstalledFolder.unpack("fiji", temp), "integer", "tensorflow");
		assertEquals(0, outcome.status(), outcome::output);
		assertEquals(1, outcome.output().lines().filter(l -> l.startsWith("command: ")).count(), outcome::output);
		assertFalse(outcome.output().contains("ClassNotFoundException"), outcome::output);
		assertTrue(outcome.output().contains("command: Super-Resolve"), outcome::output);
		Example.assertPixels("integer", temp.resolve("integer.tif"));
		Example.assertPixels("tensorflow", temp.resolve("tensorflow.tif"));
	}

	/** CSBDeep, StarDist and N2V bring it. */
	@Test
	void anotherTensorFlowIsNoMatter() throws IOException, InterruptedException {
		final InstalledFolder folder = InstalledFolder.unpack("fiji", temp);
		Files.copy(Path.of(System.getProperty("other-tensorflow"), "libtensorflow-1.15.0.jar"), temp.resolve("jars/libtensorflow-1.15.0.jar"));
		final InstalledFolder.Outcome outcome = probe(folder, "auto", "tensorflow");
		assertEquals(0, outcome.status(), outcome::output);
		Example.assertPixels("integer", temp.resolve("auto.tif"));
		Example.assertPixels("tensorflow", temp.resolve("tensorflow.tif"));
	}

	@Test
	void smallZipSaysThatTensorFlowIsMissing() throws IOException, InterruptedException {
		final InstalledFolder.Outcome outcome = probe(InstalledFolder.unpack("fiji-small", temp), "auto", "tensorflow");
		assertEquals(0, outcome.status(), outcome::output);
		assertEquals(List.of("canceled: TensorFlow is not installed here: choose the engine integer, or install the zip whose name does not say small."),
			outcome.output().lines().filter(l -> l.startsWith("canceled: ")).toList(), outcome::output);
		Example.assertPixels("integer", temp.resolve("auto.tif"));
	}

	/** Caffeine, Gson, lz4-java, picocli and zstd-jni are Fiji's. */
	@Test
	void filesAreReadAndWrittenWithTheLibrariesOfFiji() throws IOException, InterruptedException {
		final InstalledFolder folder = InstalledFolder.unpack("fiji-small", temp);
		Example.write(temp);
		superResolve(folder, "cells.tif", "cells.ome.zarr");
		superResolve(folder, "cells.ome.zarr", "again.tif");
		superResolve(folder, "cells.tif", "direct.tif");
		superResolve(folder, "direct.tif", "expected.tif");
		Example.assertPixels("integer", temp.resolve("direct.tif"));
		assertArrayEquals(pixels("direct.tif"), pixels("cells.ome.zarr"));
		assertArrayEquals(pixels("expected.tif"), pixels("again.tif"));
	}

	private double[] pixels(final String file) {
		final Path path = temp.resolve(file);
		try (ImageSource source = file.endsWith(".zarr") ? ZarrSource.open(path) : TiffSource.open(path)) {
			final List<Double> values = new ArrayList<>();
			for (final RealType<?> value : Views.flatIterable(source.pixels())) {
				values.add(value.getRealDouble());
			}
			return values.stream().mapToDouble(v -> v).toArray();
		}
	}

	private void superResolve(final InstalledFolder folder, final String input, final String output) throws IOException, InterruptedException {
		final InstalledFolder.Outcome outcome = folder.java(null, "-cp", InstalledFolder.classPath(classPath()), Main.class.getName(), "super-resolve",
			input, output, "--model", "srresnet-light-x2-microscopy", "--scale", "2");
		assertEquals(0, outcome.status(), outcome::output);
	}
}
