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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.granulardq.InputException;
import io.github.granulardq.image.Degradation;
import io.github.granulardq.io.ImageOpener;
import io.github.granulardq.model.Model;

class MicroscopySampleTest {

	private static final Model.Normalization PERCENTILES = new Model.Normalization(0.1, 99.9);

	/** Numbers of training/granular_dq/evaluate.py: grey, 16-bit, RGB, a stack and two channels; also with rounded intensities. */
	@ParameterizedTest
	@CsvSource({ "nuclei.png,false,45.77139,0.979026", "phase-contrast.tif,false,36.77729,0.969649", "golgi-stack.tif,false,36.16634,0.976899",
		"histology.png,false,44.89215,0.992366", "mitosis-two-channels.tif,false,35.49022,0.858321", "nuclei.png,true,45.15414,0.973496",
		"golgi-stack.tif,true,36.16632,0.976894", "histology.png,true,44.67336,0.991720" })
	void bicubicRowAgreesWithPython(final String file, final boolean rounded, final double psnr, final double ssim) {
		final Sample sample = MicroscopySample.of(ImageOpener.open(Path.of("examples", file)), null, 2, rounded, Degradation.BICUBIC, PERCENTILES);
		final Score score = sample.score(sample.bicubic());
		assertEquals(psnr, score.psnr(), 2e-5);
		assertEquals(ssim, score.ssim(), 1e-6);
	}

	@Test
	void linearChangesOfIntensityChangeNothing() {
		final Score score = bicubic(image(50, 40, 1, 0));
		final Score stretched = bicubic(image(50, 40, 8, 3000));
		assertEquals(score.psnr(), stretched.psnr(), 1e-4);
		assertEquals(score.ssim(), stretched.ssim(), 1e-6);
	}

	private static Score bicubic(final ImagePlus image) {
		final Sample sample = MicroscopySample.of(image, null, 2, false, Degradation.BICUBIC, PERCENTILES);
		return sample.score(sample.bicubic());
	}

	@Test
	void theMiddlePlaneOfAStackCounts() {
		final ImageStack stack = new ImageStack(50, 40);
		final int[] gains = { 1, 2, 0, 3 };
		for (final int gain : gains) {
			final ImageProcessor plane = image(50, 40, 1, 0).getProcessor().duplicate();
			if (gain != 0) {
				plane.rotate(90 * gain);
			}
			stack.addSlice(plane);
		}
		assertEquals(bicubic(image(50, 40, 1, 0)), bicubic(new ImagePlus("stack", stack)));
	}

	@Test
	void sidesAreCutToMultiplesButPercentilesAreThoseOfTheWholePlane() {
		final ImagePlus image = image(51, 40, 1, 0);
		for (int y = 0; y < 40; y++) {
			image.getProcessor().set(50, y, 60000); // the column that is cut off
		}
		final Plane low = MicroscopySample.of(image, null, 2, false, Degradation.BICUBIC, PERCENTILES).low().get(0);
		assertEquals(25, low.width());
		assertEquals(20, low.height());
		for (final double value : low.values()) {
			assertTrue(value < 10, "normalised to a bright column: " + value);
		}
	}

	@Test
	void fourPixelsOnEachSideAreNotCompared() {
		final Sample sample = MicroscopySample.of(image(50, 40, 1, 0), null, 2, false, Degradation.BICUBIC, PERCENTILES);
		final Plane enlarged = sample.bicubic().get(0);
		final double[] values = enlarged.values().clone();
		for (int i = 0; i < 4 * 50; i++) {
			values[i] = -1000;
		}
		assertEquals(sample.score(List.of(enlarged)), sample.score(List.of(new Plane(40, 50, values))));
		values[4 * 50 + 4] = -1000;
		assertTrue(sample.score(List.of(new Plane(40, 50, values))).psnr() < sample.score(List.of(enlarged)).psnr());
	}

	@Test
	void smallConstantAndBrokenImagesAreRefused() {
		refused("19x19", image(18, 40, 1, 0));
		refused("too small", image(1, 40, 1, 0));
		refused("the same", new ImagePlus("flat", new ShortProcessor(40, 40)));
		final FloatProcessor broken = image(40, 40, 1, 0).getProcessor().convertToFloatProcessor();
		broken.setf(77, Float.NaN);
		refused("NaN", new ImagePlus("broken", broken));
	}

	private static void refused(final String why, final ImagePlus image) {
		final String message = assertThrows(InputException.class, () -> MicroscopySample.of(image, null, 2, false, Degradation.BICUBIC, PERCENTILES)).getMessage();
		assertTrue(message.contains(why), message);
	}

	private static ImagePlus image(final int width, final int height, final int gain, final int offset) {
		final ShortProcessor pixels = new ShortProcessor(width, height);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				pixels.set(x, y, offset + gain * ((x * x * 3 + y * 29 + x * y) % 1021));
			}
		}
		return new ImagePlus("image", pixels);
	}

	@Test
	void kernelsMakeTheSmallImage() {
		final ImagePlus image = image(50, 40, 1, 0);
		final Plane area = MicroscopySample.of(image, null, 2, false, Degradation.AREA, PERCENTILES).low().get(0);
		final Plane bicubic = MicroscopySample.of(image, null, 2, false, Degradation.BICUBIC, PERCENTILES).low().get(0);
		final ImageProcessor pixels = image.getProcessor();
		// Both are the same linear map of intensities, which two pixels of the mean give.
		final double[] means = { mean(pixels, 10, 8), mean(pixels, 12, 9) };
		final double gain = (area.values()[8 * area.width() + 10] - area.values()[9 * area.width() + 12]) / (means[0] - means[1]);
		assertEquals(area.values()[8 * area.width() + 10] + gain * (mean(pixels, 3, 5) - means[0]), area.values()[5 * area.width() + 3], 1e-3);
		assertFalse(Arrays.equals(area.values(), bicubic.values()));
	}

	/** Of the 2 x 2 pixels of a small pixel. */
	private static double mean(final ImageProcessor pixels, final int x, final int y) {
		return (pixels.getf(2 * x, 2 * y) + pixels.getf(2 * x + 1, 2 * y) + pixels.getf(2 * x, 2 * y + 1) + pixels.getf(2 * x + 1, 2 * y + 1)) / 4.0;
	}
}
