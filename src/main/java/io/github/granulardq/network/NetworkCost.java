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
package io.github.granulardq.network;

import java.util.List;

/**
 * What a network costs for one patch, counted in multiply-accumulates of its convolutions (borders included, biases,
 * activations, the gate and the global skip not).
 * <p>
 * BitOPs, the measure of Granular-DQ and its rivals, weigh each multiply-accumulate with the bits of both operands:
 *
 * <pre>
 * NetworkCost cost = NetworkCost.of(network, 96, 96);
 * long bitops = cost.bitOps(4); // quantized layers 8 x 4, all others 32 x 32
 * </pre>
 *
 * Immutable.
 *
 * @param floatMacs multiply-accumulates in float32
 * @param quantizedMacs multiply-accumulates of quantized layers
 */
public record NetworkCost(long floatMacs, long quantizedMacs) {

	/** Bits of the weights of a {@link Layer.QuantConv2d}. */
	public static final int WEIGHT_BITS = 8;

	/**
	 * Counts head and body.
	 *
	 * @param height of the patch, LR pixels
	 * @param width of the patch, LR pixels
	 */
	public static NetworkCost of(final Network network, final int height, final int width) {
		final Counter counter = new Counter((long) height * width);
		counter.count(network.head());
		counter.count(network.body());
		return new NetworkCost(counter.floatMacs, counter.quantizedMacs);
	}

	/** Returns {@code of(network, height, width).bitOps(bits)}. */
	public static long bitOps(final Network network, final int height, final int width, final int bits) {
		return of(network, height, width).bitOps(bits);
	}

	/** All multiply-accumulates. */
	public long macs() {
		return floatMacs + quantizedMacs;
	}

	/**
	 * Returns the sum over layers of MACs * weight bits * activation bits; float32 counts as 32 x 32.
	 *
	 * @param bits of the activations of quantized layers: 4, 5, 6, 8 or 32
	 */
	public long bitOps(final int bits) {
		return floatMacs * Network.FLOAT_BITS * Network.FLOAT_BITS + quantizedMacs * WEIGHT_BITS * bits;
	}

	private static final class Counter {

		private long pixels;

		private long floatMacs;

		private long quantizedMacs;

		Counter(final long pixels) {
			this.pixels = pixels;
		}

		void count(final List<Layer> layers) {
			for (final Layer layer : layers) {
				if (layer instanceof Layer.Conv2d conv) {
					floatMacs += pixels * conv.weight().data().length;
				}
				else if (layer instanceof Layer.QuantConv2d conv) {
					quantizedMacs += pixels * conv.codes().length;
				}
				else if (layer instanceof Layer.PixelShuffle shuffle) {
					pixels *= (long) shuffle.factor() * shuffle.factor();
				}
				count(layer.inner());
			}
		}
	}
}
