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
package io.github.granulardq.network;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One layer of a network, as a description that engines interpret. Feature maps are [C,h,w]; convolutions keep h and w
 * by zero padding of half a kernel. Optional tensors are null when a layer has none.
 */
public sealed interface Layer {

	/**
	 * Convolution in float32 (cross-correlation, as in all deep-learning libraries). Of several groups, the first part of the output channels sees the
	 * first part of the input channels alone, and so on.
	 *
	 * @param weight [out,in/groups,kh,kw], kh and kw odd
	 * @param bias [out] or null
	 * @param groups 1 or a divisor of in and out
	 */
	record Conv2d(Tensor weight, Tensor bias, int groups) implements Layer {

		public Conv2d {
			Groups.check(weight.shape(), groups);
		}

		/** Of one group. */
		public Conv2d(final Tensor weight, final Tensor bias) {
			this(weight, bias, 1);
		}

		/** Returns the same convolution of one group. */
		public Conv2d dense() {
			final int[] shape = weight.shape();
			return groups == 1 ? this : new Conv2d(new Tensor(Groups.denseShape(shape, groups), Groups.dense(weight.data(), shape, groups)), bias);
		}
	}

	/**
	 * Convolution with integer weights whose input is quantized at the bit-width of the patch: with a =
	 * {@code steps.get(bits)}, the input becomes {@code a * round(clamp(x / a, Qn, Qp))}, rounding half to even; Qn and Qp are the lowest and the
	 * highest code of {@code range}. At 32 bits the input stays as it is. (METHOD: Granular-DQ, quantizers as in QuantSR and LSQ, or PAMS.)
	 *
	 * @param codes the weights' integers in -128..127, row-major [out,in/groups,kh,kw]
	 * @param shape [out,in/groups,kh,kw]
	 * @param groups as those of {@link Conv2d}
	 * @param weightStep a weight is its code times this
	 * @param bias [out] or null
	 * @param steps learned step of the input for each bit-width
	 * @param range codes of the input
	 */
	record QuantConv2d(byte[] codes, int[] shape, int groups, float weightStep, Tensor bias, Map<Integer, Float> steps,
		CodeRange range) implements Layer
	{

		public QuantConv2d {
			Groups.check(shape, groups);
			steps = Map.copyOf(steps);
		}

		/**
		 * Of one group.
		 *
		 * @param signed whether input codes may be negative
		 */
		public QuantConv2d(final byte[] codes, final int[] shape, final float weightStep, final Tensor bias, final Map<Integer, Float> steps,
			final boolean signed)
		{
			this(codes, shape, 1, weightStep, bias, steps, signed ? CodeRange.SIGNED : CodeRange.UNSIGNED);
		}

		/** Whether input codes may be negative. */
		public boolean signed() {
			return range != CodeRange.UNSIGNED;
		}

		/** Returns the same convolution of one group. */
		public QuantConv2d dense() {
			return groups == 1 ? this : new QuantConv2d(Groups.dense(codes, shape, groups), Groups.denseShape(shape, groups), 1, weightStep, bias, steps,
				range);
		}

		/** Returns the weights {@code codes * weightStep} [out,in/groups,kh,kw]. */
		public Tensor weight() {
			final float[] w = new float[codes.length];
			for (int i = 0; i < w.length; i++) {
				w[i] = codes[i] * weightStep;
			}
			return new Tensor(shape, w);
		}

		@Override
		public boolean equals(final Object o) {
			return o instanceof QuantConv2d q && Arrays.equals(codes, q.codes) && Arrays.equals(shape, q.shape) && groups == q.groups && weightStep == q.weightStep &&
				java.util.Objects.equals(bias, q.bias) && steps.equals(q.steps) && range == q.range;
		}

		@Override
		public int hashCode() {
			return Arrays.hashCode(codes);
		}
	}

	/**
	 * Parametric rectifier: x where x &ge; 0, slope * x elsewhere.
	 *
	 * @param slopes [1] or [C]
	 */
	record PRelu(Tensor slopes) implements Layer {

		/** A ReLU. */
		public static final PRelu RELU = leaky(0);

		/** Returns a LeakyReLU. */
		public static PRelu leaky(final float slope) {
			return new PRelu(new Tensor(new int[] { 1 }, new float[] { slope }));
		}
	}

	/**
	 * x * scale + shift for each channel: batch normalisation with its statistics folded in.
	 *
	 * @param scale [C]
	 * @param shift [C]
	 */
	record Affine(Tensor scale, Tensor shift) implements Layer {
	}

	/**
	 * Depth to space in PyTorch's channel order: [C*f*f,h,w] to [C,f*h,f*w], channel c*f*f + dy*f + dx to offset (dy,dx).
	 *
	 * @param factor f
	 */
	record PixelShuffle(int factor) implements Layer {
	}

	/**
	 * x * shortcut + branch(x).
	 *
	 * @param shortcut factor of the input
	 * @param branch layers applied one after another
	 */
	record Residual(float shortcut, List<Layer> branch) implements Layer {

		public Residual {
			branch = List.copyOf(branch);
		}
	}
	/**
	 * Information distillation (Hui et al., CVPR 2018): y = first(x); the first channels of y go on through {@code second}, the others are kept and join x;
	 * out = second(y[0..passed-1]) + concat(x, y[passed..]). Both branches end with a convolution, which layers that work on each channel by itself may
	 * follow.
	 *
	 * @param first [C,h,w] to [D,h,w]
	 * @param passed channels that go on, less than D
	 * @param second [passed,h,w] to [C+D-passed,h,w]
	 */
	record Distillation(List<Layer> first, int passed, List<Layer> second) implements Layer {

		public Distillation {
			first = List.copyOf(first);
			second = List.copyOf(second);
		}
	}

	/** Returns layers within this one, in the order in which they are computed. */
	default List<Layer> inner() {
		if (this instanceof Residual residual) {
			return residual.branch();
		}
		if (this instanceof Distillation distillation) {
			return Stream.concat(distillation.first().stream(), distillation.second().stream()).toList();
		}
		return List.of();
	}
}
