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
package io.github.granulardq.io.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import io.github.granulardq.InputException;
import io.github.granulardq.io.ImageMetadata.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing processes that are killed, or meet each other. */
class ZarrKillTest {

	@TempDir
	Path folder;

	private static Process start(final String... arguments) throws IOException {
		final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
			"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), ZarrWriterProbe.class.getName()));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	private static void kill(final Process process) throws InterruptedException {
		process.destroyForcibly().waitFor();
	}

	@Test
	void killedRunsLeaveTheSameBytesInTheEnd() throws IOException, InterruptedException {
		final Path whole = folder.resolve("whole.zarr");
		ZarrOutputs.write(whole, ZarrOutputs.metadata(Kind.X, Kind.Y), ZarrWriterProbe.image(), new int[] { 64, 64 }, ZarrVersion.V05);
		final Path output = folder.resolve("a.zarr");
		final Random random = new Random(); // any moment must do
		final String[] moments = { "3", "20", "finish", "45", "finish", "none" };
		for (final String moment : moments) {
			final Process process = start(output.toString());
			String last = "";
			try (BufferedReader lines = process.inputReader()) {
				for (String line = lines.readLine(); line != null; line = lines.readLine()) {
					last = line;
					if (line.equals(moment)) {
						Thread.sleep(random.nextInt(30));
						kill(process);
					}
				}
			}
			catch (final IOException e) {
				assertFalse(process.isAlive());
			}
			finally {
				kill(process);
			}
			assertTrue(last.matches("\\d+|finish|done"), last);
			if (!last.equals("done")) {
				assertFalse(Files.exists(output.resolve("zarr.json")) && !ZarrOutputs.files(whole).equals(ZarrOutputs.files(output)), "looks complete");
			}
			if (Files.exists(output) && !Files.exists(folder.resolve("a.zarr.journal"))) {
				break; // it was faster than we
			}
		}
		assertEquals(ZarrOutputs.files(whole), ZarrOutputs.files(output));
		assertFalse(Files.exists(folder.resolve("a.zarr.part")));
		assertFalse(Files.exists(folder.resolve("a.zarr.journal")));
	}

	@Test
	void killLosesNoBlockThatWasPut() throws IOException, InterruptedException {
		final Path output = folder.resolve("a.zarr");
		final Process process = start(output.toString(), "hold");
		long put = -1;
		try (BufferedReader lines = process.inputReader()) {
			assertEquals("open", lines.readLine());
			while (put < 29) {
				put = Long.parseLong(lines.readLine());
			}
		}
		finally {
			kill(process);
		}
		try (ZarrSink sink = ZarrWriterProbe.open(output)) {
			assertTrue(LongStream.rangeClosed(0, put).allMatch(sink::isFinished));
		}
	}

	@Test
	void secondProcessIsRefused() throws IOException, InterruptedException {
		final Path output = folder.resolve("a.zarr");
		final Process process = start(output.toString(), "hold");
		try (BufferedReader lines = process.inputReader()) {
			assertEquals("open", lines.readLine());
			final InputException e = assertThrows(InputException.class, () -> ZarrWriterProbe.open(output).close());
			assertTrue(e.getMessage().contains("Another run is writing"), e.getMessage());
			assertTrue(e.getMessage().contains(output.toString()), e.getMessage());
		}
		finally {
			kill(process);
		}
		ZarrWriterProbe.open(output).close(); // it does not hold it any more
	}
}
