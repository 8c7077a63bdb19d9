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
package io.github.granulardq.engine.worker;

import java.util.concurrent.locks.LockSupport;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.network.Network;

/** An engine for worker processes: a patch comes back as it was, and some bit-widths stand for accidents. */
public final class AccidentalEngine implements Engine {

	/** The process ends, as natives end it. */
	static final int CRASH = 1;

	/** The engine fails. */
	static final int FAILURE = 2;

	/** Something else fails. */
	static final int FAULT = 3;

	/** A class is missing, for example. */
	static final int ERROR = 4;

	/** The engine hangs. */
	static final int HANG = 9;

	/** What Java was told comes back. */
	static final int SETTINGS = 10;

	/** The network has no such bits. */
	static final int NO_SUCH_BITS = 7;

	/** Is refused where the home folder is {@code /refused}, and fails where it is {@code /failed}, and does not end where it is {@code /busy}. */
	public AccidentalEngine() {
		if (System.getProperty("user.home").equals("/busy")) {
			hang();
		}
		if (System.getProperty("user.home").equals("/failed")) {
			throw new LinkageError("half of it is missing");
		}
		if (System.getProperty("user.home").equals("/refused")) {
			throw new EngineException("Nobody is at home.");
		}
	}

	private static void hang() {
		while (true) {
			LockSupport.park();
		}
	}

	@Override
	public String name() {
		return "accidental";
	}

	@Override
	public String instructionSet() {
		return "NONE";
	}

	@Override
	public EngineSession open(final Network network) {
		System.out.println("a message that is no answer");
		return new EngineSession() {

			private float[] last;

			@Override
			public float[] head(final float[] patch, final int height, final int width) {
				last = patch;
				return new float[] { height, width };
			}

			@Override
			public float[] body(final int bits) {
				switch (bits) {
					case CRASH -> {
						System.err.println("out of luck");
						Runtime.getRuntime().halt(134);
					}
					case FAILURE -> throw new EngineException("The engine had an accident.");
					case FAULT -> throw new IllegalStateException("a fault");
					case ERROR -> throw new LinkageError("an error");
					case HANG -> hang();
					case SETTINGS -> {
						return new float[] { Runtime.getRuntime().maxMemory() >> 20, Integer.getInteger("ai.djl.tensorflow.num_intraop_threads", -1), Boolean
							.getBoolean("ai.djl.offline") ? 1 : 0 };
					}
					case NO_SUCH_BITS -> throw new IllegalArgumentException("no such bits");
					default -> {
						// no accident
					}
				}
				return last;
			}

			@Override
			public void close() {
				// holds nothing
			}
		};
	}

	@Override
	public void close() {
		// holds nothing
	}
}
