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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.granulardq.engine.CacheFolder;
import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.network.Network;
import io.github.granulardq.testing.TestModels;

class SavedModelsTest {

	@TempDir
	Path temp;

	@BeforeAll
	static void loadNatives() {
		Natives.load();
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(temp.resolve("tensorflow"))) {
			return files.toList();
		}
	}

	@Test
	void networkIsWrittenOnceAndThenFound() throws IOException {
		final SavedModels models = new SavedModels(temp);
		final Path first = models.get(TestModels.network(2, 1), "digest");
		final FileTime written = FileTime.fromMillis(1000);
		Files.setLastModifiedTime(first.resolve(NetworkGraph.FILE_NAME), written);
		assertEquals(first, models.get(TestModels.network(2, 1), "digest"));
		assertEquals(written, Files.getLastModifiedTime(first.resolve(NetworkGraph.FILE_NAME)));
		assertEquals(List.of(first), files());
		models.remove("digest");
		assertEquals(List.of(), files());
	}

	@Test
	void threadsThatWantTheSameAtOnceGetIt() throws IOException, InterruptedException, ExecutionException {
		final Network network = TestModels.network(2, 1);
		final List<Callable<Path>> tasks = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			tasks.add(() -> new SavedModels(temp).get(network, "digest"));
		}
		final ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			for (final Future<Path> found : executor.invokeAll(tasks)) {
				assertTrue(Files.size(found.get().resolve(NetworkGraph.FILE_NAME)) > 0);
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertEquals(1, files().size());
	}

	@Test
	void processesThatStartTogetherGetTheSamePixels() throws IOException, InterruptedException {
		final List<Process> processes = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			processes.add(EngineProbe.start(null, "-D" + CacheFolder.PROPERTY + "=" + temp));
		}
		final Set<String> outputs = new HashSet<>();
		for (final Process process : processes) {
			outputs.add(EngineProbe.output(process).lines().filter(line -> line.startsWith("pixels")).findFirst().orElse("none"));
		}
		assertEquals(1, outputs.size(), outputs.toString());
		assertFalse(outputs.contains("none"));
		assertEquals(1, files().size());
	}

	@Test
	void damagedFileIsMadeAnew() throws IOException {
		final String before = System.setProperty(CacheFolder.PROPERTY, temp.toString());
		try {
			final Network network = TestModels.network(2, 1);
			final float[] expected = pixels(network);
			final Path file = files().get(0).resolve(NetworkGraph.FILE_NAME);
			final byte[] whole = Files.readAllBytes(file);
			Files.write(file, Arrays.copyOf(whole, whole.length / 2));
			assertArrayEquals(expected, pixels(network));
			assertEquals(whole.length, Files.size(file));
		}
		finally {
			if (before == null) {
				System.clearProperty(CacheFolder.PROPERTY);
			}
			else {
				System.setProperty(CacheFolder.PROPERTY, before);
			}
		}
	}

	private static float[] pixels(final Network network) {
		try (Engine engine = new TensorFlowEngine(); EngineSession session = engine.open(network)) {
			session.head(new float[64], 8, 8);
			return session.body(8);
		}
	}

	@Test
	void folderThatCannotBeWrittenToIsReportedInASentence() throws IOException {
		Files.writeString(temp.resolve("tensorflow"), "in the way");
		final String message = assertThrows(EngineException.class, () -> new SavedModels(temp).get(TestModels.network(2, 1), "digest")).getMessage();
		assertTrue(message.contains(temp.toString()) && message.contains(CacheFolder.PROPERTY), message);
	}
}
