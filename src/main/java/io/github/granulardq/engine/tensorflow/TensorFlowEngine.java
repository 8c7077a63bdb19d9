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

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.granulardq.engine.CacheFolder;
import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.engine.InstructionSet;
import io.github.granulardq.network.Network;

/**
 * Computes networks with TensorFlow, through DJL. Quantized layers are exact, but computed in 32-bit floating point: they take as long as
 * unquantized ones.
 *
 * <pre>
 * try (Engine engine = new TensorFlowEngine(); EngineSession session = engine.open(network)) {
 * 	float[] descriptor = session.head(patch, height, width);
 * 	float[] enlarged = session.body(8);
 * }
 * </pre>
 *
 * A network becomes a SavedModel in the {@link CacheFolder} when it is first opened, and stays in memory until this engine and all sessions
 * are closed. Each session computes in the thread that calls it and on no other. Thread-safe; several engines and processes may
 * work at once.
 */
public final class TensorFlowEngine implements Engine {

	/** The name of this engine in options and reports. */
	public static final String NAME = "tensorflow";

	private static final Logger LOG = LoggerFactory.getLogger(TensorFlowEngine.class);

	private final Map<String, LoadedNetwork> loaded = new HashMap<>();

	private boolean closed;

	/**
	 * Loads TensorFlow's natives if this process has not yet.
	 *
	 * @throws EngineException if they cannot be, or another TensorFlow is in the way
	 */
	public TensorFlowEngine() {
		Natives.load();
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public String instructionSet() {
		return InstructionSet.widestFloat();
	}

	@Override
	public synchronized EngineSession open(final Network network) {
		if (closed) {
			throw new IllegalStateException("the engine is closed");
		}
		try {
			final LoadedNetwork shared = loaded.computeIfAbsent(NetworkDigest.of(network, NetworkGraph.FORMAT), digest -> load(network, digest));
			return new TensorFlowSession(network, shared.retain());
		}
		catch (final LinkageError e) {
			throw new EngineException("TensorFlow's libraries do not fit together (" + e.getMessage() + "): another version of one comes first on the class path: " +
				"remove it.", e);
		}
	}

	private static LoadedNetwork load(final Network network, final String digest) {
		final SavedModels cache = new SavedModels(CacheFolder.find().path());
		try {
			return LoadedNetwork.load(cache.get(network, digest));
		}
		catch (IOException | RuntimeException e) {
			if (e instanceof EngineException known) {
				throw known;
			}
			LOG.warn("The network in the cache is damaged and is made anew: {}", e.getMessage());
			cache.remove(digest);
		}
		try {
			return LoadedNetwork.load(cache.get(network, digest));
		}
		catch (IOException | RuntimeException e) {
			throw e instanceof EngineException known ? known : new EngineException("TensorFlow cannot load the network '" + network.name() + "': " +
				e.getMessage(), e);
		}
	}

	@Override
	public synchronized void close() {
		if (!closed) {
			closed = true;
			loaded.values().forEach(LoadedNetwork::release);
			loaded.clear();
		}
	}
}
