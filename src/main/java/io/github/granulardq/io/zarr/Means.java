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
package io.github.granulardq.io.zarr;

/**
 * Halves planes in x and y: each pixel becomes the mean of 2 x 2 pixels, of 2 or 1 at an upper border of odd size; of integers rounded half up. Immutable.
 *
 * @param width of a plane, pixels
 * @param height of a plane
 * @param planes their number
 */
record Means(int width, int height, int planes) {

	/** Takes the pixels of a mean. */
	@FunctionalInterface
	private interface Target {

		/** Stores the mean of the pixels a, b, c and d, some the same at a border: a mean of 2 is one of 4 with each twice. */
		void mean(int index, int a, int b, int c, int d);
	}

	private void each(final Target target) {
		int index = 0;
		for (int plane = 0; plane < planes; plane++) {
			for (int y = 0; y < height; y += 2) {
				final int row = (plane * height + y) * width;
				final int next = y + 1 < height ? row + width : row;
				for (int x = 0; x < width; x += 2) {
					final int right = x + 1 < width ? x + 1 : x;
					target.mean(index++, row + x, row + right, next + x, next + right);
				}
			}
		}
	}

	private int length() {
		return (width + 1) / 2 * ((height + 1) / 2) * planes;
	}

	byte[] halve(final byte[] in) {
		final byte[] out = new byte[length()];
		each((i, a, b, c, d) -> out[i] = (byte) ((in[a] & 0xff) + (in[b] & 0xff) + (in[c] & 0xff) + (in[d] & 0xff) + 2 >> 2));
		return out;
	}

	short[] halve(final short[] in) {
		final short[] out = new short[length()];
		each((i, a, b, c, d) -> out[i] = (short) ((in[a] & 0xffff) + (in[b] & 0xffff) + (in[c] & 0xffff) + (in[d] & 0xffff) + 2 >> 2));
		return out;
	}

	float[] halve(final float[] in) {
		final float[] out = new float[length()];
		each((i, a, b, c, d) -> out[i] = (float) (((double) in[a] + in[b] + in[c] + in[d]) / 4));
		return out;
	}
}
