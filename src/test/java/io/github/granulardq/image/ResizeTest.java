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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;

import org.junit.jupiter.api.Test;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

class ResizeTest {

	/** resize.txt was written by training/granular_dq/resize.py: "height width scale heightOut widthOut", then the values. */
	@Test
	void agreesWithThePythonTwin() throws IOException {
		final Iterator<String> lines = lines("resize.txt");
		int cases = 0;
		while (lines.hasNext()) {
			final String title = lines.next();
			final String[] head = title.split(" ");
			final int height = Integer.parseInt(head[0]);
			final int width = Integer.parseInt(head[1]);
			final double scale = Double.parseDouble(head[2]);
			final double[] expected = Arrays.stream(lines.next().split(" ")).mapToDouble(Double::parseDouble).toArray();
			assertEquals(Integer.parseInt(head[3]), Resize.size(height, scale), title);
			assertEquals(Integer.parseInt(head[4]), Resize.size(width, scale), title);
			assertArrayEquals(expected, Resize.bicubic(plane(height, width), height, width, scale), 1e-9, title);
			cases++;
		}
		assertEquals(12, cases);
	}

	/** downscale.txt was written by the same: "height width scale heightOut widthOut", then the values. */
	@Test
	void downscalingCutsToAMultipleOfTheScaleFirst() throws IOException {
		final Iterator<String> lines = lines("downscale.txt");
		int cases = 0;
		while (lines.hasNext()) {
			final String title = lines.next();
			final int[] head = Arrays.stream(title.split(" ")).mapToInt(Integer::parseInt).toArray();
			final double[] expected = Arrays.stream(lines.next().split(" ")).mapToDouble(Double::parseDouble).toArray();
			assertEquals(head[3] * head[4], expected.length, title);
			assertArrayEquals(expected, Resize.downscale(plane(head[0], head[1]), head[0], head[1], head[2]), 1e-9, title);
			cases++;
		}
		assertEquals(6, cases);
	}

	@Test
	void outputSizeIsRoundedUpButNotByRoundingErrors() {
		assertEquals(4, Resize.size(7, 0.5));
		assertEquals(33, Resize.size(99, 1.0 / 3));
		assertEquals(34, Resize.size(100, 1.0 / 3));
		assertEquals(6_000_000_000L, Resize.size(3_000_000_000L, 2));
	}

	@Test
	void constantPlaneStaysConstant() {
		final double[] plane = new double[15];
		Arrays.fill(plane, 1234.5);
		for (final double scale : new double[] { 2, 3, 4, 0.5, 0.25, 1.7 }) {
			for (final double value : Resize.bicubic(plane, 3, 5, scale)) {
				assertEquals(1234.5, value, 1e-9);
			}
		}
	}

	@Test
	void imageIsResizedPlaneByPlane() {
		final Img<UnsignedShortType> image = ArrayImgs.unsignedShorts(7, 6, 2, 3);
		final double[] plane = plane(6, 7);
		int i = 0;
		for (final UnsignedShortType pixel : image) {
			pixel.setReal(plane[i % 42] + 100 * (i / 42));
			i++;
		}
		final Img<FloatType> resized = Resize.bicubic(image, 1.3);
		assertArrayEquals(new long[] { 10, 8, 2, 3 }, resized.dimensionsAsLongArray());
		final double[] expected = Resize.bicubic(plane, 6, 7, 1.3);
		int j = 0;
		for (final FloatType pixel : Views.flatIterable(resized)) {
			assertEquals(expected[j % 80] + 100 * (j / 80), pixel.get(), 1e-3);
			j++;
		}
	}

	@Test
	void floatsAreComputedInDoubleAndRoundedOnce() {
		final double[] plane = plane(6, 7);
		final float[] floats = new float[42];
		for (int i = 0; i < 42; i++) {
			floats[i] = (float) plane[i];
		}
		final double[] expected = Resize.bicubic(plane, 6, 7, 3);
		final float[] found = Resize.bicubic(floats, 6, 7, 3);
		for (int i = 0; i < expected.length; i++) {
			assertEquals((float) expected[i], found[i]);
		}
	}

	@Test
	void wrongSizesAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> Resize.bicubic(new double[6], 2, 4, 2));
		assertThrows(IllegalArgumentException.class, () -> Resize.bicubic(new double[6], 2, 3, 0));
		assertThrows(IllegalArgumentException.class, () -> Resize.bicubic(new double[6], 2, 3, Double.NaN));
	}

	private Iterator<String> lines(final String resource) throws IOException {
		try (InputStream in = getClass().getResourceAsStream(resource)) {
			return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().iterator();
		}
	}

	private static double[] plane(final int height, final int width) {
		final double[] plane = new double[height * width];
		for (int i = 0; i < plane.length; i++) {
			final int x = i % width;
			final int y = i / width;
			plane[i] = (x * x * 7 + y * 13 + x * y * 3 + 5) % 251;
		}
		return plane;
	}
}
