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
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import io.github.granulardq.InputException;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

class NormalizerTest {

	@Test
	void percentilesComeFromAllPlanes() {
		final Img<UnsignedShortType> image = ArrayImgs.unsignedShorts(10, 10, 3);
		int i = 0;
		for (final UnsignedShortType pixel : image) {
			pixel.set(i++);
		}
		final Normalizer n = Normalizer.of(image, 0, 100);
		assertEquals(new Normalizer(0, 299), n);
		assertEquals(0, n.normalize(0));
		assertEquals(255, n.normalize(299));
	}

	@Test
	void mapIsLinearAndUndone() {
		final Normalizer n = new Normalizer(-250, 65535);
		for (double intensity = -32768; intensity < 70000; intensity += 1) {
			assertEquals(intensity, n.denormalize(n.normalize(intensity)), 0.01);
		}
	}

	@Test
	void constantChannelStaysExactlyConstant() {
		final Img<DoubleType> image = ArrayImgs.doubles(5, 4);
		image.forEach(p -> p.set(1e-7));
		final Normalizer n = Normalizer.of(image, 0.1, 99.9);
		assertEquals(0, n.normalize(1e-7));
		assertEquals(1e-7, n.denormalize(3.7));
	}

	@Test
	void sparseChannelFallsBackToItsExtremes() {
		final Img<FloatType> image = ArrayImgs.floats(100, 100);
		image.forEach(p -> p.set(7));
		image.getAt(50, 50).set(1007);
		assertEquals(new Normalizer(7, 1007), Normalizer.of(image, 0.1, 99.9));
	}

	@Test
	void firstNumberThatIsNotFiniteIsNamed() {
		final Img<FloatType> image = ArrayImgs.floats(6, 5, 4);
		Normalizer.requireFinite(image);
		image.getAt(1, 2, 3).set(Float.NaN);
		image.getAt(4, 3, 1).set(Float.NEGATIVE_INFINITY);
		final String message = assertThrows(InputException.class, () -> Normalizer.requireFinite(image)).getMessage();
		assertTrue(message.contains("infinity at position [4, 3, 1]"), message);
		final String shifted = assertThrows(InputException.class,
			() -> Normalizer.requireFinite(Views.interval(image, new long[] { 1, 1, 2 }, new long[] { 5, 4, 3 }))).getMessage();
		assertTrue(shifted.contains("NaN at position [1, 2, 3]"), shifted);
	}

	@Test
	void spanBeyondDoubleIsRefused() {
		final Img<DoubleType> image = ArrayImgs.doubles(2, 1);
		image.getAt(0, 0).set(-Double.MAX_VALUE);
		image.getAt(1, 0).set(Double.MAX_VALUE);
		assertThrows(InputException.class, () -> Normalizer.of(image, 0, 100));
	}
}
