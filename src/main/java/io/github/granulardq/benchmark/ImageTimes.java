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

import java.util.Map;

import io.github.granulardq.benchmark.StageClock.Stage;

/**
 * What one contender took for an image.
 *
 * @param contender who
 * @param bits {@code dynamic} or {@code 32}
 * @param seconds median wall time by the number of workers
 * @param stages seconds of a run with one worker by what was done; null if there was none
 * @param absent why it could not run, a sentence; null if it could
 */
record ImageTimes(Contender contender, String bits, Map<Integer, Double> seconds, Map<Stage, Double> stages, String absent) {

	boolean isPresent() {
		return absent == null;
	}

	/** Returns the part of a one-worker run, 0..1, that a stage took. */
	double part(final Stage stage) {
		return stages.get(stage) / stages.values().stream().mapToDouble(Double::doubleValue).sum();
	}

	/** Returns the part of a one-worker run, 0..1, that was not spent in the network. */
	double outside() {
		return 1 - part(Stage.NETWORK);
	}
}
