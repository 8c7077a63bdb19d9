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
package io.github.granulardq.engine.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.granulardq.network.Descriptor;

/** Tests {@link HeadDescription}'s sums, which engines' contract and goldens test on features of the usual size only. */
class HeadDescriptionTest {

	private static final int CHANNELS = 5;

	@ParameterizedTest
	@CsvSource({ "96,96,0,50", "17,9,100,1", "4,4,-3,0.01", "96,40,1000,0.5", "9,90,200,0" })
	void spreadIsThatOfAllPixels(final int height, final int width, final double mean, final double deviation) {
		final HeadDescription description = new HeadDescription(Descriptor.SPREAD, height, width, CHANNELS);
		final float[] features = description.features();
		final Random random = new Random(3);
		for (int i = 0; i < features.length; i++) {
			features[i] = (float) (mean + deviation * random.nextGaussian());
		}
		// A first row unlike all others.
		for (int i = 0; i < width * CHANNELS; i++) {
			features[i] += (float) (4 * deviation);
		}
		final float[] computed = description.compute();
		for (int c = 0; c < CHANNELS; c++) {
			double sum = 0;
			for (int i = c; i < features.length; i += CHANNELS) {
				sum += features[i];
			}
			final double centre = sum / (height * width);
			double squares = 0;
			for (int i = c; i < features.length; i += CHANNELS) {
				squares += (features[i] - centre) * (features[i] - centre);
			}
			final double spread = Math.sqrt(squares / (height * width) + 1e-6);
			assertEquals(spread, computed[CHANNELS + c], 1e-5 * (1 + spread));
		}
	}
}
