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

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.network.Network;
import io.github.granulardq.tiling.PatchGrid;

/**
 * An engine with the sessions of runs that have ended, which the next run takes over with the code that was generated for its patches. Results do not
 * depend on what a session computed before: that is the contract of engines. Sessions that failed are closed. Thread-safe.
 */
final class KeptEngine {

	/** What idle sessions may hold, about. */
	private static final long MOST_BYTES = 1L << 30;

	private final Engine engine;
	private final Network network;
	private final long most;
	private final Deque<EngineSession> idle = new ArrayDeque<>();
	private int loans;
	private long lastReturn = System.nanoTime();
	private boolean freed;

	/**
	 * @param network that all sessions run
	 */
	KeptEngine(final Engine engine, final Network network) {
		this.engine = engine;
		this.network = network;
		most = Math.max(1, MOST_BYTES / PatchMemory.bytes(network, (long) PatchGrid.PATCH * PatchGrid.PATCH));
	}

	/** Returns an engine for a run, whose closing ends the loan. */
	synchronized Engine lend() {
		loans++;
		return new Loan();
	}

	/** Whether no run has used it for so long. */
	synchronized boolean isUnused(final Duration time) {
		return loans == 0 && System.nanoTime() - lastReturn >= time.toNanos();
	}

	/** Closes what no run uses; the rest follows when its runs end. */
	synchronized void free() {
		freed = true;
		closeIdle();
		closeIfUnused();
	}

	/** Closes the sessions that no run uses. */
	synchronized void closeIdle() {
		idle.forEach(EngineSession::close);
		idle.clear();
	}

	/** Returns the number of sessions that wait for a run. */
	synchronized int idle() {
		return idle.size();
	}

	private void closeIfUnused() {
		if (freed && loans == 0) {
			engine.close();
		}
	}

	private synchronized void returned() {
		loans--;
		lastReturn = System.nanoTime();
		closeIfUnused();
	}

	private synchronized void returned(final EngineSession session, final boolean sound) {
		if (sound && !freed && idle.size() < most) {
			idle.push(session);
		}
		else {
			session.close();
		}
	}

	private synchronized EngineSession poll() {
		return idle.poll();
	}

	private EngineSession session() {
		final EngineSession waiting = poll();
		if (waiting != null) {
			return waiting;
		}
		try {
			return engine.open(network);
		}
		catch (final EngineException e) {
			KeptEngines.closeIdle(); // memory may be short
			return engine.open(network);
		}
	}

	/** The engine as a run sees it. Runs give the network of the same model, which may be another object. */
	private final class Loan implements Engine {

		private boolean closed;

		@Override
		public String name() {
			return engine.name();
		}

		@Override
		public String instructionSet() {
			return engine.instructionSet();
		}

		@Override
		public String arithmetic(final Network ofRun, final int bits) {
			return engine.arithmetic(network, bits);
		}

		@Override
		public EngineSession open(final Network ofRun) {
			return new KeptSession(session());
		}

		@Override
		public synchronized void close() {
			if (!closed) {
				closed = true;
				returned();
			}
		}
	}

	private final class KeptSession implements EngineSession {

		private final EngineSession session;
		private boolean sound = true;
		private boolean closed;

		KeptSession(final EngineSession session) {
			this.session = session;
		}

		@Override
		public float[] head(final float[] patch, final int height, final int width) {
			sound = false;
			final float[] descriptor = session.head(patch, height, width);
			sound = true;
			return descriptor;
		}

		@Override
		public float[] body(final int bits) {
			sound = false;
			final float[] enlarged = session.body(bits);
			sound = true;
			return enlarged;
		}

		@Override
		public void close() {
			if (!closed) {
				closed = true;
				returned(session, sound);
			}
		}
	}
}
