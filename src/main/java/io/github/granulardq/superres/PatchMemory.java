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

import java.util.List;

import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;

/**
 * Estimates what a worker needs for one patch: the head's features, and the input and output of the layer with the largest ones,
 * in float32, twice over, since engines copy between their layouts.
 */
final class PatchMemory {

	private static final int COPIES = 2;

	private long pixels;
	private long values;
	private long largest;

	private PatchMemory(final Network network, final long pixels) {
		this.pixels = pixels;
		values = network.channels() * pixels;
	}

	/**
	 * Returns bytes.
	 *
	 * @param pixels LR pixels of the largest patch
	 */
	static long bytes(final Network network, final long pixels) {
		final PatchMemory memory = new PatchMemory(network, pixels);
		memory.pass(network.head());
		final long features = memory.values;
		memory.pass(network.body());
		return COPIES * Float.BYTES * (features + memory.largest);
	}

	private void pass(final List<Layer> layers) {
		for (final Layer layer : layers) {
			final long in = values;
			if (layer instanceof Layer.Conv2d conv) {
				values = conv.weight().dimension(0) * pixels;
			}
			else if (layer instanceof Layer.QuantConv2d conv) {
				values = conv.shape()[0] * pixels;
			}
			else if (layer instanceof Layer.PixelShuffle shuffle) {
				pixels *= (long) shuffle.factor() * shuffle.factor();
			}
			else {
				pass(layer.inner());
			}
			largest = Math.max(largest, in + values);
		}
	}
}
