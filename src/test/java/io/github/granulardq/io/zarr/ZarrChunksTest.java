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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

import io.github.granulardq.InputException;
import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Kind;
import io.github.granulardq.io.zarr.ZarrChunks.Written;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks that are written elsewhere. */
class ZarrChunksTest {

	private static final int[] BLOCK = { 64, 64, 1 };

	private final Img<? extends RealType<?>> image = ZarrOutputs.noise("u2", 200, 100, 2);

	private final ImageMetadata metadata = ZarrOutputs.metadata(Kind.X, Kind.Y, Kind.CHANNEL);

	@TempDir
	Path folder;

	private static Object sent(final Object object) throws IOException, ClassNotFoundException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(object);
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			return in.readObject();
		}
	}

	@Test
	void workersMakeTheSameBytes() throws IOException, ClassNotFoundException {
		final Path whole = folder.resolve("whole.zarr");
		ZarrOutputs.write(whole, metadata, image, BLOCK, ZarrVersion.V05);
		final Path output = folder.resolve("a.zarr");
		try (ZarrSink sink = ZarrSink.create(output, metadata, image.dimensionsAsLongArray(), image.firstElement(), BLOCK, "run", false, ZarrVersion.V05)) {
			final ZarrChunks chunks = (ZarrChunks) sent(sink.chunks());
			IntStream.range(0, (int) chunks.grid().count()).parallel().mapToObj(block -> {
				final byte[] encoded = chunks.encode(block, Views.interval(image, chunks.grid().interval(block)));
				chunks.write(block, encoded, true); // one that was taken for dead
				return chunks.write(block, encoded, true);
			}).toList().forEach(sink::confirm);
			Files.write(chunks.folder().resolve("c/0/0/.1.killed.tmp"), new byte[9]);
			sink.finish();
		}
		assertEquals(ZarrOutputs.files(whole), ZarrOutputs.files(output));
	}

	@Test
	void confirmedBlocksAreFinishedWhenTheRunGoesOn() throws IOException, ClassNotFoundException {
		final Path output = folder.resolve("a.zarr");
		try (ZarrSink sink = ZarrSink.create(output, metadata, image.dimensionsAsLongArray(), image.firstElement(), BLOCK, "run", false, ZarrVersion.V05)) {
			final ZarrChunks chunks = sink.chunks();
			for (int block = 0; block < 3; block++) {
				final Written written = chunks.write(block, chunks.encode(block, Views.interval(image, chunks.grid().interval(block))), true);
				if (block != 1) {
					sink.confirm((Written) sent(written));
				}
			}
		}
		try (ZarrSink sink = ZarrSink.create(output, metadata, image.dimensionsAsLongArray(), image.firstElement(), BLOCK, "run", false, ZarrVersion.V05)) {
			assertTrue(sink.isFinished(0));
			assertFalse(sink.isFinished(1));
			assertTrue(sink.isFinished(2));
		}
	}

	@Test
	void workerDoesNotMakeAFolderThatVanished() throws IOException {
		final ZarrChunks chunks;
		try (ZarrSink sink = ZarrSink.create(folder.resolve("a.zarr"), metadata, image.dimensionsAsLongArray(), image.firstElement(), BLOCK, "run", false,
			ZarrVersion.V05))
		{
			chunks = sink.chunks();
			ZarrOutputs.put(sink, image, 1);
		}
		Folders.delete(chunks.folder());
		final InputException e = assertThrows(InputException.class, () -> chunks.write(2, new byte[5], true));
		assertTrue(e.getMessage().contains("block 2"), e.getMessage());
		assertFalse(Files.exists(chunks.folder()));
	}

	@Test
	void pixelsOfAnotherTypeAreAMistake() {
		try (ZarrSink sink = ZarrSink.create(folder.resolve("a.zarr"), metadata, image.dimensionsAsLongArray(), image.firstElement(), BLOCK, "run", false,
			ZarrVersion.V05))
		{
			assertThrows(IllegalArgumentException.class, () -> sink.encode(0, ZarrOutputs.noise("u1", 64, 64, 1)));
		}
	}
}
