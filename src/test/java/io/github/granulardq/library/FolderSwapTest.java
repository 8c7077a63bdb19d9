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
package io.github.granulardq.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks on which the n-th move fails. */
class FolderSwapTest {

	@TempDir
	Path temp;

	private Path place;
	private Path made;
	private int moves;

	@BeforeEach
	void make() throws IOException {
		place = folder(temp.resolve("model"), "old");
		made = folder(temp.resolve(".unfinished-1"), "new");
	}

	private static Path folder(final Path folder, final String content) throws IOException {
		Files.writeString(Files.createDirectories(folder).resolve("file"), content);
		return folder;
	}

	private FolderSwap failing(final Integer... fail) {
		return new FolderSwap((from, to) -> {
			if (List.of(fail).contains(++moves)) {
				throw new IOException("move " + moves);
			}
			Files.move(from, to);
		}, Files::delete);
	}

	private List<String> contents() throws IOException {
		try (Stream<Path> files = Files.walk(temp)) {
			return files.filter(Files::isRegularFile).map(f -> temp.relativize(f).getParent() + "=" + read(f)).sorted().toList();
		}
	}

	private static String read(final Path file) {
		try {
			return Files.readString(file);
		}
		catch (final IOException e) {
			throw new IllegalStateException(e);
		}
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(temp)) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	void theNewTakesThePlaceOfTheOld() throws IOException {
		failing().replace(place, made);
		assertEquals(List.of("model=new"), contents());
		assertEquals(List.of("model"), names());
	}

	@Test
	void theOldStaysOrComesBack() throws IOException {
		for (final int fail : new int[] { 1, 2 }) {
			moves = 0;
			assertEquals("move " + fail, assertThrows(IOException.class, () -> failing(fail).replace(place, made)).getMessage());
			assertEquals(List.of(".unfinished-1=new", "model=old"), contents());
			assertEquals(List.of(".unfinished-1", "model"), names());
		}
	}

	@Test
	void theOldIsKeptAsideIfItCannotComeBack() throws IOException {
		final String message = assertThrows(IOException.class, () -> failing(2, 3).replace(place, made)).getMessage();
		final List<String> left = contents();
		assertEquals(2, left.size(), left.toString());
		assertTrue(left.get(0).matches("\\.replaced-\\d+.model=old"), left.toString());
		assertTrue(message.contains(temp.resolve(left.get(0).replace("=old", "")).toString()), message);
	}

	@Test
	void whatCannotBeTakenAwayIsWhole() throws IOException {
		assertThrows(IOException.class, () -> failing(1).remove(place));
		assertEquals(List.of(".unfinished-1", "model"), names());
		failing().remove(place);
		assertEquals(List.of(".unfinished-1=new"), contents());
	}

	@Test
	void whatCannotBeDeletedAfterwardsIsNoFailure() throws IOException {
		final FolderSwap swap = new FolderSwap(Files::move, file -> {
			throw new IOException("a file is open");
		});
		swap.replace(place, made);
		assertTrue(contents().contains("model=new"), contents().toString());
		swap.remove(place);
		assertTrue(names().stream().allMatch(name -> name.startsWith(".")), names().toString());
	}
}
