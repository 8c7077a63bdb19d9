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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;
import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Axis;
import io.github.granulardq.io.ImageMetadata.Kind;
import io.github.granulardq.io.ImageSource;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.type.numeric.RealType;

/**
 * An image in an OME-Zarr folder, version 0.4 (Zarr v2) or 0.5 (Zarr v3), or a plain Zarr array, whose axes are then guessed by their names, or by
 * their number: t, c, z, y, x from the last one. Of several resolutions the highest is opened. Whatever the order in the folder, pixels have the axes
 * x, y, channel, z and time.
 *
 * <pre>
 * try (ZarrSource source = ZarrSource.open(Path.of("cells.ome.zarr"))) {
 * 	RandomAccessibleInterval&lt;? extends RealType&lt;?&gt;&gt; pixels = source.pixels(); // x, y, channel, z, time
 * }
 * </pre>
 *
 * Three channels are a colour image only if the folder was written by {@link ZarrSink} as one, since OME-Zarr does not distinguish. Chunks that are
 * not there have the fill value.
 */
public final class ZarrSource implements ImageSource {

	/** What is kept of decoded chunks where nothing else is asked for: an eighth of Java's memory, but some chunks at least. */
	private static final long MIN_CACHE_BYTES = 64L << 20;

	private static final List<Kind> ORDER = List.of(Kind.TIME, Kind.CHANNEL, Kind.Z, Kind.Y, Kind.X);

	private final CachedCells cells;
	private final RandomAccessibleInterval<? extends RealType<?>> pixels;
	private final ImageMetadata metadata;
	private final int[] block;
	private final String fingerprint;

	private ZarrSource(final Path folder, final long cacheBytes) {
		final OmeImage image = OmeImage.read(folder);
		final ZarrArray array = ZarrArray.open(image.array());
		final ArrayInfo info = array.info();
		final List<Axis> stored = axes(image, info, folder);
		final int n = stored.size();
		final int[] order = order(stored);
		cells = cells(array, cacheBytes);
		pixels = Boxes.permute(real(cells.image(info.type())), order);
		block = Boxes.permute(Boxes.reversed(info.chunk()), order);
		final List<Axis> axes = new ArrayList<>();
		for (final int axis : order) {
			axes.add(stored.get(n - 1 - axis));
		}
		final int channel = axes.stream().map(Axis::kind).toList().indexOf(Kind.CHANNEL);
		final long channels = channel < 0 ? 1 : pixels.dimension(channel);
		final String name = image.name().isEmpty() && folder.getFileName() != null ? folder.getFileName().toString().replaceFirst(
			"(?i)(\\.ome)?\\.zarr$", "") : image.name();
		metadata = new ImageMetadata(name, axes, image.channels().size() == channels ? image.channels() : List.of(), image.rgb() && channels == 3, image
			.labels(), image.info());
		fingerprint = fingerprint(folder, image.array());
	}

	/**
	 * Opens an image; chunks are looked for when their pixels are looked at.
	 *
	 * @throws InputException if the folder is not there, not Zarr, its metadata are damaged, or they ask for what cannot be read
	 */
	public static ZarrSource open(final Path folder) {
		return open(folder, Math.max(MIN_CACHE_BYTES, Runtime.getRuntime().maxMemory() / 8));
	}

	/**
	 * Opens an image.
	 *
	 * @param cacheBytes of decoded chunks that are kept
	 * @throws InputException as {@link #open(Path)}
	 */
	public static ZarrSource open(final Path folder, final long cacheBytes) {
		if (!Files.isDirectory(folder)) {
			throw new InputException(Files.exists(folder) ? "\"" + folder + "\" is a file: an OME-Zarr image is a folder." : "There is no folder \"" +
				folder + "\": check the name.");
		}
		return new ZarrSource(folder, cacheBytes);
	}

	/** Returns the image of an array in ImgLib2's order of its axes. */
	static CachedCells cells(final ZarrArray array, final long cacheBytes) {
		final ArrayInfo info = array.info();
		final int[] chunk = Boxes.reversed(info.chunk());
		final long[] size = Boxes.reversed(info.shape());
		final int n = size.length;
		final CellGrid grid = new CellGrid(size, chunk);
		return new CachedCells(grid, info.type().bytes(), index -> {
			final long[] position = new long[n];
			grid.getCellGridPositionFlat(index, position);
			final int[] cell = new int[n];
			int pixels = 1;
			for (int d = 0; d < n; d++) {
				cell[d] = grid.getCellDimension(d, position[d]);
				pixels *= cell[d];
			}
			final Object read = array.read(Boxes.reversed(position)).orElse(null);
			if (read == null) {
				return info.type().filled(pixels, info.fill());
			}
			if (pixels == info.chunkPixels()) {
				return read;
			}
			final Object cut = info.type().newArray(pixels);
			Boxes.copy(read, chunk, cut, cell);
			return cut;
		}, cacheBytes);
	}

	@SuppressWarnings("unchecked")
	private static RandomAccessibleInterval<? extends RealType<?>> real(final RandomAccessibleInterval<?> image) {
		return (RandomAccessibleInterval<? extends RealType<?>>) image;
	}

	private static List<Axis> axes(final OmeImage image, final ArrayInfo info, final Path folder) {
		final int n = info.shape().length;
		if (!image.axes().isEmpty()) {
			if (image.axes().size() != n) {
				throw new InputException("The metadata of \"" + folder + "\" name " + image.axes().size() + " axes, but its array has " + n + ".");
			}
			return image.axes();
		}
		if (n < 2 || n > ORDER.size()) {
			throw new InputException("The Zarr array in \"" + folder + "\" has " + n + " axes: an image has two to five.");
		}
		final List<Kind> named = info.names().stream().flatMap(name -> OmeImage.kind(name).stream()).distinct().toList();
		final boolean known = named.size() == n && info.names().size() == n && named.contains(Kind.X) && named.contains(Kind.Y);
		if (known) {
			return named.stream().map(Axis::of).toList();
		}
		return ORDER.subList(ORDER.size() - n, ORDER.size()).stream().map(Axis::of).toList();
	}

	/** Returns which axes, counted from the last one of Zarr, become x, y, channel, z and time. */
	private static int[] order(final List<Axis> stored) {
		final List<Kind> kinds = new ArrayList<>(stored.stream().map(Axis::kind).toList());
		Collections.reverse(kinds);
		return Arrays.stream(Kind.values()).mapToInt(kinds::indexOf).filter(d -> d >= 0).toArray();
	}

	private static String fingerprint(final Path folder, final Path array) {
		try {
			final MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (final Path place : List.of(folder, array)) {
				for (final String name : List.of(ArrayParser.V3, ArrayParser.V2_GROUP, ArrayParser.V2_ATTRIBUTES, ArrayParser.V2_ARRAY)) {
					final Path file = place.resolve(name);
					if (Files.isRegularFile(file)) {
						digest.update(Files.readAllBytes(file));
						digest.update(Files.getLastModifiedTime(file).toString().getBytes(StandardCharsets.UTF_8));
					}
				}
			}
			return "zarr " + HexFormat.of().formatHex(digest.digest());
		}
		catch (final IOException e) {
			throw new InputException("Cannot read the metadata of \"" + folder + "\": " + IoMessages.reason(e) + ".", e);
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}

	@Override
	public RandomAccessibleInterval<? extends RealType<?>> pixels() {
		return pixels;
	}

	@Override
	public ImageMetadata metadata() {
		return metadata;
	}

	@Override
	public int[] block() {
		return block.clone();
	}

	@Override
	public String fingerprint() {
		return fingerprint;
	}

	@Override
	public void close() {
		cells.clear();
	}
}
