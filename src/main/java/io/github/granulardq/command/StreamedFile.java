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
package io.github.granulardq.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;

import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.command.ij1.ImagePlusSource;
import io.github.granulardq.io.BlockFiles;
import io.github.granulardq.io.BlockSink;
import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Kind;
import io.github.granulardq.io.ImageOpener;
import io.github.granulardq.io.ImageSource;
import io.github.granulardq.superres.OutputType;
import io.github.granulardq.superres.Report;
import io.github.granulardq.superres.StreamedResolution;
import io.github.granulardq.superres.SuperResolver;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Enlarges images of any size from file to file, block by block. What was finished stays when a run ends early, and the same command goes on from there.
 * Stateless.
 */
final class StreamedFile {

	private static final long LEAST_CACHE = 64L << 20;
	private static final int CACHE_SHARE = 4;

	private static final long ROWS_KEPT = 96L << 20;
	private static final int LOWEST_BLOCK = 320;

	/** Of Java's memory, what input and output together may take without streaming. */
	private static final double WHOLE_SHARE = 0.4;

	/** The largest file that classic TIFF can be. */
	private static final long TIFF_LIMIT = 1L << 32;

	private StreamedFile() {
	}

	/**
	 * Whether files are to be streamed: because of their formats, or because the images are too large to be held.
	 *
	 * @param scale of the model
	 */
	static boolean isNeeded(final SuperResolveFile.Files files, final int scale, final OutputType type) {
		if (BlockFiles.isWrittenByBlock(files.output()) || BlockFiles.isReadByRegion(files.input())) {
			return true;
		}
		if (!BlockFiles.canOpen(files.input()) || !BlockFiles.canCreate(files.output())) {
			return false;
		}
		try (ImageSource source = open(files.input())) {
			final double in = bytes(source.pixels(), source.pixels().getType());
			final double out = bytes(source.pixels(), type == OutputType.FLOAT ? new FloatType() : source.pixels().getType()) * scale * scale;
			return in + out > WHOLE_SHARE * Runtime.getRuntime().maxMemory() || out > TIFF_LIMIT;
		}
		catch (final InputException e) {
			return false; // said when the whole file is opened
		}
	}

	private static double bytes(final RandomAccessibleInterval<?> image, final RealType<?> type) {
		return Arrays.stream(image.dimensionsAsLongArray()).asDoubleStream().reduce(1, (a, b) -> a * b) * type.getBitsPerPixel() / Byte.SIZE;
	}

	/** Reads all of an image in one of the formats that are never large. */
	private static ImageSource whole(final Path input) {
		final ImagePlus image = ImageOpener.open(input);
		try {
			return new ImagePlusSource(image, Files.size(input) + " bytes of " + Files.getLastModifiedTime(input));
		}
		catch (final IOException e) {
			throw new InputException("\"" + input + "\" is not there any more.", e);
		}
	}

	/**
	 * Opens an image of any format.
	 *
	 * @throws InputException if there is none, or it cannot be read
	 */
	static ImageSource source(final Path input) {
		if (!Files.exists(input)) {
			throw new InputException("There is no file \"" + input + "\": check the name and the folder.");
		}
		return BlockFiles.canOpen(input) ? open(input) : whole(input);
	}

	/** Blocks along a whole row of the image should be kept, so that none is decoded twice. */
	static ImageSource open(final Path input) {
		return BlockFiles.open(input, Math.max(LEAST_CACHE, Runtime.getRuntime().maxMemory() / CACHE_SHARE));
	}

	/**
	 * Enlarges.
	 *
	 * @param enlarger stays the caller's
	 * @param execution where blocks are computed
	 * @return what was done
	 * @throws InputException if a file cannot be read or written, or an option does not fit; finished blocks stay
	 * @throws UnfinishedException if the monitor said so
	 */
	static Report run(final SuperResolveFile.Files files, final Enlarger enlarger, final BlockExecution execution) {
		if (!BlockFiles.canCreate(files.output())) {
			throw new InputException("\"" + files.input() + "\" is enlarged block by block, which \"" + files.output().getFileName() +
				"\" is no format for: give a name that ends in .tif, .ome.tif or .ome.zarr.");
		}
		if (files.bitMap() != null && !BlockFiles.canCreate(files.bitMap())) {
			throw new InputException("The bit map of \"" + files.input() + "\" is written block by block, which \"" + files.bitMap().getFileName() +
				"\" is no format for: give a name that ends in .tif, .ome.tif or .ome.zarr.");
		}
		try (ImageSource source = source(files.input())) {
			return run(files, enlarger.options(), enlarger.monitor(), source, source.pixels(), enlarger.resolver(), enlarger.model().scale(), execution);
		}
	}

	private static <T extends RealType<T>> Report run(final SuperResolveFile.Files files, final SuperResolveOptions options, final Monitor monitor,
		final ImageSource source, final RandomAccessibleInterval<? extends RealType<?>> pixels, final SuperResolver resolver, final int scale,
		final BlockExecution execution)
	{
		@SuppressWarnings("unchecked") // every RealType is one of itself
		final RandomAccessibleInterval<T> image = (RandomAccessibleInterval<T>) pixels;
		final ImageMetadata metadata = source.metadata();
		final int channelAxis = metadata.axis(Kind.CHANNEL);
		final RealType<?> type = options.output().type() == OutputType.FLOAT ? new FloatType() : image.getType();
		final boolean rgb = metadata.rgb() && type instanceof UnsignedByteType;
		final int[] block = resolver.block(image.dimensionsAsLongArray(), channelAxis, wished(source, image, scale, monitor.block()));
		if (rgb) {
			block[channelAxis] = Math.toIntExact(image.dimension(channelAxis));
		}
		final String identity = SuperResolveFile.identity(resolver, source);
		final StreamedResolution result;
		try (BlockSink sink = BlockFiles.create(files.output(), enlarged(metadata, scale, rgb, resolver), enlarged(image, scale), type, block,
			identity, files.overwrite()))
		{
			result = execution.run(resolver, image, channelAxis, sink, identity);
			sink.finish();
		}
		catch (final CancellationException e) {
			throw new UnfinishedException(files.output(), e);
		}
		final Report report = result.report().withFiles(files.input().toString(), files.output().toString());
		if (files.bitMap() != null) {
			SuperResolveFile.afterOutput(files, "bit map", () -> StreamedBitMap.write(result.bitMap(), metadata, image, resolver.channels(), files
				.bitMap(), identity, files.overwrite(), monitor.cancelled()));
		}
		SuperResolveFile.writeReport(files, report);
		return report;
	}

	/**
	 * Where whole rows are stored together, as in strips, all that a row of blocks needs is read before the next row of blocks: that must fit into what is
	 * kept, or every strip would be decoded for every block. Blocks are made lower there; how much does not depend on the memory that Java has.
	 */
	static int wished(final ImageSource source, final RandomAccessibleInterval<?> image, final int scale, final int block) {
		int wished = block;
		final int stored = source.block()[1];
		final double row = bytes(image, source.pixels().getType()) / image.dimension(1) / planes(image);
		if (source.block()[0] >= image.dimension(0)) {
			while (wished > LOWEST_BLOCK && row * (wished / scale + 2.0 * stored) > ROWS_KEPT) {
				wished /= 2;
			}
		}
		return wished;
	}

	/** Returns the number of planes that are not stored together. */
	private static double planes(final RandomAccessibleInterval<?> image) {
		double planes = 1;
		for (int d = 2; d < image.numDimensions(); d++) {
			planes *= image.dimension(d);
		}
		return planes;
	}

	private static long[] enlarged(final RandomAccessibleInterval<?> image, final int scale) {
		final long[] size = image.dimensionsAsLongArray();
		size[0] = Math.multiplyExact(size[0], scale);
		size[1] = Math.multiplyExact(size[1], scale);
		return size;
	}

	private static ImageMetadata enlarged(final ImageMetadata metadata, final int scale, final boolean rgb, final SuperResolver resolver) {
		final ImageMetadata large = metadata.enlarged(scale);
		final String note = String.format(Locale.ROOT, "Granular-DQ: %s", resolver.identity());
		return new ImageMetadata(large.name(), large.axes(), rgb || !metadata.rgb() ? large.channels() : List.of(), rgb, large.labels(), large.info()
			.isEmpty() ? note : large.info() + "\n" + note);
	}
}
