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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;

import io.github.granulardq.InputException;
import io.github.granulardq.image.IntensityRange;
import io.github.granulardq.image.Normalizer;
import net.imglib2.type.numeric.RealType;

/** Finds the intensities of each channel that become the range of the model. */
final class Ranges {

	static final String GIVEN = "given";
	private static final String EXACT = "exact";
	private static final String SAMPLED = "sampled";

	private Ranges() {
	}

	/**
	 * Returns a range that a user said.
	 *
	 * @throws InputException unless low is below high
	 */
	static Report.Range given(final double low, final double high) {
		if (!(low < high)) {
			throw new InputException("The range of intensities is " + low + " to " + high + ": give two numbers, the lower first.");
		}
		return new Report.Range(low, high, GIVEN);
	}

	/**
	 * Returns a copy.
	 *
	 * @throws InputException unless the ends are finite and low is not above high
	 */
	static List<Report.Range> requireFinite(final List<Report.Range> ranges) {
		for (final Report.Range range : ranges) {
			if (!(range.low() <= range.high()) || Double.isInfinite(range.high() - range.low())) {
				throw new InputException("The range of intensities is " + range.low() + " to " + range.high() + ": give two finite numbers, the lower first.");
			}
		}
		return List.copyOf(ranges);
	}

	/**
	 * Returns those that the settings give; otherwise reads the image. Images whose channels are read whole are searched for pixels that are no
	 * finite numbers before that; those of others are found when patches are read.
	 *
	 * @return one range for each channel
	 * @throws InputException if there are such pixels, or another number of ranges is given
	 */
	static <T extends RealType<T>> List<Report.Range> of(final Settings settings, final Planes<T> input) {
		final int channels = input.channels();
		final List<Report.Range> given = settings.ranges();
		if (given.size() == 1) {
			return Collections.nCopies(channels, given.get(0));
		}
		if (!given.isEmpty() && given.size() != channels) {
			throw new InputException("The image has " + channels + " channels and " + given.size() +
				" ranges of intensities were given: give one for each channel, or one for all.");
		}
		return given.isEmpty() ? measure(settings, input) : given;
	}

	private static <T extends RealType<T>> List<Report.Range> measure(final Settings settings, final Planes<T> input) {
		final Runnable checkpoint = () -> checkpoint(settings);
		if (input.channel(0).size() <= IntensityRange.EXACT_PIXELS) {
			Normalizer.requireFinite(input.image(), checkpoint);
		}
		final var percentiles = settings.model().normalization();
		final List<Report.Range> ranges = new ArrayList<>();
		for (int c = 0; c < input.channels(); c++) {
			final IntensityRange range = IntensityRange.of(input.channel(c), percentiles.lowPercent(), percentiles.highPercent(), checkpoint);
			ranges.add(new Report.Range(range.low(), range.high(), range.sampled() ? SAMPLED : EXACT));
		}
		return List.copyOf(ranges);
	}

	private static void checkpoint(final Settings settings) {
		if (settings.cancelled().getAsBoolean() || Thread.currentThread().isInterrupted()) {
			throw new CancellationException("Super-resolution was cancelled.");
		}
	}
}
