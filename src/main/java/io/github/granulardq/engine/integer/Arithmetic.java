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

import io.github.granulardq.engine.integer.Plan.Type;
import io.github.granulardq.network.Layer;

/** How quantized layers are computed. Integers are exact where the self-test says so; all differ in speed. */
enum Arithmetic {

	/** In integers, codes being stored as they are. Needs VNNI instructions or better. */
	CODES("integers"),
	/** In integers, codes being stored with an offset that makes them positive: without VNNI the only exact way, up to 7 bits. */
	OFFSET_CODES("integers with an offset"),
	/** In floats that hold codes. Exact up to 2^24: 1024 products of 8-bit codes with sign, 514 without; larger sums are rounded. */
	SIMULATED("simulated in float32"),
	/** In floats, not quantized. */
	FLOAT("float32");

	private final String words;

	Arithmetic(final String words) {
		this.words = words;
	}

	/** For reports. */
	String words() {
		return words;
	}

	/** How the codes of a layer's input are stored. */
	Type codes(final Layer.QuantConv2d layer) {
		return switch (this) {
			case CODES -> layer.signed() ? Type.SIGNED : Type.UNSIGNED;
			case OFFSET_CODES -> layer.signed() ? Type.OFFSET : Type.UNSIGNED;
			case SIMULATED, FLOAT -> Type.FLOAT;
		};
	}
}
