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
package io.github.granulardq.benchmark.onnx;

import java.util.Arrays;
import java.util.List;

import io.github.granulardq.benchmark.onnx.OnnxGraph.Attributes;
import io.github.granulardq.image.Resize;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Tensor;

/**
 * Writes a network without quantization as an ONNX model: input {@code input} [1,c,h,w], output {@code output} [1,c,s*h,s*w].
 * <p>
 * The bicubic skip is a convolution with one kernel for each position within an enlarged pixel, as our TensorFlow engine has it. ONNX
 * cannot mirror with the border repeated, so the input comes a second time, with such a margin of {@link #MARGIN} pixels on each side: {@code mirrored}
 * [c,1,h+2*MARGIN,w+2*MARGIN].
 */
public final class OnnxModel {

	/** Pixels on each side that the bicubic enlargement reads beyond the border. */
	public static final int MARGIN = 3;

	private static final int KERNEL = 2 * MARGIN + 1;

	private final OnnxGraph graph = new OnnxGraph();

	private OnnxModel() {}

	/**
	 * Returns the model's file.
	 *
	 * @throws IllegalArgumentException if a layer is quantized
	 */
	public static byte[] of(final Network network) {
		return new OnnxModel().write(network);
	}

	private byte[] write(final Network network) {
		final int c = network.channels();
		String y = apply(network.head(), graph.input("input", 1, c));
		y = apply(network.body(), y);
		if (network.skip() == GlobalSkip.BICUBIC) {
			y = graph.node("Add", new Attributes(), y, bicubic(network.scale(), c));
		}
		y = graph.node("Identity", new Attributes(), y);
		graph.output(y, c);
		return graph.toBytes(network.name());
	}

	private String apply(final List<Layer> layers, final String x) {
		String y = x;
		for (final Layer layer : layers) {
			y = apply(layer, y);
		}
		return y;
	}

	private String apply(final Layer layer, final String x) {
		if (layer instanceof Layer.Conv2d conv) {
			return conv(conv.dense().weight(), conv.bias(), x);
		}
		if (layer instanceof Layer.PRelu prelu) {
			final float[] slopes = prelu.slopes().data();
			return slopes.length == 1 ? graph.node("LeakyRelu", new Attributes().of("alpha", slopes[0]), x) :
				graph.node("PRelu", new Attributes(), x, graph.constant(prelu.slopes(), slopes.length, 1, 1));
		}
		if (layer instanceof Layer.Affine affine) {
			return normalize(affine.scale(), affine.shift(), x);
		}
		if (layer instanceof Layer.PixelShuffle shuffle) {
			return graph.node("DepthToSpace", new Attributes().of("blocksize", (long) shuffle.factor()).of("mode", "CRD"), x);
		}
		if (layer instanceof Layer.Residual residual) {
			final String kept = residual.shortcut() == 1 ? x : graph.node("Mul", new Attributes(), x, graph.constant(new Tensor(new int[] { 1 },
				new float[] { residual.shortcut() }), 1));
			return graph.node("Add", new Attributes(), kept, apply(residual.branch(), x));
		}
		if (layer instanceof Layer.Distillation distillation) {
			final String y = apply(distillation.first(), x);
			final String kept = slice(y, distillation.passed(), Long.MAX_VALUE);
			final String more = apply(distillation.second(), slice(y, 0, distillation.passed()));
			return graph.node("Add", new Attributes(), more, graph.node("Concat", new Attributes().of("axis", 1L), x, kept));
		}
		throw new IllegalArgumentException("cannot be written as 32-bit ONNX: " + layer);
	}

	/** Channels {@code from} to {@code to - 1}. */
	private String slice(final String x, final long from, final long to) {
		return graph.node("Slice", new Attributes(), x, graph.integers(from), graph.integers(to), graph.integers(1));
	}

	private String conv(final Tensor weight, final Tensor bias, final String x) {
		final long rows = weight.dimension(2);
		final long columns = weight.dimension(3);
		final Attributes attributes = new Attributes().of("kernel_shape", rows, columns).of("pads", rows / 2, columns / 2, rows / 2, columns / 2);
		final String kernel = graph.constant(weight, weight.shape());
		return bias == null ? graph.node("Conv", attributes, x, kernel) : graph.node("Conv", attributes, x, kernel, graph.constant(bias, bias.shape()));
	}

	/** Normalisation whose statistics are folded in: ONNX Runtime knows how to merge it with a convolution before it. */
	private String normalize(final Tensor scale, final Tensor shift, final String x) {
		final int c = scale.data().length;
		final float[] ones = new float[c];
		Arrays.fill(ones, 1);
		return graph.node("BatchNormalization", new Attributes().of("epsilon", 0f), x, graph.constant(scale, c), graph.constant(shift, c), graph.constant(
			new Tensor(new int[] { c }, new float[c]), c), graph.constant(new Tensor(new int[] { c }, ones), c));
	}

	/** Channels are so many images. */
	private String bicubic(final int scale, final int channels) {
		final String kernel = graph.constant(bicubicKernel(scale), scale * scale, 1, KERNEL, KERNEL);
		final String positions = graph.node("Conv", new Attributes().of("kernel_shape", KERNEL, (long) KERNEL), graph.input("mirrored", channels, 1), kernel);
		final String enlarged = graph.node("DepthToSpace", new Attributes().of("blocksize", (long) scale).of("mode", "CRD"), positions);
		return channels == 1 ? enlarged : graph.node("Transpose", new Attributes().of("perm", 1, 0, 2, 3), enlarged);
	}

	/** [s*s,1,KERNEL,KERNEL], read off from how single bright pixels are enlarged. */
	private static Tensor bicubicKernel(final int scale) {
		final int size = 2 * KERNEL + 1;
		final int centre = KERNEL;
		final float[] kernel = new float[scale * scale * KERNEL * KERNEL];
		for (int tap = 0; tap < KERNEL * KERNEL; tap++) {
			final float[] bright = new float[size * size];
			bright[(centre + tap / KERNEL - MARGIN) * size + centre + tap % KERNEL - MARGIN] = 1;
			final float[] enlarged = Resize.bicubic(bright, size, size, scale);
			for (int position = 0; position < scale * scale; position++) {
				final int row = centre * scale + position / scale;
				final int column = centre * scale + position % scale;
				kernel[position * KERNEL * KERNEL + tap] = enlarged[row * size * scale + column];
			}
		}
		return new Tensor(new int[] { scale * scale, 1, KERNEL, KERNEL }, kernel);
	}
}
