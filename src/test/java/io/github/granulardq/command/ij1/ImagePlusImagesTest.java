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
package io.github.granulardq.command.ij1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.util.concurrent.atomic.AtomicInteger;

import ij.IJ;
import ij.ImagePlus;
import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePlusImagesTest {

	private static RandomAccessibleInterval<? extends RealType<?>> wrap(final ImagePlus image) {
		return ImagePlusImages.wrap(image, Selections.whole(image)).pixels();
	}

	private static double value(final RandomAccessibleInterval<? extends RealType<?>> image, final long... position) {
		return image.getAt(position).getRealDouble();
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 32 })
	void planesLieAtTheirChannelSliceAndFrame(final int bitDepth) {
		final ImagePlus image = IJ.createHyperStack("h", 5, 4, 2, 3, 2, bitDepth);
		for (int n = 1; n <= image.getStackSize(); n++) {
			image.getStack().getProcessor(n).setf(4, 3, 10 + n);
		}
		final RandomAccessibleInterval<? extends RealType<?>> wrapped = wrap(image);
		assertArrayEquals(new long[] { 5, 4, 2, 3, 2 }, wrapped.dimensionsAsLongArray());
		for (int c = 0; c < 2; c++) {
			for (int z = 0; z < 3; z++) {
				for (int t = 0; t < 2; t++) {
					assertEquals(10 + image.getStackIndex(c + 1, z + 1, t + 1), value(wrapped, 4, 3, c, z, t));
				}
			}
		}
	}

	@Test
	void pixelsInMemoryAreNotCopied() {
		final ImagePlus image = IJ.createHyperStack("h", 5, 4, 1, 2, 1, 16);
		final RandomAccessibleInterval<? extends RealType<?>> wrapped = wrap(image);
		((short[]) image.getStack().getPixels(2))[7] = (short) 40_000;
		assertEquals(40_000, value(wrapped, 2, 1, 0, 1, 0));
	}

	@Test
	void coloursBecomeChannels() {
		final ImagePlus image = IJ.createHyperStack("h", 5, 4, 1, 2, 3, 24);
		image.getStack().getProcessor(image.getStackIndex(1, 2, 3)).set(1, 3, 0x0a141e);
		final AxedImage<?> wrapped = ImagePlusImages.wrap(image, Selections.whole(image));
		assertInstanceOf(UnsignedByteType.class, wrapped.pixels().getType());
		assertEquals(2, wrapped.channelAxis());
		assertArrayEquals(new long[] { 5, 4, 3, 1, 2, 3 }, wrapped.pixels().dimensionsAsLongArray());
		assertEquals(10, value(wrapped.pixels(), 1, 3, 0, 0, 1, 2));
		assertEquals(20, value(wrapped.pixels(), 1, 3, 1, 0, 1, 2));
		assertEquals(30, value(wrapped.pixels(), 1, 3, 2, 0, 1, 2));
	}

	@Test
	void cropKeepsThePositions() {
		final ImagePlus image = IJ.createImage("i", 10, 9, 2, 8);
		image.getStack().getProcessor(2).set(6, 5, 77);
		final RandomAccessibleInterval<? extends RealType<?>> wrapped = ImagePlusImages.wrap(image, new Rectangle(4, 3, 5, 4)).pixels();
		assertArrayEquals(new long[] { 4, 3, 0, 0, 0 }, wrapped.minAsLongArray());
		assertArrayEquals(new long[] { 5, 4, 1, 2, 1 }, wrapped.dimensionsAsLongArray());
		assertEquals(77, value(wrapped, 6, 5, 0, 1, 0));
	}

	@Test
	void planesOfVirtualStackAreReadWhenLookedAt() {
		final AtomicInteger reads = new AtomicInteger();
		final ImagePlus image = new ImagePlus("v", new CountingStack(6, 5, 8, reads, false));
		image.setDimensions(2, 2, 2);
		final int before = reads.get();
		final RandomAccessibleInterval<? extends RealType<?>> wrapped = wrap(image);
		assertEquals(before, reads.get());
		assertEquals(5, value(wrapped, 0, 0, 0, 0, 1)); // plane 5 of 8
		assertEquals(before + 1, reads.get());
		final RandomAccess<? extends RealType<?>> access = wrapped.randomAccess();
		access.setPosition(new long[] { 3, 2, 1, 1, 0 });
		assertEquals(4 + 3 + 2, access.get().getRealDouble());
		access.fwd(0);
		assertEquals(4 + 4 + 2, access.get().getRealDouble());
		assertEquals(before + 2, reads.get());
	}

	@Test
	void virtualColoursBecomeChannels() {
		final ImagePlus image = new ImagePlus("v", new CountingStack(6, 5, 3, new AtomicInteger(), true));
		final RandomAccessibleInterval<? extends RealType<?>> wrapped = wrap(image);
		assertEquals(1 + 2 + 3, value(wrapped, 2, 3, 1, 0, 0, 0));
		assertEquals(0, value(wrapped, 2, 3, 0, 0, 0, 0));
		assertTrue(image.getStack().isVirtual());
	}

	/** Pixels are the number of the plane plus x plus y; green of them if coloured. */
	private static final class CountingStack extends VirtualStack {

		private final int planes;
		private final AtomicInteger reads;
		private final boolean coloured;

		CountingStack(final int width, final int height, final int planes, final AtomicInteger reads, final boolean coloured) {
			super(width, height);
			this.planes = planes;
			this.reads = reads;
			this.coloured = coloured;
			setBitDepth(coloured ? 24 : 8);
		}

		@Override
		public int size() {
			return planes;
		}

		@Override
		public int getSize() {
			return planes;
		}

		@Override
		public ImageProcessor getProcessor(final int n) {
			reads.incrementAndGet();
			final ImageProcessor plane = coloured ? new ColorProcessor(getWidth(), getHeight()) : new ByteProcessor(getWidth(), getHeight());
			for (int y = 0; y < getHeight(); y++) {
				for (int x = 0; x < getWidth(); x++) {
					plane.set(x, y, (n + x + y) << (coloured ? 8 : 0));
				}
			}
			return plane;
		}
	}
}
