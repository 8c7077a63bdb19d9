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

import io.github.granulardq.image.Normalizer;
import io.github.granulardq.model.Model;
import io.github.granulardq.model.TestTensors;
import io.github.granulardq.network.Network;
import net.imglib2.img.array.ArrayImgs;

/**
 * The patch that an exported model is tested with, and what becomes of it: the package's own test patch, mirrored to the least size if that is
 * larger, normalised as the description tells consumers to, enlarged in plain Java.
 *
 * @param channels c
 * @param size h and w
 * @param input [c,h,w], before normalisation
 * @param normalized in the range 0..255
 * @param enlarged [c,s*h,s*w], in the range 0..255
 */
record TestPatch(int channels, int size, float[] input, float[] normalized, float[] enlarged) {

	/** Added to a range of intensities, so that it is not 0. */
	static final double EPSILON = 1e-6;

	/**
	 * Makes the patch.
	 *
	 * @param leastSize of height and width
	 * @param bits of activations
	 */
	static TestPatch of(final Model model, final TestTensors tensors, final int leastSize, final int bits) {
		final Network network = bits == Network.FLOAT_BITS ? model.fp32() : model.quantized();
		final int channels = model.channels();
		final int size = Math.max(TestTensors.SIZE, leastSize);
		final float[] input = new float[channels * size * size];
		final float[] normalized = new float[input.length];
		for (int c = 0; c < channels; c++) {
			final float[] plane = new float[size * size];
			for (int i = 0; i < plane.length; i++) {
				plane[i] = tensors.input().data()[(c * TestTensors.SIZE + mirror(i / size)) * TestTensors.SIZE + mirror(i % size)];
			}
			System.arraycopy(plane, 0, input, c * plane.length, plane.length);
			final Normalizer range = Normalizer.of(ArrayImgs.floats(plane, size, size), model.normalization().lowPercent(), model.normalization().highPercent());
			for (int i = 0; i < plane.length; i++) {
				normalized[c * plane.length + i] = (float) ((plane[i] - range.low()) / (range.high() - range.low() + EPSILON) * Normalizer.RANGE);
			}
		}
		return new TestPatch(channels, size, input, normalized, PlainNetwork.run(network, normalized, size, size, bits));
	}

	private static int mirror(final int position) {
		final int folded = position % (2 * TestTensors.SIZE);
		return folded < TestTensors.SIZE ? folded : 2 * TestTensors.SIZE - 1 - folded;
	}

	/** The normalised patch as an image. */
	byte[] inputPng() {
		return Png.of(channels, size, size, (c, y, x) -> normalized[(c * size + y) * size + x]);
	}

	/** The enlarged patch as an image. */
	byte[] outputPng(final int scale) {
		final int large = size * scale;
		return Png.of(channels, large, large, (c, y, x) -> enlarged[(c * large + y) * large + x]);
	}

	/** Both side by side, twice as wide as high, each pixel magnified. */
	byte[] cover(final int scale) {
		final int wished = channels == 1 ? 384 : 192; // below the 500 kB that bioimage.io allows
		final int large = size * scale;
		final int zoom = Math.max(1, wished / large);
		final int width = large * zoom;
		return Png.of(channels, width, 2 * width, (c, y, x) -> x < width ? normalized[(c * size + y / zoom / scale) * size + x / zoom / scale] :
			enlarged[(c * large + y / zoom) * large + (x - width) / zoom]);
	}
}
