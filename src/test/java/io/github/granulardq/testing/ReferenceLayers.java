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
package io.github.granulardq.testing;

import java.util.List;
import java.util.stream.IntStream;

import io.github.granulardq.network.CodeRange;
import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Tensor;

/** Each {@link Layer} as its javadoc defines it, one loop after another; rows of a convolution may run side by side. */
final class ReferenceLayers {

	private ReferenceLayers() {
	}

	static FeatureMap apply(final List<Layer> layers, final FeatureMap input, final int bits) {
		FeatureMap x = input;
		for (final Layer layer : layers) {
			x = apply(layer, x, bits);
		}
		return x;
	}

	private static FeatureMap apply(final Layer layer, final FeatureMap x, final int bits) {
		if (layer instanceof Layer.Conv2d conv) {
			return convolve(x, conv.weight(), conv.bias(), conv.groups());
		}
		if (layer instanceof Layer.QuantConv2d conv) {
			return convolve(dequantize(conv, codes(conv, x, bits), x, bits), conv.weight(), conv.bias(), conv.groups());
		}
		if (layer instanceof Layer.PRelu prelu) {
			return rectify(x, prelu.slopes());
		}
		if (layer instanceof Layer.Affine affine) {
			return scale(x, affine);
		}
		if (layer instanceof Layer.PixelShuffle shuffle) {
			return shuffle(x, shuffle.factor());
		}
		if (layer instanceof Layer.Residual residual) {
			return add(x, residual.shortcut(), apply(residual.branch(), x, bits));
		}
		if (layer instanceof Layer.Distillation distillation) {
			final FeatureMap y = apply(distillation.first(), x, bits);
			final FeatureMap more = apply(distillation.second(), channels(y, 0, distillation.passed()), bits);
			return add(concat(x, channels(y, distillation.passed(), y.channels())), 1, more);
		}
		throw new IllegalArgumentException("unknown layer " + layer);
	}

	private static FeatureMap channels(final FeatureMap x, final int from, final int to) {
		final FeatureMap part = new FeatureMap(to - from, x.height(), x.width());
		System.arraycopy(x.values(), from * x.height() * x.width(), part.values(), 0, part.values().length);
		return part;
	}

	private static FeatureMap concat(final FeatureMap a, final FeatureMap b) {
		final FeatureMap both = new FeatureMap(a.channels() + b.channels(), a.height(), a.width());
		System.arraycopy(a.values(), 0, both.values(), 0, a.values().length);
		System.arraycopy(b.values(), 0, both.values(), a.values().length, b.values().length);
		return both;
	}

	private static FeatureMap convolve(final FeatureMap x, final Tensor weight, final Tensor bias, final int groups) {
		final FeatureMap padded = pad(x, weight.dimension(2) / 2, weight.dimension(3) / 2);
		final FeatureMap sum = new FeatureMap(weight.dimension(0), x.height(), x.width());
		IntStream.range(0, x.height()).parallel().forEach(y -> convolveRow(sum, y, padded, weight, groups));
		return bias == null ? sum : addToChannels(sum, bias);
	}

	/** sum[out,y,x] += weight[out,in,dy,dx] * padded[first+in,y+dy,x+dx], first being that of the group of out. */
	private static void convolveRow(final FeatureMap sum, final int y, final FeatureMap padded, final Tensor weight, final int groups) {
		int tap = 0;
		for (int out = 0; out < sum.channels(); out++) {
			final int to = (out * sum.height() + y) * sum.width();
			final int first = out / (sum.channels() / groups) * weight.dimension(1);
			for (int in = 0; in < weight.dimension(1); in++) {
				for (int dy = 0; dy < weight.dimension(2); dy++) {
					final int from = ((first + in) * padded.height() + y + dy) * padded.width();
					for (int dx = 0; dx < weight.dimension(3); dx++) {
						addShifted(sum.values(), to, padded.values(), from + dx, sum.width(), weight.data()[tap++]);
					}
				}
			}
		}
	}

	private static void addShifted(final double[] to, final int toStart, final double[] from, final int fromStart, final int length,
		final double weight)
	{
		for (int x = 0; x < length; x++) {
			to[toStart + x] += weight * from[fromStart + x];
		}
	}

	private static FeatureMap pad(final FeatureMap x, final int rows, final int columns) {
		final FeatureMap padded = new FeatureMap(x.channels(), x.height() + 2 * rows, x.width() + 2 * columns);
		for (int c = 0; c < x.channels(); c++) {
			for (int row = 0; row < x.height(); row++) {
				for (int column = 0; column < x.width(); column++) {
					padded.set(c, row + rows, column + columns, x.get(c, row, column));
				}
			}
		}
		return padded;
	}

	private static FeatureMap addToChannels(final FeatureMap x, final Tensor bias) {
		final FeatureMap out = new FeatureMap(x.channels(), x.height(), x.width());
		for (int i = 0; i < out.values().length; i++) {
			out.values()[i] = x.values()[i] + bias.data()[channel(x, i)];
		}
		return out;
	}

	/** The integers that x becomes; at 32 bits there are none, and x is returned. */
	static double[] codes(final Layer.QuantConv2d conv, final FeatureMap x, final int bits) {
		if (bits == Network.FLOAT_BITS) {
			return x.values();
		}
		final double step = conv.steps().get(bits);
		final double high = Math.pow(2, conv.range() == CodeRange.UNSIGNED ? bits : bits - 1) - 1;
		final double low = switch (conv.range()) {
			case SIGNED -> -high - 1;
			case SYMMETRIC -> -high;
			case UNSIGNED -> 0;
		};
		final double[] codes = new double[x.values().length];
		for (int i = 0; i < codes.length; i++) {
			codes[i] = Math.rint(Math.min(Math.max(x.values()[i] / step, low), high));
		}
		return codes;
	}

	private static FeatureMap dequantize(final Layer.QuantConv2d conv, final double[] codes, final FeatureMap x, final int bits) {
		final double step = bits == Network.FLOAT_BITS ? 1 : conv.steps().get(bits);
		final FeatureMap out = new FeatureMap(x.channels(), x.height(), x.width());
		for (int i = 0; i < codes.length; i++) {
			out.values()[i] = codes[i] * step;
		}
		return out;
	}

	private static FeatureMap rectify(final FeatureMap x, final Tensor slopes) {
		final FeatureMap out = new FeatureMap(x.channels(), x.height(), x.width());
		for (int i = 0; i < out.values().length; i++) {
			final double value = x.values()[i];
			final double slope = slopes.data()[slopes.data().length == 1 ? 0 : channel(x, i)];
			out.values()[i] = value >= 0 ? value : slope * value;
		}
		return out;
	}

	private static FeatureMap scale(final FeatureMap x, final Layer.Affine affine) {
		final FeatureMap out = new FeatureMap(x.channels(), x.height(), x.width());
		for (int i = 0; i < out.values().length; i++) {
			out.values()[i] = x.values()[i] * affine.scale().data()[channel(x, i)] + affine.shift().data()[channel(x, i)];
		}
		return out;
	}

	private static FeatureMap shuffle(final FeatureMap x, final int factor) {
		final FeatureMap out = new FeatureMap(x.channels() / (factor * factor), factor * x.height(), factor * x.width());
		for (int c = 0; c < out.channels(); c++) {
			for (int row = 0; row < out.height(); row++) {
				for (int column = 0; column < out.width(); column++) {
					final int from = (c * factor + row % factor) * factor + column % factor;
					out.set(c, row, column, x.get(from, row / factor, column / factor));
				}
			}
		}
		return out;
	}

	/** factor * x + y. */
	static FeatureMap add(final FeatureMap x, final double factor, final FeatureMap y) {
		final FeatureMap out = new FeatureMap(x.channels(), x.height(), x.width());
		for (int i = 0; i < out.values().length; i++) {
			out.values()[i] = factor * x.values()[i] + y.values()[i];
		}
		return out;
	}

	private static int channel(final FeatureMap x, final int i) {
		return i / (x.height() * x.width());
	}
}
