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

import static io.github.granulardq.testing.TestImages.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.granulardq.model.Model;
import io.github.granulardq.testing.FakeEngine;
import io.github.granulardq.testing.FakeModel;
import io.github.granulardq.testing.MemorySink;
import io.github.granulardq.testing.TestImages;
import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedShortType;

/** Blocks that are computed one by one, in any order, become the run that one process makes. */
class BlockRunTest {

	private static final Model MODEL = FakeModel.of(1, 2, 8);
	private static final Img<UnsignedShortType> STACK = TestImages.waves(new UnsignedShortType(), 60_000, 250, 190, 2, 2);
	private static final BlockGrid GRID = new BlockGrid(new long[] { 500, 380, 2, 2 }, new int[] { 160, 160, 1, 1 });

	private final FakeEngine engine = new FakeEngine(8);
	private final List<Long> progress = new ArrayList<>();

	@AfterEach
	void allSessionsAreClosed() {
		assertEquals(0, engine.openSessions());
	}

	private SuperResolver resolver(final OutputType output) {
		return SuperResolver.builder().setModel(MODEL).optEngine(engine).optOutput(output).optProgress((done, total) -> progress.add(done)).build();
	}

	@ParameterizedTest
	@EnumSource(OutputType.class)
	void blocksInAnyOrderMakeTheSameImageAndReport(final OutputType output) {
		final MemorySink expected = new MemorySink(GRID, false);
		final StreamedResolution here = resolver(output).run(STACK, 3, expected);
		progress.clear();
		final MemorySink sink = new MemorySink(GRID, false);
		final BlockRun run = BlockRun.begin(resolver(output), STACK, 3, sink);
		final List<Long> order = new ArrayList<>(run.unfinished().boxed().toList());
		Collections.shuffle(order, new Random(3));
		compute(run, sink, output, order);
		assertArrayEquals(expected.values(), sink.values());
		final StreamedResolution result = run.result(7);
		assertEquals(here.report().bitsHistogram(), result.report().bitsHistogram());
		assertEquals(here.report().bitops(), result.report().bitops());
		assertEquals(here.report().clippedPixels(), result.report().clippedPixels());
		assertEquals(here.report().normalization(), result.report().normalization());
		assertEquals(here.report().output(), result.report().output());
		assertEquals(here.report().blocks(), result.report().blocks());
		assertEquals(7, result.report().workers());
		assertArrayEquals(values(here.bitMap().orElseThrow().image()), values(result.bitMap().orElseThrow().image()));
		assertEquals(result.report().patches(), progress.get(progress.size() - 1));
	}

	private void compute(final BlockRun run, final MemorySink sink, final OutputType output, final List<Long> blocks) {
		try (BlockComputer computer = BlockComputer.open(resolver(output), STACK, 3, GRID, run.ranges())) {
			for (final long block : blocks) {
				final BlockComputer.Computed computed = computer.compute(block, () -> {});
				sink.put(block, sink.encode(block, computed.pixels()), computed.note());
				run.finished(block, computed.note());
			}
		}
	}

	@Test
	void blocksOfEarlierRunsAreLeftOutAndCounted() {
		final MemorySink first = new MemorySink(GRID, false);
		final StreamedResolution whole = resolver(OutputType.SAME).run(STACK, 3, first);
		final MemorySink second = first.resumed();
		LongStream.of(2, 11).forEach(second::drop);
		final BlockRun run = BlockRun.begin(resolver(OutputType.SAME), STACK, 3, second);
		assertArrayEquals(new long[] { 2, 11 }, run.unfinished().toArray());
		compute(run, second, OutputType.SAME, List.of(11L));
		assertArrayEquals(new long[] { 2 }, run.unfinished().toArray());
		compute(run, second, OutputType.SAME, List.of(2L));
		assertArrayEquals(first.values(), second.values());
		final Report report = run.result(1).report();
		assertEquals(whole.report().bitsHistogram(), report.bitsHistogram());
		assertEquals(new Report.Blocks(GRID.count(), GRID.count() - 2, 0), report.blocks());
	}

	@Test
	void aBlockCountsOnceAndWithItsOwnNoteOnly() {
		final BlockRun run = BlockRun.begin(resolver(OutputType.SAME), STACK, 3, new MemorySink(GRID, false));
		try (BlockComputer computer = BlockComputer.open(resolver(OutputType.SAME), STACK, 3, GRID, run.ranges())) {
			final byte[] note = computer.compute(5, () -> {}).note();
			assertThrows(IllegalArgumentException.class, () -> run.finished(5, new byte[3]));
			run.finished(5, note);
			run.finished(5, note);
		}
		assertEquals(1, run.result(1).report().patches());
		assertTrue(run.result(1).bitMap().isEmpty(), "blocks are missing");
	}

	@Test
	void rangesAreThoseOfTheRunAndNotMeasuredAgain() {
		final BlockGrid grid = new BlockGrid(new long[] { 500, 380, 2, 2 }, new int[] { 500, 380, 2, 2 });
		final List<Report.Range> wide = List.of(new Report.Range(0, 65535, "sampled"), new Report.Range(0, 65535, "sampled"));
		final MemorySink expected = new MemorySink(grid, false);
		SuperResolver.builder().setModel(MODEL).optEngine(engine).optRange(0, 65535).build().run(STACK, 3, expected);
		final MemorySink sink = new MemorySink(grid, false);
		try (BlockComputer computer = BlockComputer.open(resolver(OutputType.SAME), STACK, 3, grid, wide)) {
			sink.put(0, sink.encode(0, computer.compute(0, () -> {}).pixels()));
		}
		assertArrayEquals(expected.values(), sink.values());
	}

	@Test
	void aCheckpointEndsABlock() {
		final AtomicInteger checks = new AtomicInteger();
		try (BlockComputer computer = BlockComputer.open(resolver(OutputType.SAME), STACK, 3, GRID, List.of(Report.Range.given(0, 1), Report.Range
			.given(0, 1))))
		{
			assertThrows(CancellationException.class, () -> computer.compute(0, () -> {
				checks.incrementAndGet();
				throw new CancellationException();
			}));
		}
		assertEquals(1, checks.get());
	}
}
