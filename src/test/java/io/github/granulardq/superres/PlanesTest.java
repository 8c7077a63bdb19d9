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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import io.github.granulardq.InputException;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.util.ConstantUtils;
import net.imglib2.view.Views;

class PlanesTest {

	/** x, y, z, channel, time; each pixel of a plane holds z + 10 c + 100 t. */
	private static final Img<UnsignedByteType> IMAGE = ArrayImgs.unsignedBytes(4, 3, 5, 3, 2);
	static {
		final var cursor = IMAGE.localizingCursor();
		while (cursor.hasNext()) {
			cursor.next().set(cursor.getIntPosition(2) + 10 * cursor.getIntPosition(3) + 100 * cursor.getIntPosition(4));
		}
	}

	@Test
	void oneChannelNetworksSeeEachPlaneByItself() {
		final Planes<UnsignedByteType> planes = Planes.of(IMAGE, 3, 1);
		assertEquals(30, planes.count());
		assertEquals(3, planes.channels());
		for (int plane = 0; plane < 30; plane++) {
			assertArrayEquals(new long[] { 4, 3 }, planes.plane(plane, 0).dimensionsAsLongArray());
			assertEquals(plane % 5 + 10 * (plane / 5 % 3) + 100 * (plane / 15), planes.plane(plane, 0).firstElement().get());
			assertEquals(plane / 5 % 3, planes.channelOf(plane, 0));
		}
		assertArrayEquals(new long[] { 4, 3, 5, 1, 2 }, planes.channel(2).dimensionsAsLongArray());
		assertEquals(20, planes.channel(2).firstElement().get());
	}

	@Test
	void colourNetworksSeeThreePlanesAtOnce() {
		final Planes<UnsignedByteType> planes = Planes.of(IMAGE, 3, 3);
		assertEquals(10, planes.count());
		for (int plane = 0; plane < 10; plane++) {
			for (int c = 0; c < 3; c++) {
				assertEquals(plane % 5 + 10 * c + 100 * (plane / 5), planes.plane(plane, c).firstElement().get());
				assertEquals(c, planes.channelOf(plane, c));
			}
		}
	}

	@Test
	void withoutChannelAxisAllPlanesAreOneChannel() {
		final Planes<UnsignedByteType> planes = Planes.of(
			Views.interval(IMAGE, new long[] { 1, 1, 1, 1, 1 }, new long[] { 3, 2, 4, 2, 1 }), -1, 1);
		assertEquals(4 * 2, planes.count());
		assertEquals(1, planes.channels());
		assertEquals(0, planes.channelOf(7, 0));
		assertEquals(4 + 20 + 100, planes.plane(7, 0).firstElement().get());
		assertArrayEquals(new long[] { 3, 2, 4, 2, 1 }, planes.channel(0).dimensionsAsLongArray());
		assertEquals(planes.image().firstElement().get(), planes.channel(0).firstElement().get());
		assertArrayEquals(new long[] { 2, 2, 4, 2, 1 }, planes.locate(7, 0, 1, 1));
		assertEquals(1, Planes.of(ArrayImgs.bytes(5, 5), -1, 1).count());
	}

	@Test
	void planesOfABoxAreFound() {
		final FinalInterval box = FinalInterval.createMinMax(0, 0, 3, 1, 0, 9, 9, 4, 1, 1);
		assertArrayEquals(new long[] { 3 + 5, 4 + 5, 3 + 5 + 15, 4 + 5 + 15 }, Planes.of(IMAGE, 3, 1).within(box));
		assertArrayEquals(new long[] { 3, 4, 3 + 5, 4 + 5 }, Planes.of(IMAGE, 3, 3).within(box));
		assertArrayEquals(new long[] { 0 }, Planes.of(ArrayImgs.bytes(5, 5), -1, 1).within(new FinalInterval(10, 10)));
	}

	@Test
	void imagesThatDoNotFitAreRefused() {
		refused("1 axes", () -> Planes.of(ArrayImgs.bytes(5), -1, 1));
		refused("is empty", () -> Planes.of(empty(5, 0), -1, 1));
		refused("is empty", () -> Planes.of(empty(5, 5, 0), 2, 1));
		refused("Axis 1", () -> Planes.of(IMAGE, 1, 1));
		refused("Axis 5", () -> Planes.of(IMAGE, 5, 1));
		refused("the image has 1", () -> Planes.of(ArrayImgs.bytes(5, 5), -1, 3));
		refused("the image has 5", () -> Planes.of(IMAGE, 2, 3));
	}

	private static RandomAccessibleInterval<ByteType> empty(final long... size) {
		return Views.interval(ConstantUtils.constantRandomAccessible(new ByteType(), size.length), new FinalInterval(size));
	}

	private static void refused(final String why, final Executable executable) {
		final String message = assertThrows(InputException.class, executable).getMessage();
		assertTrue(message.contains(why), message);
	}
}
