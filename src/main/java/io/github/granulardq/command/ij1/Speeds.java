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

import java.util.OptionalDouble;

import ij.Prefs;
import io.github.granulardq.superres.Report;

/** How fast models were on this machine, kept in ImageJ's preferences for the estimates of dialogs. Pixels do not depend on it. */
final class Speeds {

	private static final String PREFIX = "granulardq.seconds.";

	/** Runs of fewer patches say more of starting than of computing. */
	private static final int LEAST_PATCHES = 8;

	private Speeds() {
	}

	/** Keeps the speed of a run that has ended; patches that are empty, and were not computed, do not count. */
	static void remember(final Report report) {
		final long computed = report.patches() - report.bitsHistogram().getOrDefault(0, 0L);
		if (computed >= LEAST_PATCHES) {
			remember(report.model(), report.bits(), report.engine(), report.seconds() * report.workers() / computed);
		}
	}

	/**
	 * Keeps a speed.
	 *
	 * @param secondsPerPatch of one thread
	 */
	static void remember(final String model, final String bits, final String engine, final double secondsPerPatch) {
		Prefs.set(key(model, bits, engine), secondsPerPatch);
	}

	/** Returns the seconds that a thread took for a patch; empty if there was no run. */
	static OptionalDouble secondsPerPatch(final String model, final String bits, final String engine) {
		final double seconds = Prefs.get(key(model, bits, engine), Double.NaN);
		return seconds > 0 ? OptionalDouble.of(seconds) : OptionalDouble.empty();
	}

	private static String key(final String model, final String bits, final String engine) {
		return PREFIX + model + "." + bits + "." + engine;
	}
}
