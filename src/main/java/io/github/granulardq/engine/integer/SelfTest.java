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
import java.util.concurrent.ConcurrentHashMap;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.granulardq.engine.EngineException;
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

	private static final int HEIGHT = 6;

	private static final int WIDTH = 9;

	private static final Map<Case, Boolean> KNOWN = new ConcurrentHashMap<>();

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

	/** Returns the fastest arithmetic that computes the layers of a network exactly at a bit-width. As {@link #isExact}. */
	static Arithmetic choose(final List<Layer.QuantConv2d> layers, final int bits) {
		for (final Arithmetic arithmetic : List.of(Arithmetic.CODES, Arithmetic.OFFSET_CODES)) {
			if (layers.stream().allMatch(layer -> isExact(new Case(layer.shape()[1], layer.shape()[0], layer.shape()[2], arithmetic.codes(layer), bits)))) {
				return arithmetic;
			}
		}
		return Arithmetic.SIMULATED;
	}

	/** Whether a convolution is exact. Natives must be loaded, and the calling thread prepared. */
	static boolean isExact(final Case one) {
		return KNOWN.computeIfAbsent(one, SelfTest::run);
	}

	private static boolean run(final Case one) {
		try {
			return agrees(one);
		}
		catch (final EngineException e) {
			// There is no such convolution, or a slow one only.
			LOG.debug("{} is not used", one, e);
			return false;
		}
	}

	private static boolean agrees(final Case one) {
		final Random random = new Random(1);
		final byte[] weights = weights(one, random);
		final int[] codes = codes(one, random);
		final float[] computed = compute(one, weights, codes);
		for (int y = 0; y < HEIGHT; y++) {
			for (int x = 0; x < WIDTH; x++) {
				for (int o = 0; o < one.out; o++) {
					// Below 2^24 a float holds every whole number.
					if (computed[(y * WIDTH + x) * one.out + o] != (float) sum(one, weights, codes, y, x, o)) {
						return false;
					}
				}
			}
		}
		return true;
	}

	/** All lowest, all highest, and random extremes. */
	private static byte[] weights(final Case one, final Random random) {
		final byte[] weights = new byte[one.out * one.in * one.kernel * one.kernel];
		final int slice = weights.length / one.out;
		for (int i = 0; i < weights.length; i++) {
			final int kind = i / slice % 4;
			weights[i] = (byte) (kind == 0 || kind == 2 && random.nextBoolean() ? Byte.MIN_VALUE : kind == 3 ? random.nextInt() : Byte.MAX_VALUE);
		}
		return weights;
	}

	/** [h,w,C]: columns of the lowest, the highest, and random codes. */
	private static int[] codes(final Case one, final Random random) {
		final int[] codes = new int[HEIGHT * WIDTH * one.in];
		for (int i = 0; i < codes.length; i++) {
			final int kind = i / one.in % WIDTH / 3;
			codes[i] = kind == 0 ? one.low() : kind == 1 ? one.high() : one.low() + random.nextInt(one.high() - one.low() + 1);
		}
		return codes;
	}

	private static float[] compute(final Case one, final byte[] weights, final int[] codes) {
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
			final Program program = scope.own(new Program(dnnl, plan, HEIGHT, WIDTH, Map.of(input, place), new PackedKernels(dnnl, scope), quantizers),
				Program::close);
			program.run();
			final float[] computed = new float[HEIGHT * WIDTH * one.out];
			new FloatPointer(program.place(plan.output())).get(computed);
			return computed;
		}
	}

	private static int sum(final Case one, final byte[] weights, final int[] codes, final int y, final int x, final int o) {
		int sum = 0;
		final int reach = one.kernel / 2;
		for (int dy = -reach; dy <= reach; dy++) {
			for (int dx = -reach; dx <= reach; dx++) {
				if (y + dy >= 0 && y + dy < HEIGHT && x + dx >= 0 && x + dx < WIDTH) {
					final int from = ((y + dy) * WIDTH + x + dx) * one.in;
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
