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
package io.github.granulardq.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ShortProcessor;
import io.github.granulardq.InputException;
import io.github.granulardq.image.Degradation;
import io.github.granulardq.io.ImageOpener;

class PhotoSampleTest {

	/** Numbers of training/granular_dq (resize, metrics), everything rounded to 8 bits with halves up. */
	@ParameterizedTest
	@CsvSource({ "2,48.35531,0.994324", "3,42.37224,0.985122", "4,37.94363,0.969340" })
	void bicubicRowAgreesWithPython(final int scale, final double psnr, final double ssim) {
		final Sample sample = PhotoSample.of(ImageOpener.open(Path.of("examples", "histology.png")), null, scale, 3, Degradation.BICUBIC);
		final Score score = sample.score(sample.bicubic());
		assertEquals(psnr, score.psnr(), 1e-4);
		assertEquals(ssim, score.ssim(), 1e-6);
	}

	@Test
	void luminanceIsThatOfVideo() {
		assertArrayEquals(new double[] { 16, 235, 81, 145, 41 }, PhotoSample.luminance(List.of(plane(0, 255, 255, 0, 0), plane(0, 255, 0, 255, 0),
			plane(0, 255, 0, 0, 255)), false).values());
	}

	private static Plane plane(final double... values) {
		return new Plane(1, values.length, values);
	}

	@Test
	void lowResolutionIsCutToMultiplesAndRoundedToBytes() {
		final Sample sample = PhotoSample.of(texture(34, 47), null, 3, 3, Degradation.BICUBIC);
		assertEquals(3, sample.low().size());
		final Plane low = sample.low().get(0);
		assertEquals(11, low.width());
		assertEquals(15, low.height());
		for (final double value : low.values()) {
			assertTrue(value == Math.rint(value) && value >= 0 && value <= 255, Double.toString(value));
		}
	}

	@Test
	void modelsOfOneChannelGetLuminance() {
		final Sample sample = PhotoSample.of(texture(40, 40), null, 2, 1, Degradation.BICUBIC);
		final List<Plane> rgb = PhotoSample.of(texture(40, 40), null, 2, 3, Degradation.BICUBIC).low();
		assertEquals(List.of(PhotoSample.luminance(rgb, false)), sample.low());
	}

	@Test
	void greyFilesAreComparedAsTheyAre() {
		final ByteProcessor grey = new ByteProcessor(30, 30);
		for (int i = 0; i < 900; i++) {
			grey.set(i, i * 37 % 256);
		}
		final Sample one = PhotoSample.of(new ImagePlus("grey", grey), null, 2, 1, Degradation.BICUBIC);
		final Sample three = PhotoSample.of(new ImagePlus("grey", grey), null, 2, 3, Degradation.BICUBIC);
		assertEquals(one.low().get(0), three.low().get(2));
		assertEquals(one.score(one.low().stream().map(low -> low.upscale(2)).toList()), three.score(three.bicubic()));
		final Sample asRgb = PhotoSample.of(new ImagePlus("rgb", grey.convertToRGB()), null, 2, 3, Degradation.BICUBIC);
		assertEquals(three.low(), asRgb.low());
		final double narrower = 20 * Math.log10(255.0 / 219);
		assertEquals(three.score(three.bicubic()).psnr() + narrower, asRgb.score(asRgb.bicubic()).psnr(), 0.01);
	}

	@Test
	void whatComesBackIsRoundedAndClipped() {
		final Sample sample = PhotoSample.of(texture(40, 40), null, 2, 3, Degradation.BICUBIC);
		final List<Plane> wild = sample.bicubic().stream().map(plane -> plane.map(v -> v < 128 ? v - 500 : v + 500)).toList();
		final List<Plane> clipped = sample.bicubic().stream().map(plane -> plane.map(v -> v < 128 ? 0 : 255)).toList();
		assertEquals(sample.score(clipped), sample.score(wild));
		final List<Plane> whole = sample.bicubic().stream().map(plane -> plane.map(Math::rint)).toList();
		assertEquals(sample.score(whole), sample.score(whole.stream().map(plane -> plane.map(v -> v + 0.4)).toList()));
	}

	@Test
	void theBorderIsNotCompared() {
		final Sample sample = PhotoSample.of(texture(40, 40), null, 2, 1, Degradation.BICUBIC);
		final Plane enlarged = new Plane(40, 40, new double[1600]);
		final double[] changed = new double[1600];
		Arrays.fill(changed, 0, 2 * 40, 200); // the first two rows
		final Score score = sample.score(List.of(enlarged));
		assertEquals(score, sample.score(List.of(new Plane(40, 40, changed))));
		changed[2 * 40 + 2] = 200;
		assertTrue(score.psnr() != sample.score(List.of(new Plane(40, 40, changed))).psnr());
	}

	@Test
	void otherPixelsStacksSmallAndConstantImagesAreRefused() {
		refused("8-bit", new ImagePlus("deep", new ShortProcessor(40, 40)));
		final ImagePlus stack = texture(40, 40);
		stack.getStack().addSlice(stack.getProcessor());
		refused("one plane", new ImagePlus("stack", stack.getStack()));
		refused("too small", texture(14, 40));
		refused("too small", texture(1, 40));
		refused("the same", new ImagePlus("flat", new ColorProcessor(40, 40)));
	}

	private static void refused(final String why, final ImagePlus image) {
		final String message = assertThrows(InputException.class, () -> PhotoSample.of(image, null, 2, 3, Degradation.BICUBIC)).getMessage();
		assertTrue(message.contains(why), message);
	}

	private static ImagePlus texture(final int width, final int height) {
		final ColorProcessor pixels = new ColorProcessor(width, height);
		for (int i = 0; i < width * height; i++) {
			pixels.set(i, i * 7919 & 0xffffff);
		}
		return new ImagePlus("texture", pixels);
	}
}
