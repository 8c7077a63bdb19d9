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
package io.github.granulardq.io.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import io.github.granulardq.InputException;
import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Kind;
import io.github.granulardq.io.Journal;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that end before their output is complete, and are repeated. */
class TiffRestartTest {

	private static final ImageMetadata METADATA = TestImages.metadata(false, Kind.CHANNEL);
	private static final Img<? extends RealType<?>> IMAGE = TestImages.image(PixelType.UINT16, 200, 150, 2);
	private static final int[] BLOCK = { 64, 48, 1 };
	private static final int BLOCKS = 4 * 4 * 2;

	@TempDir
	Path folder;

	private Path output;
	private Path part;
	private byte[] uninterrupted;

	@BeforeEach
	void writeWithoutInterruption() throws IOException {
		final Path reference = folder.resolve("reference.tif");
		TestImages.write(reference, METADATA, IMAGE, BLOCK);
		uninterrupted = Files.readAllBytes(reference);
		output = folder.resolve("a.tif");
		part = folder.resolve("a.tif.part");
	}

	private TiffSink open(final String identity, final boolean overwrite) {
		return TiffSink.create(output, METADATA, IMAGE.dimensionsAsLongArray(), IMAGE.getType(), BLOCK, identity, overwrite);
	}

	private TiffSink open() {
		return open(TestImages.IDENTITY, false);
	}

	private void begin(final long blocks) {
		try (TiffSink sink = open()) {
			TestImages.put(sink, IMAGE, blocks);
		}
	}

	/** Repeats the run until it ends, and compares the bytes. */
	private void assertResumes() throws IOException {
		TestImages.write(output, METADATA, IMAGE, BLOCK);
		assertComplete();
	}

	private void assertComplete() throws IOException {
		assertArrayEquals(uninterrupted, Files.readAllBytes(output));
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(2, files.count());
		}
	}

	@RepeatedTest(40)
	void killsAtRandomMomentsGiveTheSameBytes(final RepetitionInfo repetition) throws IOException {
		final Random random = new Random(repetition.getCurrentRepetition());
		for (int kill = 0; kill < 4; kill++) {
			begin(1 + random.nextInt(BLOCKS));
			final long journal = Files.size(Journal.of(output));
			switch (random.nextInt(5)) {
				case 0 -> truncate(Journal.of(output), random.nextLong(journal)); // a torn line, even the first
				case 1 -> append(Journal.of(output), random); // garbage, as after a loss of power
				case 2 -> append(part, random); // a block that was being written
				case 3 -> truncate(part, random.nextLong(Files.size(part) + 1)); // data that did not reach the disk
				default -> damage(part, random);
			}
			if (Files.size(Journal.of(output)) == 0) { // nothing says whose file that is
				Files.delete(part);
			}
			assertThrows(InputException.class, () -> TiffSource.open(part));
		}
		assertResumes();
	}

	private static void truncate(final Path file, final long size) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.truncate(size);
		}
	}

	private static void append(final Path file, final Random random) throws IOException {
		final byte[] garbage = new byte[1 + random.nextInt(500)];
		random.nextBytes(garbage);
		Files.write(file, garbage, StandardOpenOption.APPEND);
	}

	private static void damage(final Path file, final Random random) throws IOException {
		final byte[] bytes = Files.readAllBytes(file);
		if (bytes.length > 16) {
			bytes[16 + random.nextInt(bytes.length - 16)] ^= 1;
			Files.write(file, bytes);
		}
	}

	@Test
	void finishedBlocksAreNotComputedAgain() {
		begin(20);
		try (TiffSink sink = open()) {
			assertTrue(sink.isFinished(19));
			assertFalse(sink.isFinished(20));
			assertTrue(sink.inOrder());
		}
	}

	@Test
	void notesOutliveTheRun() throws IOException {
		try (TiffSink sink = open()) {
			for (int block = 0; block < 5; block++) {
				sink.put(block, sink.encode(block, Views.interval(IMAGE, sink.grid().interval(block))), new byte[] { (byte) block, 9 });
			}
			assertArrayEquals(new byte[] { 4, 9 }, sink.note(4));
		}
		try (TiffSink sink = open()) {
			assertArrayEquals(new byte[] { 3, 9 }, sink.note(3));
			assertArrayEquals(new byte[0], sink.note(5));
			TestImages.put(sink, IMAGE, 6);
			assertArrayEquals(new byte[0], sink.note(5));
		}
		assertResumes();
	}

	@Test
	void runThatEndsBeforeItsFirstBlockLeavesNothing() throws IOException {
		begin(0);
		assertFalse(Files.exists(part) || Files.exists(Journal.of(output)));
		assertThrows(InputException.class, () -> TiffSink.create(output, METADATA, IMAGE.dimensionsAsLongArray(), IMAGE.getType(), BLOCK,
			TiffSink.DEFAULT_LEVEL, TestImages.IDENTITY, false, file -> {
				throw new IOException("disk is away");
			}));
		assertFalse(Files.exists(part) || Files.exists(Journal.of(output)));
		begin(2);
		begin(0); // goes on with another one, which stays
		try (TiffSink sink = open()) {
			assertTrue(sink.isFinished(1));
		}
	}

	@Test
	void blocksComeInOrderAndWholeAndTheLastBeforeTheEnd() {
		try (TiffSink sink = open()) {
			final byte[] first = sink.encode(0, Views.interval(IMAGE, sink.grid().interval(0)));
			assertThrows(IllegalStateException.class, () -> sink.put(1, first));
			assertThrows(IllegalArgumentException.class, () -> sink.put(0, new byte[50]));
			assertThrows(IllegalArgumentException.class, () -> sink.encode(0, IMAGE));
			sink.put(0, first);
			assertThrows(IllegalStateException.class, sink::finish);
		}
	}

	@Test
	void killBetweenTheHeaderAndTheName() throws IOException {
		begin(BLOCKS);
		final byte[] journal = Files.readAllBytes(Journal.of(output));
		TestImages.write(output, METADATA, IMAGE, BLOCK);
		Files.move(output, part);
		Files.write(Journal.of(output), journal);
		begin(0); // what is resumed is unfinished again
		assertTrue(assertThrows(InputException.class, () -> TiffSource.open(part)).getMessage().contains("unfinished"));
		assertResumes();
	}

	@Test
	void killBetweenTheNameAndTheEndOfTheJournal() throws IOException {
		final Path obstacle = Files.createDirectories(folder.resolve("a.tif").resolve("b"));
		assertThrows(InputException.class, () -> open()); // a folder has that name
		Files.delete(obstacle);
		Files.delete(output);
		try (TiffSink sink = open()) {
			TestImages.put(sink, IMAGE, BLOCKS);
			Files.createDirectories(obstacle);
			assertThrows(InputException.class, sink::finish);
		}
		Files.delete(obstacle);
		Files.delete(output);
		final byte[] journal = Files.readAllBytes(Journal.of(output));
		assertResumes();
		Files.write(Journal.of(output), journal);
		try (TiffSink sink = open()) {
			assertTrue(sink.isFinished(BLOCKS - 1));
			sink.finish();
		}
		assertComplete();
		Files.write(Journal.of(output), journal);
		Files.write(output, new byte[5]); // not what was complete
		assertThrows(InputException.class, this::open);
		Files.delete(output);
		assertResumes(); // from the beginning
	}

	@Test
	void fileThatIsThereStays() throws IOException {
		Files.writeString(output, "precious");
		assertTrue(assertThrows(InputException.class, this::open).getMessage().contains("exists already"));
		assertFalse(Files.exists(part) || Files.exists(Journal.of(output)));
		assertEquals("precious", Files.readString(output));
		try (TiffSink sink = open(TestImages.IDENTITY, true)) {
			TestImages.put(sink, IMAGE, 3);
			assertEquals("precious", Files.readString(output)); // until the new one is complete
		}
		assertThrows(InputException.class, this::open);
		try (TiffSink sink = open(TestImages.IDENTITY, true)) {
			assertTrue(sink.isFinished(2));
			TestImages.put(sink, IMAGE, BLOCKS);
			sink.finish();
		}
		assertComplete();
	}

	@Test
	void fileThatAppearsMeanwhileStays() throws IOException {
		try (TiffSink sink = open()) {
			TestImages.put(sink, IMAGE, BLOCKS);
			Files.writeString(output, "precious");
			assertThrows(InputException.class, sink::finish);
		}
		assertEquals("precious", Files.readString(output));
		Files.delete(output);
		assertResumes();
	}

	@Test
	void unfinishedFileOfAnotherRunStays() throws IOException {
		begin(5);
		final byte[] before = Files.readAllBytes(part);
		assertTrue(assertThrows(InputException.class, () -> open("another", false)).getMessage().contains("another run"));
		assertArrayEquals(before, Files.readAllBytes(part));
		final String message = assertThrows(InputException.class, () -> TestImages.sink(output, METADATA, IMAGE, 32, 48, 1)).getMessage();
		assertTrue(message.contains("other options"), message);
		try (TiffSink sink = open("another", true)) {
			assertFalse(sink.isFinished(0));
		}
	}

	@Test
	void unfinishedFileWithoutJournalStays() throws IOException {
		Files.writeString(part, "precious");
		assertThrows(InputException.class, this::open);
		assertEquals("precious", Files.readString(part));
		assertFalse(Files.exists(Journal.of(output)));
	}

	@Test
	void secondRunIsRefusedWhileTheFirstWrites() throws IOException {
		try (TiffSink sink = open()) {
			TestImages.put(sink, IMAGE, 2);
			assertTrue(assertThrows(InputException.class, () -> open(TestImages.IDENTITY, true)).getMessage().startsWith("Another run is writing"));
			TestImages.put(sink, IMAGE, BLOCKS);
			sink.finish();
		}
		assertComplete();
	}

	@Test
	void fullDiskIsOneSentenceAndFinishedBlocksStay() throws IOException {
		long capacity = 20;
		while (capacity < uninterrupted.length) {
			final long bytes = capacity;
			try (TiffSink sink = TiffSink.create(output, METADATA, IMAGE.dimensionsAsLongArray(), IMAGE.getType(), BLOCK, TiffSink.DEFAULT_LEVEL,
				TestImages.IDENTITY, false, file -> new FullDisk(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE,
					StandardOpenOption.CREATE), bytes)))
			{
				final String message = assertThrows(InputException.class, () -> {
					TestImages.put(sink, IMAGE, BLOCKS);
					sink.finish();
				}).getMessage();
				assertTrue(message.matches("Cannot write (block \\d+|the end) of \".*a.tif\": No space left on device; the \\d+ blocks before it .*\\."),
					message);
			}
			assertFalse(Files.exists(output));
			capacity += 7001;
		}
		assertResumes();
	}

	@Test
	void interruptedThreadLeavesAFileThatCanBeResumed() throws IOException {
		try (TiffSink sink = open()) {
			TestImages.put(sink, IMAGE, 4);
			Thread.currentThread().interrupt();
			assertThrows(CancellationException.class, () -> TestImages.put(sink, IMAGE, 5));
			assertTrue(Thread.interrupted());
		}
		assertResumes();
	}

	@Test
	void missingFolderIsOneSentence() {
		final String message = assertThrows(InputException.class, () -> TestImages.sink(folder.resolve("no").resolve("a.tif"), METADATA, IMAGE, BLOCK))
			.getMessage();
		assertTrue(message.contains("there is no folder"), message);
	}
}
