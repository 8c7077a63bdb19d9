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

import java.io.IOException;

import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.network.Network;

/** Our end of a session in the worker process: patches and results go through floats that both share. */
final class WorkerSession implements EngineSession {

	/** More than any descriptor, 256 KiB. */
	private static final int FEWEST_FLOATS = 1 << 16;

	private final WorkerProcess worker;

	private final int id;

	private final Network network;

	private SharedFloats floats;

	private boolean hasHead;

	private boolean closed;

	WorkerSession(final WorkerProcess worker, final int id, final Network network) {
		this.worker = worker;
		this.id = id;
		this.network = network;
	}

	@Override
	public float[] head(final float[] patch, final int height, final int width) {
		requireOpen();
		EngineSession.requirePatch(patch, network.channels(), height, width);
		hasHead = false;
		share(Math.multiplyExact(patch.length, network.scale() * network.scale()));
		floats.write(patch);
		final int count = worker.ask(Answer.Request.HEAD, id, out -> {
			out.writeInt(patch.length);
			out.writeInt(height);
			out.writeInt(width);
		});
		hasHead = true;
		return floats.read(count);
	}

	@Override
	public float[] body(final int bits) {
		requireOpen();
		if (!hasHead) {
			throw new IllegalStateException("no head was computed");
		}
		return floats.read(worker.ask(Answer.Request.BODY, id, out -> out.writeInt(bits)));
	}

	/** Makes place for so many floats. */
	private void share(final int length) {
		if (floats != null && floats.length() >= length) {
			return;
		}
		final SharedFloats larger;
		try {
			larger = SharedFloats.create(Math.max(length, FEWEST_FLOATS));
		}
		catch (final IOException e) {
			throw new EngineException("There is no memory to share with the engine's own process (" + e.getMessage() +
				"): free some space there, or choose the engine integer.", e);
		}
		try {
			worker.ask(Answer.Request.MAP, id, out -> {
				out.writeUTF(larger.file().toString());
				out.writeInt(larger.length());
			});
			floats = larger;
		}
		finally {
			larger.unlink();
		}
	}

	private void requireOpen() {
		if (closed) {
			throw new IllegalStateException("the session is closed");
		}
	}

	@Override
	public void close() {
		if (!closed) {
			closed = true;
			worker.send(Answer.Request.CLOSE, id, out -> {});
		}
	}
}
