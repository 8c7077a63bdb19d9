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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;

import io.github.granulardq.io.ImageMetadata.Axis;
import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.util.Intervals;

/**
 * Makes the lower resolutions of a written array: each pixel is the mean of 2 x 2 pixels of the level below, of integers rounded half up; at upper
 * borders of odd size, of those that are there. Chunk by chunk, each from the four chunks below it. Stateless.
 */
final class Pyramid {

	/** The smaller side of the last level is below this. */
	private static final int SMALLEST = 256;

	/** Chunks that a thread needs memory for: four cached twice, their copy, their mean, and what it becomes. */
	private static final int CHUNKS_IN_FLIGHT = 16;

	private Pyramid() {
	}

	/**
	 * Writes all lower resolutions beside the array, after deleting what is there of them.
	 *
	 * @param base the written array, in a folder named 0
	 * @param axes of the image; x and y come first
	 * @return all resolutions, the array itself first
	 */
	static List<ZarrChunks> write(final ZarrChunks base, final List<Axis> axes) throws IOException {
		final Path image = base.folder().getParent();
		for (int level = 1; Folders.exists(image.resolve(Integer.toString(level))); level++) {
			Folders.delete(image.resolve(Integer.toString(level)));
		}
		final List<ZarrChunks> levels = new ArrayList<>(List.of(base));
		for (ZarrChunks below = base; Math.min(below.size()[0], below.size()[1]) >= SMALLEST; below = levels.get(levels.size() - 1)) {
			final long[] size = below.size().clone();
			size[0] = (size[0] + 1) / 2;
			size[1] = (size[1] + 1) / 2;
			final Path folder = image.resolve(Integer.toString(levels.size()));
			Files.createDirectory(folder);
			final ZarrChunks level = new ZarrChunks(folder.toUri(), base.version(), base.type(), size, base.block(), base.order());
			MetadataWriter.array(level, axes);
			fill(level, below);
			Folders.forceAll(folder);
			levels.add(level);
		}
		return levels;
	}

	private static void fill(final ZarrChunks level, final ZarrChunks below) {
		final ZarrArray array = ZarrArray.open(below.folder());
		final long chunkBytes = (long) array.info().chunkPixels() * level.type().bytes();
		final int threads = (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory() / 4 / (CHUNKS_IN_FLIGHT *
			chunkBytes)));
		// Cells are looked at twice while they are copied: the cache keeps those that are in use.
		final RandomAccessibleInterval<?> pixels = Boxes.permute(ZarrSource.cells(array, 8 * threads * chunkBytes).image(level.type()), inverse(Boxes
			.reversed(level.order())));
		final BlockGrid grid = level.grid();
		final BlockGrid gridBelow = below.grid();
		final ForkJoinPool pool = new ForkJoinPool(threads);
		try {
			pool.submit(() -> LongStream.range(0, grid.count()).parallel().forEach(block -> {
				if (!isEmpty(array, grid.position(block), gridBelow, level.order())) {
					level.write(block, level.encode(block, halved(pixels, grid.interval(block), level.type())), false);
				}
			})).join();
		}
		finally {
			pool.shutdownNow();
		}
	}

	/** Whether none of the chunks below a block are there, so that it is empty as well. */
	private static boolean isEmpty(final ZarrArray below, final long[] block, final BlockGrid grid, final int[] order) {
		for (int i = 0; i < 4; i++) {
			final long[] position = block.clone();
			position[0] = 2 * position[0] + (i & 1);
			position[1] = 2 * position[1] + (i >> 1);
			if (position[0] < grid.blocks()[0] && position[1] < grid.blocks()[1] && !below.isMissing(Boxes.permute(position, order))) {
				return false;
			}
		}
		return true;
	}

	private static int[] inverse(final int[] axes) {
		final int[] inverse = new int[axes.length];
		for (int d = 0; d < axes.length; d++) {
			inverse[axes[d]] = d;
		}
		return inverse;
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static Img<? extends RealType<?>> halved(final RandomAccessibleInterval<?> pixels, final FinalInterval interval, final ElementType type) {
		final long[] min = interval.minAsLongArray();
		final long[] max = interval.maxAsLongArray();
		for (int d = 0; d < 2; d++) {
			min[d] *= 2;
			max[d] = Math.min(2 * max[d] + 1, pixels.max(d));
		}
		final FinalInterval source = new FinalInterval(min, max);
		final Object read = type.newArray(Math.toIntExact(Intervals.numElements(source)));
		PrimitiveBlocks.of((RandomAccessibleInterval<NativeType>) pixels).copy(source, read);
		final long[] size = interval.dimensionsAsLongArray();
		final int planes = Math.toIntExact(Intervals.numElements(interval) / (size[0] * size[1]));
		final Means means = new Means((int) source.dimension(0), (int) source.dimension(1), planes);
		return switch (type) {
			case UINT8 -> ArrayImgs.unsignedBytes(means.halve((byte[]) read), size);
			case UINT16 -> ArrayImgs.unsignedShorts(means.halve((short[]) read), size);
			case FLOAT32 -> ArrayImgs.floats(means.halve((float[]) read), size);
		};
	}
}
