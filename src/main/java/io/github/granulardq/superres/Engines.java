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

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.integer.IntegerEngine;
import io.github.granulardq.engine.tensorflow.TensorFlowEngines;
import io.github.granulardq.network.Network;

/** Opens the engine that a user chose. */
final class Engines {

	private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

	private Engines() {
	}

	/**
	 * @param network that it shall run
	 * @throws EngineException if it cannot be used on this machine, or not for this network
	 */
	static Engine open(final EngineChoice choice, final Network network) {
		return switch (choice) {
			case AUTO -> fastest(network);
			case TENSORFLOW -> TensorFlowEngines.open();
			case INTEGER -> integer(network);
		};
	}

	/**
	 * @param keep whether it may come from {@link KeptEngines} and go there
	 * @throws EngineException as above
	 */
	static Engine open(final EngineChoice choice, final Settings settings, final boolean keep) {
		return keep ? KeptEngines.open(choice, settings.model(), settings.network()) : open(choice, settings.network());
	}

	private static Engine fastest(final Network network) {
		try {
			return integer(network);
		}
		catch (final EngineException e) {
			final Engine tensorFlow = tensorFlowInstead(e);
			LOG.warn("The engine integer cannot be used, TensorFlow computes instead: {}", e.getMessage());
			return tensorFlow;
		}
	}

	/** Where there is none, users want to know what is wrong with the engine that everybody has. */
	private static Engine tensorFlowInstead(final EngineException reason) {
		try {
			return TensorFlowEngines.open();
		}
		catch (final EngineException | LinkageError e) {
			reason.addSuppressed(e);
			throw reason;
		}
	}

	private static Engine integer(final Network network) {
		final Engine engine = new IntegerEngine();
		try {
			// Finds out whether the network can be run.
			engine.open(network).close();
			return engine;
		}
		catch (final EngineException e) {
			engine.close();
			throw e;
		}
	}
}
