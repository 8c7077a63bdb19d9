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

import java.util.Locale;
import java.util.Map;

import io.github.granulardq.InputException;
import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.model.Model;
import io.github.granulardq.model.TestTensors;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Tensor;

/**
 * Runs a model on the patch that its package carries along, at every bit-width, and compares the outcome with what its training code computed.
 *
 * <pre>
 * ModelTrial.run(ModelLoader.load(file), ModelLoader.loadTestTensors(file), EngineChoice.AUTO);
 * </pre>
 *
 * Stateless.
 */
public final class ModelTrial {

	/** Root mean square in grey levels without quantization, where nothing but the order of sums differs. */
	private static final double FLOAT_RMS = 0.02;

	/**
	 * Root mean square at the other bits, as a part of the distance to the nearest other bit-width: sums that fall on different sides of a rounding tie move
	 * few codes by one step, while a bit-width rounds all of them.
	 */
	private static final double QUANTIZED_PART = 0.5;

	/** Largest root mean square at the other bits: 50 dB below a peak of 255, which no eye sees. */
	private static final double QUANTIZED_RMS = 0.8;

	private ModelTrial() {
	}

	/**
	 * Runs a model.
	 *
	 * @throws InputException if it computes something else
	 * @throws io.github.granulardq.engine.EngineException if it cannot be run on this machine
	 */
	public static void run(final Model model, final TestTensors expected, final EngineChoice engine) {
		run(model, model.quantized(), expected, engine, false);
		run(model, model.fp32(), expected, engine, true);
	}

	private static void run(final Model model, final Network network, final TestTensors expected, final EngineChoice choice, final boolean floats) {
		try (Engine engine = Engines.open(choice, network); EngineSession session = engine.open(network)) {
			session.head(expected.input().data(), TestTensors.SIZE, TestTensors.SIZE);
			for (final Map.Entry<Integer, Tensor> enlarged : expected.enlarged().entrySet()) {
				final int bits = enlarged.getKey();
				if (floats == (bits == Network.FLOAT_BITS)) {
					final double rms = rms(enlarged.getValue(), session.body(bits));
					final double limit = floats ? FLOAT_RMS : Math.min(QUANTIZED_RMS, Math.max(FLOAT_RMS, QUANTIZED_PART * toNearest(expected, bits)));
					if (!(rms <= limit)) {
						throw new InputException(String.format(Locale.ROOT, "The model '%s' does not compute what its package says it should: at %d bits its " +
							"test patch differs by %.3g grey levels on average, where %.3g are allowed.", model.id(), bits, rms, limit));
					}
				}
			}
		}
	}

	private static double toNearest(final TestTensors tensors, final int bits) {
		return tensors.enlarged().keySet().stream().filter(other -> other != bits).mapToDouble(other -> rms(tensors.enlarged().get(bits),
			tensors.enlarged().get(other).data())).min().orElseThrow();
	}

	private static double rms(final Tensor a, final float[] b) {
		double sum = 0;
		for (int i = 0; i < b.length; i++) {
			final double difference = (double) a.data()[i] - b[i];
			sum += difference * difference;
		}
		return Math.sqrt(sum / b.length);
	}
}
