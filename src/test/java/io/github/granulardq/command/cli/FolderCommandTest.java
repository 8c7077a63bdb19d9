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
package io.github.granulardq.command.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ij.IJ;
import io.github.granulardq.command.ModelPackages;
import io.github.granulardq.io.ImageOpener;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCommandTest {

	@TempDir
	static Path models;

	private static Path model;

	@TempDir
	Path folder;

	private Path in;
	private Path large;
	private final StringWriter out = new StringWriter();
	private final StringWriter err = new StringWriter();

	@BeforeAll
	static void writeModel() throws IOException {
		model = ModelPackages.write(models);
	}

	@BeforeEach
	void writeImages() throws IOException {
		in = Files.createDirectory(folder.resolve("in"));
		large = folder.resolve("large");
		for (final String name : new String[] { "a.tif", "b.png" }) {
			ImageSaver.save(IJ.createImage(name, "8-bit ramp", 20, 18, 1), new OutputFile(in.resolve(name), false));
		}
	}

	private int run(final String... more) {
		final List<String> arguments = new ArrayList<>(List.of("super-resolve-folder", in.toString(), large.toString(), "--model", model.toString(), "--bits", "8"));
		arguments.addAll(List.of(more));
		return Main.run(arguments.toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(err, true));
	}

	@Test
	void allFiles() {
		assertEquals(0, run("--format", "ome.tif", "--bit-map", "--report", "--output", "32-bit"), err.toString());
		assertTrue(Files.exists(large.resolve("a-x2.ome.tif")) && Files.exists(large.resolve("b-x2-bits.ome.tif")) && Files.exists(large.resolve("b-x2.json")));
		assertEquals(3, out.toString().lines().count(), out.toString());
		assertTrue(out.toString().startsWith("a.tif: a-x2.ome.tif, 8.00 bits on average, "), out.toString());
		assertEquals("", err.toString());
	}

	@Test
	void badFileIsNamedAndTheStatusIsOne() throws IOException {
		Files.writeString(in.resolve("aa.tif"), "no image");
		assertEquals(1, run());
		assertEquals(40, ImageOpener.open(large.resolve("b-x2.tif")).getWidth());
		assertEquals(1, err.toString().lines().count());
		assertTrue(err.toString().startsWith("granular-dq: aa.tif: "), err.toString());
		assertTrue(out.toString().contains("aa.tif: failed") && out.toString().contains("2 of 3 images enlarged, 1 failed."), out.toString());
	}

	@Test
	void patternAndExisting() {
		assertEquals(0, run("--pattern", "*.png"));
		assertFalse(Files.exists(large.resolve("a-x2.tif")));
		assertEquals(1, run("--existing", "error"));
		assertTrue(err.toString().contains("1 of the 2 results"), err.toString());
		assertEquals(0, run("--existing", "skip"));
		assertTrue(out.toString().contains("b.png: skipped"), out.toString());
	}

	@Test
	void wrongUse() {
		assertEquals(2, run("--format", "jpg"));
		assertEquals(2, run("--existing", "ask"));
		assertEquals(2, run("--workers", "0"));
		assertEquals(3, err.toString().lines().count());
		assertFalse(Files.exists(large));
	}
}
