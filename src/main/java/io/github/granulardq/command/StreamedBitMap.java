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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import io.github.granulardq.InputException;
import io.github.granulardq.allocation.BitMap;
import io.github.granulardq.io.BlockFiles;
import io.github.granulardq.io.BlockSink;
import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Axis;
import io.github.granulardq.io.ImageMetadata.Kind;
import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.position.FunctionRandomAccessible;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.FinalInterval;
import net.imglib2.util.IntervalIndexer;
import net.imglib2.view.Views;

/** Writes the bits of each pixel of a streamed image, which may be as large as the image itself. Stateless. */
final class StreamedBitMap {

	private static final int BLOCK = 1024;

	private StreamedBitMap() {
	}

	/**
	 * Writes an image of 8 bits, of the size and with the axes of the input; without the channels where the network takes them all at once.
	 *
	 * @param bits empty if the run did not keep them
	 * @param metadata of the input
	 * @param input the image
	 * @param networkChannels channels that the network takes
	 * @param identity of the run that made them
	 * @param cancelled asked before each block
	 * @throws InputException if there are no bits, or they cannot be written
	 * @throws CancellationException if it was cancelled; what was written stays, and the same run goes on with it
	 */
	static void write(final Optional<BitMap> bits, final ImageMetadata metadata, final RandomAccessibleInterval<?> input, final int networkChannels,
		final Path file, final String identity, final boolean overwrite, final BooleanSupplier cancelled)
	{
		final BitMap map = bits.orElseThrow(() -> new InputException("it has more patches than a bit map holds, or a part of it was computed by a run that " +
			"kept no bits."));
		final int channelAxis = networkChannels == 1 ? -1 : metadata.axis(Kind.CHANNEL);
		final List<Axis> axes = new ArrayList<>(metadata.axes());
		final List<Long> size = new ArrayList<>();
		for (int d = 0; d < axes.size(); d++) {
			size.add(input.dimension(d));
		}
		if (channelAxis >= 0) {
			axes.remove(channelAxis);
			size.remove(channelAxis);
		}
		final long[] dimensions = size.stream().mapToLong(Long::longValue).toArray();
		final int[] block = new int[dimensions.length];
		for (int d = 0; d < block.length; d++) {
			block[d] = d < 2 ? BLOCK : 1;
		}
		final RandomAccessibleInterval<UnsignedByteType> image = image(map, dimensions);
		final ImageMetadata described = new ImageMetadata(metadata.name() + "-bits", axes, List.of(), false, List.of(), "");
		try (BlockSink sink = BlockFiles.create(file, described, dimensions, new UnsignedByteType(), block, "bits of " + identity, overwrite)) {
			final BlockGrid grid = sink.grid();
			for (long i = 0; i < grid.count(); i++) {
				if (cancelled.getAsBoolean()) {
					throw new CancellationException("Super-resolution was cancelled.");
				}
				if (!sink.isFinished(i)) {
					sink.put(i, sink.encode(i, Views.interval(image, grid.interval(i))));
				}
			}
			sink.finish();
		}
	}

	/** [x,y,plane] as an image of more axes. */
	private static RandomAccessibleInterval<UnsignedByteType> image(final BitMap map, final long[] size) {
		final long[] planes = new long[size.length - 2];
		System.arraycopy(size, 2, planes, 0, planes.length);
		final FunctionRandomAccessible<UnsignedByteType> image = new FunctionRandomAccessible<>(size.length, () -> {
			final RandomAccess<UnsignedByteType> bits = map.image().randomAccess();
			final long[] plane = new long[planes.length];
			return (position, value) -> {
				for (int d = 0; d < plane.length; d++) {
					plane[d] = position.getLongPosition(d + 2);
				}
				bits.setPosition(position.getLongPosition(0), 0);
				bits.setPosition(position.getLongPosition(1), 1);
				bits.setPosition(plane.length == 0 ? 0 : IntervalIndexer.positionToIndex(plane, planes), 2);
				value.set(bits.get());
			};
		}, UnsignedByteType::new);
		return Views.interval(image, new FinalInterval(size));
	}
}
