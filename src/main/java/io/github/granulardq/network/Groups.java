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

/**
 * Grouped convolutions as plain ones: input and output channels are cut into as many groups, and weights between different groups are 0. Sums are
 * the same; engines compute them so, since groups of a dozen channels leave most of a register unused. Stateless.
 */
final class Groups {

	private Groups() {}

	/** [out,in/groups,kh,kw] to [out,in,kh,kw]. */
	static int[] denseShape(final int[] shape, final int groups) {
		final int[] dense = shape.clone();
		dense[1] *= groups;
		return dense;
	}

	/** Where the weights of output channel {@code out} begin among the dense ones. */
	private static int start(final int out, final int[] shape, final int groups) {
		final int length = shape[1] * shape[2] * shape[3];
		return (out * groups + out / (shape[0] / groups)) * length;
	}

	static float[] dense(final float[] weights, final int[] shape, final int groups) {
		final float[] dense = new float[weights.length * groups];
		final int length = weights.length / shape[0];
		for (int out = 0; out < shape[0]; out++) {
			System.arraycopy(weights, out * length, dense, start(out, shape, groups), length);
		}
		return dense;
	}

	static byte[] dense(final byte[] codes, final int[] shape, final int groups) {
		final byte[] dense = new byte[codes.length * groups];
		final int length = codes.length / shape[0];
		for (int out = 0; out < shape[0]; out++) {
			System.arraycopy(codes, out * length, dense, start(out, shape, groups), length);
		}
		return dense;
	}

	/**
	 * @throws IllegalArgumentException if output channels cannot be divided so
	 */
	static void check(final int[] shape, final int groups) {
		if (groups < 1 || shape[0] % groups != 0) {
			throw new IllegalArgumentException(groups + " groups of a convolution " + Arrays.toString(shape));
		}
	}
}
