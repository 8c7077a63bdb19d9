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
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;

class PixelWriterTest {

	@Test
	void integersAreRoundedToTheNearest() {
		assertEquals(3, written(new UnsignedByteType(), 2.51));
		assertEquals(2, written(new UnsignedByteType(), 2.49));
		assertEquals(0, written(new UnsignedByteType(), -0.49));
		assertEquals(-3, written(new ShortType(), -2.6));
		assertEquals(40_000, written(new UnsignedShortType(), 39_999.7));
		assertEquals(4_000_000_000.0, written(new UnsignedIntType(), 3_999_999_999.8));
		assertEquals(-2_000_000_001, written(new IntType(), -2_000_000_000.9));
	}

	@Test
	void floatsAreNotRounded() {
		assertEquals(2.25, written(new FloatType(), 2.25));
	}

	@Test
	void valuesBeyondTheTypeAreClippedAndCounted() {
		final UnsignedByteType pixel = new UnsignedByteType();
		final PixelWriter<UnsignedByteType> writer = new PixelWriter<>(pixel);
		writer.set(pixel, 255.4);
		assertEquals(255, pixel.get());
		assertEquals(0, writer.clipped());
		writer.set(pixel, 255.6);
		assertEquals(255, pixel.get());
		writer.set(pixel, -1000);
		assertEquals(0, pixel.get());
		assertEquals(2, writer.clipped());
		assertEquals(-128, written(new ByteType(), -200));
		assertEquals(Integer.MAX_VALUE, written(new IntType(), 1e12));
		assertEquals(Float.MAX_VALUE, written(new FloatType(), 1e300));
	}

	@Test
	void notANumberIsRefused() {
		final PixelWriter<FloatType> writer = new PixelWriter<>(new FloatType());
		assertThrows(IllegalArgumentException.class, () -> writer.set(new FloatType(), Double.NaN));
	}

	private static <T extends RealType<T>> double written(final T pixel, final double value) {
		new PixelWriter<>(pixel).set(pixel, value);
		return pixel.getRealDouble();
	}
}
