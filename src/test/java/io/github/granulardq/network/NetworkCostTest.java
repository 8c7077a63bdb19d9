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
package io.github.granulardq.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import io.github.granulardq.testing.TestModels;

class NetworkCostTest {

	@Test
	void macsAreThoseOfTheConvolutions() {
		// 8 features, 2 blocks, kernels of 3 at the ends, x2, 3 channels, 10 x 6 pixels.
		final NetworkCost cost = NetworkCost.of(TestModels.network(2, 3), 10, 6);
		assertEquals(60 * 4 * 8 * 8 * 9, cost.quantizedMacs());
		assertEquals(60 * (3 * 8 * 9 + 8 * 8 * 9 + 8 * 32 * 9) + 240 * 8 * 3 * 9, cost.floatMacs());
		assertEquals(cost.floatMacs() + cost.quantizedMacs(), cost.macs());
	}

	@Test
	void laterUpStagesSeeMorePixels() {
		final NetworkCost cost = NetworkCost.of(TestModels.network(4, 1), 1, 1);
		assertEquals(8 * 9 + 8 * 8 * 9 + 8 * 32 * 9 + 4 * 8 * 32 * 9 + 16 * 8 * 9, cost.floatMacs());
	}

	@Test
	void bitOpsWeighBothOperands() {
		final NetworkCost cost = new NetworkCost(10, 1000);
		assertEquals(10 * 1024 + 1000 * 8 * 4, cost.bitOps(4));
		assertEquals(10 * 1024 + 1000 * 8 * 8, cost.bitOps(8));
		final Network fp32 = TestModels.floatNetwork(TestModels.config(2, 1), 1);
		assertEquals(NetworkCost.of(fp32, 4, 4).macs() * 1024, NetworkCost.bitOps(fp32, 4, 4, 32));
	}

	@Test
	void groupsMultiplyLess() {
		// F = 16, d = 4, one block, x4, one channel: the groups see a quarter of their input channels.
		final Idn.Config config = new Idn.Config(4, 1, 16, 4, 1, GlobalSkip.NONE, Descriptor.MEAN, true, Quantizer.PAMS);
		final NetworkCost cost = NetworkCost.of(TestModels.network(config, 1), 3, 5);
		assertEquals(15 * (9 * (16 * 12 + 12 / 4 * 8 + 8 * 16 + 12 * 16 + 16 / 4 * 12 + 12 * 20) + 20 * 16), cost.quantizedMacs());
		assertEquals(15 * (9 * (16 + 16 * 16) + 25 * 16 * 16), cost.floatMacs());
	}

	@Test
	void thePublishedEdsrCountsAsThePaperDoes() {
		final Edsr.Config config = new Edsr.Config(2, 3, 64, 16, GlobalSkip.NONE, Descriptor.MEAN, true, Quantizer.QUANTSR);
		final NetworkCost cost = NetworkCost.of(TestModels.network(config, 1), 1, 1);
		assertEquals(32 * 64 * 64 * 9, cost.quantizedMacs());
		assertEquals(9 * (3 * 64 + 64 * 64 + 64 * 256 + 4 * 64 * 3), cost.floatMacs());
	}

	@Test
	void aLargeNetworkDoesNotOverflow() {
		final SrResNet.Config config = new SrResNet.Config(2, 3, 64, 1, 9, true, 1, GlobalSkip.NONE, Descriptor.MEAN, true);
		final NetworkCost cost = NetworkCost.of(TestModels.network(config, 1), 96, 96);
		assertEquals(96L * 96 * (64 * 3 * 81 + 64 * 64 * 9 + 256 * 64 * 9 + 4 * 3 * 64 * 81), cost.floatMacs());
		assertEquals(cost.floatMacs() * 1024 + cost.quantizedMacs() * 32, cost.bitOps(4));
	}
}
