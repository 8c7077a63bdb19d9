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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;
import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageSource;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * A TIFF or BigTIFF file, of which tiles or rows are read when they are looked at:
 *
 * <pre>
 * try (TiffSource source = TiffSource.open(path)) {
 * 	RandomAccessibleInterval&lt;?&gt; image = source.pixels(); // nothing is read yet
 * }
 * </pre>
 *
 * Grey and RGB, 8 and 16 bits and 32-bit floats, in tiles or strips, without compression or with deflate, LZW or PackBits; ImageJ's
 * stacks and hyperstacks, those above 4 GB too, and OME-TIFF of a single file. Of pyramids the full resolution is read. Safe for threads.
 */
public final class TiffSource implements ImageSource {

	private static final long DEFAULT_CACHE = 256L << 20;
	private static final int CACHE_SHARE = 8;
	private static final int CELL_SHARE = 4;

	private final TiffFile file;
	private final ImageMetadata metadata;
	private final int[] block;
	private final RandomAccessibleInterval<? extends RealType<?>> pixels;
	private final String fingerprint;

	private TiffSource(final Path path, final TiffFile file, final long cacheBytes) throws IOException {
		this.file = file;
		final Volume volume = Volume.of(file, path.getFileName().toString());
		final PlaneReader reader = new PlaneReader(path, file, volume.size(), volume.sampleAxis(), volume.planes());
		final PixelType type = volume.planes().apply(0).type();
		metadata = volume.metadata();
		block = reader.cell();
		long bytes = type.bytes();
		for (final int pixelsAlong : block) {
			bytes *= pixelsAlong;
		}
		if (bytes > Runtime.getRuntime().maxMemory() / CELL_SHARE || bytes > Integer.MAX_VALUE - 8L) {
			throw new IOException("its tiles or strips take " + (bytes >> 20) + " MB each: give Java more memory (-Xmx), or save it in smaller tiles");
		}
		pixels = CachedCells.image(type, volume.size(), block, cacheBytes, reader);
		fingerprint = file.length() + " bytes of " + Files.getLastModifiedTime(path);
	}

	/**
	 * Opens a file and reads its directories.
	 *
	 * @throws InputException if there is no such file, it is damaged or cut off, or its kind is not supported
	 */
	public static TiffSource open(final Path path) {
		return open(path, Math.min(DEFAULT_CACHE, Runtime.getRuntime().maxMemory() / CACHE_SHARE));
	}

	/**
	 * Opens a file and reads its directories.
	 *
	 * @param cacheBytes bytes of decoded pixels that are kept
	 * @throws InputException if there is no such file, it is damaged or cut off, or its kind is not supported
	 */
	public static TiffSource open(final Path path, final long cacheBytes) {
		if (Files.isDirectory(path)) {
			throw new InputException("\"" + path + "\" is a folder: give an image file in it.");
		}
		try {
			final TiffFile file = TiffFile.open(path);
			try {
				return new TiffSource(path, file, cacheBytes);
			}
			catch (final IOException | RuntimeException | Error e) {
				file.close();
				throw e;
			}
		}
		catch (final ArithmeticException e) {
			throw new InputException("Cannot open \"" + path + "\": its dimensions are larger than any file.", e);
		}
		catch (final IOException e) {
			throw new InputException("Cannot open \"" + path + "\": " + IoMessages.reason(e) + ".", e);
		}
	}

	/** Whether a file is an OME-TIFF, which says what its axes are in its own way; false if it cannot be read. */
	public static boolean isOme(final Path path) {
		try (TiffFile file = TiffFile.open(path)) {
			final List<Directory> directories = file.directories();
			return OmeXml.of(directories.get(0).text(Tag.IMAGE_DESCRIPTION), directories.size()).isPresent();
		}
		catch (IOException | ArithmeticException e) {
			return false;
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
		file.close();
	}
}
