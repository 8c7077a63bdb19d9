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

import io.github.granulardq.benchmark.onnx.OnnxRuntime;
import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.engine.integer.IntegerEngine;
import io.github.granulardq.engine.tensorflow.TensorFlowEngines;
import io.github.granulardq.network.Network;

/** Opens what contenders compute with. Stateless. */
class Opener {

	/**
	 * Opens an engine of ours, which is the caller's to close.
	 *
	 * @throws EngineException if it cannot be used here
	 */
	Engine engine(final Contender contender) {
		return switch (contender) {
			case INTEGER, INTEGER_4, ONEDNN -> new IntegerEngine();
			case TENSORFLOW, TENSORFLOW_8 -> TensorFlowEngines.open();
			case ONNX_RUNTIME -> throw new EngineException("ONNX Runtime is no engine of ours.");
		};
	}

	/**
	 * Opens a session for patches.
	 *
	 * @throws EngineException if it cannot be used here
	 */
	PatchRunner runner(final Contender contender, final BenchmarkNetwork network) {
		final Network computed = contender.isFloat() ? network.fp32() : network.quantized();
		if (contender == Contender.ONNX_RUNTIME) {
			if (!OnnxRuntime.isPresent()) {
				throw new EngineException("It is not on the class path.");
			}
			return OnnxRunner.open(computed);
		}
		return new EngineRunner(engine(contender), computed, contender.bits());
	}

	/** Linked with ONNX Runtime only when that is there. */
	private record OnnxRunner(OnnxRuntime runtime) implements PatchRunner {

		static PatchRunner open(final Network network) {
			return new OnnxRunner(new OnnxRuntime(network));
		}

		@Override
		public float[] run(final float[] patch, final int height, final int width) {
			return runtime.run(patch, height, width);
		}

		@Override
		public void close() {
			runtime.close();
		}
	}

	/** Head and body one after the other. */
	private static final class EngineRunner implements PatchRunner {

		private final Engine engine;
		private final EngineSession session;
		private final int bits;

		/**
		 * @param engine that is closed with this
		 */
		EngineRunner(final Engine engine, final Network network, final int bits) {
			this.engine = engine;
			this.bits = bits;
			try {
				session = engine.open(network);
			}
			catch (final RuntimeException e) {
				engine.close();
				throw e;
			}
		}

		@Override
		public float[] run(final float[] patch, final int height, final int width) {
			session.head(patch, height, width);
			return session.body(bits);
		}

		@Override
		public void close() {
			session.close();
			engine.close();
		}
	}
}
