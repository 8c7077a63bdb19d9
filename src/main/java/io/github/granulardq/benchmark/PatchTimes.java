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
package io.github.granulardq.benchmark;

import io.github.granulardq.benchmark.Statistics.Ratio;

/**
 * What one contender took for patches.
 *
 * @param contender who
 * @param openSeconds to open a session, natives in memory
 * @param firstSeconds for the first patch of the session
 * @param seconds for a patch, in each round; empty if it could not run
 * @param absent why it could not run, a sentence; null if it could
 */
record PatchTimes(Contender contender, double openSeconds, double firstSeconds, double[] seconds, String absent) {

	static PatchTimes absent(final Contender contender, final String reason) {
		return new PatchTimes(contender, 0, 0, new double[0], reason);
	}

	boolean isPresent() {
		return absent == null;
	}

	/** Median over rounds. */
	double median() {
		return Statistics.median(seconds);
	}

	/** Returns how many times as fast as another this is. */
	Ratio timesAsFastAs(final PatchTimes other) {
		return Statistics.ratio(other.seconds, seconds);
	}
}
