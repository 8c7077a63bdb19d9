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
package io.github.granulardq.io.tiff;

/** Copies pixels between images whose samples lie beside each other and such in which each sample has a plane. Stateless. */
final class Samples {

	private Samples() {
	}

	/**
	 * Takes samples apart.
	 *
	 * @param from primitive array of interleaved samples
	 * @param fromStart index of the first sample of the first pixel
	 * @param samples how many a pixel has
	 * @param to array of the same type
	 * @param toStart index of the first pixel in the plane of the first sample
	 * @param plane distance of the planes
	 * @param pixels how many are copied
	 */
	static void split(final Object from, final int fromStart, final int samples, final Object to, final int toStart, final int plane,
		final int pixels)
	{
		if (samples == 1) {
			System.arraycopy(from, fromStart, to, toStart, pixels);
			return;
		}
		for (int s = 0; s < samples; s++) {
			int source = fromStart + s;
			final int start = toStart + s * plane;
			if (from instanceof final byte[] in && to instanceof final byte[] out) {
				for (int i = start; i < start + pixels; i++, source += samples) {
					out[i] = in[source];
				}
			}
			else if (from instanceof final short[] in && to instanceof final short[] out) {
				for (int i = start; i < start + pixels; i++, source += samples) {
					out[i] = in[source];
				}
			}
			else if (from instanceof final float[] in && to instanceof final float[] out) {
				for (int i = start; i < start + pixels; i++, source += samples) {
					out[i] = in[source];
				}
			}
		}
	}

	/**
	 * Puts samples together, the reverse of {@link #split}.
	 *
	 * @param from primitive array with a plane for each sample
	 * @param fromStart index of the first pixel in the plane of the first sample
	 * @param plane distance of the planes
	 * @param to array of the same type
	 * @param toStart index of the first sample of the first pixel
	 * @param samples how many a pixel has
	 * @param pixels how many are copied
	 */
	static void join(final Object from, final int fromStart, final int plane, final Object to, final int toStart, final int samples,
		final int pixels)
	{
		if (samples == 1) {
			System.arraycopy(from, fromStart, to, toStart, pixels);
			return;
		}
		for (int s = 0; s < samples; s++) {
			int target = toStart + s;
			final int start = fromStart + s * plane;
			if (from instanceof final byte[] in && to instanceof final byte[] out) {
				for (int i = start; i < start + pixels; i++, target += samples) {
					out[target] = in[i];
				}
			}
			else if (from instanceof final short[] in && to instanceof final short[] out) {
				for (int i = start; i < start + pixels; i++, target += samples) {
					out[target] = in[i];
				}
			}
			else if (from instanceof final float[] in && to instanceof final float[] out) {
				for (int i = start; i < start + pixels; i++, target += samples) {
					out[target] = in[i];
				}
			}
		}
	}
}
