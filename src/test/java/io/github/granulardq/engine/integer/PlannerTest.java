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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.engine.integer.Plan.Operation;
import io.github.granulardq.engine.integer.Plan.Type;
import io.github.granulardq.engine.integer.Plan.Value;
import io.github.granulardq.network.CodeRange;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.Edsr;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Idn;
import io.github.granulardq.network.Layer;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Quantizer;
import io.github.granulardq.network.SrResNet;
import io.github.granulardq.network.Tensor;
import io.github.granulardq.testing.GoldenImages;
import io.github.granulardq.testing.GoldenPatch;
import io.github.granulardq.testing.ReferenceNetwork;
import io.github.granulardq.testing.TestModels;

/** What is fused, and that layers in orders that no SRResNet has compute what they say. */
class PlannerTest {

	private static final int F = 8;

	private static final Random RANDOM = new Random(4);

	private static float[] normal(final int length, final double deviation) {
		final float[] values = new float[length];
		for (int i = 0; i < length; i++) {
			values[i] = (float) (deviation * RANDOM.nextGaussian());
		}
		return values;
	}

	private static Tensor vector(final int length, final double deviation) {
		return new Tensor(new int[] { length }, normal(length, deviation));
	}

	private static Layer.Conv2d conv(final int in, final int out, final int kernel) {
		return new Layer.Conv2d(new Tensor(new int[] { out, in, kernel, kernel }, normal(out * in * kernel * kernel, 1 / Math.sqrt(in * kernel *
			kernel))), vector(out, 0.3));
	}

	private static Layer.QuantConv2d quantized(final int in, final int out, final int groups, final CodeRange range) {
		final byte[] codes = new byte[out * in / groups * 9];
		RANDOM.nextBytes(codes);
		return new Layer.QuantConv2d(codes, new int[] { out, in / groups, 3, 3 }, groups, 0.0015f, vector(out, 0.3), Map.of(8, 0.3f), range);
	}

	/** F to F + 4 channels, of which 6 are passed on; with layers of each kind at the ends of branches. */
	private static Layer.Distillation distillation(final Layer firstEnd, final Layer secondEnd) {
		return new Layer.Distillation(List.of(quantized(F, 4, 1, CodeRange.SYMMETRIC), prelu(1), firstEnd, prelu(10), affine(10)), 6, List.of(quantized(6, 8, 2,
			CodeRange.SIGNED), Layer.PRelu.RELU, secondEnd, affine(12), prelu(12)));
	}

	private static Layer.QuantConv2d quantized(final boolean signed) {
		final byte[] codes = new byte[F * F * 9];
		RANDOM.nextBytes(codes);
		return new Layer.QuantConv2d(codes, new int[] { F, F, 3, 3 }, 0.0015f, vector(F, 0.3), Map.of(8, signed ? 0.3f : 0.15f), signed);
	}

	private static Layer.PRelu prelu(final int slopes) {
		return new Layer.PRelu(vector(slopes, 0.4));
	}

	private static Layer.Affine affine() {
		return new Layer.Affine(vector(F, 1), vector(F, 1));
	}

	static Stream<Arguments> bodies() {
		return Stream.of(List.<Layer>of(prelu(F), affine(), prelu(1)), //
			List.of(new Layer.Residual(0.5f, List.of(conv(F, F, 3)))), //
			List.of(new Layer.Residual(0.5f, List.of(quantized(true), prelu(F), affine(), affine()))), //
			List.of(new Layer.Residual(2, List.of(new Layer.Residual(-1, List.of(conv(F, F, 1), prelu(F)))))), //
			List.of(new Layer.Residual(0.7f, List.of(new Layer.Residual(1, List.of(quantized(true), quantized(false))), prelu(1)))), //
			List.of(conv(F, F, 3), affine(), prelu(F), affine(), quantized(false), affine(), prelu(1), quantized(true), prelu(F)), //
			List.of(quantized(true), conv(F, F, 5), new Layer.Residual(1, List.of(prelu(F), conv(F, F, 3), affine())), quantized(false)), //
			List.of(new Layer.PixelShuffle(2), conv(2, 2, 9), prelu(2)), //
			List.of(distillation(quantized(4, 10, 2, CodeRange.SIGNED), quantized(8, 12, 4, CodeRange.UNSIGNED)), quantized(12, F, 1, CodeRange.SIGNED)), //
			List.of(prelu(1), distillation(conv(4, 10, 3), conv(8, 12, 1)), conv(12, F, 1), prelu(F)), //
			List.of(new Layer.Residual(0.5f, List.of(distillation(quantized(4, 10, 1, CodeRange.SIGNED), conv(8, 12, 3)), quantized(12, F, 2,
				CodeRange.SYMMETRIC)))), //
			List.of(new Layer.Distillation(List.of(new Layer.Residual(1, List.of(prelu(1), affine())), conv(F, F + 2, 3)), F, List.of(conv(F, F + 2, 1))), affine(
				F + 2)), //
			List.of(grouped(F, F, 4), prelu(F), grouped(F, 4, 2), new Layer.PixelShuffle(2)), //
			List.of(conv(F, 27, 3), new Layer.PixelShuffle(3), prelu(3), conv(3, 1, 5), affine(1)), //
			List.of(conv(F, 16, 3), prelu(16), new Layer.PixelShuffle(2), prelu(4), new Layer.PixelShuffle(2), conv(1, 2, 7))).map(
				Arguments::of);
	}

	private static Layer.Conv2d grouped(final int in, final int out, final int groups) {
		final Layer.Conv2d narrow = conv(in / groups, out, 3);
		return new Layer.Conv2d(narrow.weight(), narrow.bias(), groups);
	}

	private static Layer.Affine affine(final int channels) {
		return new Layer.Affine(vector(channels, 1), vector(channels, 1));
	}

	@ParameterizedTest
	@MethodSource("bodies")
	void anyOrderOfLayersIsComputed(final List<Layer> body) {
		final Network network = new Network("any", 1, 1, List.of(conv(1, F, 3)), body, Descriptor.MEAN, null, GlobalSkip.NONE);
		final GoldenPatch patch = new GoldenPatch(1, 11, 14, normal(11 * 14, 3));
		try (IntegerEngine engine = new IntegerEngine(); EngineSession session = engine.open(network)) {
			session.head(patch.values(), 11, 14);
			for (final int bits : network.isQuantized() ? new int[] { 8, 32, 8 } : new int[] { 32 }) {
				final double rms = GoldenImages.relativeRms(new ReferenceNetwork(network).run(patch, bits).floats(), session.body(bits));
				// A value on a rounding tie may move one code.
				assertTrue(rms < (bits == 8 ? 2e-3 : 2e-6), () -> bits + " bits: " + rms);
			}
		}
	}

	@Test
	void blocksOfTheShippedNetworkAreThreeOperations() {
		final Network network = TestModels.network(new SrResNet.Config(2, 1, F, 3, 3, false, F, GlobalSkip.BICUBIC, Descriptor.SPREAD, true), 1);
		final Plan plan = Planner.plan(TailFolding.fold(network.body()), new Value(F, 1, Type.FLOAT), Arithmetic.CODES);
		// Activation, copy for the outer skip; blocks of quantization and two convolutions; last, up and tail; shuffle.
		assertEquals(2 + 3 * 3 + 3 + 1, plan.operations().size());
		assertEquals(Operation.Shuffle.class, plan.operations().get(14).getClass());
		assertEquals(4, plan.operations().get(13).out().channels());
		assertEquals(Type.SIGNED, plan.operations().get(3).out().type());
	}

	@Test
	void blocksOfEdsrAreThreeOperationsAndTheirSecondCodesUnsigned() {
		final Network network = TestModels.network(new Edsr.Config(2, 1, F, 3, GlobalSkip.BICUBIC, Descriptor.SPREAD, true, Quantizer.QUANTSR), 1);
		final Plan plan = Planner.plan(TailFolding.fold(network.body()), new Value(F, 1, Type.FLOAT), Arithmetic.CODES);
		// Copies for the outer skip and the first block; blocks of quantization and two convolutions; last, up and tail; shuffle.
		assertEquals(2 + 3 * 3 + 3 + 1, plan.operations().size());
		assertEquals(Type.SIGNED, plan.operations().get(2).out().type());
		assertEquals(Type.UNSIGNED, plan.operations().get(3).out().type());
	}

	@Test
	void distillationCutsNothingAndCopiesCodesAlone() {
		final Network network = TestModels.network(new Idn.Config(2, 1, 16, 4, 1, GlobalSkip.BICUBIC, Descriptor.MEAN, true, Quantizer.PAMS), 1);
		final Plan plan = Planner.plan(network.body(), new Value(16, 1, Type.FLOAT), Arithmetic.CODES);
		final List<Operation> convolutions = plan.operations().stream().filter(Operation.Convolve.class::isInstance).toList();
		// Seven, of which two are computed in two parts, and the tail.
		assertEquals(7 + 2 + 1, convolutions.size());
		assertEquals(List.of(12, 8, 12, 4, 16, 12, 16, 4, 16, 4), convolutions.stream().map(o -> o.out().channels()).toList());
		assertTrue(convolutions.subList(0, 9).stream().allMatch(o -> o.in().type() == Type.SIGNED));
		assertTrue(plan.operations().stream().filter(Operation.Place.class::isInstance).allMatch(o -> o.out().type() == Type.SIGNED && o.out()
			.channels() == 20));
		// Activation, quantization of the block's input and of both parts of the sum, two places, the shuffle.
		assertEquals(10 + 1 + 3 + 2 + 1, plan.operations().size());
	}

	@Test
	void branchesThatDoNotEndWithAConvolutionAreRefused() {
		final Layer distillation = new Layer.Distillation(List.of(new Layer.PixelShuffle(2)), 1, List.of(conv(1, F, 1)));
		final Value input = new Value(F, 1, Type.FLOAT);
		assertThrows(IllegalArgumentException.class, () -> Planner.plan(List.of(distillation), input, Arithmetic.CODES));
	}

	@Test
	void inputIsLeftAsItIs() {
		final Value input = new Value(F, 1, Type.FLOAT);
		final Plan plan = Planner.plan(List.of(new Layer.Residual(1, List.of(quantized(true)))), input, Arithmetic.CODES);
		assertTrue(plan.operations().stream().noneMatch(o -> o.out() == input));
		assertThrows(IllegalArgumentException.class, () -> Planner.plan(List.of(new Layer.Residual(1, List.of())), input, Arithmetic.CODES));
	}
}
