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
package io.github.granulardq.io.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;

import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Kind;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that were stopped at any moment and gone on with leave the same bytes as one that was not. */
class ZarrResumeTest {

	private static final int[] BLOCK = { 64, 64 };

	private final Img<? extends RealType<?>> image = ZarrOutputs.noise("u2", 600, 300);

	private final ImageMetadata metadata = ZarrOutputs.metadata(Kind.X, Kind.Y);

	private FileSystem memory;

	private Path folder;

	private Path output;

	private Map<String, Integer> expected;

	@BeforeEach
	void writeAtOnce() throws IOException {
		memory = Jimfs.newFileSystem(Configuration.unix());
		folder = Files.createDirectory(memory.getPath("/images"));
		image.forEach(pixel -> pixel.setReal(pixel.getRealDouble() < 8000 ? 0 : pixel.getRealDouble()));
		final Path whole = folder.resolve("whole.zarr");
		ZarrOutputs.write(whole, metadata, image, BLOCK, ZarrVersion.V05);
		expected = ZarrOutputs.files(whole);
		Folders.delete(whole);
		output = folder.resolve("a.zarr");
	}

	@AfterEach
	void close() throws IOException {
		memory.close();
	}

	private ZarrSink sink() {
		return ZarrSink.create(output, metadata, image.dimensionsAsLongArray(), image.firstElement(), BLOCK, "run 1\nof \"this\"", false, ZarrVersion.V05);
	}

	private Path beside(final String ending) {
		return folder.resolve("a.zarr" + ending);
	}

	private static long finished(final ZarrSink sink) {
		return LongStream.range(0, sink.grid().count()).filter(sink::isFinished).count();
	}

	private void finish() throws IOException {
		try (ZarrSink sink = sink()) {
			ZarrOutputs.put(sink, image, Long.MAX_VALUE);
			sink.finish();
		}
		assertEquals(expected, ZarrOutputs.files(output));
		try (Stream<Path> all = Files.list(folder)) {
			assertEquals(List.of(output), all.toList());
		}
	}

	private void putSome(final long end) {
		try (ZarrSink sink = sink()) {
			ZarrOutputs.put(sink, image, end);
		}
	}

	@Test
	void finishedBlocksAreNotAskedForAgain() throws IOException {
		putSome(17);
		try (ZarrSink sink = sink()) {
			assertEquals(17, finished(sink));
			assertTrue(sink.isFinished(16));
			assertFalse(sink.isFinished(17));
		}
		assertFalse(Files.exists(output));
		assertFalse(Files.exists(beside(".part").resolve("zarr.json")), "looks complete");
		finish();
	}

	@Test
	void journalThatWasCutOffAnywhereIsGoneOnWith() throws IOException {
		putSome(20);
		final byte[] journal = Files.readAllBytes(beside(".journal"));
		final int header = new String(journal, StandardCharsets.UTF_8).indexOf('\n') + 1;
		final Random random = new Random(4);
		long last = 20;
		for (int i = 0; i < 40; i++) {
			final byte[] now = Files.readAllBytes(beside(".journal"));
			final int length = header + random.nextInt(now.length - header + 1);
			Files.write(beside(".journal"), Arrays.copyOf(Arrays.copyOf(now, length), length + (i % 3 == 0 ? 100 : 0))); // zeros: power was lost
			try (ZarrSink sink = sink()) {
				assertTrue(finished(sink) <= last);
				last = Math.max(20, finished(sink));
				ZarrOutputs.put(sink, image, random.nextInt(20));
			}
			if (i % 10 == 9) {
				Files.write(beside(".journal"), journal);
			}
		}
		finish();
	}

	@Test
	void leftoversOfKilledRunsVanish() throws IOException {
		putSome(11);
		final Path chunks = beside(".part").resolve("0/c/0");
		Files.write(chunks.resolve(".5.e0c1.tmp"), new byte[77]);
		Files.write(chunks.resolve("9"), new byte[5]); // in place, but never noted
		Files.createDirectories(beside(".part").resolve("1/c/0"));
		Files.write(beside(".part").resolve("1/c/0/77"), new byte[5]); // resolutions were being made
		Files.writeString(beside(".part").resolve("zarr.json"), "{}");
		finish();
	}

	@Test
	void blocksWhoseFilesWereHarmedAreAskedForAgain() throws IOException {
		putSome(11);
		Files.delete(beside(".part").resolve("0/c/0/3"));
		Files.write(beside(".part").resolve("0/c/0/4"), new byte[5]);
		try (ZarrSink sink = sink()) {
			assertEquals(9, finished(sink));
		}
		finish();
	}

	/** Bytes that did not reach the disk when power was lost. */
	@Test
	void blocksWithOtherBytesAreAskedForAgain() throws IOException {
		putSome(11);
		final Path chunk = beside(".part").resolve("0/c/0/4");
		final byte[] bytes = Files.readAllBytes(chunk);
		bytes[bytes.length / 2] ^= 1;
		Files.write(chunk, bytes);
		try (ZarrSink sink = sink()) {
			assertFalse(sink.isFinished(4));
			assertEquals(10, finished(sink));
		}
		assertFalse(Files.exists(chunk), "what is noted as forced later would count");
		finish();
	}

	@Test
	void blocksThatWereForcedToTheDiskAreNotReadAgain() throws IOException {
		try (ZarrSink sink = sink()) {
			ZarrOutputs.put(sink, image, 5);
			sink.confirm(new ZarrChunks.Written(5, 64 << 20, 0)); // so much that it is time
			ZarrOutputs.put(sink, image, 8);
		}
		assertEquals(1, Files.readAllLines(beside(".journal")).stream().filter(line -> line.startsWith("forced 6 ")).count());
		for (final int chunk : new int[] { 4, 7 }) { // one before, one after
			final Path file = beside(".part").resolve("0/c/0").resolve(Integer.toString(chunk));
			final byte[] bytes = Files.readAllBytes(file);
			bytes[bytes.length / 2] ^= 1;
			Files.write(file, bytes);
		}
		try (ZarrSink sink = sink()) {
			assertTrue(sink.isFinished(4));
			assertFalse(sink.isFinished(7));
		}
	}

	@Test
	void notesOutliveTheRun() {
		try (ZarrSink sink = sink()) {
			for (final int block : new int[] { 7, 3, 20 }) {
				final byte[] encoded = sink.encode(block, Views.interval(image, sink.grid().interval(block)));
				sink.put(block, encoded, new byte[] { (byte) block, 1 });
			}
			final long again = 3;
			sink.confirm(sink.chunks().write(again, sink.encode(again, Views.interval(image, sink.grid().interval(again))), true), new byte[] { 3, 2 });
			assertArrayEquals(new byte[] { 7, 1 }, sink.note(7));
		}
		try (ZarrSink sink = sink()) {
			assertArrayEquals(new byte[] { 20, 1 }, sink.note(20));
			assertArrayEquals(new byte[] { 3, 2 }, sink.note(3));
			assertArrayEquals(new byte[0], sink.note(4));
			assertEquals(3, finished(sink));
		}
	}

	@Test
	void runThatEndsBeforeItsFirstBlockLeavesNothing() throws IOException {
		putSome(0);
		try (Stream<Path> all = Files.list(folder)) {
			assertEquals(List.of(), all.toList());
		}
		putSome(2);
		putSome(0); // goes on with another one, which stays
		try (ZarrSink sink = sink()) {
			assertEquals(2, finished(sink));
		}
	}

	@Test
	void runThatWasKilledBeforeItsFirstBlockIsGoneOnWith() throws IOException {
		putSome(1);
		final List<String> lines = Files.readAllLines(beside(".journal"));
		Files.writeString(beside(".journal"), lines.get(0) + "\n");
		Folders.delete(beside(".part").resolve("0"));
		Files.createDirectory(beside(".part").resolve("0"));
		finish();
		putOff();
		Folders.delete(beside(".part"));
		finish();
		putOff();
		Files.write(beside(".journal"), new byte[0]);
		Folders.delete(beside(".part"));
		finish();
	}

	private void putOff() throws IOException {
		Folders.delete(output);
		putSome(5);
	}

	@Test
	void runThatWasStoppedWhenAllWasInPlaceHasNothingToDo() throws IOException {
		putSome(Long.MAX_VALUE);
		final byte[] journal = Files.readAllBytes(beside(".journal"));
		finish();
		Files.write(beside(".journal"), journal);
		try (ZarrSink sink = sink()) {
			assertEquals(sink.grid().count(), finished(sink));
			sink.finish();
		}
		assertEquals(expected, ZarrOutputs.files(output));
		assertFalse(Files.exists(beside(".journal")));
	}

}
