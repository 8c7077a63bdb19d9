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

import java.util.ArrayList;
import java.util.List;

import com.sun.jna.Native;

import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.testing.TestModels;

/**
 * The engine in a process that has used up its memory outside Java's heap, but for some: prints what becomes of one that is asked
 * for another arithmetic or given another size of patch, of a session that is opened then, and of the first when there is memory again. The process must be limited.
 */
final class ScarceMemoryProbe {

	private static final long CHUNK = 1 << 20;

	/** Chunks that are left: too few, and enough for Java. */
	private static final int LEFT = 40;

	private ScarceMemoryProbe() {}

	public static void main(final String[] args) {
		try (IntegerEngine engine = new IntegerEngine(); EngineSession session = engine.open(TestModels.network(2, 1))) {
			attempt("before", session);
			final List<Long> used = fill();
			try {
				System.out.println("body " + session.body(32).length);
			}
			catch (final EngineException e) {
				System.out.println("body refused: " + e.getMessage());
			}
			attempt("head", session);
			try (EngineSession another = engine.open(TestModels.network(2, 1))) {
				System.out.println("opened " + another);
			}
			catch (final EngineException e) {
				System.out.println("open refused: " + e.getMessage());
			}
			used.forEach(Native::free);
			attempt("after", session);
		}
	}

	private static void attempt(final String when, final EngineSession session) {
		final int size = when.equals("before") ? 16 : 96;
		try {
			session.head(new float[size * size], size, size);
			System.out.println(when + " " + session.body(8).length);
		}
		catch (final EngineException e) {
			System.out.println(when + " refused: " + e.getMessage());
		}
	}

	/** Prints twice what the self-test says of a convolution, or its refusal. */
	static final class SelfTests {

		private SelfTests() {}

		public static void main(final String[] args) {
			Natives.load();
			Natives.useCallingThreadAlone();
			for (int i = 0; i < 2; i++) {
				try {
					System.out.println("exact " + SelfTest.isExact(new SelfTest.Case(32, 32, 3, Plan.Type.UNSIGNED, 4)));
				}
				catch (final EngineException e) {
					System.out.println("refused: " + e.getMessage());
				}
			}
		}
	}

	private static List<Long> fill() {
		final List<Long> used = new ArrayList<>();
		for (long chunk = Native.malloc(CHUNK); chunk != 0; chunk = Native.malloc(CHUNK)) {
			used.add(chunk);
		}
		for (int i = 0; i < LEFT; i++) {
			Native.free(used.remove(used.size() - 1));
		}
		return used;
	}
}
