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
package io.github.granulardq.engine.integer;

import java.util.ArrayList;
import java.util.List;

import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Tensor;

/**
 * Moves a pixel shuffle behind the convolution that follows it. A convolution of the enlarged image to few channels is a convolution of the small
 * image to these channels at each of the f * f positions within a pixel: the same products, fewer and larger operations, and less
 * to be shuffled. Exact but for the order of sums. Stateless.
 */
final class TailFolding {

	/** Channels after folding, up to which it pays. */
	private static final int MAX_CHANNELS = 64;

	private TailFolding() {}

	/** Returns layers that compute the same. */
	static List<Layer> fold(final List<Layer> layers) {
		final List<Layer> folded = new ArrayList<>(layers);
		for (int i = 0; i < folded.size(); i++) {
			if (folded.get(i) instanceof Layer.PixelShuffle shuffle) {
				final int end = i + 1 < folded.size() && folded.get(i + 1) instanceof Layer.PRelu ? i + 2 : i + 1;
				if (end < folded.size() && folded.get(end) instanceof Layer.Conv2d conv && pays(conv, shuffle.factor())) {
					final List<Layer> moved = new ArrayList<>();
					if (end == i + 2) {
						moved.add(spread((Layer.PRelu) folded.get(i + 1), shuffle.factor()));
					}
					moved.add(spread(conv.dense(), shuffle.factor()));
					moved.add(shuffle);
					folded.subList(i, end + 1).clear();
					folded.addAll(i, moved);
				}
			}
		}
		return folded;
	}

	private static boolean pays(final Layer.Conv2d conv, final int factor) {
		return conv.weight().dimension(0) * factor * factor <= MAX_CHANNELS;
	}

	/** Every position of a pixel has the slope of its channel. */
	private static Layer.PRelu spread(final Layer.PRelu prelu, final int factor) {
		final float[] slopes = prelu.slopes().data();
		return slopes.length == 1 ? prelu : new Layer.PRelu(repeat(slopes, factor * factor));
	}

	private static Tensor repeat(final float[] values, final int times) {
		final float[] repeated = new float[values.length * times];
		for (int i = 0; i < repeated.length; i++) {
			repeated[i] = values[i / times];
		}
		return new Tensor(new int[] { repeated.length }, repeated);
	}

	private static Layer.Conv2d spread(final Layer.Conv2d conv, final int factor) {
		final Tensor weight = conv.weight();
		final int positions = factor * factor;
		final int outputs = weight.dimension(0);
		final int inputs = weight.dimension(1);
		final int rows = weight.dimension(2);
		final int columns = weight.dimension(3);
		// Large pixels that a kernel reaches on each side.
		final int reachY = (rows / 2 + factor - 1) / factor;
		final int reachX = (columns / 2 + factor - 1) / factor;
		final int[] shape = { outputs * positions, inputs * positions, 2 * reachY + 1, 2 * reachX + 1 };
		final float[] spread = new float[shape[0] * shape[1] * shape[2] * shape[3]];
		for (int position = 0; position < positions; position++) {
			for (int ky = 0; ky < rows; ky++) {
				for (int kx = 0; kx < columns; kx++) {
					final int y = position / factor + ky - rows / 2;
					final int x = position % factor + kx - columns / 2;
					final int from = Math.floorMod(y, factor) * factor + Math.floorMod(x, factor);
					final int tap = (Math.floorDiv(y, factor) + reachY) * shape[3] + Math.floorDiv(x, factor) + reachX;
					for (int o = 0; o < outputs; o++) {
						for (int i = 0; i < inputs; i++) {
							spread[((o * positions + position) * shape[1] + i * positions + from) * shape[2] * shape[3] + tap] = weight.data()[((o * inputs + i) *
								rows + ky) * columns + kx];
						}
					}
				}
			}
		}
		return new Layer.Conv2d(new Tensor(shape, spread), conv.bias() == null ? null : repeat(conv.bias().data(), positions));
	}
}
