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
package io.github.granulardq.superres;

import java.util.Arrays;
import java.util.stream.LongStream;

import io.github.granulardq.InputException;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.util.IntervalIndexer;
import net.imglib2.view.Views;

/**
 * An image as the planes that a network computes: for one-channel networks each plane [x,y] of the image, for others each group of
 * planes that differ in their channel only. Planes are numbered in raster order of the axes beyond x and y (beyond the channel
 * too, if the network takes all of them at once).
 *
 * @param image axes x, y, then any others
 * @param channelAxis index of the channel axis, or -1
 * @param networkChannels 1, or the length of the channel axis
 * @param <T> the type of the pixels
 */
record Planes<T>(RandomAccessibleInterval<T> image, int channelAxis, int networkChannels) {

	/**
	 * Checks that the image has planes and that the network can take its channels.
	 *
	 * @throws InputException if not
	 */
	static <T> Planes<T> of(final RandomAccessibleInterval<T> image, final int channelAxis, final int networkChannels) {
		final int n = image.numDimensions();
		if (n < 2) {
			throw new InputException("The image has " + n + " axes: give one that has at least x and y.");
		}
		for (int d = 0; d < n; d++) {
			if (image.dimension(d) < 1) {
				throw new InputException("The image is empty: its axis " + d + " has no pixels.");
			}
		}
		if (channelAxis != -1 && (channelAxis < 2 || channelAxis >= n)) {
			throw new InputException("Axis " + channelAxis + " cannot hold channels in an image of " + n +
				" axes: name one from 2 on, or -1 if there is none.");
		}
		final long channels = channelAxis < 0 ? 1 : image.dimension(channelAxis);
		if (networkChannels != 1 && channels != networkChannels) {
			throw new InputException("The model enlarges images of " + networkChannels + " channels (RGB) and the image has " + channels +
				": choose a one-channel model or an RGB image.");
		}
		return new Planes<>(image, channelAxis, networkChannels);
	}

	/** Returns the number of channels of the image. */
	int channels() {
		return channelAxis < 0 ? 1 : Math.toIntExact(image.dimension(channelAxis));
	}

	/** Returns all planes of a channel, in the axes and coordinates of the image. */
	RandomAccessibleInterval<T> channel(final int channel) {
		if (channelAxis < 0) {
			return image;
		}
		final long[] min = image.minAsLongArray();
		final long[] max = image.maxAsLongArray();
		min[channelAxis] += channel;
		max[channelAxis] = min[channelAxis];
		return Views.interval(image, min, max);
	}

	/** Returns the position of a pixel in the coordinates of the image. */
	long[] locate(final long plane, final int networkChannel, final long x, final long y) {
		final long[] position = image.minAsLongArray();
		position[0] += x;
		position[1] += y;
		final long[] beyond = position(plane, networkChannel);
		for (int d = 2; d < position.length; d++) {
			position[d] += beyond[d - 2];
		}
		return position;
	}

	/** Returns the number of planes. */
	long count() {
		long count = 1;
		for (final long size : gridOfPlanes()) {
			count *= size;
		}
		return count;
	}

	/**
	 * Returns the pixels [x,y] of a plane, starting at 0.
	 *
	 * @param plane 0..count()-1
	 * @param networkChannel 0..networkChannels-1
	 */
	RandomAccessibleInterval<T> plane(final long plane, final int networkChannel) {
		final long[] position = position(plane, networkChannel);
		RandomAccessibleInterval<T> view = Views.zeroMin(image);
		for (int d = image.numDimensions() - 1; d >= 2; d--) {
			view = Views.hyperSlice(view, d, position[d - 2]);
		}
		return view;
	}

	/** Returns the channel of the image that a plane belongs to. */
	int channelOf(final long plane, final int networkChannel) {
		return channelAxis < 0 ? 0 : (int) position(plane, networkChannel)[channelAxis - 2];
	}

	/** Returns the numbers of the planes that a box meets, ascending; the box has as many axes as the image and starts from 0 as planes do. */
	long[] within(final Interval box) {
		final long[] grid = gridOfPlanes();
		long[] numbers = { 0 };
		long step = 1;
		for (int d = 0; d < grid.length; d++) {
			final boolean whole = networkChannels > 1 && d + 2 == channelAxis;
			final long min = whole ? 0 : box.min(d + 2);
			final long max = whole ? 0 : box.max(d + 2);
			final long[] before = numbers;
			final long axisStep = step;
			numbers = LongStream.rangeClosed(min, max).flatMap(i -> Arrays.stream(before).map(n -> n + i * axisStep)).toArray();
			step *= grid[d];
		}
		return numbers;
	}

	/** Returns the position of a plane on the axes from 2 on. */
	long[] position(final long plane, final int networkChannel) {
		final long[] grid = gridOfPlanes();
		final long[] position = new long[grid.length];
		if (grid.length > 0) {
			IntervalIndexer.indexToPosition(plane, grid, position);
		}
		if (networkChannels > 1) {
			position[channelAxis - 2] = networkChannel;
		}
		return position;
	}

	/** Lengths of the axes from 2 on; 1 for the channel axis if the network takes it whole. */
	private long[] gridOfPlanes() {
		final long[] grid = new long[image.numDimensions() - 2];
		for (int d = 0; d < grid.length; d++) {
			grid[d] = networkChannels > 1 && d + 2 == channelAxis ? 1 : image.dimension(d + 2);
		}
		return grid;
	}
}
