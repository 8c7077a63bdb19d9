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

import io.github.granulardq.InputException;
import io.github.granulardq.model.Model;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.NetworkCost;

/**
 * A network to measure.
 *
 * @param name by which it was asked for
 * @param quantized with quantized blocks
 * @param fp32 of the same layers, without quantization
 */
record BenchmarkNetwork(String name, Network quantized, Network fp32) {

	/** Operations of a multiply-accumulate. */
	private static final double OPERATIONS = 2;

	/**
	 * Finds a network.
	 *
	 * @param name as {@link SyntheticNetwork} has them, or a model as {@link ModelCatalog} finds them
	 * @throws InputException if there is none of that name
	 */
	public static BenchmarkNetwork find(final String name) {
		return SyntheticNetwork.isName(name) ? SyntheticNetwork.of(name) : of(ModelCatalog.find(name));
	}

	/** Returns the networks of a model. */
	static BenchmarkNetwork of(final Model model) {
		return new BenchmarkNetwork(model.id(), model.quantized(), model.fp32());
	}

	/** Returns the floating-point operations of the unquantized network on a square patch, in 10^9. */
	public double gigaOperations(final int size) {
		return OPERATIONS * NetworkCost.of(fp32, size, size).macs() / 1e9;
	}
}
