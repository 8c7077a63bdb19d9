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
package io.github.granulardq.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.github.granulardq.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

	@TempDir
	Path folder;

	private static String refusal(final Path file, final boolean overwrite, final Path input) {
		final String message =
			assertThrows(InputException.class, () -> new OutputFile(file, overwrite).check(input)).getMessage();
		assertTrue(message.contains(file.getFileName().toString()), message);
		return message;
	}

	private long files() throws IOException {
		try (Stream<Path> all = Files.list(folder)) {
			return all.count();
		}
	}

	@Test
	void checkLeavesNothingBehind() throws IOException {
		new OutputFile(folder.resolve("a.tif"), false).check(null);
		assertEquals(0, files());
	}

	@Test
	void existingFileIsRefusedUnlessOverwritten() throws IOException {
		final Path file = Files.writeString(folder.resolve("a.txt"), "old");
		assertTrue(refusal(file, false, null).contains("exists already"));
		final OutputFile replaced = new OutputFile(file, true);
		replaced.check(null);
		assertEquals("old", Files.readString(file));
		replaced.writeText("new");
		assertEquals("new", Files.readString(file));
	}

	@Test
	void fileThatAppearsMeanwhileIsNotReplaced() throws IOException {
		final Path file = folder.resolve("a.txt");
		final OutputFile output = new OutputFile(file, false);
		output.check(null);
		Files.writeString(file, "somebody else's");
		assertThrows(InputException.class, () -> output.writeText("ours"));
		assertEquals("somebody else's", Files.readString(file));
		assertEquals(1, files());
	}

	@Test
	void inputIsNeverTheOutput() throws IOException {
		final Path file = Files.writeString(folder.resolve("a.tif"), "input");
		assertTrue(refusal(file, true, file).contains("input itself"));
		final Path link = Files.createSymbolicLink(folder.resolve("link.tif"), file);
		assertTrue(refusal(link, true, file).contains("input itself"));
		assertTrue(refusal(folder.resolve("x").resolve("..").resolve("a.tif"), true, file).contains("input itself"));
	}

	@Test
	void folderMissingOrNotAFolderOrTheTarget() throws IOException {
		assertTrue(refusal(folder.resolve("missing").resolve("a.tif"), false, null).contains("no folder"));
		final Path file = Files.writeString(folder.resolve("file"), "");
		assertTrue(refusal(file.resolve("a.tif"), false, null).contains("is not a folder"));
		assertTrue(refusal(folder, true, null).contains("is a folder"));
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "needs /proc, which not even root can write to")
	void folderThatCannotBeWrittenTo() {
		final Path proc = Path.of("/proc/1");
		assertTrue(refusal(proc.resolve("a.tif"), false, null).startsWith("Cannot write"));
	}

	@Test
	void failureWhileWritingLeavesNothing() throws IOException {
		final Path file = folder.resolve("a.tif");
		final InputException e = assertThrows(InputException.class, () -> new OutputFile(file, false).write(out -> {
			out.write(new byte[1 << 20]);
			throw new IOException("No space left on device");
		}));
		assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
		assertEquals(0, files());
	}

	@Test
	void failureWhileOverwritingKeepsTheOldFile() throws IOException {
		final Path file = Files.writeString(folder.resolve("a.tif"), "old");
		assertThrows(InputException.class, () -> new OutputFile(file, true).write(out -> {
			throw new IOException("broken");
		}));
		assertEquals("old", Files.readString(file));
		assertEquals(1, files());
	}

	@Test
	void folderThatVanishesMeanwhile() throws IOException {
		final Path inner = Files.createDirectory(folder.resolve("inner"));
		final OutputFile output = new OutputFile(inner.resolve("a.tif"), false);
		output.check(null);
		Files.delete(inner);
		final InputException e = assertThrows(InputException.class, () -> output.writeText("x"));
		assertTrue(e.getMessage().contains("folder is not there"), e.getMessage());
		assertFalse(Files.exists(inner));
	}
}
