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

/**
 * Operations on feature maps, in the order in which they run; the same for every size of patch.
 *
 * @param input what the first operation reads
 * @param operations in their order
 * @param output what the last one wrote
 */
record Plan(Value input, List<Operation> operations, Value output) {

	/** How values are stored. */
	enum Type {
		/** 32-bit floating point. */
		FLOAT,
		/** 16-bit floating point with 8 bits of precision: bfloat16. */
		BRAIN_FLOAT,
		/** Codes -128..127. */
		SIGNED,
		/** Codes 0..255. */
		UNSIGNED,
		/** Codes minus the lowest one, 0..255. */
		OFFSET;

		/** Of one number. */
		int bytes() {
			return switch (this) {
				case FLOAT -> Float.BYTES;
				case BRAIN_FLOAT -> Short.BYTES;
				case SIGNED, UNSIGNED, OFFSET -> Byte.BYTES;
			};
		}
	}

	/**
	 * A feature map [zoom*h,zoom*w,channels] for a patch [h,w]. It is a place, equal to itself alone: some operations change what is in it.
	 */
	static final class Value {

		private final int channels;

		private final int zoom;

		private final Type type;

		Value(final int channels, final int zoom, final Type type) {
			this.channels = channels;
			this.zoom = zoom;
			this.type = type;
		}

		int channels() {
			return channels;
		}

		int zoom() {
			return zoom;
		}

		Type type() {
			return type;
		}

		@Override
		public String toString() {
			return channels + " channels of type " + type;
		}
	}

	/** What is done to the result of an operation before it is stored. */
	sealed interface Fused {

		/**
		 * x where x &ge; 0, slope * x elsewhere.
		 *
		 * @param slopes one for all channels or one for each
		 */
		record Rectify(float[] slopes) implements Fused {
		}

		/** x * scale + shift for each channel. */
		record Scale(float[] scale, float[] shift) implements Fused {
		}

		/** Adds factor times what was in the output. */
		record Sum(float factor) implements Fused {
		}

		/**
		 * Clips to the codes of a quantized layer's input, and makes codes, which floats can hold too.
		 *
		 * @param layer its number
		 */
		record Quantize(int layer) implements Fused {
		}
	}

	/** One step of a plan. */
	sealed interface Operation {

		/** What is read. */
		Value in();

		/** What is written. */
		Value out();

		/** out = fused(in * weights + bias). */
		record Convolve(Value in, Value out, Kernel kernel, List<Fused> fused) implements Operation {
		}

		/** out = fused(in), for one function. */
		record Apply(Value in, Value out, Fused function) implements Operation {
		}

		/** out = in, in the type of out. */
		record Copy(Value in, Value out) implements Operation {
		}

		/** out[y,x,first+c] = in[y,x,c]; several operations fill the output. */
		record Place(Value in, Value out, int first) implements Operation {
		}

		/** out = out + factor * in. */
		record AddTo(Value in, float factor, Value out) implements Operation {
		}

		/** out[f*y+dy,f*x+dx,c] = in[y,x,c*f*f+dy*f+dx]. */
		record Shuffle(Value in, Value out, int factor) implements Operation {
		}
	}

	/**
	 * Weights of a convolution; equal to itself alone.
	 */
	static final class Kernel {

		private final int[] shape;

		private final float[] weights;

		private final byte[] codes;

		private final float[] scales;

		private final float[] bias;

		private final int layer;

		private Kernel(final int[] shape, final float[] weights, final byte[] codes, final float[] scales, final float[] bias, final int layer) {
			this.shape = shape;
			this.weights = weights;
			this.codes = codes;
			this.scales = scales;
			this.bias = bias;
			this.layer = layer;
		}

		/**
		 * @param shape [out,in,kh,kw]
		 * @param bias [out] or null
		 */
		static Kernel ofFloats(final int[] shape, final float[] weights, final float[] bias) {
			return new Kernel(shape, weights, null, null, bias, -1);
		}

		/**
		 * @param shape [out,in,kh,kw]
		 * @param scales [out], what a code of 1 stands for
		 * @param bias [out] or null
		 * @param layer number of the quantized layer, which says what codes of the input stand for
		 */
		static Kernel ofCodes(final int[] shape, final byte[] codes, final float[] scales, final float[] bias, final int layer) {
			return new Kernel(shape, null, codes, scales, bias, layer);
		}

		boolean quantized() {
			return codes != null;
		}

		int[] shape() {
			return shape;
		}

		/** The weights, or their codes as floats. */
		float[] weights() {
			if (weights != null) {
				return weights;
			}
			final float[] floats = new float[codes.length];
			for (int i = 0; i < floats.length; i++) {
				floats[i] = codes[i];
			}
			return floats;
		}

		byte[] codes() {
			return codes;
		}

		float[] scales() {
			return scales;
		}

		float[] bias() {
			return bias;
		}

		int layer() {
			return layer;
		}
	}
}
