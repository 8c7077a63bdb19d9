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
package io.github.granulardq.engine;

import io.github.granulardq.network.Network;

/**
 * Something that can compute networks. An engine is thread-safe and shared; each worker opens a session of its own.
 * <p>
 * Implementers: results must depend on the patch, the network and the bits alone - not on the number of sessions, on what a session
 * computed before, or on the run. All natives belong to a session or to the engine and are freed by {@code close()}.
 */
public interface Engine extends AutoCloseable {

	/** Short name for reports and options: {@code tensorflow}, {@code integer}. */
	String name();

	/** The instruction set that this engine computes with on this machine, for reports. */
	String instructionSet();

	/**
	 * Says how the body of a network is computed at a bit-width on this machine, in a few words for reports.
	 *
	 * @param bits that the network has, or 32
	 * @throws EngineException if the network cannot be run here
	 */
	default String arithmetic(final Network network, final int bits) {
		return bits == Network.FLOAT_BITS ? "float32" : "simulated in float32";
	}

	/**
	 * Opens a session for one worker thread.
	 *
	 * @throws EngineException if the network cannot be run here
	 */
	EngineSession open(Network network);

	/** Frees what all sessions share. Sessions must be closed before. */
	@Override
	void close();
}
