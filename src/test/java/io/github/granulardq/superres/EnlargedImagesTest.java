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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import io.github.granulardq.InputException;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.numeric.integer.Unsigned12BitType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;

class EnlargedImagesTest {

	@Test
	void onlyXAndYGrow() {
		assertArrayEquals(new long[] { 9, 15, 7, 1 }, EnlargedImages.size(new long[] { 3, 5, 7, 1 }, 3));
		assertArrayEquals(new long[] { 9, 15, 7, 1 }, EnlargedImages.create(new FloatType(), new long[] { 9, 15, 7, 1 }).dimensionsAsLongArray());
	}

	@Test
	void eachPlaneIsOneArrayAsImageJHasIt() {
		assertInstanceOf(PlanarImg.class, EnlargedImages.create(new UnsignedShortType(), new long[] { 30, 20, 3 }));
	}

	@Test
	void sizesBeyondLongAreRefused() {
		final String message = assertThrows(InputException.class,
			() -> EnlargedImages.size(new long[] { 1L << 40, 1L << 23, 2 }, 2)).getMessage();
		assertTrue(message.contains("1099511627776x8388608x2"), message);
		assertThrows(InputException.class, () -> EnlargedImages.size(new long[] { Long.MAX_VALUE / 2, 1 }, 4));
	}

	@Test
	void typesWhosePixelsShareBytesAreRefused() {
		assertThrows(InputException.class, () -> EnlargedImages.create(new BitType(), new long[] { 8, 8 }));
		assertThrows(InputException.class, () -> EnlargedImages.create(new Unsigned12BitType(), new long[] { 8, 8 }));
	}

	@Test
	void descriptionNamesSizeAndType() {
		assertEquals("8x6x2 UnsignedShortType", EnlargedImages.describe(EnlargedImages.create(new UnsignedShortType(), new long[] { 8, 6, 2 })));
	}
}
