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
package io.github.granulardq.allocation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.github.granulardq.InputException;
import io.github.granulardq.model.Allocators;
import io.github.granulardq.model.EdgeTable;
import io.github.granulardq.model.Model;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.Tensor;

class BitAllocationsTest {

	/** Logits are the descriptor's three values plus 0, 0 and 1. */
	private static final Network.Linear GATE = new Network.Linear(
		new Tensor(new int[] { 3, 3 }, new float[] { 1, 0, 0, 0, 1, 0, 0, 0, 1 }),
		new Tensor(new int[] { 3 }, new float[] { 0, 0, 1 }));

	/** Entropies of about 1.2, 1.9 and 2.6 nats. */
	private static final float[] FLAT = shades(1);
	private static final float[] ROUGH = shades(2);
	private static final float[] ROUGHER = shades(4);

	@Test
	void thresholdsBelongToTheLowerBits() {
		final E2b e2b = new E2b(1, 2);
		assertEquals(4, e2b.bits(1));
		assertEquals(5, e2b.bits(Math.nextUp(1.0)));
		assertEquals(5, e2b.bits(2));
		assertEquals(8, e2b.bits(Math.nextUp(2.0)));
		assertThrows(IllegalArgumentException.class, () -> new E2b(2, 1));
		assertThrows(IllegalArgumentException.class, () -> new E2b(Double.NaN, 1));
	}

	@Test
	void fallingThresholdsGiveSmoothPatchesMoreBits() {
		final E2b e2b = new E2b(1, 2, Allocators.Direction.FALLING);
		assertEquals(8, e2b.bits(1));
		assertEquals(5, e2b.bits(Math.nextUp(1.0)));
		assertEquals(5, e2b.bits(2));
		assertEquals(4, e2b.bits(Math.nextUp(2.0)));
	}

	@Test
	void theDirectionIsThatOfTheModel() {
		final BitAllocation dynamic = BitAllocations.dynamic(model(GATE, allocators(Allocators.Direction.FALLING)));
		assertEightBecomes(8, dynamic, FLAT);
		assertEightBecomes(5, dynamic, ROUGH);
		assertEightBecomes(4, dynamic, ROUGHER);
	}

	@Test
	void theControllerAsPublishedHasItsOwnGateAndQuantiles() {
		final Model both = model(null, allocators(Allocators.Direction.FALLING));
		assertEquals(Descriptor.MEAN, both.paper().descriptor());
		final BitAllocation paper = BitAllocations.paper(both);
		assertEightBecomes(4, paper, FLAT);
		assertEightBecomes(5, paper, ROUGH);
		assertEightBecomes(8, paper, ROUGHER);
		assertTrue(assertThrows(InputException.class, () -> BitAllocations.paper(model(GATE))).getMessage().contains("as published"));
	}

	@Test
	void edgesAreLookedUpInTheTableOfTheModel() {
		final BitAllocation edge = BitAllocations.edge(model(null, allocators(Allocators.Direction.RISING)));
		assertEquals(Decision.fixed(6), edge.decide(null, PlacedPatch.of(new float[16], 4, 4)));
		assertEquals(Decision.fixed(4), edge.decide(null, PlacedPatch.of(ROUGHER, 4, 4)));
		final BitAllocation most = BitAllocations.edge(model(null, allocators(Allocators.Direction.RISING)), 4.8);
		assertEquals(Decision.fixed(4), most.decide(null, PlacedPatch.of(new float[16], 4, 4)));
		assertEquals(Decision.fixed(8), most.decide(null, PlacedPatch.of(ROUGHER, 4, 4)));
		final String message = assertThrows(InputException.class, () -> BitAllocations.edge(model(GATE), 5)).getMessage();
		assertTrue(message.contains("test-model") && message.contains("edge.json"), message);
	}

	@Test
	void randomBitsHaveTheMeanOfTheModel() {
		assertEquals(4.8, mean(BitAllocations.random(model(GATE, allocators(Allocators.Direction.RISING)))), 0.03);
		assertEquals(4.5, mean(BitAllocations.random(model(GATE))), 0.03);
	}

	private static double mean(final BitAllocation allocation) {
		return LongStream.range(0, 9999).mapToInt(i -> allocation.decide(null, new PlacedPatch(0, i, FLAT, 4, 4)).bits()).average().orElseThrow();
	}

	private static Allocators allocators(final Allocators.Direction direction) {
		final EdgeTable edges = new EdgeTable(new TreeMap<>(Map.of(10.0, 1.0, 90.0, 3.0)), new double[] { 2 }, new int[] { 6, 4 });
		return new Allocators(direction, OptionalDouble.of(4.8), Optional.of(edges), Optional.of(GATE));
	}

	@Test
	void theFirstOfEqualLogitsWins() {
		final Gbc gbc = new Gbc(GATE);
		assertEquals(4, gbc.bits(new float[] { 1, 1, 1 }));
		assertEquals(6, gbc.bits(new float[] { 0, 1, 1 }));
		assertEquals(8, gbc.bits(new float[] { 0, 1, 2 }));
	}

	@Test
	void logitsAreTheLinearLayer() {
		assertArrayEquals(new float[] { 2, 3, 5 }, new Gbc(GATE).logits(new float[] { 2, 3, 4 }));
	}

	@Test
	void wrongShapesAreRefused() {
		final Network.Linear two = new Network.Linear(new Tensor(new int[] { 2, 3 }, new float[6]),
			new Tensor(new int[] { 2 }, new float[2]));
		assertThrows(IllegalArgumentException.class, () -> new Gbc(two));
		assertThrows(IllegalArgumentException.class, () -> new Gbc(GATE).logits(new float[4]));
	}

	@Test
	void entropyIsAskedOnlyOfPatchesWithEightBits() {
		final BitAllocation dynamic = BitAllocations.dynamic(model(GATE));
		final Decision four = dynamic.decide(new float[] { 9, 0, 0 }, PlacedPatch.of(ROUGHER, 4, 4));
		final Decision six = dynamic.decide(new float[] { 0, 9, 0 }, PlacedPatch.of(ROUGHER, 4, 4));
		assertEquals(new Decision(4, 4, new float[] { 9, 0, 1 }, Double.NaN), four);
		assertEquals(new Decision(6, 6, new float[] { 0, 9, 1 }, Double.NaN), six);
	}

	@Test
	void patchesWithEightBitsAreDecidedByTheirEntropy() {
		final BitAllocation dynamic = BitAllocations.dynamic(model(GATE));
		assertEightBecomes(4, dynamic, FLAT);
		assertEightBecomes(5, dynamic, ROUGH);
		assertEightBecomes(8, dynamic, ROUGHER);
	}

	@Test
	void patchesThatAreNotSquareAreDecidedAsAWhole() {
		final BitAllocation dynamic = BitAllocations.dynamic(model(GATE));
		final Decision square = dynamic.decide(new float[] { 0, 0, 9 }, PlacedPatch.of(ROUGH, 4, 4));
		assertEquals(square, dynamic.decide(new float[] { 0, 0, 9 }, PlacedPatch.of(ROUGH, 2, 8)));
		assertEquals(square, dynamic.decide(new float[] { 0, 0, 9 }, PlacedPatch.of(ROUGH, 16, 1)));
	}

	@Test
	void aTableOfOtherImagesMovesTheThresholds() {
		final PercentileTable other = new PercentileTable(new TreeMap<>(Map.of(50.0, 0.1, 90.0, 0.2)));
		assertEightBecomes(8, BitAllocations.dynamic(model(GATE), other), FLAT);
	}

	@Test
	void fixedBitsNeedNoDescriptor() {
		for (final int bits : new int[] { 4, 5, 6, 8, 32 }) {
			assertEquals(Decision.fixed(bits), BitAllocations.fixed(bits).decide(null, null));
		}
		assertThrows(IllegalArgumentException.class, () -> BitAllocations.fixed(7));
	}

	@Test
	void aModelWithoutControllerSaysSo() {
		final InputException e = assertThrows(InputException.class, () -> BitAllocations.dynamic(model(null)));
		assertTrue(e.getMessage().contains("test-model"));
	}

	private static void assertEightBecomes(final int bits, final BitAllocation allocation, final float[] patch) {
		final Decision decision = allocation.decide(new float[] { 0, 0, 9 }, PlacedPatch.of(patch, 4, 4));
		assertEquals(new Decision(bits, 8, new float[] { 0, 0, 10 }, PatchEntropy.of(patch, 1)), decision);
	}

	private static Model model(final Network.Linear gate) {
		return model(gate, Allocators.NONE);
	}

	private static Model model(final Network.Linear gate, final Allocators allocators) {
		final Network network = new Network("none", 2, 1, List.of(), List.of(), Descriptor.MEAN, gate, GlobalSkip.NONE);
		final TreeMap<Double, Double> percentiles = new TreeMap<>(Map.of(40.0, 1.2, 60.0, 1.8, 90.0, 2.2));
		return new Model("test-model", "", "", "", network, network, percentiles, 50, 90, new Model.Normalization(0, 100), 0, allocators);
	}

	/** 4x4 pixels of n far-off greys. */
	private static float[] shades(final int n) {
		final float[] patch = new float[16];
		for (int i = 0; i < patch.length; i++) {
			patch[i] = 30 + 60 * (i % n);
		}
		return patch;
	}
}
