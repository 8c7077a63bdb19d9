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
package io.github.granulardq.model;

import java.util.Arrays;
import java.util.NavigableMap;

/**
 * What a model knows of the edge scores of its training patches, for the allocator {@code edge}. Immutable: nobody writes to the arrays.
 *
 * @param percentiles score below which each percent of the training patches lies, neither falling
 * @param thresholds of the lookup table: up to the i-th score (inclusive) a patch gets the i-th bits; not falling
 * @param bits 4, 5, 6 or 8; one more than there are thresholds
 */
public record EdgeTable(NavigableMap<Double, Double> percentiles, double[] thresholds, int[] bits) {

	@Override
	public boolean equals(final Object other) {
		return other instanceof EdgeTable t && percentiles.equals(t.percentiles) && Arrays.equals(thresholds, t.thresholds) &&
			Arrays.equals(bits, t.bits);
	}

	@Override
	public int hashCode() {
		return 31 * (31 * percentiles.hashCode() + Arrays.hashCode(thresholds)) + Arrays.hashCode(bits);
	}

	@Override
	public String toString() {
		return "EdgeTable[thresholds=" + Arrays.toString(thresholds) + ", bits=" + Arrays.toString(bits) + "]";
	}
}
