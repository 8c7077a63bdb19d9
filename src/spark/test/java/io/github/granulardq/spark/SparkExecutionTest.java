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
package io.github.granulardq.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import ij.IJ;
import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveFile;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.command.cli.Main;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import io.github.granulardq.superres.Report;

/** Embedded Spark makes the same files as this process, whatever fails on the way. */
class SparkExecutionTest {

	private static final SuperResolveOptions OPTIONS = SuperResolveOptions.of(Map.of("model", "srresnet-light-x2-microscopy"));
	private static final int BLOCK = 160;

	@TempDir
	static Path shared;

	private static Path input;
	private static Path expected;
	private static Report report;

	@TempDir
	Path folder;

	private Path output;

	@BeforeAll
	static void enlargeHere() {
		input = shared.resolve("in.tif");
		expected = shared.resolve("here.ome.zarr");
		final ImagePlus image = IJ.createHyperStack("in", 230, 170, 2, 1, 1, 16);
		for (int c = 1; c <= 2; c++) {
			for (int i = 0; i < 230 * 170; i++) {
				image.getStack().getProcessor(c).set(i, 900 + (int) (800 * Math.sin(i % 230 / 9.0) * Math.cos(i / 230 / (3.0 + c))));
			}
		}
		ImageSaver.save(image, new OutputFile(input, false));
		report = SuperResolveFile.run(new SuperResolveFile.Files(input, expected, null, null, false), OPTIONS, monitor(() -> {}));
	}

	@BeforeEach
	void nameOutput() {
		output = folder.resolve("out.ome.zarr");
	}

	private static Monitor monitor(final Runnable progress) {
		return new Monitor((done, total) -> progress.run(), () -> false, 2, Long.MAX_VALUE, BLOCK);
	}

	private Report run(final Monitor monitor, final Function<RunDescription, BlockTask> tasks) {
		return SuperResolveFile.run(new SuperResolveFile.Files(input, output, null, null, false), OPTIONS, monitor, new SparkExecution("local[2]", input,
			OPTIONS, monitor, tasks));
	}

	private static Map<String, String> files(final Path root) throws IOException {
		final Map<String, String> files = new TreeMap<>();
		try (Stream<Path> walk = Files.walk(root)) {
			for (final Path file : walk.filter(Files::isRegularFile).toList()) {
				files.put(root.relativize(file).toString(), Files.size(file) + " bytes " + Arrays.hashCode(Files.readAllBytes(file)));
			}
		}
		return files;
	}

	private void assertSameOutput() throws IOException {
		final Map<String, String> files = files(expected);
		assertTrue(files.size() > 12, files.toString());
		assertEquals(files, files(output));
		assertFalse(Files.exists(folder.resolve("out.ome.zarr.journal")));
	}

	@Test
	void filesAndReportAreThoseOfThisProcess() throws IOException {
		final StringWriter out = new StringWriter();
		final StringWriter err = new StringWriter();
		final Path json = folder.resolve("report.json");
		final int status = Main.run(new String[] { "super-resolve", input.toString(), output.toString(), "--model", OPTIONS.model(), "--block", "" + BLOCK,
			"--master", "local[2]", "--report", json.toString() }, new PrintWriter(out), new PrintWriter(err), new SparkSuperResolve());
		assertEquals("", err.toString());
		assertEquals(0, status);
		assertSameOutput();
		final JsonObject found = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
		final JsonObject here = JsonParser.parseString(report.toJson()).getAsJsonObject();
		assertEquals(here.keySet(), found.keySet());
		for (final String key : here.keySet()) {
			if (!key.equals("seconds") && !key.equals("output")) {
				assertEquals(here.get(key), found.get(key), key);
			}
		}
	}

	@Test
	void aTaskThatFailsIsTriedAgain() throws IOException {
		final Report found = run(monitor(() -> {}), FailsOnce::new);
		assertSameOutput();
		assertEquals(report.bitsHistogram(), found.bitsHistogram());
		assertEquals(report.patches(), found.patches());
	}

	@Test
	void aJobThatWasGivenUpIsGoneOnWith() throws IOException {
		final String message = assertThrows(InputException.class, () -> run(monitor(() -> {}), FailsAlways::new)).getMessage();
		assertEquals("Block 7 cannot be computed.", message);
		assertFalse(Files.exists(output));
		final Report found = run(monitor(() -> {}), BlockTask::new);
		assertSameOutput();
		assertTrue(found.blocks().resumed() > 0, found.toJson());
		assertEquals(report.blocks().total(), found.blocks().total());
	}

	@Test
	void cancellationKeepsWhatIsFinished() throws IOException {
		final AtomicLong done = new AtomicLong();
		final Monitor cancelling = new Monitor((d, total) -> done.set(d), () -> done.get() > 0, 2, Long.MAX_VALUE, BLOCK);
		assertThrows(CancellationException.class, () -> run(cancelling, BlockTask::new));
		assertFalse(Files.exists(output));
		final Report found = run(monitor(() -> {}), BlockTask::new);
		assertSameOutput();
		assertTrue(found.blocks().resumed() > 0, found.toJson());
	}

	@Test
	void aDriverThatCannotNoteBlocksEndsTheJobWithItsReason() {
		final IllegalStateException full = new IllegalStateException("The disk is full.");
		final Monitor failing = monitor(() -> {
			throw full;
		});
		assertEquals(full, assertThrows(IllegalStateException.class, () -> run(failing, BlockTask::new)));
	}

	@Test
	void sparkThatIsStoppedIsSaidInOneSentence() {
		final AtomicBoolean stopped = new AtomicBoolean();
		final Monitor stopping = monitor(() -> {
			if (!stopped.getAndSet(true)) {
				SparkContext.getOrCreate().stop();
			}
		});
		final String message = assertThrows(InputException.class, () -> run(stopping, BlockTask::new)).getMessage();
		assertTrue(message.startsWith("Spark gave up: its master local[2,4] cannot be reached, or ended the run; finished blocks are kept"), message);
	}

	@Test
	void aMachineThatWouldComputeOtherPixelsIsRefused() {
		final String message = assertThrows(InputException.class, () -> run(monitor(() -> {}), run -> new BlockTask(new RunDescription(run.id(), run.input(),
			run.channelAxis(), run.options(), "another " + run.identity(), run.ranges(), run.chunks(), run.force())))).getMessage();
		assertTrue(message.contains("would compute other pixels than the driver"), message);
	}

	@Test
	void whatSparkCannotDoIsSaidBeforeItStarts() {
		assertTrue(refused("out.tif").contains("give a name that ends in .ome.zarr"), "formats");
		assertTrue(refused("out.ome.zarr", "--memory", "1g").contains("leave --memory out"), "memory");
		assertTrue(refused("out.ome.zarr", "--master", "local[2]", "--workers", "2").contains("leave --workers out"), "workers");
		assertTrue(refused("out.ome.zarr", "--master", "nowhere").contains("Spark cannot be started with the master \"nowhere\""), "master");
	}

	private String refused(final String name, final String... more) {
		final StringWriter err = new StringWriter();
		final String[] arguments = Stream.concat(Stream.of("super-resolve", input.toString(), folder.resolve(name).toString(), "--model", OPTIONS.model()),
			Stream.of(more)).toArray(String[]::new);
		assertEquals(1, Main.run(arguments, new PrintWriter(new StringWriter()), new PrintWriter(err), new SparkSuperResolve()));
		assertEquals(1, err.toString().lines().count(), err.toString());
		return err.toString();
	}

	@Test
	void tasksGetFewBlocksAndAllOfThem() {
		final long[] blocks = LongStream.range(0, 1_000_003).filter(block -> block % 3 > 0).toArray();
		for (final long[] some : new long[][] { { 5 }, { 1, 2, 3 }, LongStream.range(7, 500).toArray(), blocks }) {
			final long[][] cut = SparkExecution.cut(some, 4);
			assertArrayEquals(some, Stream.of(cut).flatMapToLong(LongStream::of).toArray());
			assertTrue(cut.length <= 100_000 && cut.length >= Math.min(some.length, 4 * 32), cut.length + " tasks");
		}
	}

	/** Fails in the middle of its first attempts. */
	private static final class FailsOnce extends BlockTask {

		private static final long serialVersionUID = 1L;

		FailsOnce(final RunDescription run) {
			super(run);
		}

		@Override
		FinishedBlock compute(final long block, final Workshop workshop, final TaskContext context) {
			final FinishedBlock finished = super.compute(block, workshop, context);
			if (context.attemptNumber() == 0 && block % 3 == 1) {
				throw new IllegalStateException("a fault that a second attempt does not meet");
			}
			return finished;
		}
	}

	/** Fails whenever it comes to a certain block. */
	private static final class FailsAlways extends BlockTask {

		private static final long serialVersionUID = 1L;

		FailsAlways(final RunDescription run) {
			super(run);
		}

		@Override
		FinishedBlock compute(final long block, final Workshop workshop, final TaskContext context) {
			if (block == 7) {
				throw new InputException("Block 7 cannot be computed.");
			}
			return super.compute(block, workshop, context);
		}
	}
}
