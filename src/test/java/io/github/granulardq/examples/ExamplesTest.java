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
package io.github.granulardq.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.github.granulardq.command.ModelPackages;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.command.ij1.MacroRun;
import io.github.granulardq.command.ij1.SuperResolveImage;
import io.github.granulardq.io.ImageOpener;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples run as they are, but with a small model in place of the one that they name. */
class ExamplesTest {

	private static final Path EXAMPLES = Path.of("examples");
	private static final String MODEL = "srresnet-light-x2-microscopy";

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	private static Path model;

	@BeforeAll
	static void writeModel() throws IOException {
		model = ModelPackages.write(models);
	}

	private static String macro(final String name) throws IOException {
		final String code = Files.readString(EXAMPLES.resolve(name));
		assertTrue(code.contains("model=" + MODEL), name);
		return code.replace("model=" + MODEL, "model=[" + model + "]");
	}

	private static ImagePlus expected(final Path input) {
		return SuperResolveImage.run(ImageOpener.open(input), SuperResolveOptions.of(Map.of("model", model.toString())),
			SuperResolveImage.Part.ALL, Monitor.none()).image();
	}

	@Test
	void imagesAreSmallHaveALicenceAndOpen() throws IOException {
		long bytes = 0;
		int images = 0;
		try (Stream<Path> files = Files.list(EXAMPLES)) {
			for (final Path file : files.filter(f -> f.toString().matches(".*\\.(tif|png)")).toList()) {
				assertTrue(Files.readString(Path.of(file + ".license")).startsWith("SPDX-License-Identifier: "), file.toString());
				assertTrue(ImageOpener.open(file).getWidth() > 100);
				bytes += Files.size(file);
				images++;
			}
		}
		assertTrue(images >= 3);
		assertTrue(bytes < 2_000_000, bytes + " bytes");
	}

	@Test
	void macroForOneImage() throws IOException {
		final Path input = EXAMPLES.resolve("nuclei.png").toAbsolutePath();
		final Path output = folder.resolve("nuclei-x2.tif");
		MacroRun.run("super_resolve.ijm", macro("super_resolve.ijm"), input + " " + output);
		assertArrayEquals((byte[]) expected(input).getProcessor().getPixels(), (byte[]) ImageOpener.open(output).getProcessor().getPixels());
	}

	@Test
	void macroForAFolder() throws IOException {
		final Path input = Files.createDirectory(folder.resolve("in"));
		final Path output = Files.createDirectory(folder.resolve("out"));
		Files.copy(EXAMPLES.resolve("nuclei.png"), input.resolve("nuclei.png"));
		Files.copy(EXAMPLES.resolve("histology.png"), input.resolve("histology.png"));
		Files.writeString(input.resolve("notes.txt"), "no image");
		MacroRun.run("folder_batch.ijm", macro("folder_batch.ijm"), input + " " + output);
		try (Stream<Path> files = Files.list(output)) {
			assertEquals(List.of("histology-x2.json", "histology-x2.tif", "nuclei-x2.json", "nuclei-x2.tif"),
				files.map(f -> f.getFileName().toString()).filter(n -> !n.startsWith("super-resolved-files.")).sorted().toList());
		}
		assertEquals(24, ImageOpener.open(output.resolve("histology-x2.tif")).getBitDepth());
	}

	@Test
	void macroForAFolderOfLargeImages() throws IOException {
		final Path input = Files.createDirectory(folder.resolve("in"));
		final Path zarr = Files.createDirectory(folder.resolve("zarr"));
		final Path output = Files.createDirectory(folder.resolve("out"));
		Files.copy(EXAMPLES.resolve("nuclei.png"), input.resolve("nuclei.png"));
		MacroRun.run("folder_batch.ijm", macro("folder_batch.ijm"), input + " " + zarr + " ome.zarr");
		assertTrue(Files.isDirectory(zarr.resolve("nuclei-x2.ome.zarr")));
		for (int run = 0; run < 2; run++) { // the second finds all done
			MacroRun.run("folder_batch.ijm", macro("folder_batch.ijm"), zarr + " " + output + " ome.tif");
			try (Stream<Path> files = Files.list(output)) {
				assertEquals(List.of("nuclei-x2-x2.json", "nuclei-x2-x2.ome.tif"), files.map(f -> f.getFileName().toString()).filter(n -> !n.startsWith("super-resolved-files.")).sorted().toList());
			}
		}
	}

	@Test
	void macroThatMeasures() throws IOException {
		final ImagePlus nuclei = ImageOpener.open(EXAMPLES.resolve("nuclei.png"));
		nuclei.setRoi(60, 60, 128, 128);
		ImageSaver.save(nuclei.crop(), new OutputFile(folder.resolve("part.png"), false));
		MacroRun.run("how_true.ijm", macro("how_true.ijm"), folder.resolve("part.png").toString());
		final ResultsTable table = ResultsTable.getResultsTable();
		assertEquals(3, table.size());
		assertEquals(3, table.getValue("Resolution_px", 0), 1); // of the frames, before any model
		assertEquals(2, table.getValue("Enlarged", 1));
	}

	@Test
	void javaProgram() throws Exception {
		final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		final StringWriter messages = new StringWriter();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			final boolean compiled = compiler.getTask(messages, files, null,
				List.of("-d", folder.toString(), "-proc:none", "-Xlint:all", "-classpath", System.getProperty("java.class.path")), null,
				files.getJavaFileObjects(EXAMPLES.resolve("SuperResolveExample.java"))).call();
			assertTrue(compiled, messages.toString());
		}
		final Path input = EXAMPLES.resolve("nuclei.png").toAbsolutePath();
		final Path output = folder.resolve("out.tif");
		try (URLClassLoader loader = new URLClassLoader(new URL[] { folder.toUri().toURL() })) {
			loader.loadClass("SuperResolveExample").getMethod("main", String[].class).invoke(null,
				(Object) new String[] { input.toString(), output.toString(), model.toString() });
		}
		assertArrayEquals((byte[]) expected(input).getProcessor().getPixels(), (byte[]) ImageOpener.open(output).getProcessor().getPixels());
	}
}
