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
package io.github.granulardq.engine.tensorflow;

import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Tensor;

/**
 * PyTorch's pixel shuffle takes channel c * f * f + dy * f + dx to pixel (dy,dx) of channel c; TensorFlow's depth-to-space takes
 * channel (dy * f + dx) * C + c there. Stateless.
 */
final class ChannelOrder {

	private ChannelOrder() {}

	/**
	 * Returns the order that makes of PyTorch's channels TensorFlow's.
	 *
	 * @param channels C * f * f
	 * @param factor f
	 * @return for each of TensorFlow's channels, PyTorch's
	 */
	static int[] pixelShuffle(final int channels, final int factor) {
		final int positions = factor * factor;
		final int out = channels / positions;
		final int[] order = new int[channels];
		for (int position = 0; position < positions; position++) {
			for (int c = 0; c < out; c++) {
				order[position * out + c] = c * positions + position;
			}
		}
		return order;
	}

	/** Returns a convolution whose output channel i is output channel {@code order[i]} of the given one. */
	static Layer.Conv2d reorder(final Layer.Conv2d conv, final int[] order) {
		return new Layer.Conv2d(reorder(conv.weight(), order), conv.bias() == null ? null : reorder(conv.bias(), order));
	}

	/** Reorders along the first axis. */
	private static Tensor reorder(final Tensor tensor, final int[] order) {
		final int length = tensor.data().length / order.length;
		final float[] data = new float[tensor.data().length];
		for (int i = 0; i < order.length; i++) {
			System.arraycopy(tensor.data(), order[i] * length, data, i * length, length);
		}
		return new Tensor(tensor.shape(), data);
	}
}
