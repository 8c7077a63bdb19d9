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

import java.util.List;

/**
 * How far two engines differ in PSNR, over several images, in dB. The names are keys of JSON reports.
 *
 * @param psnrDifferenceMean PSNR of the first minus that of the second; its mean
 * @param psnrDifferenceMeanAbsolute mean of its absolute value
 * @param psnrDifferenceLargest largest absolute value
 */
public record Agreement(double psnrDifferenceMean, double psnrDifferenceMeanAbsolute, double psnrDifferenceLargest) {

	/**
	 * @param first at least one
	 * @param second of the same images
	 */
	static Agreement of(final List<Figures> first, final List<Figures> second) {
		double sum = 0;
		double absolute = 0;
		double largest = 0;
		for (int i = 0; i < first.size(); i++) {
			final double difference = difference(first.get(i), second.get(i));
			sum += difference;
			absolute += Math.abs(difference);
			largest = Math.max(largest, Math.abs(difference));
		}
		return new Agreement(sum / first.size(), absolute / first.size(), largest);
	}

	/** Two perfect images do not differ. */
	private static double difference(final Figures first, final Figures second) {
		return first.psnr() == second.psnr() ? 0 : first.psnr() - second.psnr();
	}
}
