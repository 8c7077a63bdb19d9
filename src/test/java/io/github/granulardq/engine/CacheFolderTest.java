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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {

	@TempDir
	Path temp;

	private String before;

	@BeforeEach
	void remember() {
		before = System.getProperty(CacheFolder.PROPERTY);
	}

	@AfterEach
	void restore() {
		if (before == null) {
			System.clearProperty(CacheFolder.PROPERTY);
		}
		else {
			System.setProperty(CacheFolder.PROPERTY, before);
		}
	}

	@Test
	void propertyNamesTheFolderWhichIsMade() throws IOException {
		final Path wanted = temp.resolve("a/b");
		System.setProperty(CacheFolder.PROPERTY, wanted.toString());
		assertEquals(new CacheFolder(wanted.toAbsolutePath(), false), CacheFolder.find());
		try (var files = Files.list(wanted)) {
			assertEquals(0, files.count());
		}
	}

	@Test
	void folderThatCannotBeWrittenToIsReplacedByATemporaryOne() throws IOException {
		// Below a file there is no folder, not even for root.
		final Path file = Files.writeString(temp.resolve("file"), "");
		System.setProperty(CacheFolder.PROPERTY, file.resolve("cache").toString());
		final CacheFolder found = CacheFolder.find();
		assertTrue(found.temporary());
		assertTrue(Files.isWritable(found.path()));
		assertEquals(found, CacheFolder.find());
	}

	@Test
	void impossibleNameIsReplacedByATemporaryOne() {
		System.setProperty(CacheFolder.PROPERTY, "a\0b");
		assertTrue(CacheFolder.find().temporary());
	}

	@Test
	void everySystemHasItsPlace() {
		assertEquals(Path.of("/home/u/.cache"), CacheFolder.userCaches("Linux", "/home/u", null, null));
		assertEquals(Path.of("/home/u/.cache"), CacheFolder.userCaches("Linux", "/home/u", null, "relative"));
		assertEquals(Path.of("/x"), CacheFolder.userCaches("Linux", "/home/u", null, "/x"));
		assertEquals(Path.of("/home/u/Library/Caches"), CacheFolder.userCaches("Mac OS X", "/home/u", null, null));
		assertEquals(Path.of("/l"), CacheFolder.userCaches("Windows 11", "/home/u", "/l", null));
		assertEquals(Path.of("/home/u/AppData/Local"), CacheFolder.userCaches("Windows 11", "/home/u", null, null));
	}

	@Test
	void deletesWholeFolders() throws IOException {
		final Path folder = Files.createDirectories(temp.resolve("a/b"));
		Files.writeString(folder.resolve("c"), "");
		CacheFolder.delete(temp.resolve("a"));
		assertFalse(Files.exists(temp.resolve("a")));
		CacheFolder.delete(temp.resolve("a"));
	}
}
