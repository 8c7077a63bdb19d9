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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Axis;
import io.github.granulardq.io.ImageMetadata.Kind;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** Small images, written by {@link ZarrSink}. */
final class ZarrOutputs {

	/** A type of pixels by its name: u1, u2 or f4. */
	static final Map<String, RealType<?>> TYPES = Map.of("u1", new UnsignedByteType(), "u2", new UnsignedShortType(), "f4", new FloatType());

	private ZarrOutputs() {
	}

	/** Returns metadata that tell nothing but the axes. */
	static ImageMetadata metadata(final Kind... kinds) {
		return new ImageMetadata("", Arrays.stream(kinds).map(Axis::of).toList(), List.of(), false, List.of(), "");
	}

	/** Returns an image of noise; of small numbers, so that it can be compressed. */
	static Img<? extends RealType<?>> noise(final String type, final long... size) {
		return switch (type) {
			case "u1" -> noise(new UnsignedByteType(), 255, size);
			case "u2" -> noise(new UnsignedShortType(), 65535, size);
			default -> noise(new FloatType(), 1, size);
		};
	}

	private static <T extends RealType<T> & NativeType<T>> Img<T> noise(final T type, final double range, final long... size) {
		final Random random = new Random(Arrays.hashCode(size));
		final Img<T> image = new ArrayImgFactory<>(type).create(size);
		image.forEach(pixel -> pixel.setReal(Math.rint(16 * random.nextDouble()) / 16 * range));
		return image;
	}

	/** Encodes and puts what is not finished yet, except some blocks at the end. */
	static void put(final ZarrSink sink, final RandomAccessibleInterval<? extends RealType<?>> image, final long end) {
		for (long block = 0; block < Math.min(end, sink.grid().count()); block++) {
			if (!sink.isFinished(block)) {
				sink.put(block, sink.encode(block, Views.interval(image, sink.grid().interval(block))));
			}
		}
	}

	/** Writes a whole image. */
	static void write(final Path output, final ImageMetadata metadata, final Img<? extends RealType<?>> image, final int[] block,
		final ZarrVersion version)
	{
		try (ZarrSink sink = ZarrSink.create(output, metadata, image.dimensionsAsLongArray(), image.firstElement(), block, "test", false, version)) {
			put(sink, image, Long.MAX_VALUE);
			sink.finish();
		}
	}

	/** Returns all values in raster order. */
	static double[] values(final RandomAccessibleInterval<? extends RealType<?>> image) {
		final double[] values = new double[Math.toIntExact(image.size())];
		final Cursor<? extends RealType<?>> cursor = Views.flatIterable(image).cursor();
		for (int i = 0; i < values.length; i++) {
			values[i] = cursor.next().getRealDouble();
		}
		return values;
	}

	/** Returns the hash of each file in a folder and below, by its name. */
	static Map<String, Integer> files(final Path folder) throws IOException {
		final Map<String, Integer> hashes = new TreeMap<>();
		try (Stream<Path> files = Files.walk(folder)) {
			for (final Path file : files.filter(Files::isRegularFile).toList()) {
				hashes.put(folder.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
			}
		}
		return hashes;
	}
}
