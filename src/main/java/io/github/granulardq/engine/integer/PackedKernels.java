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

import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_clone;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_oihw;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_s8;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

import io.github.granulardq.engine.integer.Plan.Kernel;

/** Weights in the orders that convolutions asked for, each once for a session. Not thread-safe. */
final class PackedKernels {

	private final Dnnl dnnl;

	private final NativeScope scope;

	private final Map<Kernel, List<Packed>> packed = new IdentityHashMap<>();

	private record Packed(dnnl_memory_desc order, dnnl_memory weights) {
	}

	/**
	 * @param scope owns the weights
	 */
	PackedKernels(final Dnnl dnnl, final NativeScope scope) {
		this.dnnl = dnnl;
		this.scope = scope;
	}

	/**
	 * Returns weights in an order.
	 *
	 * @param floats whether they are stored as floats, be they codes or not
	 */
	dnnl_memory get(final Kernel kernel, final boolean floats, final dnnl_memory_desc order) {
		final List<Packed> known = packed.computeIfAbsent(kernel, k -> new ArrayList<>());
		for (final Packed one : known) {
			if (dnnl_memory_desc_equal(one.order, order) != 0) {
				return one.weights;
			}
		}
		final Packed made = pack(kernel, floats, order);
		known.add(made);
		return made.weights;
	}

	private Packed pack(final Kernel kernel, final boolean floats, final dnnl_memory_desc order) {
		final dnnl_memory_desc kept = new dnnl_memory_desc();
		Dnnl.check(dnnl_memory_desc_clone(kept, order), "describe weights");
		scope.own(kept, d -> dnnl_memory_desc_destroy(d));
		final dnnl_memory weights = dnnl.memory(scope, kept, Dnnl.allocate(scope, dnnl_memory_desc_get_size(kept)));
		try (NativeScope temporary = new NativeScope()) {
			final int[] s = kernel.shape();
			final dnnl_memory_desc plain = Dnnl.describe(temporary, floats ? dnnl_f32 : dnnl_s8, dnnl_oihw, s[0], s[1], s[2], s[3]);
			final BytePointer bytes = Dnnl.allocate(temporary, dnnl_memory_desc_get_size(plain));
			if (floats) {
				new FloatPointer(bytes).put(kernel.weights());
			}
			else {
				bytes.put(kernel.codes(), 0, kernel.codes().length);
			}
			final Primitive reorder = Primitive.ofAnySpeed(dnnl, temporary, "order weights", pd -> dnnl_reorder_primitive_desc_create(pd, plain,
				dnnl.engine(), kept, dnnl.engine(), null));
			reorder.with(DNNL_ARG_SRC, dnnl.memory(temporary, plain, bytes)).with(DNNL_ARG_DST, weights);
			reorder.create(Dnnl.allocate(temporary, reorder.scratchBytes())).run();
		}
		return new Packed(kept, weights);
	}
}
