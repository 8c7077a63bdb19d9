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

import java.util.IdentityHashMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.engine.integer.Plan.Type;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Network;

/**
 * Computes quantized layers with 8-bit integers, and all others in floating point, with oneDNN. Bit-widths below 8 take as long as 8: they are
 * stored in bytes.
 * <p>
 * Where the processor has instructions for bfloat16, the last layers of a quantized network whose output is added to its enlarged input are computed in
 * that type, which holds 8 bits: their output is small beside the input. (Measured on the first shipped model: at most 0.0011 dB of
 * PSNR on any of 116 images.) At 32 bits everything is float32.
 *
 * <pre>
 * try (Engine engine = new IntegerEngine(); EngineSession session = engine.open(network)) {
 * 	float[] descriptor = session.head(patch, height, width);
 * 	float[] enlarged = session.body(8);
 * }
 * </pre>
 *
 * Codes are those of x / step where values are quantized by themselves. Where a convolution stores codes at once, they are those of x * (1 / step),
 * whose last place may differ: a value that is as near to two codes may get the other one.
 * <p>
 * Each session computes in the thread that calls it and on no other, and has its own natives. Thread-safe.
 */
public final class IntegerEngine implements Engine {

	/** The name of this engine in options and reports. */
	public static final String NAME = "integer";

	/** Sides of the patch that a network is tried with. */
	private static final int TRIAL_SIZE = 16;

	private static final Logger LOG = LoggerFactory.getLogger(IntegerEngine.class);

	/** Networks that were found to run, and how the input of their last layers is stored. */
	private final Map<Network, Type> tried = new IdentityHashMap<>();

	private final boolean brainFloats;

	private boolean closed;

	/**
	 * Loads oneDNN's natives if this process has not yet.
	 *
	 * @throws EngineException if they cannot be loaded
	 */
	public IntegerEngine() {
		Natives.load();
		brainFloats = Instructions.hasBrainFloats();
	}

	/**
	 * @param brainFloats whether bfloat16 may be used
	 */
	IntegerEngine(final boolean brainFloats) {
		Natives.load();
		this.brainFloats = brainFloats;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public String instructionSet() {
		return Instructions.name();
	}

	@Override
	public synchronized EngineSession open(final Network network) {
		if (closed) {
			throw new IllegalStateException("the engine is closed");
		}
		return GuardedSession.open(() -> new IntegerSession(network, tried.computeIfAbsent(network, this::tryOut)));
	}

	@Override
	public synchronized String arithmetic(final Network network, final int bits) {
		open(network).close();
		try (NativeScope scope = new NativeScope()) {
			final Type ends = tried.get(network);
			final Arithmetic chosen = new NetworkPrograms(scope.own(new Dnnl(), Dnnl::close), scope, network, ends).select(bits);
			return chosen == Arithmetic.CODES && ends == Type.BRAIN_FLOAT ? chosen.words() + ", ends in bfloat16" : chosen.words();
		}
	}

	/** Whether there are fast operations for a network shows when they are made. */
	private Type tryOut(final Network network) {
		if (brainFloats && network.skip() != GlobalSkip.NONE) {
			try {
				return tryOut(network, Type.BRAIN_FLOAT);
			}
			catch (final NoImplementationException e) {
				LOG.debug("bfloat16 is not used", e);
			}
		}
		return tryOut(network, Type.FLOAT);
	}

	private static Type tryOut(final Network network, final Type ends) {
		try (IntegerSession session = new IntegerSession(network, ends)) {
			session.head(new float[network.channels() * TRIAL_SIZE * TRIAL_SIZE], TRIAL_SIZE, TRIAL_SIZE);
			session.bits().forEach(session::body);
			return ends;
		}
	}

	@Override
	public synchronized void close() {
		closed = true;
		tried.clear();
	}
}
