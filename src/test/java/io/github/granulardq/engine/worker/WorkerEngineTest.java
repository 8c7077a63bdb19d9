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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.network.Network;
import io.github.granulardq.testing.TestModels;

/** Accidents of worker processes; that results are those of the engine is for each engine's tests. */
@Timeout(60)
class WorkerEngineTest {

	private static final int SECONDS = 20;

	private static final Network NETWORK = TestModels.network(2, 1);

	private static WorkerEngine start() {
		return WorkerEngine.start(AccidentalEngine.class.getName(), Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(
			Path::of).toList());
	}

	private static boolean ends(final long pid) throws Exception {
		return ProcessHandle.of(pid).isEmpty() || ProcessHandle.of(pid).get().onExit().get(SECONDS, TimeUnit.SECONDS) != null;
	}

	private static float[] patch(final int length) {
		final float[] patch = new float[length];
		for (int i = 0; i < length; i++) {
			patch[i] = i / 3f;
		}
		return patch;
	}

	@Test
	void patchesOfAllSizesTravel() {
		try (WorkerEngine engine = start(); EngineSession session = engine.open(NETWORK)) {
			assertEquals("accidental", engine.name());
			assertEquals("NONE", engine.instructionSet());
			for (final int height : new int[] { 4, 300, 8, 700 }) {
				assertArrayEquals(new float[] { height, 300 }, session.head(patch(height * 300), height, 300));
				assertArrayEquals(patch(height * 300), session.body(8));
			}
		}
	}

	@Test
	void crashIsOneSentenceForEverybody() {
		try (WorkerEngine engine = start(); EngineSession session = engine.open(NETWORK); EngineSession other = engine.open(NETWORK)) {
			session.head(patch(16), 4, 4);
			final String message = assertThrows(EngineException.class, () -> session.body(AccidentalEngine.CRASH)).getMessage();
			assertEquals("The engine's own process ended unexpectedly (signal 6: out of luck): try again, or choose the engine integer.", message);
			assertEquals(message, assertThrows(EngineException.class, () -> other.head(patch(16), 4, 4)).getMessage());
			assertEquals(message, assertThrows(EngineException.class, () -> engine.open(NETWORK)).getMessage());
		}
	}

	@Test
	void failuresComeBackAndTheProcessGoesOn() {
		try (WorkerEngine engine = start(); EngineSession session = engine.open(NETWORK)) {
			session.head(patch(16), 4, 4);
			assertEquals("The engine had an accident.", assertThrows(EngineException.class, () -> session.body(AccidentalEngine.FAILURE))
				.getMessage());
			assertTrue(assertThrows(EngineException.class, () -> session.body(AccidentalEngine.FAULT)).getMessage().contains("a fault"));
			assertTrue(assertThrows(EngineException.class, () -> session.body(AccidentalEngine.ERROR)).getMessage().contains("an error"));
			assertThrows(IllegalArgumentException.class, () -> session.body(AccidentalEngine.NO_SUCH_BITS));
			assertArrayEquals(patch(16), session.body(8));
		}
	}

	@Test
	void networkThatCannotBeSentLeavesTheOthersAlone() {
		final Network halfway = new Network(NETWORK.name(), NETWORK.scale(), NETWORK.channels(), NETWORK.head(), NETWORK.body(), null, null, NETWORK.skip());
		try (WorkerEngine engine = start(); EngineSession session = engine.open(NETWORK)) {
			assertThrows(NullPointerException.class, () -> engine.open(halfway));
			session.head(patch(16), 4, 4);
			assertArrayEquals(patch(16), session.body(8));
			try (EngineSession other = engine.open(NETWORK)) {
				assertArrayEquals(new float[] { 4, 4 }, other.head(patch(16), 4, 4));
			}
		}
	}

	@Test
	void processEndsWithTheEngine() throws Exception {
		final WorkerEngine engine = start();
		final long pid = engine.pid();
		assertTrue(ProcessHandle.of(pid).isPresent());
		engine.close();
		assertTrue(ends(pid));
	}

	/** Starts a worker, says which, and stays. */
	static final class Host {

		private Host() {}

		public static void main(final String[] args) throws InterruptedException {
			final WorkerEngine engine = start();
			engine.open(NETWORK).head(patch(16), 4, 4);
			System.out.println("pid " + engine.pid());
			Thread.sleep(TimeUnit.MINUTES.toMillis(1));
		}
	}

	@Test
	void processEndsWhenOursIsKilled() throws Exception {
		final Process host = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty(
			"java.class.path"), Host.class.getName()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		try (BufferedReader out = new BufferedReader(new InputStreamReader(host.getInputStream()))) {
			final long pid = Long.parseLong(out.readLine().replaceFirst("pid ", ""));
			assertTrue(ProcessHandle.of(pid).isPresent());
			host.destroyForcibly().waitFor();
			assertTrue(ends(pid));
		}
		finally {
			host.destroyForcibly();
		}
	}

	/** The file of shared memory has no name any more while it is used. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void nothingIsLeftBehind() throws IOException {
		final Set<Path> before = shared();
		try (WorkerEngine engine = start(); EngineSession session = engine.open(NETWORK)) {
			session.head(patch(16), 4, 4);
			assertEquals(before, shared());
			assertThrows(EngineException.class, () -> session.body(AccidentalEngine.CRASH));
		}
		assertEquals(before, shared());
	}

	private static Set<Path> shared() throws IOException {
		try (Stream<Path> files = Files.list(Files.isDirectory(Path.of("/dev/shm")) ? Path.of("/dev/shm") : Path.of(System.getProperty(
			"java.io.tmpdir"))))
		{
			return files.filter(f -> f.getFileName().toString().startsWith("granular-dq-") && f.toString().endsWith(".floats")).collect(Collectors
				.toSet());
		}
	}

	private static <T> T with(final String property, final String value, final Supplier<T> action) {
		final String before = System.setProperty(property, value);
		try {
			return action.get();
		}
		finally {
			System.setProperty(property, before);
		}
	}

	@Test
	void missingJavaIsNamed(@TempDir final Path folder) {
		final String message = with("java.home", folder.toString(), () -> assertThrows(EngineException.class, WorkerEngineTest::start).getMessage());
		assertEquals("There is no Java at " + folder.resolve("bin").resolve("java") + ", which the engine needs for a process of its own: " +
			"choose the engine integer, or install Java there.", message);
	}

	@Test
	void refusalOfTheEngineIsPassedOn() {
		assertEquals("Nobody is at home.", with("user.home", "/refused", () -> assertThrows(EngineException.class, WorkerEngineTest::start)
			.getMessage()));
	}

	@Test
	void failureOfTheStartIsNamed() {
		final String message = with("user.home", "/failed", () -> assertThrows(EngineException.class, WorkerEngineTest::start).getMessage());
		assertTrue(message.startsWith("The engine's own process ended unexpectedly (exit status 1: ") && message.contains("half of it is missing"), message);
	}

	/** Returns the exit status of a worker that is given these bytes. */
	private static int status(final byte[] requests) throws Exception {
		final Process worker = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty(
			"java.class.path"), WorkerMain.class.getName(), AccidentalEngine.class.getName()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		try (OutputStream out = worker.getOutputStream()) {
			out.write(requests);
		}
		worker.getInputStream().readAllBytes();
		return worker.waitFor();
	}

	@Test
	void onlyTheEndOfTheInputIsAGoodEnd() throws Exception {
		assertEquals(0, status(new byte[0]));
		assertEquals(1, status(new byte[] { 99, 0, 0, 0, 1 }));
	}

	/** A descriptor of another version. */
	@Test
	void requestThatCannotBeReadIsAnswered() {
		final WorkerProcess.Content wrong = out -> {
			out.writeUTF("SRResNet");
			out.write(new byte[16]);
			out.writeUTF("NO_SUCH_DESCRIPTOR");
		};
		try (WorkerEngine engine = start(); EngineSession session = engine.open(NETWORK)) {
			assertThrows(IllegalArgumentException.class, () -> engine.worker().ask(Answer.Request.OPEN, 99, wrong));
			session.head(patch(16), 4, 4);
			assertArrayEquals(patch(16), session.body(8));
		}
	}

	@Test
	void interruptionEndsAProcessThatHangs() throws Exception {
		try (WorkerEngine engine = start(); EngineSession session = engine.open(NETWORK)) {
			session.head(patch(16), 4, 4);
			final AtomicReference<Throwable> thrown = new AtomicReference<>();
			final Thread thread = new Thread(() -> {
				try {
					session.body(AccidentalEngine.HANG);
				}
				catch (final CancellationException e) {
					thrown.set(Thread.currentThread().isInterrupted() ? e : null);
				}
			});
			thread.start();
			thread.interrupt();
			thread.join();
			assertInstanceOf(CancellationException.class, thrown.get());
			assertTrue(ends(engine.pid()));
			assertThrows(EngineException.class, () -> session.body(8));
		}
	}

	@Test
	void startThatIsInterruptedIsGivenUp() throws Exception {
		Thread.currentThread().interrupt();
		assertThrows(CancellationException.class, () -> with("user.home", "/busy", WorkerEngineTest::start));
		assertTrue(Thread.interrupted());
	}

	@Test
	void startHasALimit() throws Exception {
		final WorkerProcess worker = WorkerProcess.start(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Duser.home=/busy",
			"-cp", System.getProperty("java.class.path"), WorkerMain.class.getName(), AccidentalEngine.class.getName()), Map.of());
		try (worker) {
			final String message = assertThrows(EngineException.class, () -> worker.hello(Duration.ofSeconds(1))).getMessage();
			assertTrue(message.startsWith("The engine's own process was not ready after 1 seconds: "), message);
			assertTrue(ends(worker.pid()));
		}
	}

	@Test
	void settingsArePassedOn() {
		System.setProperty("ai.djl.tensorflow.num_intraop_threads", "3");
		System.setProperty("ai.djl.offline", "true");
		try (WorkerEngine engine = start(); EngineSession session = engine.open(NETWORK)) {
			session.head(patch(16), 4, 4);
			final float[] settings = session.body(AccidentalEngine.SETTINGS);
			final long heap = Math.max(1024, (Runtime.getRuntime().maxMemory() >> 20) / 2);
			assertEquals(heap, settings[0], 0.2 * heap); // collectors leave out one of their spaces
			assertEquals(3, settings[1]);
			assertEquals(1, settings[2]);
		}
		finally {
			System.clearProperty("ai.djl.tensorflow.num_intraop_threads");
			System.clearProperty("ai.djl.offline");
		}
	}

	@Test
	void classesThatAreMissingAreASentence() {
		final String message = assertThrows(EngineException.class, () -> WorkerEngine.start(AccidentalEngine.class.getName(), List.of(Path.of("nowhere"))))
			.getMessage();
		assertTrue(message.startsWith("The engine's own process ended unexpectedly (exit status 1: "), message);
		assertFalse(message.contains("\n"), message);
	}
}
