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

import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Tensor;

/**
 * Turns layers into TensorFlow operations. Features are [1,h,w,C] here, TensorFlow's order on processors; weights are
 * reordered on the way in.
 * <p>
 * A quantized convolution multiplies integers that are stored as floats, and scales the sum afterwards. As long as a sum stays below 2^24 (which 8 x 8
 * bits and up to 1024 products guarantee) it is exact, whatever the order of adding.
 */
final class LayerGraph {

	private static final List<Long> ONES = List.of(1L, 1L, 1L, 1L);

	private final Ops tf;

	/** Weights by what they come from, so that several subgraphs share them. */
	private final Map<Object, Operand<TFloat32>> constants = new IdentityHashMap<>();

	LayerGraph(final Ops tf) {
		this.tf = tf;
	}

	/**
	 * How the input of a quantized layer becomes codes; scalars.
	 *
	 * @param step a
	 * @param low Qn
	 * @param high Qp
	 */
	record Quantizer(Operand<TFloat32> step, Operand<TFloat32> low, Operand<TFloat32> high) {
	}

	/**
	 * Applies layers one after another.
	 *
	 * @param x [1,h,w,C]
	 * @param quantizers one for each quantized layer in their order, or null to leave their input unquantized
	 */
	Operand<TFloat32> apply(final List<Layer> layers, final Operand<TFloat32> x, final Iterator<Quantizer> quantizers) {
		Operand<TFloat32> y = x;
		for (int i = 0; i < layers.size(); i++) {
			if (layers.get(i) instanceof Layer.Conv2d conv && i + 1 < layers.size() && layers.get(i + 1) instanceof Layer.PixelShuffle shuffle) {
				// The order of channels is a matter of the weights: cheaper than moving the data.
				final int[] order = ChannelOrder.pixelShuffle(conv.weight().dimension(0), shuffle.factor());
				y = tf.nn.depthToSpace(conv(ChannelOrder.reorder(conv.dense(), order), conv, y), (long) shuffle.factor());
				i++;
			}
			else {
				y = apply(layers.get(i), y, quantizers);
			}
		}
		return y;
	}

	private Operand<TFloat32> apply(final Layer layer, final Operand<TFloat32> x, final Iterator<Quantizer> quantizers) {
		if (layer instanceof Layer.Conv2d conv) {
			return conv(conv.dense(), conv, x);
		}
		if (layer instanceof Layer.QuantConv2d conv) {
			return quantConv(conv, x, quantizers == null ? null : quantizers.next());
		}
		if (layer instanceof Layer.PRelu prelu) {
			return prelu(prelu.slopes(), x);
		}
		if (layer instanceof Layer.Affine affine) {
			return tf.nn.biasAdd(tf.math.mul(x, vector(affine.scale())), vector(affine.shift()));
		}
		if (layer instanceof Layer.PixelShuffle shuffle) {
			final int[] order = ChannelOrder.pixelShuffle((int) x.shape().get(3), shuffle.factor());
			return tf.nn.depthToSpace(tf.gather(x, tf.constant(order), tf.constant(3)), (long) shuffle.factor());
		}
		if (layer instanceof Layer.Residual residual) {
			final Operand<TFloat32> kept = residual.shortcut() == 1 ? x : tf.math.mul(x, tf.constant(residual.shortcut()));
			return tf.math.add(kept, apply(residual.branch(), x, quantizers));
		}
		if (layer instanceof Layer.Distillation distillation) {
			return distill(distillation, x, quantizers);
		}
		throw new IllegalArgumentException("unknown layer " + layer);
	}

	private Operand<TFloat32> distill(final Layer.Distillation distillation, final Operand<TFloat32> x, final Iterator<Quantizer> quantizers) {
		final Operand<TFloat32> y = apply(distillation.first(), x, quantizers);
		final int passed = distillation.passed();
		final Operand<TFloat32> kept = slice(y, passed, (int) y.shape().get(3) - passed);
		final Operand<TFloat32> more = apply(distillation.second(), slice(y, 0, passed), quantizers);
		return tf.math.add(more, tf.concat(List.of(x, kept), tf.constant(3)));
	}

	/** Takes channels. */
	private Operand<TFloat32> slice(final Operand<TFloat32> x, final int first, final int count) {
		return tf.slice(x, tf.constant(new int[] { 0, 0, 0, first }), tf.constant(new int[] { -1, -1, -1, count }));
	}

	/** Adds a convolution whose weights are kept under {@code key}. */
	private Operand<TFloat32> conv(final Layer.Conv2d conv, final Object key, final Operand<TFloat32> x) {
		final Operand<TFloat32> weight = shared(key, () -> kernel(conv.weight().shape(), conv.weight().data()));
		return addBias(tf.nn.conv2d(x, weight, ONES, "SAME"), conv.bias());
	}

	private Operand<TFloat32> quantConv(final Layer.QuantConv2d conv, final Operand<TFloat32> x, final Quantizer quantizer) {
		final Operand<TFloat32> codes = shared(conv, () -> kernel(conv.dense().shape(), floats(conv.dense().codes())));
		final Operand<TFloat32> weightStep = tf.constant(conv.weightStep());
		final Operand<TFloat32> sum;
		if (quantizer == null) {
			sum = tf.math.mul(tf.nn.conv2d(x, codes, ONES, "SAME"), weightStep);
		}
		else {
			final Operand<TFloat32> quantized = tf.math.rint(tf.clipByValue(tf.math.div(x, quantizer.step), quantizer.low, quantizer.high));
			sum = tf.math.mul(tf.nn.conv2d(quantized, codes, ONES, "SAME"), tf.math.mul(quantizer.step, weightStep));
		}
		return addBias(sum, conv.bias());
	}

	private Operand<TFloat32> addBias(final Operand<TFloat32> x, final Tensor bias) {
		return bias == null ? x : tf.nn.biasAdd(x, vector(bias));
	}

	private Operand<TFloat32> prelu(final Tensor slopes, final Operand<TFloat32> x) {
		if (slopes.data().length == 1) {
			return tf.nn.leakyRelu(x, LeakyRelu.alpha(slopes.data()[0]));
		}
		boolean flat = true;
		for (final float slope : slopes.data()) {
			flat &= slope <= 1;
		}
		if (flat) {
			// Two operations instead of four; where slope <= 1, slope * x is the larger one exactly for negative x.
			return tf.math.maximum(x, tf.math.mul(x, vector(slopes)));
		}
		final Operand<TFloat32> zero = tf.constant(0f);
		return tf.math.add(tf.math.maximum(x, zero), tf.math.mul(tf.math.minimum(x, zero), vector(slopes)));
	}

	private Operand<TFloat32> vector(final Tensor tensor) {
		return constant(tensor.data(), tensor.data().length);
	}

	private Operand<TFloat32> shared(final Object key, final Supplier<Operand<TFloat32>> maker) {
		return constants.computeIfAbsent(key, k -> maker.get());
	}

	/** [out,in,kh,kw] to TensorFlow's [kh,kw,in,out]. */
	private Operand<TFloat32> kernel(final int[] shape, final float[] weights) {
		final int out = shape[0];
		final int in = shape[1];
		final int size = shape[2] * shape[3];
		final float[] reordered = new float[weights.length];
		for (int o = 0; o < out; o++) {
			for (int i = 0; i < in; i++) {
				for (int k = 0; k < size; k++) {
					reordered[(k * in + i) * out + o] = weights[(o * in + i) * size + k];
				}
			}
		}
		return constant(reordered, shape[2], shape[3], in, out);
	}

	/** Adds a constant of any shape. */
	Operand<TFloat32> constant(final float[] values, final long... shape) {
		return tf.constant(Shape.of(shape), DataBuffers.of(values, true, false));
	}

	private static float[] floats(final byte[] codes) {
		final float[] floats = new float[codes.length];
		for (int i = 0; i < codes.length; i++) {
			floats[i] = codes[i];
		}
		return floats;
	}
}
