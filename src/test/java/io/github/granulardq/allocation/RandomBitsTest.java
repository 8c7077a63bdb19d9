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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

class RandomBitsTest {

	private static final int MANY = 20_000;

	@Test
	void theMeanIsTheOneAskedForAndBitsAreItsNeighbours() {
		assertDrawn(4.4, Set.of(4, 5));
		assertDrawn(5, Set.of(5));
		assertDrawn(5.7, Set.of(5, 6));
		assertDrawn(7.5, Set.of(6, 8));
		assertDrawn(4, Set.of(4));
		assertDrawn(8, Set.of(8));
	}

	@Test
	void drawsDependOnPlaneAndNumberAlone() {
		// Computed in Python; never to change: runs are compared with older ones.
		assertEquals(0.8167260806771858, RandomBits.draw(0, 0));
		assertEquals(0.23918247383098856, RandomBits.draw(2, 5));
		assertEquals(draws(4.5, 3).toString(), draws(4.5, 3).toString());
		assertNotEquals(draws(4.5, 3).toString(), draws(4.5, 4).toString());
	}

	@Test
	void neighboursAreDrawnIndependently() {
		int same = 0;
		for (int i = 0; i < MANY; i++) {
			same += RandomBits.draw(1, i) < 0.5 == RandomBits.draw(1, i + 1) < 0.5 ? 1 : 0;
			same += RandomBits.draw(i, 7) < 0.5 == RandomBits.draw(i + 1, 7) < 0.5 ? 1 : 0;
		}
		assertEquals(0.5, same / (2.0 * MANY), 0.02);
	}

	@Test
	void impossibleMeansAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> new RandomBits(3.99));
		assertThrows(IllegalArgumentException.class, () -> new RandomBits(8.01));
		assertThrows(IllegalArgumentException.class, () -> new RandomBits(Double.NaN));
	}

	private static void assertDrawn(final double fab, final Set<Integer> bits) {
		final StringBuilder drawn = draws(fab, 0);
		assertEquals(fab, drawn.chars().map(c -> c - '0').average().orElseThrow(), 0.03);
		assertEquals(bits, new TreeSet<>(Arrays.asList(drawn.chars().mapToObj(c -> c - '0').toArray(Integer[]::new))));
	}

	private static StringBuilder draws(final double fab, final long plane) {
		final BitAllocation allocation = BitAllocations.random(fab);
		final StringBuilder drawn = new StringBuilder();
		for (int i = 0; i < MANY; i++) {
			drawn.append(allocation.decide(new float[0], new PlacedPatch(plane, i, new float[1], 1, 1)).bits());
		}
		return drawn;
	}
}
