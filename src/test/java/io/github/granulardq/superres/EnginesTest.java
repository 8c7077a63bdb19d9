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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.network.Network;
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

	@Test
	void withoutTensorFlowTheReasonIsThatOfTheIntegerEngine() throws IOException, InterruptedException {
		final String output = JavaProcess.of(Probe.class).without(jar -> jar.matches("dnnl-.*-(linux|macosx|windows)-.*\\.jar|tensorflow-.*\\.jar")).run();
		assertTrue(output.contains("auto is refused: oneDNN's native libraries"), output);
		assertTrue(output.contains("tensorflow is refused: "), output);
		assertFalse(output.contains("TensorFlow computes instead"), output);
	}

	/** Computes a patch with each engine named. */
	static final class Patches {

		private Patches() {}

		/** Returns the kind of engine, and a number that stands for the pixels. */
		static String compute(final EngineChoice choice) {
			final Network network = TestModels.network(2, 1);
			try (Engine engine = Engines.open(choice, network); EngineSession session = engine.open(network)) {
				session.head(new float[] { 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 99, 88, 77, 66, 55, 44 }, 4, 4);
				return engine.getClass().getSimpleName() + " " + Arrays.hashCode(session.body(8));
			}
		}

		public static void main(final String[] args) throws IOException {
			for (final String name : args) {
				System.out.println(compute(EngineChoice.valueOf(name)));
			}
			final Path maps = Path.of("/proc/self/maps");
			System.out.println("natives of TensorFlow: " + (Files.exists(maps) && Files.readString(maps).contains("jnitensorflow")));
		}
	}

	@Test
	void nothingOfTensorFlowIsLoadedForTheIntegerEngine(@TempDir final Path folder) throws IOException, InterruptedException {
		final Path log = folder.resolve("classes.txt");
		final String output = JavaProcess.of(Patches.class).options("-Xlog:class+load:file=" + log).run("INTEGER", "AUTO");
		final String classes = Files.readString(log);
		assertTrue(classes.contains("io.github.granulardq.engine.integer.IntegerEngine"));
		assertFalse(classes.lines().anyMatch(l -> l.matches(".*\\b(org\\.tensorflow|ai\\.djl|io\\.github\\.granulardq\\.engine\\.tensorflow)\\..*")), () -> classes
			.lines().filter(l -> l.contains("tensorflow") || l.contains("djl")).toList().toString());
		assertEquals(2, lines(output).size(), output);
		assertTrue(output.contains("natives of TensorFlow: false"), output);
	}

	/** That of CSBDeep, StarDist and N2V; its classes are found first, or behind ours. */
	@Test
	void anotherTensorFlowIsPassedBy() throws IOException, InterruptedException {
		final Path other = Path.of(System.getProperty("other-tensorflow", "target/other-tensorflow"), "libtensorflow-1.15.0.jar").toAbsolutePath();
		assertTrue(Files.exists(other), "made by the build: " + other);
		final String computed = "WorkerEngine " + Patches.compute(EngineChoice.TENSORFLOW).replaceFirst(".* ", "");
		assertEquals(List.of(Patches.compute(EngineChoice.INTEGER), computed), lines(JavaProcess.of(Patches.class).before(other).run("AUTO",
			"TENSORFLOW")));
		assertEquals(List.of(computed), lines(JavaProcess.of(Patches.class).after(other).without(jar -> jar.matches(
			"dnnl-.*-(linux|macosx|windows)-.*\\.jar")).run("AUTO")));
	}

	private static List<String> lines(final String output) {
		return output.lines().filter(l -> l.matches("\\w+Engine -?\\d+")).toList();
	}
}
