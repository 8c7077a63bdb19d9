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

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.granulardq.InputException;
import io.github.granulardq.model.Allocators;
import io.github.granulardq.model.EdgeTable;
import io.github.granulardq.model.Model;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Tensor;
import io.github.granulardq.testing.FakeEngine;
import io.github.granulardq.testing.FakeModel;
import io.github.granulardq.testing.MemorySink;
import io.github.granulardq.testing.TestImages;
import io.github.granulardq.tiling.BlockGrid;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedShortType;

/** Runs with the rivals of the controller. */
@Timeout(60)
class RivalBitsTest {

	private static final Model MODEL = FakeModel.of(1, 2, 12);
	private static final Img<UnsignedShortType> IMAGE = TestImages.waves(new UnsignedShortType(), 4000, 500, 400, 3);

	private final FakeEngine engine = new FakeEngine(12);

	@AfterEach
	void allSessionsAreClosed() {
		assertEquals(0, engine.openSessions());
	}

	@Test
	void randomBitsAreTheSameWhateverTheBlocksAndWorkers() {
		final SuperResolution<?> expected = run(MODEL, Bits.random(4.5), 1);
		assertEquals("random:4.5", expected.report().bits());
		assertEquals(Set.of(4, 5), expected.report().bitsHistogram().keySet());
		assertEquals(4.5, expected.report().fab(), 0.12); // 126 patches
		assertArrayEquals(values(expected.image()), values(run(MODEL, Bits.random(4.5), 3).image()));
		final MemorySink sink = new MemorySink(new BlockGrid(new long[] { 1000, 800, 3 }, new int[] { 96, 160, 1 }), false);
		try (SuperResolver resolver = builder(MODEL, Bits.random(4.5)).optWorkers(2).build()) {
			final StreamedResolution streamed = resolver.run(IMAGE, -1, sink);
			assertArrayEquals(values(expected.bitMap().image()), values(streamed.bitMap().orElseThrow().image()));
		}
		assertArrayEquals(values(expected.image()), sink.values());
	}

	@Test
	void planesAreDrawnByThemselves() {
		final SuperResolution<?> result = run(MODEL, Bits.random(4.5), 1);
		int same = 0;
		final double[] first = values(result.bitMap().image(0));
		final double[] second = values(result.bitMap().image(1));
		for (int i = 0; i < first.length; i++) {
			same += first[i] == second[i] ? 1 : 0;
		}
		assertTrue(same < 0.8 * first.length, same + " of " + first.length);
	}

	@Test
	void edgesDecideWhereTheModelHasATable() {
		final EdgeTable edges = new EdgeTable(new TreeMap<>(Map.of(10.0, 0.1, 90.0, 0.2)), new double[] { 1e9 }, new int[] { 6, 4 });
		final Model model = with(new Allocators(Allocators.Direction.RISING, OptionalDouble.empty(), Optional.of(edges), Optional.empty()));
		assertEquals(Set.of(6), run(model, Bits.EDGE, 2).report().bitsHistogram().keySet());
		assertEquals(8, run(model, Bits.edge(8), 2).report().fab());
		assertEquals(4, run(model, Bits.edge(4), 2).report().fab());
		final SuperResolver.Builder without = builder(MODEL, Bits.EDGE);
		assertTrue(assertThrows(InputException.class, without::build).getMessage().contains("edge.json"));
	}

	@Test
	void theControllerAsPublishedDecidesByItsOwnGate() {
		final Network.Linear six = new Network.Linear(new Tensor(new int[] { 3, 3 }, new float[9]), new Tensor(new int[] { 3 }, new float[] { 0, 1, 0 }));
		final Model model = with(new Allocators(Allocators.Direction.RISING, OptionalDouble.empty(), Optional.empty(), Optional.of(six)));
		assertEquals(Set.of(6), run(model, Bits.PAPER, 2).report().bitsHistogram().keySet());
		final SuperResolver.Builder without = builder(MODEL, Bits.PAPER);
		assertTrue(assertThrows(InputException.class, without::build).getMessage().contains("paper.gate.weight"));
	}

	private static Model with(final Allocators allocators) {
		return new Model(MODEL.id(), "", "", "00", MODEL.quantized(), MODEL.fp32(), MODEL.entropyPercentiles(), 50, 90, MODEL.normalization(), 12,
			allocators);
	}

	private SuperResolver.Builder builder(final Model model, final Bits bits) {
		return SuperResolver.builder().setModel(model).optEngine(engine).optBits(bits);
	}

	private SuperResolution<?> run(final Model model, final Bits bits, final int workers) {
		try (SuperResolver resolver = builder(model, bits).optWorkers(workers).build()) {
			return resolver.run(IMAGE, -1);
		}
	}
}
