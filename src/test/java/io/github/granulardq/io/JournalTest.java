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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

import io.github.granulardq.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

	private static final String IDENTITY = "a \"model\"\nand \u00b5";

	@TempDir
	Path folder;

	private Path output;

	@BeforeEach
	void name() {
		output = folder.resolve("a.tif");
	}

	private Journal open() {
		return Journal.open(output, IDENTITY, false);
	}

	private void recordThree() throws IOException {
		try (Journal journal = open()) {
			for (int block = 0; block < 3; block++) {
				journal.record(block, 100L * block, 100, -block, () -> {});
			}
		}
	}

	@Test
	void entriesOutliveTheRun() throws IOException {
		recordThree();
		try (Journal journal = open()) {
			assertEquals(3, journal.entries().size());
			assertEquals(new Journal.Entry(2, 200, 100, -2, false), journal.entries().get(2));
			assertEquals(OptionalLong.empty(), journal.completeLength());
		}
	}

	@Test
	void whatWasForcedIsDurable() throws IOException {
		final int[] forced = { 0 };
		try (Journal journal = open()) {
			journal.record(7, 0, 10, 1, () -> forced[0]++);
			journal.force(() -> forced[0]++);
			journal.record(8, 10, 10, 1, () -> forced[0]++);
			journal.record(9, 20, 64L << 20, 1, () -> forced[0]++);
			assertEquals(1, forced[0]);
			journal.record(10, 30, 10, 1, () -> forced[0]++); // after so many bytes
			assertEquals(2, forced[0]);
		}
		try (Journal journal = open()) {
			assertEquals(List.of(true, true, true, false), journal.entries().stream().map(Journal.Entry::durable).toList());
		}
	}

	@Test
	void blockIsNotRecordedIfEarlierDataCannotBeForced() throws IOException {
		try (Journal journal = open()) {
			journal.record(0, 0, 1L << 40, 1, () -> {});
			assertThrows(IOException.class, () -> journal.record(1, 0, 1, 1, () -> {
				throw new IOException("full");
			}));
			assertEquals(1, journal.entries().size());
		}
		try (Journal journal = open()) {
			assertEquals(1, journal.entries().size());
		}
	}

	@Test
	void tornAndDamagedLinesEndTheList() throws IOException {
		recordThree();
		final byte[] whole = Files.readAllBytes(Journal.of(output));
		final int header = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
		int before = 0;
		for (int length = header; length <= whole.length; length++) {
			Files.write(Journal.of(output), Arrays.copyOf(whole, length));
			try (Journal journal = open()) {
				final int entries = journal.entries().size();
				assertTrue(entries == before || entries == before + 1, length + ": " + entries);
				before = entries;
				journal.record(entries, 0, 0, 0, () -> {}); // goes on where the list ends
			}
			try (Journal journal = open()) {
				assertEquals(before + 1, journal.entries().size());
			}
		}
		assertEquals(3, before);
		for (int at = header; at < whole.length; at++) {
			final byte[] damaged = whole.clone();
			damaged[at] ^= 4;
			Files.write(Journal.of(output), damaged);
			try (Journal journal = open()) {
				final List<Journal.Entry> entries = journal.entries();
				assertTrue(entries.size() < 3, "byte " + at);
				for (int i = 0; i < entries.size(); i++) {
					assertEquals(new Journal.Entry(i, 100L * i, 100, -i, false), entries.get(i));
				}
			}
		}
	}

	@Test
	void headerThatWasTornIsNoRun() throws IOException {
		Files.writeString(Journal.of(output), "{\"version\":1,\"ident");
		try (Journal journal = open()) {
			assertEquals(List.of(), journal.entries());
		}
	}

	@Test
	void dropsWhatIsNotKept() throws IOException {
		recordThree();
		try (Journal journal = open()) {
			journal.complete(300);
			journal.keep(1);
			assertEquals(1, journal.entries().size());
		}
		try (Journal journal = open()) {
			assertEquals(List.of(0L), journal.entries().stream().map(Journal.Entry::block).toList());
			assertEquals(OptionalLong.empty(), journal.completeLength());
			journal.keep(0);
		}
		try (Journal journal = open()) {
			assertEquals(List.of(), journal.entries());
		}
	}

	@Test
	void remembersThatTheOutputIsComplete() throws IOException {
		recordThree();
		try (Journal journal = open()) {
			journal.complete(1L << 40);
		}
		try (Journal journal = open()) {
			assertEquals(OptionalLong.of(1L << 40), journal.completeLength());
			journal.delete();
		}
		assertFalse(Files.exists(Journal.of(output)));
	}

	@Test
	void anotherRunIsRefusedUnlessOverwritten() throws IOException {
		recordThree();
		final byte[] before = Files.readAllBytes(Journal.of(output));
		final String message = assertThrows(InputException.class, () -> Journal.open(output, "another", false)).getMessage();
		assertTrue(message.contains("a.tif") && message.contains("--overwrite"), message);
		assertEquals(new String(before, StandardCharsets.UTF_8), Files.readString(Journal.of(output)));
		try (Journal journal = Journal.open(output, "another", true)) {
			assertEquals(List.of(), journal.entries());
		}
		assertThrows(InputException.class, this::open);
	}

	@Test
	void whatIsNoJournalIsRefusedUnlessOverwritten() throws IOException {
		Files.writeString(Journal.of(output), "diary of a user\n");
		assertThrows(InputException.class, this::open);
		assertEquals("diary of a user\n", Files.readString(Journal.of(output)));
	}

	@Test
	void isOpenOnceInThisProcess() {
		try (Journal journal = open()) {
			assertTrue(assertThrows(InputException.class, this::open).getMessage().startsWith("Another run is writing"));
			assertEquals(List.of(), journal.entries());
		}
		open().close();
	}

	@Test
	void isOpenOnceAmongProcesses() throws IOException, InterruptedException {
		final Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty(
			"java.class.path"), Holder.class.getName(), output.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try {
			assertEquals('o', other.getInputStream().read());
			assertTrue(assertThrows(InputException.class, this::open).getMessage().startsWith("Another run is writing"));
		}
		finally {
			other.destroyForcibly();
			assertTrue(other.waitFor(10, TimeUnit.SECONDS));
		}
		try (Journal journal = open()) { // what a killed process held is free
			assertEquals(1, journal.entries().size());
		}
	}

	/** A process that records one block and waits to be killed. */
	static final class Holder {

		private Holder() {
		}

		public static void main(final String[] args) throws IOException {
			try (Journal journal = Journal.open(Path.of(args[0]), IDENTITY, false)) {
				journal.record(0, 0, 0, 0, () -> {});
				System.out.write('o');
				System.out.flush();
				System.in.read();
			}
		}
	}

	@Test
	void folderThatVanishedIsOneSentence() {
		final Path gone = folder.resolve("gone").resolve("a.tif");
		final String message = assertThrows(InputException.class, () -> Journal.open(gone, IDENTITY, false)).getMessage();
		assertTrue(message.startsWith("Cannot write"), message);
	}

	@Test
	void garbageOfLostPowerIsDropped() throws IOException {
		recordThree();
		Files.write(Journal.of(output), new byte[1000], StandardOpenOption.APPEND);
		try (Journal journal = open()) {
			assertEquals(3, journal.entries().size());
		}
	}
}
