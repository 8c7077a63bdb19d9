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

/** Undoes Blosc's rearrangements, by which like bytes, or bits, of neighbouring elements come to lie together. Stateless. */
final class Shuffle {

	private Shuffle() {
	}

	/** Undoes that first bytes of all elements come first, then second bytes; bytes beyond the last whole element were left. */
	static byte[] unshuffle(final byte[] block, final int elementBytes) {
		final byte[] out = block.clone();
		final int elements = block.length / elementBytes;
		for (int b = 0; b < elementBytes; b++) {
			final int from = b * elements;
			for (int i = 0, o = b; i < elements; i++, o += elementBytes) {
				out[o] = block[from + i];
			}
		}
		return out;
	}

	/** The same of bits, the lowest of a byte first; a number of elements that is no multiple of 8 was left as it is. */
	static byte[] unshuffleBits(final byte[] block, final int elementBytes) {
		final byte[] out = block.clone();
		final int elements = block.length / elementBytes;
		if (elements % 8 != 0) {
			return out;
		}
		final int row = elements / 8;
		for (int b = 0; b < elementBytes; b++) {
			for (int g = 0; g < row; g++) {
				long bits = 0; // 8 x 8: byte k holds bit k of 8 elements
				for (int k = 0; k < 8; k++) {
					bits |= (block[(b * 8 + k) * row + g] & 0xffL) << 8 * k;
				}
				bits = transpose(bits);
				for (int e = 0, o = g * 8 * elementBytes + b; e < 8; e++, o += elementBytes) {
					out[o] = (byte) (bits >>> 8 * e);
				}
			}
		}
		return out;
	}

	/** Transposes a matrix of 8 x 8 bits (Warren, Hacker's Delight, section 7-3). */
	private static long transpose(final long matrix) {
		long x = matrix;
		long t = (x ^ x >>> 7) & 0x00AA00AA00AA00AAL;
		x = x ^ t ^ t << 7;
		t = (x ^ x >>> 14) & 0x0000CCCC0000CCCCL;
		x = x ^ t ^ t << 14;
		t = (x ^ x >>> 28) & 0x00000000F0F0F0F0L;
		return x ^ t ^ t << 28;
	}
}
