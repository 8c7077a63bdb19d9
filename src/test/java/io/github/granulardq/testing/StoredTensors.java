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
package io.github.granulardq.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.model.Model;
import io.github.granulardq.model.TestTensors;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Tensor;

/** Compares an engine with the test tensors that a model package carries along: what PyTorch computed. */
public final class StoredTensors {

	/** Relative, or absolute below 1. */
	private static final double TOLERANCE = 1e-4;

	/** Root mean square in grey levels, at 32 bits, where nothing but float32 sums differ. */
	private static final double FLOAT_RMS = 1e-3;

	/**
	 * Root mean square in grey levels at the other bits, as a part of the distance to the nearest other bit-width. PyTorch's sums and an engine's
	 * fall on different sides of a rounding tie now and then; that moves few codes by one step, while a bit-width rounds all of them.
	 */
	private static final double QUANTIZED_PART = 0.5;

	/** Smallest PSNR of the difference, in dB with a peak of 255, whatever the distances: no eye sees it. */
	private static final double MIN_PSNR = 50;

	private StoredTensors() {
	}

	/** Fails unless the engine agrees with the stored tensors. */
	public static void assertAgree(final Engine engine, final Model model, final TestTensors stored) {
		final float[] input = stored.input().data();
		try (EngineSession session = engine.open(model.quantized())) {
			final float[] descriptor = session.head(input, TestTensors.SIZE, TestTensors.SIZE);
			assertClose("descriptor of " + model.id(), stored.descriptor().data(), descriptor);
			assertClose("logits of " + model.id(), stored.logits().data(), logits(model.quantized().gate(), descriptor));
			for (final Map.Entry<Integer, Tensor> expected : stored.enlarged().entrySet()) {
				if (expected.getKey() != Network.FLOAT_BITS) {
					final double rms = rms(expected.getValue().data(), session.body(expected.getKey()));
					final double limit = Math.min(255 / Math.pow(10, MIN_PSNR / 20), QUANTIZED_PART * toNearest(stored, expected.getKey()));
					assertTrue(rms < limit, () -> model.id() + " at " + expected.getKey() + " bits: RMS " + rms + ", not below " + limit);
				}
			}
		}
		try (EngineSession session = engine.open(model.fp32())) {
			session.head(input, TestTensors.SIZE, TestTensors.SIZE);
			final double rms = rms(stored.enlarged().get(Network.FLOAT_BITS).data(), session.body(Network.FLOAT_BITS));
			assertTrue(rms < FLOAT_RMS, () -> model.id() + " at 32 bits: RMS " + rms);
		}
	}

	private static double toNearest(final TestTensors stored, final int bits) {
		return stored.enlarged().keySet().stream().filter(other -> other != bits).mapToDouble(other -> rms(stored.enlarged().get(bits).data(),
			stored.enlarged().get(other).data())).min().orElseThrow();
	}

	private static void assertClose(final String what, final float[] expected, final float[] actual) {
		assertEquals(expected.length, actual.length, what);
		for (int i = 0; i < expected.length; i++) {
			assertEquals(expected[i], actual[i], TOLERANCE * Math.max(1, Math.abs(expected[i])), what);
		}
	}

	/** Returns gate(descriptor), summed in double precision. */
	public static float[] logits(final Network.Linear gate, final float[] descriptor) {
		final float[] logits = new float[gate.bias().data().length];
		for (int row = 0; row < logits.length; row++) {
			double sum = gate.bias().data()[row];
			for (int i = 0; i < descriptor.length; i++) {
				sum += (double) gate.weight().data()[row * descriptor.length + i] * descriptor[i];
			}
			logits[row] = (float) sum;
		}
		return logits;
	}

	private static double rms(final float[] a, final float[] b) {
		assertEquals(a.length, b.length);
		double sum = 0;
		for (int i = 0; i < a.length; i++) {
			sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
		}
		return Math.sqrt(sum / a.length);
	}
}
