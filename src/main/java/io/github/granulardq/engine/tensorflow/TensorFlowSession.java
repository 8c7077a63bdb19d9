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

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.network.Network;

/** A worker's arrays; the graph is shared. What {@link #head} computed stays in TensorFlow's memory for {@link #body}. */
final class TensorFlowSession implements EngineSession {

	private final Network network;

	private final LoadedNetwork loaded;

	private final NDManager manager;

	private final Map<Integer, NDList> quantizations = new HashMap<>();

	private NDArray input;

	private NDArray features;

	private boolean closed;

	/**
	 * @param loaded to be released when this session is closed
	 */
	TensorFlowSession(final Network network, final LoadedNetwork loaded) {
		this.network = network;
		this.loaded = loaded;
		manager = loaded.newManager();
	}

	@Override
	public float[] head(final float[] patch, final int height, final int width) {
		requireOpen();
		EngineSession.requirePatch(patch, network.channels(), height, width);
		forgetPatch();
		input = manager.create(FloatBuffer.wrap(patch), new Shape(network.channels(), height, width));
		input.setName("input");
		final NDList outputs = run(() -> loaded.head(manager, new NDList(input)));
		features = outputs.get("features");
		try (NDArray descriptor = outputs.get("descriptor")) {
			return descriptor.toFloatArray();
		}
	}

	@Override
	public float[] body(final int bits) {
		requireOpen();
		if (features == null) {
			throw new IllegalStateException("no head was computed");
		}
		final NDList outputs;
		if (bits == Network.FLOAT_BITS) {
			outputs = run(() -> loaded.floatBody(manager, new NDList(features, input)));
		}
		else {
			if (!network.isQuantized()) {
				throw new IllegalArgumentException("the network is not quantized: it has no " + bits + " bits");
			}
			final NDList quantization = quantizations.computeIfAbsent(bits, this::quantization);
			// In the order of their names, as DJL takes them.
			outputs = run(() -> loaded.body(manager, new NDList(features, quantization.get(0), input, quantization.get(1), quantization.get(2))));
		}
		try (NDArray enlarged = outputs.singletonOrThrow()) {
			return enlarged.toFloatArray();
		}
	}

	private NDList quantization(final int bits) {
		final Quantization quantization = Quantization.of(network, bits);
		return new NDList(array("high", quantization.high()), array("low", quantization.low()), array("steps", quantization.steps()));
	}

	private NDArray array(final String name, final float[] values) {
		final NDArray array = manager.create(values);
		array.setName(name);
		return array;
	}

	private interface Computation {

		NDList run();
	}

	private static NDList run(final Computation computation) {
		try {
			return computation.run();
		}
		catch (final RuntimeException e) {
			throw new EngineException("TensorFlow failed while computing a patch: " + e.getMessage(), e);
		}
	}

	private void requireOpen() {
		if (closed) {
			throw new IllegalStateException("the session is closed");
		}
	}

	private void forgetPatch() {
		if (input != null) {
			input.close();
			input = null;
		}
		if (features != null) {
			features.close();
			features = null;
		}
	}

	@Override
	public void close() {
		if (!closed) {
			closed = true;
			manager.close(); // With all arrays.
			loaded.release();
		}
	}
}
