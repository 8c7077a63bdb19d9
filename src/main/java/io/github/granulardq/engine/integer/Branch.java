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

import java.util.Arrays;
import java.util.List;

import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Tensor;

/**
 * A row of layers that ends with a convolution and what works on each of its output channels by itself: it can be computed for some output channels alone, to
 * the same sums.
 *
 * @param start layers before the last convolution
 * @param end the last convolution, of one group
 * @param followers rectifiers and affine maps
 */
record Branch(List<Layer> start, Layer end, List<Layer> followers) {

	/**
	 * @throws IllegalArgumentException if layers do not end so
	 */
	static Branch of(final List<Layer> layers) {
		int last = layers.size() - 1;
		while (last >= 0 && (layers.get(last) instanceof Layer.PRelu || layers.get(last) instanceof Layer.Affine)) {
			last--;
		}
		final Layer end = last < 0 ? null : layers.get(last);
		if (end instanceof Layer.Conv2d conv) {
			return new Branch(layers.subList(0, last), conv.dense(), layers.subList(last + 1, layers.size()));
		}
		if (end instanceof Layer.QuantConv2d conv) {
			return new Branch(layers.subList(0, last), conv.dense(), layers.subList(last + 1, layers.size()));
		}
		throw new IllegalArgumentException("a branch that does not end with a convolution: " + layers);
	}

	/** Output channels. */
	int outputs() {
		return end instanceof Layer.Conv2d conv ? conv.weight().dimension(0) : ((Layer.QuantConv2d) end).shape()[0];
	}

	/** Returns the layers from the last convolution on, for output channels {@code from} to {@code to - 1}. */
	Branch outputs(final int from, final int to) {
		final Layer part;
		if (end instanceof Layer.Conv2d conv) {
			part = new Layer.Conv2d(part(conv.weight(), from, to), part(conv.bias(), from, to));
		}
		else {
			final Layer.QuantConv2d conv = (Layer.QuantConv2d) end;
			final int length = conv.codes().length / conv.shape()[0];
			final int[] shape = conv.shape().clone();
			shape[0] = to - from;
			part = new Layer.QuantConv2d(Arrays.copyOfRange(conv.codes(), from * length, to * length), shape, 1, conv.weightStep(), part(conv.bias(), from, to),
				conv.steps(), conv.range());
		}
		return new Branch(List.of(), part, followers.stream().map(follower -> part(follower, from, to)).toList());
	}

	private static Layer part(final Layer follower, final int from, final int to) {
		if (follower instanceof Layer.PRelu prelu) {
			return prelu.slopes().data().length == 1 ? prelu : new Layer.PRelu(part(prelu.slopes(), from, to));
		}
		final Layer.Affine affine = (Layer.Affine) follower;
		return new Layer.Affine(part(affine.scale(), from, to), part(affine.shift(), from, to));
	}

	/** Of the first axis. */
	private static Tensor part(final Tensor tensor, final int from, final int to) {
		if (tensor == null) {
			return null;
		}
		final int[] shape = tensor.shape().clone();
		final int length = tensor.data().length / shape[0];
		shape[0] = to - from;
		return new Tensor(shape, Arrays.copyOfRange(tensor.data(), from * length, to * length));
	}
}
