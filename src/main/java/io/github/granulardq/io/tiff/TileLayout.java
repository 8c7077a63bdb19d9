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

import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Kind;
import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.FinalInterval;

/**
 * Where the tiles of blocks lie in a TIFF file that has a directory for each plane: channel fastest, then z, then time. A block holds its planes in raster
 * order, and of each the tiles row by row. The channels of RGB are samples of one plane. Immutable.
 */
final class TileLayout {

	/** Above this, viewers read much more than they show. */
	private static final int MAX_TILE = 512;
	private static final int MIN_TILE = 128;
	private static final int STEP = 16;
	private static final Kind[] PLANE_ORDER = { Kind.CHANNEL, Kind.Z, Kind.TIME };

	private final BlockGrid grid;
	private final int samples;
	/** Axis of the samples; -1 if there is none. */
	private final int sampleAxis;
	private final int tileWidth;
	private final int tileHeight;
	/** Axes beyond x and y that planes are counted along, in the order of the blocks. */
	private final int[] outer;
	/** How many planes lie between neighbours along each of them in the file. */
	private final long[] steps;
	private final long planes;

	/**
	 * @param grid blocks of multiples of 16 pixels along x and y, unless there is one block only
	 * @throws IllegalArgumentException if blocks cannot be cut into tiles, or do not hold all samples
	 */
	TileLayout(final ImageMetadata metadata, final BlockGrid grid) {
		this.grid = grid;
		final long[] size = grid.size();
		if (metadata.axes().size() != size.length) {
			throw new IllegalArgumentException(size.length + " sizes for axes " + metadata.axes());
		}
		sampleAxis = metadata.rgb() ? metadata.axis(Kind.CHANNEL) : -1;
		samples = sampleAxis < 0 ? 1 : 3;
		if (metadata.rgb() && (sampleAxis < 0 || size[sampleAxis] != samples || grid.blocks()[sampleAxis] != 1)) {
			throw new IllegalArgumentException("a block must hold the three channels of RGB");
		}
		tileWidth = tile(size[0], grid.block()[0]);
		tileHeight = tile(size[1], grid.block()[1]);
		outer = new int[size.length - 2 - (sampleAxis < 0 ? 0 : 1)];
		int used = 0;
		for (int d = 2; d < size.length; d++) {
			if (d != sampleAxis) {
				outer[used++] = d;
			}
		}
		steps = new long[outer.length];
		long product = 1;
		for (final Kind kind : PLANE_ORDER) {
			for (int i = 0; i < outer.length; i++) {
				if (metadata.axes().get(outer[i]).kind() == kind) {
					steps[i] = product;
					product = Math.multiplyExact(product, size[outer[i]]);
				}
			}
		}
		planes = product;
	}

	/** The largest tile of at most 512 pixels that divides a block; if that is tiny, the block itself. */
	private static int tile(final long size, final int block) {
		if (size <= block) {
			final int tiles = (int) ((size - 1) / MAX_TILE + 1);
			final int pixels = (int) ((size - 1) / tiles + 1);
			return (pixels - 1) / STEP * STEP + STEP;
		}
		if (block % STEP != 0) {
			throw new IllegalArgumentException("blocks of TIFF must be multiples of " + STEP + " pixels, not " + block);
		}
		for (int tile = Math.min(block, MAX_TILE); tile >= MIN_TILE; tile -= STEP) {
			if (block % tile == 0) {
				return tile;
			}
		}
		return block;
	}

	/** Values of a pixel in a tile. */
	int samples() {
		return samples;
	}

	int tileWidth() {
		return tileWidth;
	}

	int tileHeight() {
		return tileHeight;
	}

	/** How many directories there are. */
	long planes() {
		return planes;
	}

	/** Tiles of a plane. */
	long tilesPerPlane() {
		return tiles(grid.size()[0], tileWidth) * tiles(grid.size()[1], tileHeight);
	}

	private static long tiles(final long pixels, final int tile) {
		return (pixels - 1) / tile + 1;
	}

	/** How many tiles a block holds. */
	int tilesOf(final long block) {
		final FinalInterval pixels = grid.interval(block);
		long tiles = tiles(pixels.dimension(0), tileWidth) * tiles(pixels.dimension(1), tileHeight);
		for (final int d : outer) {
			tiles *= pixels.dimension(d);
		}
		return Math.toIntExact(tiles);
	}

	/** Is told of tiles. */
	@FunctionalInterface
	interface Visitor {

		/**
		 * Is told of a tile.
		 *
		 * @param index of the tile among all of the file: plane x tiles per plane + tile in the plane
		 * @param start index of its first pixel among those of the block, first axis fastest
		 * @param width pixels in a row that lie in the image
		 * @param height rows that do
		 */
		void tile(long index, int start, int width, int height);
	}

	/** Visits the tiles of a block in their order. */
	void visit(final long block, final Visitor visitor) {
		final FinalInterval pixels = grid.interval(block);
		final long[] position = new long[outer.length];
		final long across = tiles(grid.size()[0], tileWidth);
		final int width = (int) pixels.dimension(0);
		final int height = (int) pixels.dimension(1);
		boolean more = true;
		while (more) {
			long plane = 0;
			long start = 0;
			for (int i = 0; i < outer.length; i++) {
				plane += (pixels.min(outer[i]) + position[i]) * steps[i];
				start += position[i] * stride(pixels, outer[i]);
			}
			for (int y = 0; y < height; y += tileHeight) {
				for (int x = 0; x < width; x += tileWidth) {
					final long tile = (pixels.min(1) + y) / tileHeight * across + (pixels.min(0) + x) / tileWidth;
					visitor.tile(plane * tilesPerPlane() + tile, Math.toIntExact(start + (long) y * width + x), Math.min(tileWidth, width - x), Math.min(
						tileHeight, height - y));
				}
			}
			more = advance(position, pixels);
		}
	}

	private boolean advance(final long[] position, final FinalInterval pixels) {
		for (int i = 0; i < position.length; i++) {
			if (++position[i] < pixels.dimension(outer[i])) {
				return true;
			}
			position[i] = 0;
		}
		return false;
	}

	/** Pixels between the samples of a pixel in a block; 0 if it has one sample. */
	int sampleStride(final long block) {
		return sampleAxis < 0 ? 0 : Math.toIntExact(stride(grid.interval(block), sampleAxis));
	}

	private static long stride(final FinalInterval pixels, final int axis) {
		long stride = 1;
		for (int d = 0; d < axis; d++) {
			stride *= pixels.dimension(d);
		}
		return stride;
	}
}
