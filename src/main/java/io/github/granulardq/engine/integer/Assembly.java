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
 * How the enlarged image is put together from what the last convolution computed: a pixel shuffle, and the order of channels. A last convolution to few
 * channels is divided, where that pays: registers hold 8 or 16 outputs, so that 4 of them leave most unused. It becomes a convolution of single pixels to what
 * every tap of the kernel contributes to every output, which fills them, and contributions are added up here. The same products; sums are rounded in another
 * order. Immutable.
 */
final class Assembly {

	/** How many times less there must be to multiply: adding up takes time too. */
	private static final double GAIN = 2;

	private final List<Layer> layers;

	private final int factor;

	/** Of the divided convolution; 1 if there is none. */
	private final int rows;

	private final int columns;

	/** Of the divided convolution; null if there is none. */
	private final float[] bias;

	private Assembly(final List<Layer> layers, final int factor, final int rows, final int columns, final float[] bias) {
		this.layers = layers;
		this.factor = factor;
		this.rows = rows;
		this.columns = columns;
		this.bias = bias;
	}

	/**
	 * Takes the end of a network apart.
	 *
	 * @param body layers of the network
	 * @param lanes outputs that a register holds; 0 if convolutions are not to be divided
	 */
	static Assembly of(final List<Layer> body, final int lanes) {
		final List<Layer> layers = new ArrayList<>(body);
		int factor = 1;
		if (layers.size() > 1 && layers.get(layers.size() - 1) instanceof Layer.PixelShuffle shuffle) {
			factor = shuffle.factor();
			layers.remove(layers.size() - 1);
		}
		if (layers.size() > 1 && layers.get(layers.size() - 1) instanceof Layer.Conv2d conv && pays(conv, lanes)) {
			final Tensor weight = conv.dense().weight();
			layers.set(layers.size() - 1, divide(weight));
			return new Assembly(List.copyOf(layers), factor, weight.dimension(2), weight.dimension(3), conv.bias() == null ? new float[weight.dimension(
				0)] : conv.bias().data());
		}
		return new Assembly(List.copyOf(layers), factor, 1, 1, null);
	}

	private static boolean pays(final Layer.Conv2d conv, final int lanes) {
		final int taps = conv.weight().dimension(2) * conv.weight().dimension(3);
		final int outputs = conv.weight().dimension(0);
		return lanes > 0 && taps > 1 && taps * padded(outputs, lanes) >= GAIN * padded(taps * outputs, lanes);
	}

	private static int padded(final int outputs, final int lanes) {
		return (outputs + lanes - 1) / lanes * lanes;
	}

	/** [out,in,kh,kw] to [kh*kw*out,in,1,1]. */
	private static Layer.Conv2d divide(final Tensor weight) {
		final int outputs = weight.dimension(0);
		final int inputs = weight.dimension(1);
		final int taps = weight.dimension(2) * weight.dimension(3);
		final float[] divided = new float[weight.data().length];
		for (int tap = 0; tap < taps; tap++) {
			for (int o = 0; o < outputs; o++) {
				for (int i = 0; i < inputs; i++) {
					divided[(tap * outputs + o) * inputs + i] = weight.data()[(o * inputs + i) * taps + tap];
				}
			}
		}
		return new Layer.Conv2d(new Tensor(new int[] { taps * outputs, inputs, 1, 1 }, divided), null);
	}

	/** What is to be computed before. */
	List<Layer> layers() {
		return layers;
	}

	/** How many times wider and higher {@link #addTo} makes what it reads. */
	int factor() {
		return factor;
	}

	/**
	 * Returns the channels of the image.
	 *
	 * @param inputs of what {@link #addTo} reads
	 */
	int outputs(final int inputs) {
		return inputs / (rows * columns * factor * factor);
	}

	/**
	 * Adds to an enlarged image.
	 *
	 * @param values [height,width,inputs], what the layers computed
	 * @param planes [c,f*height,f*width]
	 */
	void addTo(final float[] values, final int height, final int width, final float[] planes) {
		final int channels = values.length / (height * width * rows * columns);
		final float[] sums = new float[width * channels];
		for (int y = 0; y < height; y++) {
			if (bias == null) {
				System.arraycopy(values, y * width * channels, sums, 0, sums.length);
			}
			else {
				sum(values, height, width, y, sums);
			}
			place(sums, height, width, y, planes);
		}
	}

	/** Adds up a row. */
	private void sum(final float[] values, final int height, final int width, final int y, final float[] sums) {
		final int channels = bias.length;
		final int inputs = rows * columns * channels;
		final int firstTap = Math.max(0, rows / 2 - y) * columns;
		final int endTap = Math.min(rows, height + rows / 2 - y) * columns;
		final int[] offsets = new int[rows * columns];
		for (int tap = 0; tap < offsets.length; tap++) {
			offsets[tap] = ((tap / columns - rows / 2) * width + tap % columns - columns / 2) * inputs + tap * channels;
		}
		for (int x = 0; x < width; x++) {
			final int from = (y * width + x) * inputs;
			if (x < columns / 2 || x >= width - columns / 2 || channels % 4 != 0) {
				for (int c = 0; c < channels; c++) {
					float sum = bias[c];
					for (int tap = firstTap; tap < endTap; tap++) {
						final int column = x + tap % columns - columns / 2;
						if (column >= 0 && column < width) {
							sum += values[from + offsets[tap] + c];
						}
					}
					sums[x * channels + c] = sum;
				}
			}
			else {
				sumInside(values, from, offsets, firstTap, endTap, sums, x * channels);
			}
		}
	}

	/** Adds up the channels, four at a time, of a pixel that no border at the left or right is near to. */
	private void sumInside(final float[] values, final int from, final int[] offsets, final int firstTap, final int endTap, final float[] sums,
		final int to)
	{
		for (int c = 0; c < bias.length; c += 4) {
			float sum0 = bias[c];
			float sum1 = bias[c + 1];
			float sum2 = bias[c + 2];
			float sum3 = bias[c + 3];
			for (int tap = firstTap; tap < endTap; tap++) {
				final int at = from + offsets[tap] + c;
				sum0 += values[at];
				sum1 += values[at + 1];
				sum2 += values[at + 2];
				sum3 += values[at + 3];
			}
			sums[to + c] = sum0;
			sums[to + c + 1] = sum1;
			sums[to + c + 2] = sum2;
			sums[to + c + 3] = sum3;
		}
	}

	private void place(final float[] sums, final int height, final int width, final int y, final float[] planes) {
		final int channels = sums.length / width;
		final int positions = factor * factor;
		for (int c = 0; c < channels; c++) {
			final int position = c % positions;
			int to = (c / positions * height * factor + y * factor + position / factor) * width * factor + position % factor;
			for (int x = 0; x < width; x++) {
				planes[to] += sums[x * channels + c];
				to += factor;
			}
		}
	}
}
