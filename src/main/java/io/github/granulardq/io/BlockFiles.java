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
package io.github.granulardq.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import io.github.granulardq.InputException;
import io.github.granulardq.io.tiff.TiffSink;
import io.github.granulardq.io.tiff.TiffSource;
import io.github.granulardq.io.zarr.ZarrSink;
import io.github.granulardq.io.zarr.ZarrSource;
import io.github.granulardq.io.zarr.ZarrVersion;
import net.imglib2.type.numeric.RealType;

/**
 * Files and folders that are read and written block by block: TIFF of any size, and OME-Zarr. Stateless.
 */
public final class BlockFiles {

	private BlockFiles() {
	}

	/**
	 * Whether an image can be read by region alone: folders, and TIFF files that ImageJ's reader does not take, such as BigTIFF, tiles, and OME-TIFF,
	 * whose axes it does not know.
	 */
	public static boolean isReadByRegion(final Path input) {
		if (Files.isDirectory(input)) {
			return true;
		}
		final Optional<ImageFormat> format = format(input);
		if (format.filter(f -> f == ImageFormat.TIFF).isEmpty()) {
			return format.filter(f -> f == ImageFormat.BIG_TIFF).isPresent();
		}
		try {
			TiffCheck.check(input);
			return TiffSource.isOme(input);
		}
		catch (final IOException e) {
			return canBeRead(input);
		}
	}

	private static boolean canBeRead(final Path input) {
		try {
			TiffSource.open(input).close();
			return true;
		}
		catch (final InputException e) {
			return false; // so that the reader of whole files says why
		}
	}

	/** Whether {@link #open} takes such files, of any size. */
	public static boolean canOpen(final Path input) {
		return Files.isDirectory(input) || format(input).filter(f -> f == ImageFormat.TIFF || f == ImageFormat.BIG_TIFF).isPresent();
	}

	private static Optional<ImageFormat> format(final Path input) {
		try {
			return ImageFormat.of(input);
		}
		catch (final IOException e) {
			return Optional.empty();
		}
	}

	/**
	 * Opens an image for reading by region.
	 *
	 * @param cacheBytes bytes of decoded pixels that are kept
	 * @throws InputException if there is no such image, it is damaged, or its kind is not supported
	 */
	public static ImageSource open(final Path input, final long cacheBytes) {
		return Files.isDirectory(input) ? ZarrSource.open(input, cacheBytes) : TiffSource.open(input, cacheBytes);
	}

	/** Whether names like this one are for formats that are always written block by block: {@code .ome.tif}, {@code .ome.zarr}. */
	public static boolean isWrittenByBlock(final Path output) {
		final String name = name(output);
		return name.endsWith(".ome.tif") || name.endsWith(".ome.tiff") || name.endsWith(".zarr");
	}

	/** Whether {@link #create} knows the format that the name says. */
	public static boolean canCreate(final Path output) {
		final String name = name(output);
		return name.endsWith(".tif") || name.endsWith(".tiff") || name.endsWith(".zarr");
	}

	private static String name(final Path path) {
		return path.getFileName() == null ? "" : path.getFileName().toString().toLowerCase(Locale.ROOT);
	}

	/**
	 * Begins an image, or goes on with it where another run of the same identity ended.
	 *
	 * @param output its ending says the format: {@code .tif} (BigTIFF with ImageJ's metadata), {@code .ome.tif}, {@code .ome.zarr}
	 * @param metadata an axis for each of the sizes
	 * @param size pixels along each axis
	 * @param type {@code UnsignedByteType}, {@code UnsignedShortType} or {@code FloatType}
	 * @param block pixels of a block along each axis; all three channels of RGB
	 * @param identity of the run: all that pixels depend on
	 * @param overwrite whether what is there is replaced
	 * @throws InputException if there is something that must not be replaced, another process writes it, or it cannot be written
	 */
	public static BlockSink create(final Path output, final ImageMetadata metadata, final long[] size, final RealType<?> type, final int[] block,
		final String identity, final boolean overwrite)
	{
		return name(output).endsWith(".zarr") ? ZarrSink.create(output, metadata, size, type, block, identity, overwrite, ZarrVersion.V05)
			: TiffSink.create(output, metadata, size, type, block, identity, overwrite);
	}
}
