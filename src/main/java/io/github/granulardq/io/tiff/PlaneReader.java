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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;

/** Reads regions of the planes of an image: decodes the tiles that lie in them, or, where nothing is compressed, the rows. Safe for threads. */
final class PlaneReader implements CachedCells.Reader {

	/** Pixels along each axis of a cell, if it is made of smaller tiles or strips. */
	private static final int CELL = 256;
	/** The same of a cell of rows that are not compressed. */
	private static final int RAW_CELL_WIDTH = 1024;

	private final Path path;
	private final TiffFile file;
	private final long[] size;
	private final boolean sampleAxis;
	private final IntFunction<Page> planes;
	private final Page first;

	/**
	 * @param size of the image along each axis
	 * @param sampleAxis whether the third axis counts the samples of a pixel
	 * @param planes in raster order of the other axes beyond x and y
	 */
	PlaneReader(final Path path, final TiffFile file, final long[] size, final boolean sampleAxis, final IntFunction<Page> planes) {
		this.path = path;
		this.file = file;
		this.size = size.clone();
		this.sampleAxis = sampleAxis;
		this.planes = planes;
		first = planes.apply(0);
	}

	/** Returns the size of cells that are best read at once. */
	int[] cell() {
		final int[] cell = new int[size.length];
		Arrays.fill(cell, 1);
		if (first.isRaw()) {
			cell[0] = RAW_CELL_WIDTH;
			cell[1] = CELL;
		}
		else {
			cell[0] = first.tileWidth() * Math.max(1, CELL / first.tileWidth());
			cell[1] = first.tileHeight() * Math.max(1, CELL / first.tileHeight());
		}
		if (sampleAxis) {
			cell[2] = first.interleaved();
		}
		for (int d = 0; d < cell.length; d++) {
			cell[d] = (int) Math.min(cell[d], size[d]);
		}
		return cell;
	}

	@Override
	public Object read(final long[] min, final int[] cell) {
		final int plane = plane(min);
		final Page page = planes.apply(plane);
		final Object pixels = page.type().newArray(cell[0] * cell[1] * page.interleaved());
		final int sample = page.planar() ? (int) min[2] : 0;
		final long firstRow = min[1] / page.tileHeight();
		final long lastRow = (min[1] + cell[1] - 1) / page.tileHeight();
		for (long row = firstRow; row <= lastRow; row++) {
			if (page.isRaw()) {
				final int strip = Math.toIntExact(sample * page.tilesDown() + row);
				tile(plane, strip, () -> readRows(page, strip, min, cell, pixels));
				continue;
			}
			for (long column = min[0] / page.tileWidth(); column <= (min[0] + cell[0] - 1) / page.tileWidth(); column++) {
				final long x = column * page.tileWidth();
				final long y = row * page.tileHeight();
				final int tile = Math.toIntExact((sample * page.tilesDown() + row) * page.tilesAcross() + column);
				tile(plane, tile, () -> readTile(page, tile, x, y, min, cell, pixels));
			}
		}
		return pixels;
	}

	private int plane(final long[] min) {
		long plane = 0;
		for (int d = size.length - 1; d >= (sampleAxis ? 3 : 2); d--) {
			plane = plane * size[d] + min[d];
		}
		return Math.toIntExact(plane);
	}

	/** Something that fails where the file is damaged. */
	@FunctionalInterface
	private interface Reading {

		void run() throws IOException;
	}

	private void tile(final int plane, final int tile, final Reading reading) {
		try {
			reading.run();
		}
		catch (final IOException e) {
			throw new InputException("Cannot read " + (first.tiled() ? "tile " : "strip ") + tile + " of plane " + (plane + 1) + " of \"" + path +
				"\": " + IoMessages.reason(e) + ".", e);
		}
	}

	/** Copies the rows of an uncompressed strip that lie in a cell. */
	private void readRows(final Page page, final int strip, final long[] min, final int[] cell, final Object pixels) throws IOException {
		final int samples = page.interleaved();
		final long stripTop = strip % page.tilesDown() * page.tileHeight();
		final long top = Math.max(min[1], stripTop);
		final long bottom = Math.min(min[1] + cell[1], stripTop + page.tileHeight());
		final int rows = cell[0] == page.width() ? (int) (bottom - top) : 1; // what lies together is read together
		for (long y = top; y < bottom; y += rows) {
			final long offset = page.offsets()[strip] + (y - stripTop) * page.rowBytes() + min[0] * samples * page.type().bytes();
			final ByteBuffer bytes = file.read(offset, (long) rows * cell[0] * samples * page.type().bytes());
			final Object values = Predictors.decode(bytes.array(), page.type(), file.order(), Tag.PREDICTOR_NONE, cell[0] * samples, samples);
			Samples.split(values, 0, samples, pixels, (int) (y - min[1]) * cell[0], cell[0] * cell[1], rows * cell[0]);
		}
	}

	/** Copies the pixels of a tile that lie in a cell. */
	private void readTile(final Page page, final int tile, final long x, final long y, final long[] min, final int[] cell, final Object pixels)
		throws IOException
	{
		if (page.counts()[tile] == 0) {
			return; // never written, means 0
		}
		final int samples = page.interleaved();
		final int row = page.tileWidth() * samples;
		final int rows = page.tiled() ? page.tileHeight() : (int) page.stripRows(tile);
		final byte[] data = file.read(page.offsets()[tile], page.counts()[tile]).array();
		final byte[] bytes = Codecs.decode(page.compression(), data, row * rows * page.type().bytes());
		final Object values = Predictors.decode(bytes, page.type(), file.order(), page.predictor(), row, samples);
		final int left = (int) (Math.max(x, min[0]) - x);
		final int right = (int) (Math.min(x + page.tileWidth(), min[0] + cell[0]) - x);
		final int top = (int) (Math.max(y, min[1]) - y);
		final int bottom = (int) (Math.min(y + rows, min[1] + cell[1]) - y);
		for (int r = top; r < bottom; r++) {
			final int to = (int) (y + r - min[1]) * cell[0] + (int) (x + left - min[0]);
			Samples.split(values, r * row + left * samples, samples, pixels, to, cell[0] * cell[1], right - left);
		}
	}
}
