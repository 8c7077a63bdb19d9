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
import java.util.List;
import java.util.Locale;

import io.github.granulardq.io.ImageMetadata;

/** Writes the directories of all planes, in order, the first with the metadata. */
final class Directories {

	/** Takes bytes, one after another. */
	@FunctionalInterface
	interface Output {

		void write(byte[] bytes) throws IOException;
	}

	private static final List<String> OME_ENDINGS = List.of(".ome.tif", ".ome.tiff", ".ome.btf");
	private static final String SOFTWARE = "Granular-DQ";
	private static final int NO_UNIT = 1;

	private final ImageMetadata metadata;
	private final long[] size;
	private final PixelType type;
	private final TileLayout layout;
	private final boolean ome;

	/**
	 * @param fileName its ending decides between OME and ImageJ
	 * @param size along each axis of the metadata
	 */
	Directories(final String fileName, final ImageMetadata metadata, final long[] size, final PixelType type, final TileLayout layout) {
		this.metadata = metadata;
		this.size = size.clone();
		this.type = type;
		this.layout = layout;
		final String name = fileName.toLowerCase(Locale.ROOT);
		ome = OME_ENDINGS.stream().anyMatch(name::endsWith);
	}

	/**
	 * Writes them.
	 *
	 * @param start where they will be, a multiple of 8
	 * @param offsets of all tiles of all planes
	 * @param counts their bytes
	 */
	void write(final long start, final long[] offsets, final int[] counts, final Output out) throws IOException {
		final int tiles = Math.toIntExact(layout.tilesPerPlane());
		long position = start;
		for (int plane = 0; plane < layout.planes(); plane++) {
			final long[] planeOffsets = Arrays.copyOfRange(offsets, plane * tiles, (plane + 1) * tiles);
			final long[] planeCounts = new long[tiles];
			for (int i = 0; i < tiles; i++) {
				planeCounts[i] = counts[plane * tiles + i];
			}
			final byte[] bytes = directory(plane, planeOffsets, planeCounts).build(position, plane + 1 == layout.planes());
			out.write(bytes);
			position += bytes.length;
		}
	}

	private DirectoryBuilder directory(final int plane, final long[] offsets, final long[] counts) {
		final int samples = layout.samples();
		final int[] bits = new int[samples];
		final int[] formats = new int[samples];
		Arrays.fill(bits, type.bytes() * Byte.SIZE);
		Arrays.fill(formats, type == PixelType.FLOAT32 ? Tag.FLOAT : Tag.UNSIGNED);
		final DirectoryBuilder directory = new DirectoryBuilder().longs(Tag.NEW_SUBFILE_TYPE, 0).longs(Tag.WIDTH, size[0]).longs(Tag.HEIGHT, size[1])
			.shorts(Tag.BITS_PER_SAMPLE, bits).shorts(Tag.COMPRESSION, Tag.COMPRESSION_DEFLATE).shorts(Tag.PHOTOMETRIC, photometric()).shorts(
				Tag.SAMPLES_PER_PIXEL, samples).shorts(Tag.PLANAR_CONFIGURATION, 1).shorts(Tag.PREDICTOR, type == PixelType.FLOAT32
					? Tag.PREDICTOR_FLOAT : Tag.PREDICTOR_HORIZONTAL).longs(Tag.TILE_WIDTH, layout.tileWidth()).longs(Tag.TILE_LENGTH, layout.tileHeight())
			.longs8(Tag.TILE_OFFSETS, offsets).longs(Tag.TILE_BYTE_COUNTS, counts).shorts(Tag.SAMPLE_FORMAT, formats);
		resolution(directory);
		if (plane == 0) {
			describe(directory);
		}
		return directory;
	}

	private int photometric() {
		if (metadata.rgb()) {
			return Tag.RGB;
		}
		final boolean inverted = metadata.channels().size() == 1 && metadata.channels().get(0).low() > metadata.channels().get(0).high();
		return inverted ? Tag.WHITE_IS_ZERO : Tag.BLACK_IS_ZERO;
	}

	/** Pixels per unit; what the unit is stands in the description. */
	private void resolution(final DirectoryBuilder directory) {
		if (!ome && !metadata.axes().get(0).unit().isEmpty()) {
			directory.rational(Tag.X_RESOLUTION, 1 / metadata.axes().get(0).step()).rational(Tag.Y_RESOLUTION, 1 / metadata.axes().get(1).step())
				.shorts(Tag.RESOLUTION_UNIT, NO_UNIT);
		}
	}

	private void describe(final DirectoryBuilder directory) {
		directory.text(Tag.SOFTWARE, SOFTWARE).text(Tag.IMAGE_DESCRIPTION, ome ? OmeWriter.xml(metadata, size, type) : ImageJWriter.description(
			metadata, size));
		final ImageJExtras extras = ImageJWriter.extras(metadata, layout.planes());
		if (!ome && !extras.isEmpty()) {
			directory.longs(Tag.IMAGEJ_BYTE_COUNTS, extras.counts()).bytes(Tag.IMAGEJ_METADATA, extras.content(TileEncoder.ORDER));
		}
	}
}
