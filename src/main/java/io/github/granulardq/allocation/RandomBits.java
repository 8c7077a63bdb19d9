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
package io.github.granulardq.allocation;

/**
 * The control of all allocators: bits drawn for each patch, whatever it shows, from the two bit-widths next to a given mean. A patch's draw depends
 * on its plane and its number alone (a hash with a fixed seed), so that runs repeat. Immutable.
 */
final class RandomBits implements BitAllocation {

	private static final int[] BITS = { 4, 5, 6, 8 };
	private static final long SEED = 20250211;

	/** Odd numbers without pattern; the first is 2^64 over the golden ratio (SplitMix64, Steele et al. 2014, with its mixing). */
	private static final long GOLDEN = 0x9E3779B97F4A7C15L;
	private static final long MIX_1 = 0xBF58476D1CE4E5B9L;
	private static final long MIX_2 = 0x94D049BB133111EBL;

	private static final int MANTISSA_SHIFT = 11;
	private static final double UNIT = 0x1p-53;

	private final Decision low;
	private final Decision high;
	private final double highShare;

	/**
	 * @param fab the expected mean
	 * @throws IllegalArgumentException if it is not {@link BitAllocations#MIN_FAB} to {@link BitAllocations#MAX_FAB}
	 */
	RandomBits(final double fab) {
		BitAllocations.requireFab(fab);
		int i = 0;
		while (i < BITS.length - 2 && fab > BITS[i + 1]) {
			i++;
		}
		low = Decision.fixed(BITS[i]);
		high = Decision.fixed(BITS[i + 1]);
		highShare = (fab - BITS[i]) / (BITS[i + 1] - BITS[i]);
	}

	@Override
	public Decision decide(final float[] descriptor, final PlacedPatch patch) {
		return draw(patch.plane(), patch.index()) < highShare ? high : low;
	}

	/** Returns a number from 0 up to, and without, 1. */
	static double draw(final long plane, final long index) {
		final long hash = mix(mix(SEED + GOLDEN * (plane + 1)) + GOLDEN * (index + 1));
		return (hash >>> MANTISSA_SHIFT) * UNIT;
	}

	private static long mix(final long value) {
		final long first = (value ^ value >>> 30) * MIX_1;
		final long second = (first ^ first >>> 27) * MIX_2;
		return second ^ second >>> 31;
	}
}
