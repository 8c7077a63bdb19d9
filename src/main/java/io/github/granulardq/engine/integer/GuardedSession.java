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

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

import com.sun.jna.Native;

import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;

/**
 * Makes sentences of what happens where memory outside Java's heap is short. oneDNN checks most of its allocations but not all, and a process in
 * which they fail is at risk: so there must be some left before code for another size of patch or another bit-width is made.
 */
final class GuardedSession implements EngineSession {

	/** Bytes that must be free. Larger than what the C library keeps for later, so that it is given back at once; never touched. */
	private static final long HEADROOM = 64L << 20;

	private final EngineSession session;

	private int height;

	private int width;

	/** Bit-widths that this size was computed at. */
	private final Set<Integer> computed = new HashSet<>();

	private GuardedSession(final EngineSession session) {
		this.session = session;
	}

	/**
	 * Opens a session.
	 *
	 * @throws EngineException if it cannot be opened, or memory is short
	 */
	static EngineSession open(final Supplier<EngineSession> opening) {
		return guard(() -> {
			requireHeadroom();
			return new GuardedSession(opening.get());
		});
	}

	private static void requireHeadroom() {
		final long place = Native.malloc(HEADROOM);
		if (place == 0) {
			throw new EngineException("There are less than " + (HEADROOM >> 20) + " MB of memory outside Java's heap: " + Dnnl.MORE + ".");
		}
		Native.free(place);
	}

	private static <T> T guard(final Supplier<T> computing) {
		try {
			return computing.get();
		}
		catch (final OutOfMemoryError e) {
			if (isOfHeap(e)) {
				throw e;
			}
			throw new EngineException("There is too little memory outside Java's heap (" + e.getMessage() + "): " + Dnnl.MORE + ".", e);
		}
		catch (final LinkageError e) {
			throw Natives.unusable(e);
		}
		catch (final RuntimeException e) {
			// JavaCPP makes these of exceptions in C++.
			if (e.getClass() == RuntimeException.class) {
				throw new EngineException("oneDNN failed (" + e.getMessage() + "); if memory outside Java's heap is short, " + Dnnl.MORE + ".", e);
			}
			throw e;
		}
	}

	private static boolean isOfHeap(final OutOfMemoryError e) {
		return e.getMessage() == null || e.getMessage().startsWith("Java heap space") || e.getMessage().startsWith("GC overhead");
	}

	@Override
	public float[] head(final float[] patch, final int newHeight, final int newWidth) {
		return guard(() -> {
			if (newHeight == height && newWidth == width) {
				return session.head(patch, newHeight, newWidth);
			}
			requireHeadroom();
			final float[] descriptor = session.head(patch, newHeight, newWidth);
			height = newHeight;
			width = newWidth;
			computed.clear();
			return descriptor;
		});
	}

	@Override
	public float[] body(final int bits) {
		return guard(() -> {
			if (computed.contains(bits)) {
				return session.body(bits);
			}
			requireHeadroom();
			final float[] enlarged = session.body(bits);
			computed.add(bits);
			return enlarged;
		});
	}

	@Override
	public void close() {
		session.close();
	}
}
