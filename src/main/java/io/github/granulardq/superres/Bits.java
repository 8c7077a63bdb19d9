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
package io.github.granulardq.superres;

import java.util.OptionalInt;

import io.github.granulardq.InputException;

/** The bit-width of activations in the network's body: decided patch by patch, or the same for all patches. */
public enum Bits {

	/** Each patch gets 4, 5, 6 or 8 bits by the model's controller (GBC) and the entropy of the patch (E2B). */
	DYNAMIC("dynamic", 0),
	/** 4 bits for every patch. */
	FOUR("4", 4),
	/** 5 bits for every patch. */
	FIVE("5", 5),
	/** 6 bits for every patch. */
	SIX("6", 6),
	/** 8 bits for every patch. */
	EIGHT("8", 8),
	/** No quantization: the network that was trained in float32. */
	FLOAT("32", 32);

	private final String key;
	private final int bits;

	Bits(final String key, final int bits) {
		this.key = key;
		this.bits = bits;
	}

	/**
	 * Reads {@code dynamic}, {@code 4}, {@code 5}, {@code 6}, {@code 8} or {@code 32}.
	 *
	 * @throws InputException if it is none of them, listing them
	 */
	public static Bits parse(final String text) {
		return Choices.parse("bits choice", Bits.class, text);
	}

	/** Returns the bit-width that all patches get; empty if it is decided patch by patch. */
	public OptionalInt fixed() {
		return this == DYNAMIC ? OptionalInt.empty() : OptionalInt.of(bits);
	}

	/** Returns the word that {@link #parse} reads. */
	@Override
	public String toString() {
		return key;
	}
}
