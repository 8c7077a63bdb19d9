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

import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Tensor;
import io.github.granulardq.testing.GoldenPatch;
import io.github.granulardq.testing.ReferenceNetwork;

/**
 * Single quantized convolutions, through the engine as users have it, in a process whose instruction set is limited. With steps of 1 the result is
 * the sum of codes times weights, which is compared with 32-bit sums in Java: a line for each shape, sign and bit-width says which arithmetic
 * was used and how many sums differ. Input reaches beyond the codes and lies between them; weights and codes are extreme.
 */
final class ExactnessProbe {

	/** Input and output channels. */
	private static final int[][] CHANNELS = { { 1, 1 }, { 1, 16 }, { 3, 8 }, { 3, 3 }, { 7, 33 }, { 16, 16 }, { 16, 1 }, { 32, 32 }, { 33, 7 }, { 64, 64 },
		{ 64, 3 } };

	private static final int[][] SIZES = { { 5, 7 }, { 17, 34 }, { 6, 96 } };

	private static final int[] BITS = { 4, 5, 6, 8 };

	private static final Map<Integer, Float> ONES = Map.of(4, 1f, 5, 1f, 6, 1f, 8, 1f);

	private static final Random RANDOM = new Random(3);

	private ExactnessProbe() {}

	/** After {@link ArithmeticProbe}. */
	public static void main(final String[] args) {
		ArithmeticProbe.main(args);
		try (IntegerEngine engine = new IntegerEngine()) {
			for (final int[] channels : CHANNELS) {
				for (final int kernel : new int[] { 1, 3 }) {
					for (final boolean signed : new boolean[] { true, false }) {
						single(engine, layer(channels[0], channels[1], kernel, signed));
					}
				}
			}
			for (final int channels : new int[] { 1, 3, 8, 16, 33 }) {
				chain(engine, channels);
			}
		}
	}

	/** Slices of weights are all lowest, all highest, random extremes, or random. */
	private static Layer.QuantConv2d layer(final int in, final int out, final int kernel, final boolean signed) {
		final byte[] codes = new byte[out * in * kernel * kernel];
		final int slice = codes.length / out;
		final int first = RANDOM.nextInt(4);
		for (int i = 0; i < codes.length; i++) {
			codes[i] = (byte) switch ((i / slice + first) % 4) {
				case 0 -> Byte.MIN_VALUE;
				case 1 -> Byte.MAX_VALUE;
				case 2 -> RANDOM.nextBoolean() ? Byte.MIN_VALUE : Byte.MAX_VALUE;
				default -> RANDOM.nextInt();
			};
		}
		return new Layer.QuantConv2d(codes, new int[] { out, in, kernel, kernel }, 1, null, ONES, signed);
	}

	/** Lets a patch through to the body. */
	private static Network network(final int channels, final List<Layer> body) {
		final float[] identity = new float[channels * channels];
		for (int i = 0; i < channels; i++) {
			identity[i * channels + i] = 1;
		}
		final Layer head = new Layer.Conv2d(new Tensor(new int[] { channels, channels, 1, 1 }, identity), null);
		return new Network("exactness", 1, channels, List.of(head), body, Descriptor.MEAN, null, GlobalSkip.NONE);
	}

	/** Columns of more than the highest, less than the lowest, and random values between, halves among them. */
	private static float[] patch(final int channels, final int height, final int width, final int bits, final boolean signed) {
		final float[] patch = new float[channels * height * width];
		final int low = signed ? -(1 << bits - 1) : 0;
		for (int i = 0; i < patch.length; i++) {
			patch[i] = switch (i % width % 4) {
				case 0 -> low + (1 << bits) + RANDOM.nextInt(9);
				case 1 -> low - RANDOM.nextInt(9);
				default -> low + RANDOM.nextInt(2 << bits) / 2f;
			};
		}
		return patch;
	}

	private static void single(final IntegerEngine engine, final Layer.QuantConv2d layer) {
		final int in = layer.shape()[1];
		final String name = in + "->" + layer.shape()[0] + " " + layer.shape()[2] + "x" + layer.shape()[2] + (layer.signed() ? " signed" : " unsigned");
		try (EngineSession session = engine.open(network(in, List.of(layer)))) {
			for (final int bits : BITS) {
				long wrong = 0;
				for (final int[] size : SIZES) {
					final float[] patch = patch(in, size[0], size[1], bits, layer.signed());
					session.head(patch, size[0], size[1]);
					wrong += differences(sums(layer, codes(patch, bits, layer.signed()), size[0], size[1]), session.body(bits));
				}
				System.out.println("case " + name + " " + bits + " bits: " + SelfTest.choose(List.of(layer), bits) + ", " + wrong + " wrong");
			}
		}
		catch (final EngineException e) {
			System.out.println("refused " + name + ": " + e.getMessage());
		}
	}

	private static int[] codes(final float[] patch, final int bits, final boolean signed) {
		final int[] codes = new int[patch.length];
		final int low = signed ? -(1 << bits - 1) : 0;
		for (int i = 0; i < codes.length; i++) {
			codes[i] = (int) Math.rint(Math.max(low, Math.min(low + (1 << bits) - 1, patch[i])));
		}
		return codes;
	}

	/** [out,h,w]. */
	private static int[] sums(final Layer.QuantConv2d layer, final int[] codes, final int height, final int width) {
		final int[] shape = layer.shape();
		final int reach = shape[2] / 2;
		final int[] sums = new int[shape[0] * height * width];
		for (int i = 0; i < sums.length; i++) {
			final int x = i % width;
			final int y = i / width % height;
			int weight = i / (width * height) * shape[1] * shape[2] * shape[3];
			for (int c = 0; c < shape[1]; c++) {
				for (int fromY = y - reach; fromY <= y + reach; fromY++) {
					for (int fromX = x - reach; fromX <= x + reach; fromX++) {
						if (fromY >= 0 && fromY < height && fromX >= 0 && fromX < width) {
							sums[i] += layer.codes()[weight] * codes[(c * height + fromY) * width + fromX];
						}
						weight++;
					}
				}
			}
		}
		return sums;
	}

	/** Two convolutions with a rectifier between them; all numbers are such that floats hold every result exactly. */
	private static void chain(final IntegerEngine engine, final int channels) {
		for (final boolean signed : new boolean[] { true, false }) {
			final Layer.QuantConv2d plain = layer(channels, channels, 3, true);
			final float[] bias = new float[channels];
			final float[] slopes = new float[channels];
			for (int c = 0; c < channels; c++) {
				bias[c] = RANDOM.nextInt(64) - 32;
				slopes[c] = 1f / (1 << RANDOM.nextInt(3));
			}
			final Layer.QuantConv2d first = new Layer.QuantConv2d(plain.codes(), plain.shape(), 1f / 64, new Tensor(new int[] { channels }, bias), ONES, true);
			final Layer.QuantConv2d second = new Layer.QuantConv2d(plain.codes(), plain.shape(), 1, null, Map.of(4, 4f, 5, 2f, 6, 1f, 8, 0.5f), signed);
			final Network network = network(channels, List.of(first, new Layer.PRelu(new Tensor(new int[] { channels }, slopes)), second));
			try (EngineSession session = engine.open(network)) {
				for (final int bits : BITS) {
					final float[] patch = patch(channels, 9, 13, bits, true);
					session.head(patch, 9, 13);
					final float[] expected = new ReferenceNetwork(network).run(new GoldenPatch(channels, 9, 13, patch), bits).floats();
					int wrong = 0;
					final float[] actual = session.body(bits);
					for (int i = 0; i < actual.length; i++) {
						wrong += actual[i] == expected[i] ? 0 : 1;
					}
					System.out.println("chain " + channels + (signed ? " signed " : " unsigned ") + bits + " bits: " + wrong + " wrong");
				}
			}
			catch (final EngineException e) {
				System.out.println("refused chain " + channels + ": " + e.getMessage());
			}
		}
	}

	private static int differences(final int[] expected, final float[] actual) {
		int wrong = actual.length == expected.length ? 0 : expected.length;
		for (int i = 0; i < Math.min(expected.length, actual.length); i++) {
			wrong += (float) expected[i] == actual[i] ? 0 : 1;
		}
		return wrong;
	}
}
