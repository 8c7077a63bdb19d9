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

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx2;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx2_vnni;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_amx;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_vnni;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names the widest instruction set that oneDNN uses here, which {@code ONEDNN_MAX_CPU_ISA} may have limited. Stateless. */
final class Instructions {

	/** oneDNN's numbers are sets of bits; widest first. */
	private static final Map<Integer, String> NAMES = new LinkedHashMap<>();

	static {
		NAMES.put(dnnl_cpu_isa_avx512_core_amx, "AMX");
		// As VNNI for integers, but layers in bfloat16 have other pixels.
		NAMES.put(dnnl_cpu_isa_avx512_core_bf16, "AVX512_BF16");
		NAMES.put(dnnl_cpu_isa_avx512_core_vnni, "AVX512_VNNI");
		NAMES.put(dnnl_cpu_isa_avx512_core, "AVX512");
		NAMES.put(dnnl_cpu_isa_avx2_vnni, "AVX2_VNNI");
		NAMES.put(dnnl_cpu_isa_avx2, "AVX2");
	}

	/** Floats in a register of 512 bits. */
	private static final int ZMM = 16;

	/** Floats in a register of 256 bits. */
	private static final int YMM = 8;

	private Instructions() {}

	/** Whether bfloat16 is faster than float32. Natives must be loaded. */
	static boolean hasBrainFloats() {
		return (dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx512_core_bf16) == dnnl_cpu_isa_avx512_core_bf16;
	}

	/**
	 * Returns how many floats a vector register holds, or 0 where matrices are multiplied in tiles (AMX), which single pixels do not fill any better, or on
	 * other processors. Natives must be loaded.
	 */
	static int lanes() {
		final int effective = dnnl_get_effective_cpu_isa();
		if ((effective & dnnl_cpu_isa_avx512_core_amx) == dnnl_cpu_isa_avx512_core_amx || (effective & dnnl_cpu_isa_avx2) != dnnl_cpu_isa_avx2) {
			return 0;
		}
		return (effective & dnnl_cpu_isa_avx512_core) == dnnl_cpu_isa_avx512_core ? ZMM : YMM;
	}

	/** Natives must be loaded. Other processors are called as Java does, such as {@code aarch64}. */
	static String name() {
		final int effective = dnnl_get_effective_cpu_isa();
		return NAMES.entrySet().stream().filter(e -> (effective & e.getKey()) == e.getKey()).map(Map.Entry::getValue).findFirst().orElse(System
			.getProperty("os.arch"));
	}
}
