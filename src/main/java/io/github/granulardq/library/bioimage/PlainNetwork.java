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
import io.github.granulardq.image.Resize;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Tensor;

/**
 * Computes a network in plain Java, operation for operation as {@link NetworkSavedModel} writes it: slow, but without natives, and the same
 * numbers on every machine. For test tensors.
 */
final class PlainNetwork {

	private final int bits;

	private PlainNetwork(final int bits) {
		this.bits = bits;
	}

	/** Features [channels,height,width], row-major. */
	private record Features(int channels, int height, int width, float[] data) {

		Features(final int channels, final int height, final int width) {
			this(channels, height, width, new float[channels * height * width]);
		}

		int plane() {
			return height * width;
		}
	}

	private interface Operation {

		float apply(float value, int channel);
	}

	/**
	 * Computes head and body of a patch.
	 *
	 * @param patch [c,h,w] in the range 0..255
	 * @param bits that the network has, or 32
	 * @return [c,s*h,s*w]
	 */
	static float[] run(final Network network, final float[] patch, final int height, final int width, final int bits) {
		final PlainNetwork plain = new PlainNetwork(bits);
		final int channels = network.channels();
		final Features out = plain.apply(network.body(), plain.apply(network.head(), new Features(channels, height, width, patch)));
		if (network.skip() == GlobalSkip.BICUBIC) {
			for (int c = 0; c < channels; c++) {
				final float[] plane = new float[height * width];
				System.arraycopy(patch, c * plane.length, plane, 0, plane.length);
				final float[] enlarged = Resize.bicubic(plane, height, width, network.scale());
				for (int i = 0; i < enlarged.length; i++) {
					out.data[c * enlarged.length + i] += enlarged[i];
				}
			}
		}
		return out.data;
	}

	private Features apply(final List<Layer> layers, final Features input) {
		Features y = input;
		for (final Layer layer : layers) {
			y = apply(layer, y);
		}
		return y;
	}

	private Features apply(final Layer layer, final Features x) {
		if (layer instanceof Layer.Conv2d grouped) {
			final Layer.Conv2d conv = grouped.dense();
			return addBias(convolve(x, conv.weight().shape(), conv.weight().data()), conv.bias());
		}
		if (layer instanceof Layer.QuantConv2d conv) {
			return quantized(conv.dense(), x);
		}
		if (layer instanceof Layer.PRelu prelu) {
			final float[] slopes = prelu.slopes().data();
			return each(x, (v, c) -> v >= 0 ? v : v * slopes[slopes.length == 1 ? 0 : c]);
		}
		if (layer instanceof Layer.Affine affine) {
			return addBias(each(x, (v, c) -> v * affine.scale().data()[c]), affine.shift());
		}
		if (layer instanceof Layer.PixelShuffle shuffle) {
			return shuffle(x, shuffle.factor());
		}
		if (layer instanceof Layer.Residual residual) {
			final Features branch = apply(residual.branch(), x);
			for (int i = 0; i < branch.data.length; i++) {
				branch.data[i] += x.data[i] * residual.shortcut();
			}
			return branch;
		}
		if (layer instanceof Layer.Distillation distillation) {
			return distill(distillation, x);
		}
		throw new InputException("The model cannot be exported: this version cannot write its layer " + layer.getClass().getSimpleName() + " for others.");
	}

	private Features distill(final Layer.Distillation layer, final Features x) {
		final Features y = apply(layer.first(), x);
		final int passed = layer.passed() * y.plane();
		final Features more = apply(layer.second(), new Features(layer.passed(), y.height, y.width, Arrays.copyOf(y.data, passed)));
		for (int i = 0; i < more.data.length; i++) {
			more.data[i] += i < x.data.length ? x.data[i] : y.data[passed + i - x.data.length];
		}
		return more;
	}

	private Features quantized(final Layer.QuantConv2d conv, final Features x) {
		final float step = NetworkSavedModel.step(conv, bits);
		final float low = conv.range().low(bits);
		final float high = conv.range().high(bits);
		final Features codes = each(x, (v, c) -> (float) Math.rint(Math.max(low, Math.min(high, v / step))));
		final float[] weights = new float[conv.codes().length];
		for (int i = 0; i < weights.length; i++) {
			weights[i] = conv.codes()[i];
		}
		final float scale = step * conv.weightStep();
		return addBias(each(convolve(codes, conv.shape(), weights), (v, c) -> v * scale), conv.bias());
	}

	private static Features each(final Features x, final Operation operation) {
		final Features y = new Features(x.channels, x.height, x.width);
		for (int i = 0; i < y.data.length; i++) {
			y.data[i] = operation.apply(x.data[i], i / x.plane());
		}
		return y;
	}

	private static Features addBias(final Features x, final Tensor bias) {
		return bias == null ? x : each(x, (v, c) -> v + bias.data()[c]);
	}

	/** Zero padding of half a kernel. */
	private static Features convolve(final Features x, final int[] shape, final float[] weights) {
		final Features y = new Features(shape[0], x.height, x.width);
		final int kernel = shape[2] * shape[3];
		for (int o = 0; o < shape[0]; o++) {
			for (int i = 0; i < shape[1]; i++) {
				for (int k = 0; k < kernel; k++) {
					addShifted(y, o, x, i, k / shape[3] - shape[2] / 2, k % shape[3] - shape[3] / 2, weights[(o * shape[1] + i) * kernel + k]);
				}
			}
		}
		return y;
	}

	private static void addShifted(final Features to, final int o, final Features from, final int i, final int dy, final int dx, final float weight) {
		final int first = Math.max(0, -dx);
		final int length = to.width - Math.abs(dx);
		for (int row = Math.max(0, -dy); row < Math.min(to.height, to.height - dy); row++) {
			final int target = o * to.plane() + row * to.width + first;
			final int source = i * from.plane() + (row + dy) * from.width + first + dx;
			for (int n = 0; n < length; n++) {
				to.data[target + n] += weight * from.data[source + n];
			}
		}
	}

	private static Features shuffle(final Features x, final int factor) {
		final Features y = new Features(x.channels / factor / factor, x.height * factor, x.width * factor);
		for (int i = 0; i < y.data.length; i++) {
			final int column = i % y.width;
			final int row = i / y.width % y.height;
			final int channel = (i / y.plane() * factor + row % factor) * factor + column % factor;
			y.data[i] = x.data[(channel * x.height + row / factor) * x.width + column / factor];
		}
		return y;
	}
}
