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
package io.github.granulardq.engine;

/**
 * One worker's view of a network. Not thread-safe. The head's features stay inside; what leaves is the descriptor, so that the
 * bit-width is decided outside, between the two calls:
 *
 * <pre>
 * float[] descriptor = session.head(patch, h, w);
 * int bits = allocation.decide(descriptor, patch);
 * float[] enlarged = session.body(bits);
 * </pre>
 */
public interface EngineSession extends AutoCloseable {

	/** The smallest height and width of a patch. */
	int MIN_SIZE = 4;

	/**
	 * Checks what {@link #head} is given; for implementers.
	 *
	 * @throws IllegalArgumentException if the patch is too small or is not [channels,height,width]
	 */
	static void requirePatch(final float[] patch, final int channels, final int height, final int width) {
		if (height < MIN_SIZE || width < MIN_SIZE) {
			throw new IllegalArgumentException("a patch of " + width + " x " + height + " pixels is smaller than " + MIN_SIZE + " x " + MIN_SIZE);
		}
		if (patch.length != channels * height * width) {
			throw new IllegalArgumentException(patch.length + " values are not " + channels + " x " + height + " x " + width);
		}
	}

	/**
	 * Computes the head of a patch and keeps its features.
	 *
	 * @param patch [c,h,w] in the range 0..255, row-major; not kept after {@link #body}
	 * @param height h, at least {@link #MIN_SIZE}
	 * @param width w, at least {@link #MIN_SIZE}
	 * @return the descriptor [3C] that the network's {@link io.github.granulardq.network.Descriptor} defines
	 */
	float[] head(float[] patch, int height, int width);

	/**
	 * Computes the rest for the patch last given to {@link #head}; may be called again with other bits.
	 *
	 * @param bits 4, 5, 6, 8 or 32 (unquantized activations); 32 alone if the network is not quantized
	 * @return the enlarged patch [c,s*h,s*w], a new array
	 * @throws IllegalStateException if no head was computed
	 * @throws IllegalArgumentException if the network has no such bit-width
	 */
	float[] body(int bits);

	@Override
	void close();
}
