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

import ij.ImagePlus;
import io.github.granulardq.allocation.BitMap;

/**
 * Which channel, slice and frame of an image the planes of its bit map are.
 *
 * @param channels of the bit map: 1 where the network takes all of an image's channels at once
 * @param slices of the image
 * @param frames of the image
 * @param together whether the network takes all channels at once
 */
record BitPlanes(int channels, int slices, int frames, boolean together) {

	private static final int RGB_BITS = 24;

	static BitPlanes of(final ImagePlus image, final BitMap bits) {
		final int planes = Math.toIntExact(bits.image().dimension(2));
		final int channels = planes / (image.getNSlices() * image.getNFrames());
		final boolean several = image.getNChannels() > 1 || image.getBitDepth() == RGB_BITS;
		return new BitPlanes(channels, image.getNSlices(), image.getNFrames(), several && channels == 1);
	}

	/** Returns the channel of a plane, from 1; 0 for all channels at once. Channels of RGB are counted as well. */
	int channel(final long plane) {
		return together ? 0 : (int) (plane % channels) + 1;
	}

	/** Returns the slice of a plane, from 1. */
	int slice(final long plane) {
		return (int) (plane / channels % slices) + 1;
	}

	/** Returns the frame of a plane, from 1. */
	int frame(final long plane) {
		return (int) (plane / channels / slices) + 1;
	}
}
