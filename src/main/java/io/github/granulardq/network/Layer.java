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

/**
 * One layer of a network, as a description that engines interpret. Feature maps are [C,h,w]; convolutions keep h and w
 * by zero padding of half a kernel. Optional tensors are null when a layer has none.
 */
public sealed interface Layer {

	/**
	 * Convolution in float32 (cross-correlation, as in all deep-learning libraries).
	 *
	 * @param weight [out,in,kh,kw], kh and kw odd
	 * @param bias [out] or null
	 */
	record Conv2d(Tensor weight, Tensor bias) implements Layer {
	}

	/**
	 * Convolution with integer weights whose input is quantized at the bit-width of the patch: with a =
	 * {@code steps.get(bits)}, the input becomes {@code a * round(clamp(x / a, Qn, Qp))}, rounding half to even; Qn =
	 * -2^(bits-1), Qp = 2^(bits-1)-1 if {@code signed}, else 0 and 2^bits-1. At 32 bits the input stays as it is. (METHOD: Granular-DQ,
	 * quantizers as in QuantSR and LSQ.)
	 *
	 * @param codes the weights' integers in -128..127, row-major [out,in,kh,kw]
	 * @param shape [out,in,kh,kw]
	 * @param weightStep a weight is its code times this
	 * @param bias [out] or null
	 * @param steps learned step of the input for each bit-width
	 * @param signed whether input codes may be negative
	 */
	record QuantConv2d(byte[] codes, int[] shape, float weightStep, Tensor bias, Map<Integer, Float> steps,
		boolean signed) implements Layer
	{

		public QuantConv2d {
			steps = Map.copyOf(steps);
		}

		/** Returns the weights {@code codes * weightStep} [out,in,kh,kw]. */
		public Tensor weight() {
			final float[] w = new float[codes.length];
			for (int i = 0; i < w.length; i++) {
				w[i] = codes[i] * weightStep;
			}
			return new Tensor(shape, w);
		}

		@Override
		public boolean equals(final Object o) {
			return o instanceof QuantConv2d q && Arrays.equals(codes, q.codes) && Arrays.equals(shape, q.shape) && weightStep == q.weightStep &&
				java.util.Objects.equals(bias, q.bias) && steps.equals(q.steps) && signed == q.signed;
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
}
