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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.granulardq.engine.integer.Plan.Type;
import io.github.granulardq.engine.integer.Plan.Value;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;

/**
 * Whether oneDNN multiplies codes exactly on this processor. Without VNNI instructions products are added in 16 bits, which overflow: processors are not
 * asked what they have, but given the largest codes, and compared with sums in Java. Each case is tested once. Thread-safe.
 */
final class SelfTest {

	private static final Logger LOG = LoggerFactory.getLogger(SelfTest.class);

	/** Heights and widths: oneDNN has other code for narrow patches. */
	private static final int[][] SIZES = { { 6, 9 }, { 4, 40 } };

	/** Of weights. */
	private static final int KINDS = 4;

	private static final Map<Case, Boolean> KNOWN = new ConcurrentHashMap<>();

	/** Bit-widths that users were told of. */
	private static final Set<Integer> TOLD = ConcurrentHashMap.newKeySet();

	private SelfTest() {}

	/**
	 * A convolution of codes.
	 *
	 * @param in channels
	 * @param out channels
	 * @param kernel height of the kernel, and its width
	 * @param type of the codes
	 * @param bits of the codes
	 */
	record Case(int in, int out, int kernel, Type type, int bits) {

		int low() {
			return type == Type.UNSIGNED ? 0 : -(1 << bits - 1);
		}

		int high() {
			return low() + (1 << bits) - 1;
		}
	}

	/**
	 * Returns the fastest arithmetic that computes the layers of a network exactly at a bit-width. That it is none of integers is logged, once
	 * for each bit-width. As {@link #isExact}.
	 */
	static Arithmetic choose(final List<Layer.QuantConv2d> layers, final int bits) {
		for (final Arithmetic arithmetic : List.of(Arithmetic.CODES, Arithmetic.OFFSET_CODES)) {
			if (layers.stream().allMatch(layer -> isExact(new Case(layer.shape()[1] * layer.groups(), layer.shape()[0], layer.shape()[2], arithmetic.codes(layer), bits)))) {
				return arithmetic;
			}
		}
		if (TOLD.add(bits)) {
			LOG.warn("There is no fast and exact way to multiply {}-bit codes on this processor ({}): {} bits are computed in 32-bit floats, exactly but slower.",
				bits, Instructions.name(), bits);
		}
		return Arithmetic.SIMULATED;
	}

	/**
	 * Whether a convolution is exact. Natives must be loaded, and the calling thread prepared.
	 *
	 * @throws io.github.granulardq.engine.EngineException if that cannot be found out now, as for lack of memory; it is tried again at the next call
	 */
	static boolean isExact(final Case one) {
		return KNOWN.computeIfAbsent(one, SelfTest::run);
	}

	private static boolean run(final Case one) {
		try {
			return agrees(one);
		}
		catch (final NoImplementationException e) {
			// There is no such convolution, or a slow one only.
			LOG.debug("{} is not used", one, e);
			return false;
		}
	}

	private static boolean agrees(final Case one) {
		final Random random = new Random(1);
		for (final int[] size : SIZES) {
			// Few output channels do not have all kinds of weights at once.
			for (int first = 0; first < KINDS; first += one.out) {
				if (!agrees(one, weights(one, first, random), codes(one, size[0], size[1], random), size[0], size[1])) {
					return false;
				}
			}
		}
		return true;
	}

	private static boolean agrees(final Case one, final byte[] weights, final int[] codes, final int height, final int width) {
		final float[] computed = compute(one, weights, codes, height, width);
		for (int i = 0; i < computed.length; i++) {
			// Both are rounded where they are beyond what floats hold exactly.
			if (computed[i] != sum(one, weights, codes, height, width, i)) {
				return false;
			}
		}
		return true;
	}

	/** One kind for each output channel: all lowest, all highest, random extremes, random. */
	private static byte[] weights(final Case one, final int first, final Random random) {
		final byte[] weights = new byte[one.out * one.in * one.kernel * one.kernel];
		final int slice = weights.length / one.out;
		for (int i = 0; i < weights.length; i++) {
			final int kind = (first + i / slice) % KINDS;
			weights[i] = (byte) (kind == 0 || kind == 2 && random.nextBoolean() ? Byte.MIN_VALUE : kind == 3 ? random.nextInt() : Byte.MAX_VALUE);
		}
		return weights;
	}

	/** [h,w,C]: columns of the lowest, the highest, and random codes. */
	private static int[] codes(final Case one, final int height, final int width, final Random random) {
		final int[] codes = new int[height * width * one.in];
		for (int i = 0; i < codes.length; i++) {
			final int kind = i / one.in % width / 3 % 3;
			codes[i] = kind == 0 ? one.low() : kind == 1 ? one.high() : one.low() + random.nextInt(one.high() - one.low() + 1);
		}
		return codes;
	}

	private static float[] compute(final Case one, final byte[] weights, final int[] codes, final int height, final int width) {
		final int[] shape = { one.out, one.in, one.kernel, one.kernel };
		final Layer.QuantConv2d layer = new Layer.QuantConv2d(weights, shape, 1, null, Map.of(one.bits, 1f), one.type != Type.UNSIGNED);
		final Network network = new Network("self-test", 1, one.in, List.of(), List.of(layer), Descriptor.MEAN, null, GlobalSkip.NONE);
		try (NativeScope scope = new NativeScope()) {
			final Dnnl dnnl = scope.own(new Dnnl(), Dnnl::close);
			final Quantizers quantizers = new Quantizers(dnnl, scope, network);
			quantizers.select(one.bits);
			final Value input = new Value(one.in, 1, one.type);
			final Plan plan = Planner.plan(network.body(), input, one.type == Type.OFFSET ? Arithmetic.OFFSET_CODES : Arithmetic.CODES);
			final BytePointer place = Dnnl.allocate(scope, codes.length);
			for (int i = 0; i < codes.length; i++) {
				place.put(i, (byte) (one.type == Type.OFFSET ? codes[i] - one.low() : codes[i]));
			}
			final Program program = scope.own(new Program(dnnl, plan, height, width, Map.of(input, place), new PackedKernels(dnnl, scope), quantizers),
				Program::close);
			program.run();
			final float[] computed = new float[height * width * one.out];
			new FloatPointer(program.place(plan.output())).get(computed);
			return computed;
		}
	}

	/** The sum at an index of [h,w,C]. */
	private static int sum(final Case one, final byte[] weights, final int[] codes, final int height, final int width, final int index) {
		final int o = index % one.out;
		final int x = index / one.out % width;
		final int y = index / one.out / width;
		int sum = 0;
		final int reach = one.kernel / 2;
		for (int dy = -reach; dy <= reach; dy++) {
			for (int dx = -reach; dx <= reach; dx++) {
				if (y + dy >= 0 && y + dy < height && x + dx >= 0 && x + dx < width) {
					final int from = ((y + dy) * width + x + dx) * one.in;
					final int tap = (dy + reach) * one.kernel + dx + reach;
					for (int i = 0; i < one.in; i++) {
						sum += codes[from + i] * weights[(o * one.in + i) * one.kernel * one.kernel + tap];
					}
				}
			}
		}
		return sum;
	}
}
