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
import java.util.Arrays;

/**
 * One image of a TIFF file: how its pixels are stored, checked against the file. Strips are tiles as wide as the image. Immutable.
 *
 * @param width pixels in a row
 * @param height rows
 * @param samples values of a pixel
 * @param planar whether the samples are stored in tiles of their own
 * @param type of each sample
 * @param photometric what the samples mean, as TIFF numbers it
 * @param compression as TIFF numbers it
 * @param predictor as TIFF numbers it; none if there is no compression that has one
 * @param tiled whether there are tiles, of which all have the same size; the last strip is cut
 * @param tileWidth pixels in a row of a tile
 * @param tileHeight its rows
 * @param offsets of the tiles
 * @param counts their bytes
 */
record Page(long width, long height, int samples, boolean planar, PixelType type, int photometric, int compression, int predictor, boolean tiled,
	int tileWidth, int tileHeight, long[] offsets, long[] counts)
{

	private static final int MAX_SAMPLES = 1 << 10;

	/**
	 * Reads how an image is stored.
	 *
	 * @throws IOException if its kind is not supported, or it is damaged; the message says why
	 */
	static Page of(final TiffFile file, final Directory directory) throws IOException {
		final long width = directory.number(Tag.WIDTH, 0);
		final long height = directory.number(Tag.HEIGHT, 0);
		if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
			throw new IOException("it holds an image of " + Long.toUnsignedString(width) + "x" + Long.toUnsignedString(height) + " pixels");
		}
		final long samples = directory.number(Tag.SAMPLES_PER_PIXEL, 1);
		if (samples < 1 || samples > MAX_SAMPLES) {
			throw new IOException("its pixels have " + samples + " samples");
		}
		final PixelType type = type(directory);
		final int photometric = photometric(directory);
		final int compression = compression(directory);
		final boolean tiled = directory.has(Tag.TILE_WIDTH);
		final long tileWidth = tiled ? directory.number(Tag.TILE_WIDTH, 0) : width;
		final long rows = tiled ? directory.number(Tag.TILE_LENGTH, 0) : directory.number(Tag.ROWS_PER_STRIP, height);
		final long tileHeight = tiled ? rows : Math.min(rows, height);
		if (tileWidth < 1 || tileHeight < 1 || tileWidth > Integer.MAX_VALUE || tileHeight > Integer.MAX_VALUE) {
			throw new IOException("it is damaged: tiles of " + tileWidth + "x" + tileHeight + " pixels");
		}
		final boolean planar = samples > 1 && directory.number(Tag.PLANAR_CONFIGURATION, 1) == 2;
		final Page page = new Page(width, height, (int) samples, planar, type, photometric, compression, predictor(directory, compression, type),
			tiled, (int) tileWidth, (int) tileHeight, new long[0], new long[0]);
		try {
			return page.withTiles(file, directory);
		}
		catch (final ArithmeticException e) {
			throw new IOException("it holds an image of " + width + "x" + height + " pixels, which no file could hold", e);
		}
	}

	private static PixelType type(final Directory directory) throws IOException {
		final long[] bits = directory.has(Tag.BITS_PER_SAMPLE) ? directory.numbers(Tag.BITS_PER_SAMPLE) : new long[] { 1 };
		final long[] formats = directory.has(Tag.SAMPLE_FORMAT) ? directory.numbers(Tag.SAMPLE_FORMAT) : new long[] { Tag.UNSIGNED };
		if (Arrays.stream(bits).distinct().count() != 1 || Arrays.stream(formats).distinct().count() != 1) {
			throw new IOException("the samples of its pixels are of different types");
		}
		final boolean unsigned = formats[0] == Tag.UNSIGNED || formats[0] == 4; // 4: not said
		if (unsigned && bits[0] == Byte.SIZE) {
			return PixelType.UINT8;
		}
		if (unsigned && bits[0] == Short.SIZE) {
			return PixelType.UINT16;
		}
		if (formats[0] == Tag.FLOAT && bits[0] == Float.SIZE) {
			return PixelType.FLOAT32;
		}
		final String kind = unsigned ? "" : switch ((int) Math.max(0, Math.min(formats[0], 9))) {
			case 2 -> "signed ";
			case 3 -> "float ";
			default -> "complex ";
		};
		throw new IOException("its pixels are " + kind + bits[0] + "-bit, and 8-bit, 16-bit and float 32-bit are supported");
	}

	private static int photometric(final Directory directory) throws IOException {
		final long photometric = directory.number(Tag.PHOTOMETRIC, Tag.BLACK_IS_ZERO);
		if (photometric < Tag.WHITE_IS_ZERO || photometric > Tag.PALETTE) {
			throw new IOException("its colours are neither grey nor RGB (photometric interpretation " + photometric + "): convert it to RGB");
		}
		if (directory.number(Tag.FILL_ORDER, 1) != 1) {
			throw new IOException("the bits of its bytes are in reverse order (fill order 2)");
		}
		return (int) photometric;
	}

	private static int compression(final Directory directory) throws IOException {
		final long compression = directory.number(Tag.COMPRESSION, Tag.COMPRESSION_NONE);
		if (compression != (int) compression || !Codecs.knows((int) compression)) {
			final String name = switch ((int) compression) {
				case 6, 7 -> "JPEG";
				case 34712, 33003, 33004, 33005 -> "JPEG 2000";
				case 50000, 34926 -> "Zstandard";
				case 34887 -> "LERC";
				case 2, 3, 4 -> "fax";
				default -> "number " + compression;
			};
			throw new IOException("its compression (" + name + ") is not supported: save it without compression, or with deflate or LZW");
		}
		return (int) compression;
	}

	private static int predictor(final Directory directory, final int compression, final PixelType type) throws IOException {
		if (compression == Tag.COMPRESSION_NONE || compression == Tag.COMPRESSION_PACK_BITS) {
			return Tag.PREDICTOR_NONE;
		}
		final long predictor = directory.number(Tag.PREDICTOR, Tag.PREDICTOR_NONE);
		if (predictor < Tag.PREDICTOR_NONE || predictor > Tag.PREDICTOR_FLOAT || predictor == Tag.PREDICTOR_FLOAT && type != PixelType.FLOAT32) {
			throw new IOException("its compression uses a predictor (" + predictor + ") that is not supported");
		}
		return (int) predictor;
	}

	private Page withTiles(final TiffFile file, final Directory directory) throws IOException {
		final int offsetsTag = tiled && directory.has(Tag.TILE_OFFSETS) ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS;
		final int countsTag = tiled && directory.has(Tag.TILE_BYTE_COUNTS) ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS;
		final long tiles = Math.multiplyExact(tilesAcross() * tilesDown(), planar ? samples : 1);
		if (directory.count(offsetsTag) < tiles || directory.has(countsTag) && directory.count(countsTag) < tiles) {
			throw new IOException("it is damaged: " + directory.count(offsetsTag) + " of its " + tiles + " tiles or strips are there");
		}
		if (tileValues() > Integer.MAX_VALUE / type.bytes() - 8 && (tiled || compression != Tag.COMPRESSION_NONE)) {
			throw new IOException("its tiles or strips of " + tileWidth + "x" + tileHeight + " pixels are too large: save it in smaller tiles");
		}
		final long[] offsets = directory.numbers(offsetsTag);
		final long[] counts = directory.has(countsTag) && !isRaw() ? directory.numbers(countsTag) : new long[(int) tiles];
		if (isRaw()) { // what the file says is too small where it has 32 bits only
			Arrays.setAll(counts, this::rawBytes);
		}
		final Page page = new Page(width, height, samples, planar, type, photometric, compression, predictor, tiled, tileWidth, tileHeight, offsets,
			counts);
		page.requireInside(file, (int) tiles);
		return page;
	}

	private void requireInside(final TiffFile file, final int tiles) throws IOException {
		for (int i = 0; i < tiles; i++) {
			if (offsets[i] == 0 && !isRaw() && counts[i] == 0) {
				continue; // never written, means 0
			}
			if (offsets[i] < 8 || counts[i] < 1 || offsets[i] > file.length() - counts[i]) {
				throw new IOException("its " + (tiled ? "tile " : "strip ") + i + " lies outside the file, which is cut off or damaged");
			}
		}
	}

	/** Whether any row can be read by itself. */
	boolean isRaw() {
		return !tiled && compression == Tag.COMPRESSION_NONE;
	}

	private long rawBytes(final int strip) {
		return Math.multiplyExact(stripRows(strip), rowBytes());
	}

	/** Bytes of a whole row in which samples are interleaved. */
	long rowBytes() {
		return width * interleaved() * type.bytes();
	}

	/** Rows that a strip has. */
	long stripRows(final int strip) {
		final long first = strip % tilesDown() * tileHeight;
		return Math.min(tileHeight, height - first);
	}

	/** Samples that lie beside each other in a tile. */
	int interleaved() {
		return planar ? 1 : samples;
	}

	/** Values in a tile that is not cut. */
	long tileValues() {
		return Math.multiplyExact((long) tileWidth * tileHeight, interleaved());
	}

	long tilesAcross() {
		return (width - 1) / tileWidth + 1;
	}

	long tilesDown() {
		return (height - 1) / tileHeight + 1;
	}

	/** Whether another page can be a plane of the same image. */
	boolean fits(final Page other) {
		return width == other.width && height == other.height && samples == other.samples && planar == other.planar && type == other.type &&
			photometric == other.photometric;
	}

	/** Returns the page of the same kind that begins some bytes later. */
	Page shifted(final long bytes) {
		return new Page(width, height, samples, planar, type, photometric, compression, predictor, tiled, tileWidth, tileHeight, Arrays.stream(offsets)
			.map(o -> o + bytes).toArray(), counts);
	}
}
