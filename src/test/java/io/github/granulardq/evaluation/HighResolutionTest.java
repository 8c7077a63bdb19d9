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
package io.github.granulardq.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.granulardq.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HighResolutionTest {

	@TempDir
	Path folder;

	private Path root;

	@BeforeEach
	void makeFiles() throws IOException {
		root = folder.resolve("data");
		for (final String name : List.of("b/test/2.TIF", "b/test/1.png", "b/train/3.tif", "a/test/deep/4.jpeg", "top.bmp", "a/README.md",
			"a/test/5.tif.license", "a/test/noending"))
		{
			Files.createDirectories(root.resolve(name).getParent());
			Files.writeString(root.resolve(name), "");
		}
		Files.createDirectories(root.resolve("c/folder.tif"));
	}

	@Test
	void foldersAreSearchedWithAllTheirFolders() {
		final List<HighResolution> found = HighResolution.find(root, "");
		assertEquals(List.of("a/test/deep/4.jpeg", "b/test/1.png", "b/test/2.TIF", "b/train/3.tif", "top.bmp"), found.stream().map(
			HighResolution::name).toList());
		assertEquals(List.of("a/test/deep", "b/test", "b/test", "b/train", "data"), found.stream().map(HighResolution::folder).toList());
		assertEquals(root.resolve("b/test/1.png"), found.get(1).file());
	}

	@Test
	void aNameOfFoldersChoosesAndDisappearsFromTables() {
		final List<HighResolution> found = HighResolution.find(root, "test");
		assertEquals(List.of("a/test/deep/4.jpeg", "b/test/1.png", "b/test/2.TIF"), found.stream().map(HighResolution::name).toList());
		assertEquals(List.of("a/deep", "b", "b"), found.stream().map(HighResolution::folder).toList());
	}

	@Test
	void aFileIsTakenWhateverItsName() {
		final HighResolution found = HighResolution.find(root.resolve("a/test/noending"), "").get(0);
		assertEquals("noending", found.name());
		assertEquals("test", found.folder());
	}

	@Test
	void nothingToFindIsRefused() {
		assertTrue(assertThrows(InputException.class, () -> HighResolution.find(root.resolve("c"), "")).getMessage().startsWith(
			"There is no image in"));
		assertTrue(assertThrows(InputException.class, () -> HighResolution.find(root, "tes")).getMessage().contains("\"tes\""));
		assertTrue(assertThrows(InputException.class, () -> HighResolution.find(root.resolve("gone"), "")).getMessage().startsWith(
			"There is no file or folder"));
	}
}
