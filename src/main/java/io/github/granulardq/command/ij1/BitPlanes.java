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
package io.github.granulardq.command.ij1;

import java.util.stream.IntStream;

import ij.ImagePlus;
import io.github.granulardq.allocation.BitMap;
import io.github.granulardq.command.PlaneChoice;

/** Which channel, slice and frame of an image the planes of its bit map are. Immutable. */
final class BitPlanes {

	private static final int RGB_BITS = 24;

	private final int[] channels;
	private final int[] slices;
	private final int[] frames;
	private final boolean together;

	private BitPlanes(final int[] channels, final int[] slices, final int[] frames, final boolean together) {
		this.channels = channels;
		this.slices = slices;
		this.frames = frames;
		this.together = together;
	}

	/**
	 * Finds out.
	 *
	 * @param chosen the planes of the image that the bit map is of
	 */
	static BitPlanes of(final ImagePlus image, final PlaneChoice chosen, final BitMap bits) {
		final int[] slices = PlaneChoice.parse(PlaneChoice.SLICES, chosen.slices(), image.getNSlices());
		final int[] frames = PlaneChoice.parse(PlaneChoice.FRAMES, chosen.frames(), image.getNFrames());
		final int[] channels = PlaneChoice.parse(PlaneChoice.CHANNELS, chosen.channels(), image.getNChannels());
		final int count = Math.toIntExact(bits.image().dimension(2)) / (slices.length * frames.length);
		final boolean rgb = image.getBitDepth() == RGB_BITS;
		return new BitPlanes(count == channels.length ? channels : IntStream.rangeClosed(1, count).toArray(), slices, frames, count == 1 && (rgb ||
			channels.length > 1));
	}

	/** Returns how many channels the bit map has: 1 where the network takes all of an image's channels at once. */
	int channels() {
		return channels.length;
	}

	/** Returns the channel of a plane, from 1; 0 for all channels at once. Channels of RGB are counted as well. */
	int channel(final long plane) {
		return together ? 0 : channels[(int) (plane % channels.length)];
	}

	/** Returns the slice of a plane, from 1. */
	int slice(final long plane) {
		return slices[(int) (plane / channels.length % slices.length)];
	}

	/** Returns the frame of a plane, from 1. */
	int frame(final long plane) {
		return frames[(int) (plane / channels.length / slices.length)];
	}
}
