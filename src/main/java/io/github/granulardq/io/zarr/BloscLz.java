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

import java.io.IOException;
import java.util.Arrays;

/** Decodes BloscLZ, the method of Blosc's own that came from FastLZ: runs of literals, and matches with what was decoded before. Stateless. */
final class BloscLz {

	/** Matches farther away say so by the largest short distance, and give two bytes more. */
	private static final int MAX_DISTANCE = 8191;

	private static final int LONG_MATCH = 6;

	private static final int MIN_MATCH = 3;

	private BloscLz() {
	}

	/**
	 * Decodes a stream.
	 *
	 * @param limit the most bytes that may come out
	 * @throws IOException if the stream is damaged
	 */
	static byte[] decode(final byte[] in, final int limit) throws IOException {
		final byte[] out = new byte[limit];
		int i = 0;
		int o = 0;
		try {
			while (i < in.length) {
				final int control = (i == 0 ? in[i] & 31 : in[i] & 0xff);
				i++;
				if (control < 32) {
					final int literals = control + 1;
					System.arraycopy(in, i, out, o, literals);
					i += literals;
					o += literals;
					continue;
				}
				int count = (control >> 5) - 1;
				if (count == LONG_MATCH) {
					int more;
					do {
						more = in[i++] & 0xff;
						count = Math.addExact(count, more);
					}
					while (more == 255);
				}
				count += MIN_MATCH;
				final int high = (control & 31) << 8;
				final int low = in[i++] & 0xff;
				int distance = high + low;
				if (low == 255 && high == 31 << 8) {
					distance = MAX_DISTANCE + ((in[i++] & 0xff) << 8);
					distance += in[i++] & 0xff;
				}
				int from = o - distance - 1;
				for (final int end = Math.addExact(o, count); o < end;) {
					out[o++] = out[from++]; // a match may overlap what it makes
				}
			}
		}
		catch (ArithmeticException | IndexOutOfBoundsException e) {
			throw new IOException(Codec.DAMAGED, e);
		}
		return o == limit ? out : Arrays.copyOf(out, o);
	}
}
