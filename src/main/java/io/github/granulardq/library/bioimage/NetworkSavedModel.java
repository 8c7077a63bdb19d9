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
package io.github.granulardq.library.bioimage;

import java.util.Arrays;
import java.util.List;

import io.github.granulardq.InputException;
import io.github.granulardq.image.BicubicKernel;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Tensor;

/**
 * A network at one bit-width as a TensorFlow graph: {@link #INPUT} [n,c,h,w] to {@link #OUTPUT} [n,c,s*h,s*w], both in the range 0..255, of any n, h
 * and w. Quantized layers round their input to codes and multiply integers that are stored as floats, as our TensorFlow engine does: what comes out is the
 * same as there, but for the order of sums in layers that are not quantized. Weights of quantized layers are stored as the 8-bit integers that they are.
 */
final class NetworkSavedModel {

	static final String INPUT = "image";

	static final String OUTPUT = "enlarged";

	private static final String NHWC = "NHWC";

	private final GraphBuilder graph = new GraphBuilder();

	private final Network network;

	private final int bits;

	private NetworkSavedModel(final Network network, final int bits) {
		this.network = network;
		this.bits = bits;
	}

	/**
	 * Returns the file {@code saved_model.pb}.
	 *
	 * @param bits that the network has, or 32
	 * @throws InputException if a layer is of a kind that this cannot write
	 */
	static byte[] of(final Network network, final int bits) {
		return new NetworkSavedModel(network, bits).build();
	}

	private byte[] build() {
		final int channels = network.channels();
		final String input = graph.named(INPUT, "Placeholder", new GraphBuilder.Attributes().type("dtype", GraphBuilder.FLOAT).shape("shape", -1, channels, -1, -1));
		final String image = transpose(null, input, 0, 2, 3, 1);
		String y = apply(network.body(), apply(network.head(), image));
		if (network.skip() == GlobalSkip.BICUBIC) {
			y = graph.node("AddV2", GraphBuilder.floats(), y, bicubic(image));
		}
		transpose(OUTPUT, y, 0, 3, 1, 2);
		return graph.savedModel(INPUT, OUTPUT, channels);
	}

	private String transpose(final String name, final String x, final int... order) {
		final GraphBuilder.Attributes attributes = GraphBuilder.floats().type("Tperm", GraphBuilder.INT_32);
		final String axes = graph.constant(order, order.length);
		return name == null ? graph.node("Transpose", attributes, x, axes) : graph.named(name, "Transpose", attributes, x, axes);
	}

	private String apply(final List<Layer> layers, final String input) {
		String y = input;
		for (int i = 0; i < layers.size(); i++) {
			if (layers.get(i) instanceof Layer.Conv2d grouped && i + 1 < layers.size() && layers.get(i + 1) instanceof Layer.PixelShuffle shuffle) {
				final Layer.Conv2d conv = grouped.dense();
				final int[] order = shuffleOrder(conv.weight().dimension(0), shuffle.factor());
				y = depthToSpace(addBias(conv(y, constant(conv.weight(), order)), conv.bias(), order), shuffle.factor());
				i++;
			}
			else {
				y = apply(layers.get(i), y);
			}
		}
		return y;
	}

	private String apply(final Layer layer, final String x) {
		if (layer instanceof Layer.Conv2d grouped) {
			final Layer.Conv2d conv = grouped.dense();
			final int[] order = inOrder(conv.weight().dimension(0));
			return addBias(conv(x, constant(conv.weight(), order)), conv.bias(), order);
		}
		if (layer instanceof Layer.QuantConv2d conv) {
			return quantized(conv.dense(), x);
		}
		if (layer instanceof Layer.PRelu prelu) {
			return rectify(prelu.slopes(), x);
		}
		if (layer instanceof Layer.Affine affine) {
			final String scaled = graph.node("Mul", GraphBuilder.floats(), x, vector(affine.scale()));
			return addBias(scaled, affine.shift(), inOrder(affine.shift().data().length));
		}
		if (layer instanceof Layer.Residual residual) {
			final String kept = residual.shortcut() == 1 ? x : graph.node("Mul", GraphBuilder.floats(), x, scalar(residual.shortcut()));
			return graph.node("AddV2", GraphBuilder.floats(), kept, apply(residual.branch(), x));
		}
		if (layer instanceof Layer.Distillation distillation) {
			final String y = apply(distillation.first(), x);
			final String kept = slice(y, distillation.passed(), -1);
			final GraphBuilder.Attributes concat = GraphBuilder.floats().number("N", 2L).type("Tidx", GraphBuilder.INT_32);
			final String joined = graph.node("ConcatV2", concat, x, kept, graph.constant(new int[] { 3 }));
			return graph.node("AddV2", GraphBuilder.floats(), apply(distillation.second(), slice(y, 0, distillation.passed())), joined);
		}
		throw new InputException("The model cannot be exported: this version cannot write its layer " + layer.getClass().getSimpleName() + " for others.");
	}

	/** Takes channels; a count of -1 stands for all that follow. */
	private String slice(final String x, final int first, final int count) {
		return graph.node("Slice", GraphBuilder.floats().type("Index", GraphBuilder.INT_32), x, graph.constant(new int[] { 0, 0, 0, first }, 4), graph.constant(
			new int[] { -1, -1, -1, count }, 4));
	}

	private String quantized(final Layer.QuantConv2d conv, final String x) {
		final int[] order = inOrder(conv.shape()[0]);
		final String codes = graph.node("Cast", new GraphBuilder.Attributes().type("SrcT", GraphBuilder.INT_8).type("DstT", GraphBuilder.FLOAT),
			graph.constant(GraphBuilder.INT_8, kernel(conv.shape(), order, conv.codes()), kernelShape(conv.shape())));
		final float step = step(conv, bits);
		final float low = conv.range().low(bits);
		final float high = conv.range().high(bits);
		final String scaled = graph.node("RealDiv", GraphBuilder.floats(), x, scalar(step));
		final String clipped = graph.node("Maximum", GraphBuilder.floats(), graph.node("Minimum", GraphBuilder.floats(), scaled, scalar(high)), scalar(low));
		final String sum = conv(graph.node("Rint", GraphBuilder.floats(), clipped), codes);
		return addBias(graph.node("Mul", GraphBuilder.floats(), sum, fixed(step * conv.weightStep())), conv.bias(), order);
	}

	/**
	 * A factor that TensorFlow's optimizer takes for an input. It would multiply a constant into the weights, which are integers no more then, and
	 * aborts the process where another constant follows.
	 */
	private String fixed(final float value) {
		return graph.node("PlaceholderWithDefault", new GraphBuilder.Attributes().type("dtype", GraphBuilder.FLOAT).shape("shape"), scalar(value));
	}

	private String rectify(final Tensor slopes, final String x) {
		if (slopes.data().length == 1) {
			return graph.node("LeakyRelu", GraphBuilder.floats().number("alpha", slopes.data()[0]), x);
		}
		final String positive = graph.node("Maximum", GraphBuilder.floats(), x, scalar(0));
		final String negative = graph.node("Mul", GraphBuilder.floats(), graph.node("Minimum", GraphBuilder.floats(), x, scalar(0)), vector(slopes));
		return graph.node("AddV2", GraphBuilder.floats(), positive, negative);
	}

	/** One kernel for each position within an enlarged pixel and each channel, which reads that channel alone. */
	private String bicubic(final String image) {
		final int scale = network.scale();
		final int channels = network.channels();
		final int positions = scale * scale;
		final float[] one = BicubicKernel.weights(scale);
		final int taps = BicubicKernel.SIZE * BicubicKernel.SIZE;
		final float[] all = new float[taps * channels * positions * channels];
		for (int tap = 0; tap < taps; tap++) {
			for (int c = 0; c < channels; c++) {
				for (int position = 0; position < positions; position++) {
					all[((tap * channels + c) * positions + position) * channels + c] = one[tap * positions + position];
				}
			}
		}
		final int margin = BicubicKernel.MARGIN;
		final String paddings = graph.constant(new int[] { 0, 0, margin, margin, margin, margin, 0, 0 }, 4, 2);
		final String padded = graph.node("MirrorPad", GraphBuilder.floats().type("Tpaddings", GraphBuilder.INT_32).text("mode", "SYMMETRIC"), image, paddings);
		final String kernels = graph.constant(all, BicubicKernel.SIZE, BicubicKernel.SIZE, channels, (long) positions * channels);
		return depthToSpace(conv(padded, kernels, "VALID"), scale);
	}

	private String conv(final String x, final String kernel) {
		return conv(x, kernel, "SAME");
	}

	private String conv(final String x, final String kernel, final String padding) {
		return graph.node("Conv2D", GraphBuilder.floats().numbers("strides", 1, 1, 1, 1).text("padding", padding).text("data_format", NHWC), x, kernel);
	}

	private String addBias(final String x, final Tensor bias, final int[] order) {
		if (bias == null) {
			return x;
		}
		final float[] values = new float[order.length];
		for (int i = 0; i < order.length; i++) {
			values[i] = bias.data()[order[i]];
		}
		return graph.node("BiasAdd", GraphBuilder.floats().text("data_format", NHWC), x, graph.constant(values, values.length));
	}

	private String depthToSpace(final String x, final int factor) {
		return graph.node("DepthToSpace", GraphBuilder.floats().number("block_size", (long) factor).text("data_format", NHWC), x);
	}

	private String scalar(final float value) {
		return graph.constant(new float[] { value });
	}

	private String vector(final Tensor tensor) {
		return graph.constant(tensor.data(), tensor.data().length);
	}

	private String constant(final Tensor weight, final int[] order) {
		final int[] places = places(weight.shape(), order);
		final float[] reordered = new float[places.length];
		for (int i = 0; i < places.length; i++) {
			reordered[i] = weight.data()[places[i]];
		}
		return graph.constant(reordered, kernelShape(weight.shape()));
	}

	private static byte[] kernel(final int[] shape, final int[] order, final byte[] codes) {
		final int[] places = places(shape, order);
		final byte[] reordered = new byte[places.length];
		for (int i = 0; i < places.length; i++) {
			reordered[i] = codes[places[i]];
		}
		return reordered;
	}

	/** For each element of TensorFlow's [kh,kw,in,out], its place in our [out,in,kh,kw]. */
	private static int[] places(final int[] shape, final int[] order) {
		final int out = shape[0];
		final int in = shape[1];
		final int size = shape[2] * shape[3];
		final int[] places = new int[out * in * size];
		for (int i = 0; i < places.length; i++) {
			places[i] = (order[i % out] * in + i / out % in) * size + i / out / in;
		}
		return places;
	}

	private static long[] kernelShape(final int[] shape) {
		return new long[] { shape[2], shape[3], shape[1], shape[0] };
	}

	private static int[] inOrder(final int length) {
		final int[] order = new int[length];
		Arrays.setAll(order, i -> i);
		return order;
	}

	/** Of TensorFlow's channel (dy * f + dx) * C + c, ours: c * f * f + dy * f + dx. */
	private static int[] shuffleOrder(final int channels, final int factor) {
		final int positions = factor * factor;
		final int[] order = new int[channels];
		Arrays.setAll(order, i -> i % (channels / positions) * positions + i / (channels / positions));
		return order;
	}

	/**
	 * Returns the step of the input.
	 *
	 * @throws InputException if there is none for these bits
	 */
	static float step(final Layer.QuantConv2d conv, final int bits) {
		final Float step = conv.steps().get(bits);
		if (step == null) {
			throw new InputException("The model cannot be exported at " + bits + " bits: it has " + conv.steps().keySet().stream().sorted().toList() + ".");
		}
		return step;
	}
}
