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
package io.github.granulardq.engine.tensorflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineContractTest;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.engine.worker.WorkerEngine;
import io.github.granulardq.network.Network;
import io.github.granulardq.testing.TestModels;

/** TensorFlow in a process of its own. */
class TensorFlowWorkerTest extends EngineContractTest {

	@Override
	protected Engine newEngine() {
		System.setProperty(TensorFlowEngines.PROPERTY, "worker");
		try {
			return assertInstanceOf(WorkerEngine.class, TensorFlowEngines.open());
		}
		finally {
			System.clearProperty(TensorFlowEngines.PROPERTY);
		}
	}

	@Test
	void bytesAreThoseOfThisProcess() {
		final Network network = TestModels.network(3, 3);
		final float[] patch = new float[3 * 40 * 30];
		for (int i = 0; i < patch.length; i++) {
			patch[i] = 31 * i % 256;
		}
		try (Engine inside = new TensorFlowEngine(); EngineSession here = inside.open(network); Engine outside = newEngine(); EngineSession there = outside
			.open(network))
		{
			assertEquals(inside.name(), outside.name());
			assertEquals(inside.instructionSet(), outside.instructionSet());
			assertEquals(inside.arithmetic(network, 8), outside.arithmetic(network, 8));
			assertArrayEquals(here.head(patch, 40, 30), there.head(patch, 40, 30));
			for (final int bits : new int[] { 4, 8, 32 }) {
				assertArrayEquals(here.body(bits), there.body(bits));
			}
		}
	}
}
