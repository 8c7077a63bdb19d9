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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;

import io.github.granulardq.InputException;
import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Kind;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails while an output is written: one sentence, nothing that looks complete, and finished blocks stay. */
class ZarrFaultsTest {

	private final Img<? extends RealType<?>> image = ZarrOutputs.noise("u2", 400, 300);

	private final ImageMetadata metadata = ZarrOutputs.metadata(Kind.X, Kind.Y);

	@TempDir
	Path folder;

	private ZarrSink sink(final Path output) {
		return ZarrSink.create(output, metadata, image.dimensionsAsLongArray(), image.firstElement(), new int[] { 64, 64 }, "run", false, ZarrVersion.V05);
	}

	private static String sentence(final InputException e, final Path output) {
		assertTrue(e.getMessage().matches("[^\\n]{20,500}\\."), e.getMessage());
		assertTrue(e.getMessage().contains(output.toString()), e.getMessage());
		return e.getMessage();
	}

	@Test
	void diskThatFillsUpIsReportedAndTheRunGoneOnWith() throws IOException {
		final Path whole = folder.resolve("whole.zarr");
		ZarrOutputs.write(whole, metadata, image, new int[] { 64, 64 }, ZarrVersion.V05);
		try (FileSystem disk = Jimfs.newFileSystem(Configuration.unix().toBuilder().setBlockSize(512).setMaxSize(400_000).build())) {
			final FileStore store = disk.getFileStores().iterator().next();
			final Path output = Files.createDirectory(disk.getPath("/images")).resolve("a.zarr");
			final Path ballast = disk.getPath("/images/ballast");
			try (ZarrSink sink = sink(output)) {
				ZarrOutputs.put(sink, image, 12);
			}
			Files.write(ballast, new byte[(int) store.getUsableSpace() - 6000]);
			String message = "";
			try (ZarrSink sink = sink(output)) {
				ZarrOutputs.put(sink, image, Long.MAX_VALUE);
			}
			catch (final InputException e) {
				message = sentence(e, output);
			}
			assertTrue(message.matches("Cannot write block \\d+ \\(chunk c/\\d/\\d\\) of .*space.*finished blocks are kept.*"), message);
			assertFalse(Files.exists(output));
			assertFalse(Files.exists(disk.getPath("/images/a.zarr.part/zarr.json")));
			Files.delete(ballast);
			try (ZarrSink sink = sink(output)) {
				assertTrue(LongStream.range(0, 12).allMatch(sink::isFinished));
				InputException e = null;
				try {
					ZarrOutputs.put(sink, image, Long.MAX_VALUE);
					Files.write(ballast, new byte[(int) store.getUsableSpace() - 1024]);
					sink.finish();
				}
				catch (final InputException full) {
					e = full;
				}
				assertTrue(sentence(e, output).contains("space"), e.getMessage());
				assertFalse(Files.exists(output));
			}
			Files.deleteIfExists(ballast);
			try (ZarrSink sink = sink(output)) {
				ZarrOutputs.put(sink, image, Long.MAX_VALUE);
				sink.finish();
			}
			assertEquals(ZarrOutputs.files(whole), ZarrOutputs.files(output));
		}
	}

	@Test
	void folderThatVanishesIsReported() throws IOException {
		final Path output = folder.resolve("a.zarr");
		try (ZarrSink sink = sink(output)) {
			ZarrOutputs.put(sink, image, 3);
			Folders.delete(folder.resolve("a.zarr.part"));
			final String message = sentence(assertThrows(InputException.class, () -> ZarrOutputs.put(sink, image, 4)), output);
			assertTrue(message.contains("Cannot write block"), message);
			assertTrue(message.contains("not there any more"), message);
			assertFalse(Files.exists(folder.resolve("a.zarr.part")), "it was made anew, without what was in it");
		}
		catch (final InputException e) {
			sentence(e, output); // closing cannot note what is not there
		}
		try (ZarrSink sink = sink(output)) {
			assertFalse(sink.isFinished(0));
		}
	}

	@Test
	void chunksThatVanishAreNoticedBeforeTheOutputIsComplete() throws IOException {
		final Path output = folder.resolve("a.zarr");
		try (ZarrSink sink = sink(output)) {
			ZarrOutputs.put(sink, image, Long.MAX_VALUE);
			Files.delete(folder.resolve("a.zarr.part/0/c/2/3"));
			final InputException e = assertThrows(InputException.class, () -> {
				sink.finish();
			});
			assertTrue(sentence(e, output).contains("c/2/3"), e.getMessage());
		}
		catch (final InputException e) {
			sentence(e, output);
		}
		assertFalse(Files.exists(output));
	}

	@Test
	void blockThatWasNotPutIsNotForgotten() {
		try (ZarrSink sink = sink(folder.resolve("a.zarr"))) {
			ZarrOutputs.put(sink, image, 4);
			assertThrows(IllegalStateException.class, sink::finish);
		}
	}

	@Test
	void secondRunOfThisProcessIsRefused() throws IOException {
		final Path output = folder.resolve("a.zarr");
		try (ZarrSink sink = sink(output)) {
			ZarrOutputs.put(sink, image, 3);
			final InputException e = assertThrows(InputException.class, () -> sink(output).close());
			assertTrue(sentence(e, output).contains("Another run"), e.getMessage());
			ZarrOutputs.put(sink, image, Long.MAX_VALUE);
			sink.finish();
		}
		final Map<String, Integer> files = ZarrOutputs.files(folder);
		assertFalse(files.containsKey("a.zarr.journal"), files.keySet().toString());
	}

	@Test
	void blocksThatAreTooManyOrTooLargeAreRefused() {
		final long[] size = { 1L << 40, 1L << 20 };
		final Path output = folder.resolve("a.zarr");
		for (final int[] block : Arrays.asList(new int[] { 64, 64 }, new int[] { 1 << 20, 1 << 10 })) {
			final InputException e = assertThrows(InputException.class, () -> ZarrSink.create(output, metadata, size, image.firstElement(), block, "run", false,
				ZarrVersion.V05).close());
			assertTrue(sentence(e, output).contains("er blocks"), e.getMessage());
		}
		assertEquals(0, folder.toFile().list().length);
	}
}
