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
package io.github.granulardq.engine.integer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.engine.integer.Plan.Type;
import io.github.granulardq.network.Network;

/** A worker's natives: weights, and programs for the sizes of patches that it met last. */
final class IntegerSession implements EngineSession {

	/** A plane has patches of at most four sizes: inner ones, the last column, the last row, the last corner. */
	private static final int SIZES = 4;

	private final Network network;

	private final NativeScope scope = new NativeScope();

	private final NetworkPrograms programs;

	private final Map<Long, PatchPrograms> sizes = new LinkedHashMap<>(2 * SIZES, 0.75f, true);

	private PatchPrograms current;

	private Thread prepared;

	private boolean closed;

	/**
	 * @param ends how layers that are not quantized store their input in a quantized network
	 */
	IntegerSession(final Network network, final Type ends) {
		this.network = network;
		prepareThread();
		try {
			final Dnnl dnnl = scope.own(new Dnnl(), Dnnl::close);
			programs = new NetworkPrograms(dnnl, scope, network, ends);
		}
		catch (final Throwable t) {
			scope.close();
			throw t;
		}
	}

	/** Returns the bit-widths that the network was made for. */
	Set<Integer> bits() {
		return programs.bits();
	}

	/** OpenMP's number of threads belongs to the calling thread, and code is generated for it. */
	private void prepareThread() {
		if (prepared != Thread.currentThread()) {
			Natives.useCallingThreadAlone();
			prepared = Thread.currentThread();
		}
	}

	@Override
	public float[] head(final float[] patch, final int height, final int width) {
		requireOpen();
		EngineSession.requirePatch(patch, network.channels(), height, width);
		prepareThread();
		current = null;
		final PatchPrograms chosen = programs(height, width);
		final float[] descriptor = chosen.head(patch);
		current = chosen;
		return descriptor;
	}

	private PatchPrograms programs(final int height, final int width) {
		final long key = (long) height << Integer.SIZE | width;
		PatchPrograms found = sizes.get(key);
		if (found == null) {
			if (sizes.size() >= SIZES) {
				final long oldest = sizes.keySet().iterator().next();
				sizes.remove(oldest).close();
			}
			found = new PatchPrograms(programs, height, width);
			sizes.put(key, found);
		}
		return found;
	}

	@Override
	public float[] body(final int bits) {
		requireOpen();
		if (current == null) {
			throw new IllegalStateException("no head was computed");
		}
		prepareThread();
		return current.body(bits);
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
			current = null;
			sizes.values().forEach(PatchPrograms::close);
			sizes.clear();
			scope.close();
		}
	}
}
