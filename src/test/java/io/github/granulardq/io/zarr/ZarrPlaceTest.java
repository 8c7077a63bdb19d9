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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;

import io.github.granulardq.InputException;
import io.github.granulardq.io.ImageMetadata.Kind;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is replaced, and what never. */
class ZarrPlaceTest {

	private final Img<? extends RealType<?>> image = ZarrOutputs.noise("u1", 20, 12);

	private FileSystem memory;

	private Path folder;

	private Path output;

	@BeforeEach
	void open() throws IOException {
		memory = Jimfs.newFileSystem(Configuration.unix());
		folder = Files.createDirectory(memory.getPath("/images"));
		output = folder.resolve("a.zarr");
	}

	@AfterEach
	void close() throws IOException {
		memory.close();
	}

	private ZarrSink sink(final String identity, final boolean overwrite) {
		return ZarrSink.create(output, ZarrOutputs.metadata(Kind.X, Kind.Y), image.dimensionsAsLongArray(), image.firstElement(), new int[] { 8, 8 },
			identity, overwrite, ZarrVersion.V05);
	}

	private String refusal(final String identity, final boolean overwrite) throws IOException {
		final Map<String, Integer> before = ZarrOutputs.files(folder);
		final InputException e = assertThrows(InputException.class, () -> sink(identity, overwrite).close());
		assertTrue(e.getMessage().matches("[^\\n]{20,500}\\."), e.getMessage());
		assertTrue(e.getMessage().contains("a.zarr"), e.getMessage());
		assertEquals(before, ZarrOutputs.files(folder), "something was changed");
		return e.getMessage();
	}

	private void finish(final String identity, final boolean overwrite) throws IOException {
		try (ZarrSink sink = sink(identity, overwrite)) {
			ZarrOutputs.put(sink, image, Long.MAX_VALUE);
			sink.finish();
		}
		try (ZarrSource source = ZarrSource.open(output)) {
			assertArrayEquals(ZarrOutputs.values(image), ZarrOutputs.values(source.pixels()));
		}
		try (Stream<Path> all = Files.list(folder)) {
			assertEquals(List.of(output), all.filter(f -> f.getFileName().toString().startsWith("a.")).toList());
		}
	}

	private Path old() throws IOException {
		ZarrOutputs.write(output, ZarrOutputs.metadata(Kind.X, Kind.Y), ZarrOutputs.noise("u2", 50, 50), new int[] { 16, 16 }, ZarrVersion.V04);
		return output;
	}

	@Test
	void finishedOutputIsReplacedOnlyIfWanted() throws IOException {
		old();
		assertTrue(refusal("run", false).contains("exists already"));
		finish("run", true);
		assertFalse(Files.exists(output.resolve(".zattrs")));
	}

	@Test
	void whatIsReplacedStaysUntilTheNewOneIsComplete() throws IOException {
		old();
		final Map<String, Integer> before = ZarrOutputs.files(output);
		try (ZarrSink sink = sink("run", true)) {
			ZarrOutputs.put(sink, image, 4);
		}
		assertEquals(before, ZarrOutputs.files(output));
		assertTrue(refusal("run", false).contains("exists already"));
		finish("run", true);
	}

	@Test
	void whatIsNoZarrFolderIsNeverReplaced() throws IOException {
		Files.createDirectory(output);
		Files.writeString(output.resolve("thesis.txt"), "years of work");
		assertTrue(refusal("run", true).contains("not a Zarr folder"));
		Folders.delete(output);
		Files.writeString(output, "a file");
		assertTrue(refusal("run", true).contains("not a Zarr folder"));
	}

	@Test
	void symbolicLinksAreNotFollowed() throws IOException {
		final Path other = folder.resolve("other");
		Files.createDirectory(other);
		Files.writeString(other.resolve("thesis.txt"), "years of work");
		Files.createSymbolicLink(old().resolve("link"), other);
		finish("run", true);
		assertTrue(Files.exists(other.resolve("thesis.txt")));

		Folders.delete(output);
		Files.move(other, folder.resolve("other.zarr"));
		Files.writeString(folder.resolve("other.zarr/zarr.json"), "{}");
		Files.createSymbolicLink(output, folder.resolve("other.zarr"));
		assertTrue(refusal("run", true).contains("not a Zarr folder"));
	}

	@Test
	void unfinishedOutputOfAnotherRunIsReplacedOnlyIfWanted() throws IOException {
		try (ZarrSink sink = sink("other", false)) {
			ZarrOutputs.put(sink, ZarrOutputs.noise("u1", 20, 12), 4);
		}
		assertTrue(refusal("run", false).contains("unfinished output of another run"));
		try (ZarrSink sink = sink("run", true)) {
			assertFalse(sink.isFinished(0));
			ZarrOutputs.put(sink, image, 1);
		}
		finish("run", false);
	}

	@Test
	void unfinishedOutputWithoutJournalIsReplacedOnlyIfWanted() throws IOException {
		try (ZarrSink sink = sink("other", false)) {
			ZarrOutputs.put(sink, image, 1);
		}
		Files.delete(folder.resolve("a.zarr.journal"));
		assertTrue(refusal("run", false).contains("a.zarr.part\" exists already"));
		finish("run", true);
	}

	@Test
	void fileThatIsNoJournalIsRefused() throws IOException {
		Files.writeString(folder.resolve("a.zarr.journal"), "Dear diary,\n");
		assertTrue(refusal("run", true).contains("is not the journal"));
		Files.writeString(folder.resolve("a.zarr.journal"), "Dear diary,");
		assertTrue(refusal("run", true).contains("is not the journal"));
		Files.writeString(folder.resolve("a.zarr.journal"), "{\"my\": 1}\n");
		assertTrue(refusal("run", true).contains("is not the journal"));
	}

	@Test
	void folderThatWasBeingReplacedWhenTheRunWasKilledIsDeleted() throws IOException {
		old();
		try (ZarrSink sink = sink("run", true)) {
			ZarrOutputs.put(sink, image, Long.MAX_VALUE);
		}
		Files.move(output, folder.resolve("a.zarr.replaced-by-granular-dq")); // and killed between this and the next step
		finish("run", false);
	}

	@Test
	void missingFolderIsRefused() throws IOException {
		output = folder.resolve("missing/a.zarr");
		assertTrue(refusal("run", true).contains("there is no folder"));
	}

	@Test
	void outputThatAppearsMeanwhileIsNotReplaced() throws IOException {
		try (ZarrSink sink = sink("run", false)) {
			ZarrOutputs.put(sink, image, Long.MAX_VALUE);
			Files.createDirectory(output);
			assertTrue(assertThrows(InputException.class, sink::finish).getMessage().contains("exists already"));
			assertFalse(Files.exists(output.resolve("zarr.json")));
		}
		Files.delete(output);
		finish("run", false);
	}
}
