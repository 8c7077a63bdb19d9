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

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Where the time of a run goes. Threads must take turns, as the caller and the only worker of a run do. */
final class StageClock {

	/** Stages of a run, in the order of their beginnings. */
	enum Stage {
		/** Percentiles of intensities, and making the enlarged image. */
		PREPARE,
		/** Opening and closing sessions. */
		SESSION,
		/** Patches out of the image, normalised. */
		READ,
		/** Head and body, with descriptor and skip. */
		NETWORK,
		/** Entropy of the patch, and bits. */
		ALLOCATE,
		/** Enlarged patches into the image: intensities, rounding, types, counting. */
		WRITE,
		/** Threads, bit map, report. */
		REST
	}

	private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
	private final LongSupplier clock;
	private long last;

	/**
	 * @param clock in nanoseconds
	 */
	StageClock(final LongSupplier clock) {
		this.clock = clock;
		last = clock.getAsLong();
	}

	/** Counts the time since the last mark, or since this was made. */
	void mark(final Stage stage) {
		final long now = clock.getAsLong();
		nanos.merge(stage, now - last, Long::sum);
		last = now;
	}

	/** Returns the seconds of all stages. */
	Map<Stage, Double> seconds() {
		final Map<Stage, Double> seconds = new EnumMap<>(Stage.class);
		for (final Stage stage : Stage.values()) {
			seconds.put(stage, nanos.getOrDefault(stage, 0L) / 1e9);
		}
		return seconds;
	}
}
