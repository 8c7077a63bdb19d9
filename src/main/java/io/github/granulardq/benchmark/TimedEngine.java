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

import io.github.granulardq.benchmark.StageClock.Stage;
import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.network.Network;

/**
 * Tells a clock what the only worker of a run does: what is between the calls is the stages around the network.
 *
 * @param engine that computes; stays the caller's
 * @param clock that is told
 */
record TimedEngine(Engine engine, StageClock clock) implements Engine {

	@Override
	public String name() {
		return engine.name();
	}

	@Override
	public String instructionSet() {
		return engine.instructionSet();
	}

	@Override
	public EngineSession open(final Network network) {
		clock.mark(Stage.PREPARE);
		final EngineSession session = engine.open(network);
		clock.mark(Stage.SESSION);
		return new TimedSession(session, clock);
	}

	@Override
	public void close() {
		// Not ours.
	}

	private record TimedSession(EngineSession session, StageClock clock) implements EngineSession {

		@Override
		public float[] head(final float[] patch, final int height, final int width) {
			clock.mark(Stage.READ);
			final float[] descriptor = session.head(patch, height, width);
			clock.mark(Stage.NETWORK);
			return descriptor;
		}

		@Override
		public float[] body(final int bits) {
			clock.mark(Stage.ALLOCATE);
			final float[] enlarged = session.body(bits);
			clock.mark(Stage.NETWORK);
			return enlarged;
		}

		@Override
		public void close() {
			clock.mark(Stage.REST);
			session.close();
			clock.mark(Stage.SESSION);
		}
	}
}
