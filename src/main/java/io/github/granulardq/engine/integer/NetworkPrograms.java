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
package io.github.granulardq.engine.integer;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.github.granulardq.engine.integer.Plan.Type;
import io.github.granulardq.engine.integer.Plan.Value;
import io.github.granulardq.network.Network;

/** The plans of a network, and what programs for patches of all sizes share. Not thread-safe. */
final class NetworkPrograms {

	private final Dnnl dnnl;

	private final Network network;

	private final PackedKernels kernels;

	private final Quantizers quantizers;

	private final Plan head;

	private final Type ends;

	/** The network's body, as it is computed. */
	private final Assembly assembly;

	private final Map<Arithmetic, Plan> plans = new EnumMap<>(Arithmetic.class);

	private final Map<Integer, Arithmetic> arithmetics = new HashMap<>();

	/**
	 * @param scope owns what is shared
	 * @param ends how layers that are not quantized store their input in a quantized network
	 */
	NetworkPrograms(final Dnnl dnnl, final NativeScope scope, final Network network, final Type ends) {
		this.ends = ends;
		this.dnnl = dnnl;
		this.network = network;
		kernels = new PackedKernels(dnnl, scope);
		quantizers = new Quantizers(dnnl, scope, network);
		head = Planner.plan(network.head(), new Value(network.channels(), 1, Type.FLOAT), Arithmetic.FLOAT);
		assembly = Assembly.of(TailFolding.fold(network.body()), Instructions.lanes());
	}

	Dnnl dnnl() {
		return dnnl;
	}

	Network network() {
		return network;
	}

	PackedKernels kernels() {
		return kernels;
	}

	Quantizers quantizers() {
		return quantizers;
	}

	Plan head() {
		return head;
	}

	/** Returns what is done with what the bodies compute. */
	Assembly assembly() {
		return assembly;
	}

	/** Returns the bit-widths that the network was made for. */
	Set<Integer> bits() {
		return network.isQuantized() ? quantizers.layers().get(0).steps().keySet() : Set.of(Network.FLOAT_BITS);
	}

	/**
	 * Returns how the body is computed at a bit-width, and sets the quantizers to it.
	 *
	 * @throws IllegalArgumentException if the network does not have it
	 */
	Arithmetic select(final int bits) {
		if (bits == Network.FLOAT_BITS) {
			return Arithmetic.FLOAT;
		}
		if (!network.isQuantized()) {
			throw new IllegalArgumentException("the network is not quantized: it has no " + bits + " bits");
		}
		quantizers.select(bits);
		return arithmetics.computeIfAbsent(bits, b -> SelfTest.choose(quantizers.layers(), b));
	}

	Plan body(final Arithmetic arithmetic) {
		return plans.computeIfAbsent(arithmetic, a -> Planner.plan(assembly.layers(), head.output(), a, a == Arithmetic.CODES ? ends : Type.FLOAT));
	}
}
