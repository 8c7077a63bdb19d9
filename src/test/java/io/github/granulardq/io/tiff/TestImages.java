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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.granulardq.io.BlockSink;
import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Axis;
import io.github.granulardq.io.ImageMetadata.Kind;
import net.imglib2.Cursor;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/** Images for tests, and the way they are written and compared. */
final class TestImages {

	static final String IDENTITY = "model x2, image 1";

	private TestImages() {
	}

	static Img<? extends RealType<?>> image(final PixelType type, final long... size) {
		return switch (type) {
			case UINT8 -> filled(ArrayImgs.unsignedBytes(size));
			case UINT16 -> filled(ArrayImgs.unsignedShorts(size));
			case FLOAT32 -> filled(ArrayImgs.floats(size));
		};
	}

	/** A slope with noise, that no two planes share. */
	private static <T extends RealType<T>> Img<T> filled(final Img<T> image) {
		final Random random = new Random(7);
		final Cursor<T> cursor = image.localizingCursor();
		final double range = Math.min(cursor.next().getMaxValue(), 60000);
		cursor.reset();
		while (cursor.hasNext()) {
			cursor.fwd();
			double value = 3 * cursor.getIntPosition(0) + cursor.getIntPosition(1) + random.nextInt(9);
			for (int d = 2; d < image.numDimensions(); d++) {
				value += (29 + 10 * d) * cursor.getIntPosition(d);
			}
			cursor.get().setReal(value % range);
		}
		return image;
	}

	static ImageMetadata metadata(final boolean rgb, final Kind... beyond) {
		final List<Axis> axes = new ArrayList<>(List.of(Axis.of(Kind.X), Axis.of(Kind.Y)));
		for (final Kind kind : beyond) {
			axes.add(Axis.of(kind));
		}
		return new ImageMetadata("", axes, List.of(), rgb, List.of(), "");
	}

	static TiffSink sink(final Path file, final ImageMetadata metadata, final RandomAccessibleInterval<? extends RealType<?>> image, final int... block) {
		return TiffSink.create(file, metadata, image.dimensionsAsLongArray(), image.getType(), block, IDENTITY, false);
	}

	/** Writes the blocks that are missing and finishes the file. */
	static void write(final Path file, final ImageMetadata metadata, final RandomAccessibleInterval<? extends RealType<?>> image, final int... block) {
		try (TiffSink sink = sink(file, metadata, image, block)) {
			put(sink, image, sink.grid().count());
			sink.finish();
		}
	}

	/** Puts blocks that are missing, up to a number of them in all. */
	static void put(final BlockSink sink, final RandomAccessibleInterval<? extends RealType<?>> image, final long blocks) {
		for (long block = 0; block < blocks; block++) {
			if (!sink.isFinished(block)) {
				sink.put(block, sink.encode(block, Views.interval(image, sink.grid().interval(block))));
			}
		}
	}

	static void assertSame(final RandomAccessibleInterval<? extends RealType<?>> expected, final RandomAccessibleInterval<? extends RealType<?>> actual) {
		assertArrayEquals(expected.dimensionsAsLongArray(), actual.dimensionsAsLongArray());
		assertEquals(expected.getType().getClass(), actual.getType().getClass());
		final RandomAccess<? extends RealType<?>> other = actual.randomAccess();
		final Cursor<? extends RealType<?>> cursor = expected.localizingCursor();
		while (cursor.hasNext()) {
			final double value = cursor.next().getRealDouble();
			other.setPosition(cursor);
			if (value != other.get().getRealDouble()) {
				assertEquals(value, other.get().getRealDouble(), "at " + cursor);
			}
		}
	}
}
