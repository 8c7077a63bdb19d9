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
package io.github.granulardq.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.junit.jupiter.api.Test;

import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;

class RanksTest {

	@Test
	void percentilesAgreeWithNumpy() {
		final Ranks ranks = Ranks.of(new DoubleType(), 1000);
		for (int i = 0; i < 1000; i++) {
			ranks.add(i * 7919 % 1009 * 0.37);
		}
		ranks.prepare(0.1, 33.3, 99.9);
		// numpy.percentile of the same values
		assertEquals(0.36963, ranks.percentile(0.1), 1e-12);
		assertEquals(124.56678999999998, ranks.percentile(33.3), 1e-12);
		assertEquals(372.59037, ranks.percentile(99.9), 1e-12);
		assertEquals(0, ranks.percentile(0));
		assertEquals(ranks.at(999), ranks.percentile(100));
		final Ranks one = Ranks.of(new FloatType(), 1);
		one.add(5);
		one.prepare(99.9);
		assertEquals(5, one.percentile(99.9));
	}

	@Test
	void countingAndSortingAgreeInEveryType() {
		for (final RealType<?> type : new RealType<?>[] { new UnsignedByteType(), new ByteType(), new UnsignedShortType(), new ShortType(),
			new IntType() })
		{
			final Ranks ranks = Ranks.of(type, 500);
			final Ranks sorted = Ranks.of(new DoubleType(), 500);
			final Random random = new Random(2);
			final double least = Math.max(type.getMinValue(), -40_000);
			final double span = Math.min(type.getMaxValue(), 40_000) - least;
			for (int i = 0; i < 500; i++) {
				final double value = i == 0 ? least : i == 1 ? least + span : Math.rint(least + span * random.nextDouble() * random.nextDouble()) + 0.0;
				ranks.add(value);
				sorted.add(value);
			}
			sorted.prepare(99.9);
			ranks.prepare(99.9);
			for (int i = 0; i < 500; i++) {
				assertEquals(sorted.at(i), ranks.at(i));
			}
			assertEquals(sorted.percentile(99.9), ranks.percentile(99.9));
		}
	}
}
