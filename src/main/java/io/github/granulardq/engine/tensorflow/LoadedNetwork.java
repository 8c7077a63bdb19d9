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
import java.nio.file.Path;
import java.util.Map;

import org.tensorflow.proto.ConfigProto;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.tensorflow.engine.SavedModelBundle;
import ai.djl.tensorflow.engine.TfEngine;
import ai.djl.tensorflow.engine.TfSymbolBlock;
import ai.djl.training.ParameterStore;

/**
 * A SavedModel in memory with its signatures, shared by the sessions of all workers: TensorFlow runs each call in the thread that
 * makes it. Counts its users, and frees everything when the last one has gone.
 */
final class LoadedNetwork {

	/** Each call runs in its caller's thread, one operation after another. */
	private static final ConfigProto CONFIG = ConfigProto.newBuilder().setInterOpParallelismThreads(-1).setIntraOpParallelismThreads(1).build();

	private final Model model;

	private final TfSymbolBlock head;

	/** Null if the network is not quantized. */
	private final TfSymbolBlock body;

	private final TfSymbolBlock floatBody;

	private int users = 1;

	private LoadedNetwork(final Model model) {
		this.model = model;
		head = (TfSymbolBlock) model.getBlock();
		final SavedModelBundle bundle = head.getSavedModelBundle();
		body = has(bundle, NetworkGraph.BODY) ? new TfSymbolBlock(bundle, NetworkGraph.BODY) : null;
		floatBody = new TfSymbolBlock(bundle, NetworkGraph.FLOAT_BODY);
	}

	/**
	 * Loads a SavedModel. The caller is its first user.
	 *
	 * @throws IOException if it cannot be read or is not one of ours
	 */
	static LoadedNetwork load(final Path folder) throws IOException {
		final Model model = Model.newInstance("granular-dq", Device.cpu(), TfEngine.ENGINE_NAME);
		try {
			model.load(folder, null, Map.of("Tags", NetworkGraph.TAG, "ConfigProto", CONFIG, "SignatureDefKey", NetworkGraph.HEAD));
			// A missing signature is but a warning to DJL, which then takes another.
			final SavedModelBundle bundle = ((TfSymbolBlock) model.getBlock()).getSavedModelBundle();
			if (!has(bundle, NetworkGraph.HEAD) || !has(bundle, NetworkGraph.FLOAT_BODY)) {
				throw new IOException("the SavedModel in " + folder + " lacks a signature");
			}
			return new LoadedNetwork(model);
		}
		catch (final MalformedModelException e) {
			model.close();
			throw new IOException(e.getMessage(), e);
		}
		catch (IOException | RuntimeException e) {
			model.close();
			throw e;
		}
	}

	private static boolean has(final SavedModelBundle bundle, final String signature) {
		return bundle.getMetaGraphDef().containsSignatureDef(signature);
	}

	/** Makes a manager of arrays, to be closed by the caller. */
	NDManager newManager() {
		return model.getNDManager().newSubManager();
	}

	/** Runs {@link NetworkGraph#HEAD}: input to descriptor and features. */
	NDList head(final NDManager manager, final NDList inputs) {
		return run(head, manager, inputs);
	}

	/** Runs {@link NetworkGraph#BODY}: features, high, input, low, steps to enlarged. */
	NDList body(final NDManager manager, final NDList inputs) {
		return run(body, manager, inputs);
	}

	/** Runs {@link NetworkGraph#FLOAT_BODY}: features, input to enlarged. */
	NDList floatBody(final NDManager manager, final NDList inputs) {
		return run(floatBody, manager, inputs);
	}

	private static NDList run(final TfSymbolBlock block, final NDManager manager, final NDList inputs) {
		return block.forward(new ParameterStore(manager, false), inputs, false);
	}

	/** Adds a user. */
	synchronized LoadedNetwork retain() {
		users++;
		return this;
	}

	/** Takes a user away. */
	synchronized void release() {
		users--;
		if (users == 0) {
			if (body != null) {
				body.close();
			}
			floatBody.close();
			model.close();
		}
	}
}
