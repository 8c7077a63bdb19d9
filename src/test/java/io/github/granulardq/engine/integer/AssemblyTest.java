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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Tensor;

/** Tests {@link Assembly}. */
class AssemblyTest {

	private static final int LANES = 16;

	/** Registers that almost any convolution leaves unused. */
	private static final int MANY_LANES = 64;

	private static final int HEIGHT = 6;

	private static final int WIDTH = 7;

	private static final int INPUTS = 3;

	private final Random random = new Random(5);

	private float[] normal(final int length) {
		final float[] values = new float[length];
		for (int i = 0; i < length; i++) {
			values[i] = (float) random.nextGaussian();
		}
		return values;
	}

	private Layer.Conv2d conv(final int outputs, final int rows, final int columns, final boolean bias) {
		return new Layer.Conv2d(new Tensor(new int[] { outputs, INPUTS, rows, columns }, normal(outputs * INPUTS * rows * columns)), bias ? new Tensor(
			new int[] { outputs }, normal(outputs)) : null);
	}

	private static Layer.PRelu before() {
		return new Layer.PRelu(new Tensor(new int[] { 1 }, new float[] { 1 }));
	}

	/** Zero padding; [h,w,C] in and out. */
	private static float[] convolve(final Layer.Conv2d conv, final float[] x) {
		final int[] shape = { conv.weight().dimension(0), conv.weight().dimension(1), conv.weight().dimension(2), conv.weight().dimension(3) };
		final float[] result = new float[HEIGHT * WIDTH * shape[0]];
		for (int i = 0; i < result.length; i++) {
			final int o = i % shape[0];
			double sum = conv.bias() == null ? 0 : conv.bias().data()[o];
			for (int k = 0; k < shape[1] * shape[2] * shape[3]; k++) {
				final int row = i / shape[0] / WIDTH + k / shape[3] % shape[2] - shape[2] / 2;
				final int column = i / shape[0] % WIDTH + k % shape[3] - shape[3] / 2;
				if (row >= 0 && row < HEIGHT && column >= 0 && column < WIDTH) {
					sum += x[(row * WIDTH + column) * shape[1] + k / shape[3] / shape[2]] * conv.weight().data()[o * shape[1] * shape[2] * shape[3] + k];
				}
			}
			result[i] = (float) sum;
		}
		return result;
	}

	@ParameterizedTest
	@CsvSource({ "4,3,3,2,true", "4,5,5,2,false", "1,3,3,1,true", "8,7,3,2,true", "9,9,5,3,true", "4,3,1,1,false", "5,3,3,1,true", "4,9,9,2,true" })
	void aDividedConvolutionComputesTheSame(final int outputs, final int rows, final int columns, final int factor, final boolean bias) {
		final Layer.Conv2d whole = conv(outputs, rows, columns, bias);
		final List<Layer> body = factor == 1 ? List.of(before(), whole) : List.of(before(), whole, new Layer.PixelShuffle(factor));
		final Assembly divided = Assembly.of(body, MANY_LANES);
		final Layer.Conv2d pixels = (Layer.Conv2d) divided.layers().get(1);
		assertEquals(outputs * rows * columns, pixels.weight().dimension(0), "was not divided");
		assertEquals(outputs / factor / factor, divided.outputs(pixels.weight().dimension(0)));

		final float[] x = normal(HEIGHT * WIDTH * INPUTS);
		final float[] expected = normal(HEIGHT * WIDTH * outputs);
		final float[] computed = expected.clone();
		Assembly.of(body, 0).addTo(convolve(whole, x), HEIGHT, WIDTH, expected);
		divided.addTo(convolve(pixels, x), HEIGHT, WIDTH, computed);
		assertArrayEquals(expected, computed, 2e-4f);
	}

	@Test
	void pixelsAreShuffled() {
		final Assembly assembly = Assembly.of(List.of(before(), new Layer.PixelShuffle(2)), LANES);
		final float[] values = new float[2 * 3 * 8];
		for (int i = 0; i < values.length; i++) {
			values[i] = i;
		}
		final float[] planes = new float[values.length];
		assembly.addTo(values, 2, 3, planes);
		for (int i = 0; i < values.length; i++) {
			final int c = i / 24;
			final int y = i / 6 % 4;
			final int x = i % 6;
			assertEquals((y / 2 * 3 + x / 2) * 8 + c * 4 + y % 2 * 2 + x % 2, planes[i], "at " + i);
		}
	}

	@Test
	void convolutionsThatFillRegistersStayWhole() {
		final Layer.Conv2d wide = conv(16, 3, 3, true);
		assertSame(wide, Assembly.of(List.of(before(), wide), LANES).layers().get(1));
		final Layer.Conv2d point = conv(4, 1, 1, true);
		assertSame(point, Assembly.of(List.of(before(), point), LANES).layers().get(1));
		final Layer.Conv2d tiles = conv(4, 3, 3, true);
		assertSame(tiles, Assembly.of(List.of(before(), tiles), 0).layers().get(1));
	}
}
