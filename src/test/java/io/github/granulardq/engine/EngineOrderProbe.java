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

import java.util.Arrays;

import io.github.granulardq.engine.integer.IntegerEngine;
import io.github.granulardq.engine.tensorflow.TensorFlowEngine;
import io.github.granulardq.model.ModelLoader;
import io.github.granulardq.network.Network;

/**
 * Engines in one process, in the order of the arguments, on the shipped network: prints numbers that stand for the pixels of each, and milliseconds
 * for each patch. A name may come again.
 */
final class EngineOrderProbe {

	private static final int SIZE = 96;

	private EngineOrderProbe() {}

	/** Arguments: the number of patches, then names of engines. */
	public static void main(final String[] args) {
		final Network network = ModelLoader.loadBundled("srresnet-light-x2-microscopy").quantized();
		for (int i = 1; i < args.length; i++) {
			// Engines are not closed before the end: both are in use at once.
			final EngineSession session = (args[i].equals(IntegerEngine.NAME) ? new IntegerEngine() : new TensorFlowEngine()).open(network);
			System.out.println(args[i] + " pixels " + compute(session, 2));
			final int patches = Integer.parseInt(args[0]);
			final long start = System.nanoTime();
			compute(session, patches);
			System.out.println(args[i] + " ms " + (System.nanoTime() - start) / 1e6 / patches);
		}
	}

	private static int compute(final EngineSession session, final int patches) {
		int hash = 0;
		for (int n = 0; n < patches; n++) {
			final float[] patch = new float[SIZE * SIZE];
			for (int i = 0; i < patch.length; i++) {
				patch[i] = (float) (128 + 100 * Math.sin((i % SIZE + n) / 3.0) * Math.cos(i / SIZE / 5.0));
			}
			session.head(patch, SIZE, SIZE);
			hash = 31 * hash + Arrays.hashCode(session.body(n % 2 == 0 ? 8 : 5));
		}
		return hash;
	}
}
