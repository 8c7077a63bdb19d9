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

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.granulardq.engine.EngineException;
import io.github.granulardq.testing.JavaProcess;
import io.github.granulardq.testing.TestModels;

/** Each case in a process of its own, since natives are loaded once. */
class NativesTest {

	@TempDir
	Path temp;

	/** Prints what becomes of the engine. */
	static final class Probe {

		private Probe() {}

		public static void main(final String[] args) {
			for (int attempt = 0; attempt < 2; attempt++) {
				try (IntegerEngine engine = new IntegerEngine(); var session = engine.open(TestModels.network(2, 1))) {
					session.head(new float[64], 8, 8);
					System.out.println("pixels " + session.body(8).length);
				}
				catch (final EngineException e) {
					System.out.println("refused: " + e.getMessage());
				}
			}
		}
	}

	@Test
	void missingNativesAreNamedAtEveryAttempt() throws IOException, InterruptedException {
		final String output = JavaProcess.of(Probe.class).without(jar -> jar.matches("dnnl-.*-(linux|macosx|windows)-.*\\.jar")).run();
		assertTrue(output.matches("(?s)(refused: oneDNN's native libraries for \\S+ cannot be loaded [^\n]*dnnl and javacpp[^\n]*\n){2}"), output);
	}

	@Test
	void nativesOfAnotherPlatformAreNoHelp() throws IOException, InterruptedException {
		final String output = JavaProcess.of(Probe.class).options("-Dorg.bytedeco.javacpp.platform=linux-ppc64le").run();
		assertTrue(output.contains("refused: oneDNN's native libraries for linux-ppc64le cannot be loaded"), output);
	}

	@Test
	void homeThatCannotBeWrittenToIsReplacedByTheCache() throws IOException, InterruptedException {
		final Path file = Files.writeString(temp.resolve("file"), "");
		final Path cache = temp.resolve("cache");
		final String output = JavaProcess.of(Probe.class).options("-Duser.home=" + file, "-Dgranular-dq.cache=" + cache).run();
		assertTrue(output.contains("pixels 256"), output);
		assertTrue(Files.isDirectory(cache.resolve("javacpp")), output);
	}
}
