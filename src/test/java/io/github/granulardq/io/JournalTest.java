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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.granulardq.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

	private static final String IDENTITY = "a \"model\"\nand \u00b5";

	@TempDir
	Path folder;

	private Path output;

	@BeforeEach
	void name() {
		output = folder.resolve("a.tif");
	}

	private Journal open() throws IOException {
		return open(output, IDENTITY, false);
	}

	private static Journal open(final Path output, final String identity, final boolean overwrite) throws IOException {
		final Journal journal = Journal.open(output, identity, overwrite);
		if (!journal.isBegun()) {
			journal.begin();
		}
		return journal;
	}

	private static List<Journal.Entry> entries(final Journal journal) {
		return IntStream.range(0, journal.count()).mapToObj(journal::entry).toList();
	}

	/** A note of another length for each block, none for the first. */
	private static byte[] note(final int block) {
		final byte[] note = new byte[100 * block];
		Arrays.fill(note, (byte) -block);
		return note;
	}

	private void recordThree() throws IOException {
		try (Journal journal = open()) {
			for (int block = 0; block < 3; block++) {
				journal.record(block, 100L * block, 100, -block, note(block));
			}
		}
	}

	@Test
	void entriesOutliveTheRun() throws IOException {
		recordThree();
		try (Journal journal = open()) {
			assertEquals(3, journal.count());
			assertEquals(new Journal.Entry(2, 200, 100, -2, false), entries(journal).get(2));
			assertEquals(OptionalLong.empty(), journal.completeLength());
		}
	}

	@Test
	void whatWasForcedIsDurable() throws IOException {
		final int[] forced = { 0 };
		try (Journal journal = open()) {
			journal.record(7, 0, 10, 1, note(1));
			assertEquals(List.of(false), entries(journal).stream().map(Journal.Entry::durable).toList());
			journal.force(() -> forced[0]++);
			journal.record(8, 10, 10, 1, note(0));
			assertFalse(journal.isForceDue());
			journal.record(9, 20, 64L << 20, 1, note(0));
			assertTrue(journal.isForceDue()); // after so many bytes
			final int entries = journal.forcing();
			assertFalse(journal.isForceDue());
			journal.record(10, 30, 10, 1, note(0)); // meanwhile
			assertEquals(List.of(true, false, false, false), entries(journal).stream().map(Journal.Entry::durable).toList());
			journal.forced(entries);
			assertEquals(1, forced[0]);
		}
		try (Journal journal = open()) {
			assertEquals(List.of(true, true, true, false), entries(journal).stream().map(Journal.Entry::durable).toList());
		}
	}

	@Test
	void whatCannotBeForcedIsNotDurable() throws IOException {
		try (Journal journal = open()) {
			journal.record(0, 0, 1L << 40, 1, note(0));
			assertThrows(IOException.class, () -> journal.force(() -> {
				throw new IOException("full");
			}));
			assertTrue(journal.isForceDue());
		}
		try (Journal journal = open()) {
			assertFalse(journal.entry(0).durable());
		}
	}

	@Test
	void notesOutliveTheRun() throws IOException {
		final byte[] large = new byte[300_000];
		new Random(1).nextBytes(large);
		try (Journal journal = open()) {
			for (int block = 0; block < 40; block++) {
				journal.record(block, 0, 0, 0, note(block));
			}
			journal.record(40, 0, 0, 0, large);
			assertArrayEquals(note(39), journal.note(39));
		}
		try (Journal journal = open()) {
			assertEquals(41, journal.count());
			for (int block = 0; block < 40; block++) {
				assertArrayEquals(note(block), journal.note(block));
			}
			assertArrayEquals(large, journal.note(40));
		}
	}

	@Test
	void whatAnotherProgramChangesMeanwhileIsNoticed() throws IOException {
		recordThree();
		try (Journal journal = open()) {
			final byte[] bytes = Files.readAllBytes(Journal.of(output));
			bytes[bytes.length - 30] ^= 4;
			Files.write(Journal.of(output), bytes);
			assertTrue(assertThrows(InputException.class, () -> journal.note(2)).getMessage().startsWith("Cannot read"));
		}
	}

	@Test
	void whatWasNotBegunLeavesNothing() throws IOException {
		Journal.open(output, IDENTITY, false).close();
		assertFalse(Files.exists(Journal.of(output)));
		recordThree();
		Journal.open(output, "another", true).close();
		try (Journal journal = open()) {
			assertEquals(3, journal.count());
		}
	}

	@Test
	void beginsAnew() throws IOException {
		recordThree();
		try (Journal journal = open()) {
			journal.begin();
			assertEquals(0, journal.count());
		}
		try (Journal journal = open()) {
			assertEquals(0, journal.count());
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
				final int entries = journal.count();
				assertTrue(entries == before || entries == before + 1, length + ": " + entries);
				before = entries;
				journal.record(entries, 0, 0, 0, note(0)); // goes on where the list ends
			}
			try (Journal journal = open()) {
				assertEquals(before + 1, journal.count());
			}
		}
		assertEquals(3, before);
		for (int at = header; at < whole.length; at++) {
			final byte[] damaged = whole.clone();
			damaged[at] ^= 4;
			Files.write(Journal.of(output), damaged);
			try (Journal journal = open()) {
				final List<Journal.Entry> entries = entries(journal);
				assertTrue(entries.size() < 3, "byte " + at);
				for (int i = 0; i < entries.size(); i++) {
					assertEquals(new Journal.Entry(i, 100L * i, 100, -i, false), entries.get(i));
					assertArrayEquals(note(i), journal.note(i));
				}
			}
		}
	}

	@Test
	void headerThatWasTornIsNoRun() throws IOException {
		Files.writeString(Journal.of(output), "{\"version\":1,\"ident");
		try (Journal journal = open()) {
			assertEquals(List.of(), entries(journal));
		}
	}

	@Test
	void dropsWhatIsNotKept() throws IOException {
		recordThree();
		try (Journal journal = open()) {
			journal.complete(300);
			journal.keep(1);
			assertEquals(1, journal.count());
		}
		try (Journal journal = open()) {
			assertEquals(List.of(0L), entries(journal).stream().map(Journal.Entry::block).toList());
			assertEquals(OptionalLong.empty(), journal.completeLength());
			journal.keep(0);
		}
		try (Journal journal = open()) {
			assertEquals(List.of(), entries(journal));
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
		try (Journal journal = open(output, "another", true)) {
			assertEquals(List.of(), entries(journal));
		}
		assertThrows(InputException.class, this::open);
	}

	@ParameterizedTest
	@ValueSource(strings = { "diary of a user\n", "diary of a user", "{\"my\": 1}\n", "[]\n" })
	void whatIsNoJournalIsRefused(final String text) throws IOException {
		Files.writeString(Journal.of(output), text);
		for (final boolean overwrite : new boolean[] { false, true }) {
			final String message = assertThrows(InputException.class, () -> open(output, IDENTITY, overwrite)).getMessage();
			assertTrue(message.contains("is not the journal"), message);
			assertEquals(text, Files.readString(Journal.of(output)));
		}
	}

	@Test
	void isOpenOnceInThisProcess() throws IOException {
		try (Journal journal = open()) {
			assertTrue(assertThrows(InputException.class, this::open).getMessage().startsWith("Another run is writing"));
			assertEquals(List.of(), entries(journal));
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
			assertEquals(1, journal.count());
		}
	}

	/** A process that records one block and waits to be killed. */
	static final class Holder {

		private Holder() {
		}

		public static void main(final String[] args) throws IOException {
			try (Journal journal = open(Path.of(args[0]), IDENTITY, false)) {
				journal.record(0, 0, 0, 0, note(0));
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
			assertEquals(3, journal.count());
		}
	}
}
