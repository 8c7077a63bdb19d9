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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.testing.JavaProcess;
import io.github.granulardq.testing.TestModels;

class EnginesTest {

	/** Prints what each choice opens. */
	static final class Probe {

		private Probe() {}

		public static void main(final String[] args) {
			for (final EngineChoice choice : EngineChoice.values()) {
				try (Engine engine = Engines.open(choice, TestModels.network(2, 1))) {
					System.out.println(choice + " is " + engine.name());
				}
				catch (final EngineException e) {
					System.out.println(choice + " is refused: " + e.getMessage());
				}
			}
		}
	}

	@Test
	void autoIsTheIntegerEngine() {
		try (Engine engine = Engines.open(EngineChoice.AUTO, TestModels.network(2, 1))) {
			assertEquals("integer", engine.name());
		}
	}

	@Test
	void autoFallsBackWithAReasonAndAnExplicitChoiceDoesNot() throws IOException, InterruptedException {
		final String output = JavaProcess.of(Probe.class).without(jar -> jar.matches("dnnl-.*-(linux|macosx|windows)-.*\\.jar")).run();
		assertTrue(output.contains("auto is tensorflow"), output);
		assertTrue(output.contains("The engine integer cannot be used, TensorFlow computes instead: oneDNN's native libraries"), output);
		assertTrue(output.contains("integer is refused: oneDNN's native libraries"), output);
		assertTrue(output.contains("tensorflow is tensorflow"), output);
		assertFalse(output.contains("\tat "), output);
	}
}
