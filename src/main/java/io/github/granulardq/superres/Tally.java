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

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import io.github.granulardq.network.NetworkCost;
import io.github.granulardq.tiling.Patch;

/**
 * Counts what was done, whatever the number of patches: patches have a few sizes and bit-widths, and one counter for each is all that is
 * kept. What it says does not depend on the order of counting. Thread-safe.
 */
final class Tally {

	private final Map<Kind, LongAdder> patches = new ConcurrentHashMap<>();
	private final LongAdder clipped = new LongAdder();

	/** What patches may have in common. */
	private record Kind(int width, int height, int bits) {
	}

	/** Counts a patch. */
	void add(final Patch patch, final int bits) {
		patches.computeIfAbsent(new Kind(patch.width(), patch.height(), bits), kind -> new LongAdder()).increment();
	}

	/** Counts output pixels that did not fit into their type. */
	void addClipped(final long pixels) {
		clipped.add(pixels);
	}

	long clipped() {
		return clipped.sum();
	}

	long patches() {
		return histogram().values().stream().mapToLong(Long::longValue).sum();
	}

	/** Returns how many patches got how many bits; bits that none got are not in it. */
	SortedMap<Integer, Long> histogram() {
		final SortedMap<Integer, Long> histogram = new TreeMap<>();
		patches.forEach((kind, count) -> histogram.merge(kind.bits(), count.sum(), Long::sum));
		return histogram;
	}

	/** Returns the mean of the patches' bits; 0 if there are none. */
	double fab() {
		final double bits = histogram().entrySet().stream().mapToDouble(e -> e.getKey() * (double) e.getValue()).sum();
		return bits / Math.max(1, patches());
	}

	/** Returns the bit operations of all patches, halos included; a patch of 0 bits needs none. */
	RunCost cost(final Settings settings) {
		double bitops = 0;
		double bitopsFp32 = 0;
		final Map<Kind, LongAdder> sorted = new TreeMap<>((a, b) -> a.width != b.width ? Integer.compare(a.width, b.width)
			: a.height != b.height ? Integer.compare(a.height, b.height) : Integer.compare(a.bits, b.bits));
		sorted.putAll(patches);
		for (final Map.Entry<Kind, LongAdder> entry : sorted.entrySet()) {
			final Kind kind = entry.getKey();
			final double count = entry.getValue().sum();
			bitops += kind.bits == 0 ? 0 : count * NetworkCost.bitOps(settings.network(), kind.height, kind.width, kind.bits);
			bitopsFp32 += count * NetworkCost.bitOps(settings.model().fp32(), kind.height, kind.width, 32);
		}
		return new RunCost(bitops, bitopsFp32);
	}
}
