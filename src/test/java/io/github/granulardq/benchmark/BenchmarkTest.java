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
package io.github.granulardq.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import io.github.granulardq.InputException;
import io.github.granulardq.benchmark.BenchmarkPlan.Part;
import io.github.granulardq.benchmark.StageClock.Stage;
import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.SrResNet;
import io.github.granulardq.testing.FakeEngine;
import io.github.granulardq.testing.TestPackage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With engines that compute nothing, at speeds of their own. */
class BenchmarkTest {

	@TempDir
	static Path folder;

	private static String model;

	private final StringBuffer turns = new StringBuffer();

	private final StringBuilder out = new StringBuilder();

	/** A clock that runs a microsecond at each look, and when patches are computed. */
	private final AtomicLong nanos = new AtomicLong();

	/** Computes as many patches and fails then. */
	private Contender failing;

	private int patchesLeft;

	@BeforeAll
	static void writeModel() throws IOException {
		final Path file = folder.resolve("one-feature.zip");
		// One feature, since fake engines have descriptors of three values.
		TestPackage.of(new SrResNet.Config(2, 1, 1, 1, 3, false, 1, GlobalSkip.BICUBIC, Descriptor.SPREAD, true), 1).toZip(file);
		model = file.toString();
	}

	/** A patch takes 30 ms for 32 bits, 10 ms otherwise; ONNX Runtime is not there, and TensorFlow may compute something else. */
	private final class FakeOpener extends Opener {

		private final float tensorFlowsValue;

		FakeOpener(final float tensorFlowsValue) {
			this.tensorFlowsValue = tensorFlowsValue;
		}

		@Override
		Engine engine(final Contender contender) {
			final Engine fake = new FakeEngine(1);
			return new Engine() {

				@Override
				public String name() {
					return fake.name();
				}

				@Override
				public String instructionSet() {
					return fake.instructionSet();
				}

				@Override
				public EngineSession open(final Network network) {
					turns.append(contender.ordinal());
					return fake.open(network);
				}

				@Override
				public void close() {
					fake.close();
				}
			};
		}

		@Override
		PatchRunner runner(final Contender contender, final BenchmarkNetwork network) {
			if (contender == Contender.ONNX_RUNTIME) {
				throw new EngineException("It is not there.");
			}
			return new PatchRunner() {

				@Override
				public float[] run(final float[] patch, final int height, final int width) {
					turns.append(contender.ordinal());
					if (contender == failing && patchesLeft-- == 0) {
						throw new EngineException("It broke.");
					}
					nanos.addAndGet(contender.isFloat() ? 30_000_000 : 10_000_000);
					final float[] output = new float[4 * patch.length];
					Arrays.fill(output, contender == Contender.TENSORFLOW || contender == Contender.TENSORFLOW_8 ? tensorFlowsValue : 100);
					return output;
				}

				@Override
				public void close() {
					turns.append('.');
				}
			};
		}
	}

	private static BenchmarkPlan plan(final Set<Part> parts, final BooleanSupplier cancelled, final Contender... contenders) {
		return new BenchmarkPlan(parts, model, List.of(BenchmarkPlan.NONE), List.of(contenders), 0, 3, List.of(1, 2), null, 200, 2, List.of(), cancelled);
	}

	private BenchmarkReport run(final BenchmarkPlan plan, final float tensorFlowsValue) {
		return new Benchmark(plan, arguments -> arguments, new FakeOpener(tensorFlowsValue), () -> nanos.addAndGet(1000)).run(text -> out.append(text).append('\n'));
	}

	@Test
	void contendersTakeTurnsAndAllAreClosed() {
		run(plan(Set.of(Part.PATCHES), () -> false, Contender.INTEGER, Contender.ONEDNN), 100);
		// Closed after natives were loaded; a first patch; warmed up by two; then rounds of two patches and of one, after an untimed one each.
		assertEquals(".0.2" + "00" + "22" + "00022" + "22000" + "00022" + "..", turns.toString());
	}

	@Test
	void tableComparesMedians() {
		final BenchmarkReport report = run(plan(Set.of(Part.PATCHES), () -> false, Contender.INTEGER, Contender.TENSORFLOW, Contender.ONNX_RUNTIME), 100);
		final List<PatchTimes> times = report.patches().get(0).times();
		assertEquals(3, times.get(0).seconds().length);
		final double ratio = Statistics.median(times.get(1).seconds()) / Statistics.median(times.get(0).seconds());
		assertEquals(ratio, times.get(0).timesAsFastAs(times.get(1)).median(), 1e-9);
		final List<String> rows = out.toString().lines().filter(line -> line.startsWith("| ")).toList();
		assertEquals(4, rows.size(), out.toString());
		final String integer = String.format(Locale.ROOT, "| integer, 8 bits | %.1f | %.2f (", 1e3 * Statistics.median(times.get(0).seconds()), ratio);
		assertTrue(rows.get(1).startsWith(integer), rows.get(1));
		assertTrue(rows.get(2).contains("| 1.00 (1.00-1.00) | 1.00 (1.00-1.00) |"), rows.get(2));
		assertTrue(rows.get(3).startsWith("| ONNX Runtime fp32 | It is not there. |"), rows.get(3));
		for (final String row : rows) {
			assertEquals(7, row.chars().filter(c -> c == '|').count(), row);
		}
	}

	@Test
	void contenderThatComputesSomethingElseIsNotCompared() {
		final BenchmarkReport report = run(plan(Set.of(Part.PATCHES), () -> false, Contender.ONEDNN, Contender.TENSORFLOW), 101);
		assertTrue(report.patches().get(0).times().get(0).isPresent());
		assertTrue(report.patches().get(0).times().get(1).absent().contains("another image"), out.toString());
	}

	@Test
	void quantizedContendersMayDifferALittle() {
		final BenchmarkPlan plan = plan(Set.of(Part.PATCHES), () -> false, Contender.INTEGER, Contender.TENSORFLOW_8);
		assertTrue(run(plan, 104).patches().get(0).times().get(1).isPresent());
		assertTrue(run(plan, 106).patches().get(0).times().get(1).absent().contains("at 8 bits"), out.toString());
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 5 })
	void contenderThatBreaksDownIsAbsent(final int patches) {
		failing = Contender.ONEDNN;
		patchesLeft = patches;
		final BenchmarkReport report = run(plan(Set.of(Part.PATCHES), () -> false, Contender.ONEDNN, Contender.INTEGER), 100);
		assertEquals("It broke.", report.patches().get(0).times().get(0).absent());
		assertEquals(3, report.patches().get(0).times().get(1).seconds().length);
		assertEquals(4, turns.chars().filter(c -> c == '.').count(), "both closed, and before them for their natives");
	}

	@Test
	void contenderThatCannotBeLimitedIsNotTheBest() {
		final List<PatchTimes> times = List.of(new PatchTimes(Contender.ONEDNN, 0, 0, new double[] { 2 }, null), new PatchTimes(Contender.ONNX_RUNTIME,
			0, 0, new double[] { 1 }, null));
		final String limited = Tables.of(new PatchSection("n", 1, 96, "AVX2", "AVX2", times));
		assertTrue(limited.contains("| oneDNN fp32 | 2000.0 |  | 1.00 ("), limited);
		final String free = Tables.of(new PatchSection("n", 1, 96, "AVX2", null, times));
		assertTrue(free.contains("| oneDNN fp32 | 2000.0 |  | 0.50 ("), free);
	}

	@Test
	void imageIsEnlargedByContendersInTurn() {
		final BenchmarkReport report = run(plan(Set.of(Part.IMAGE), () -> false, Contender.INTEGER, Contender.ONEDNN), 100);
		assertEquals(List.of("dynamic", "32"), report.image().times().stream().map(ImageTimes::bits).toList());
		// Warmed up; then twice by one worker and by two.
		assertTrue(turns.toString().matches("0+2+(0+2+){2}"), turns.toString());
	}

	@Test
	void imageIsEnlargedByAllNumbersOfWorkersAndStagesAddUp() {
		final BenchmarkReport report = run(plan(Set.of(Part.IMAGE), () -> false, Contender.INTEGER, Contender.INTEGER_4, Contender.TENSORFLOW), 100);
		assertEquals(2, report.image().times().size());
		final ImageTimes times = report.image().times().get(0);
		assertEquals(Set.of(1, 2), times.seconds().keySet());
		final double sum = times.stages().values().stream().mapToDouble(Double::doubleValue).sum();
		assertEquals(times.seconds().get(1), sum, 1e-4);
		for (final Stage stage : Stage.values()) {
			assertTrue(times.stages().get(stage) > 0, stage.toString());
		}
		assertEquals(1 - times.stages().get(Stage.NETWORK) / sum, times.outside(), 1e-9);
		final List<String> rows = out.toString().lines().filter(line -> line.startsWith("| ")).toList();
		assertEquals(5, rows.size(), out.toString());
		for (final String row : rows) {
			assertEquals(11, row.chars().filter(c -> c == '|').count(), row);
		}
	}

	@Test
	void reportSurvivesItsJson() {
		final BenchmarkReport report = run(plan(Set.of(Part.PATCHES, Part.IMAGE), () -> false, Contender.INTEGER, Contender.ONNX_RUNTIME), 100);
		final BenchmarkReport read = BenchmarkReport.fromJson(report.toJson());
		assertEquals(report.toJson(), read.toJson());
		assertEquals(report.machine(), read.machine());
		assertEquals(report.image(), read.image());
		assertEquals(Contender.INTEGER, read.patches().get(0).times().get(0).contender());
		assertNull(read.start());
		assertTrue(report.toJson().contains("\"contender\": \"integer\""), report.toJson());
	}

	@Test
	void cancelledBetweenTurns() {
		final List<Integer> asked = new ArrayList<>();
		assertThrows(CancellationException.class, () -> run(plan(Set.of(Part.PATCHES), () -> asked.add(1) && asked.size() > 3, Contender.INTEGER), 100));
		assertTrue(turns.toString().endsWith("."), "closed: " + turns);
	}

	@Test
	void processThatCannotBeStartedIsASentence() {
		final BenchmarkReport report = run(plan(Set.of(Part.START), () -> false), 100);
		assertTrue(report.start().absent().contains("cannot be started"), report.start().absent());
		assertTrue(out.toString().contains("Start: "), out.toString());
	}

	@Test
	void numbersOutOfRange() {
		assertThrows(InputException.class, () -> new BenchmarkPlan(Set.of(), model, List.of(), List.of(), -1, 0, List.of(), null, 1, 1, List.of(),
			() -> false));
		assertThrows(InputException.class, () -> new BenchmarkPlan(Set.of(), model, List.of(), List.of(), 1, 0, List.of(0), null, 1, 1, List.of(),
			() -> false));
		assertThrows(InputException.class, () -> new BenchmarkPlan(Set.of(), model, List.of(), List.of(), Double.NaN, 0, List.of(), null, 1, 1, List.of(),
			() -> false));
	}
}
