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

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.granulardq.InputException;

/** An instruction set that oneDNN is limited to, in our engine and in TensorFlow. ONNX Runtime cannot be limited. */
public enum InstructionLimit {

	AMX("AVX512_CORE_AMX", "amx_int8"),
	AVX512_BF16("AVX512_CORE_BF16", "avx512_bf16"),
	AVX512_VNNI("AVX512_CORE_VNNI", "avx512_vnni"),
	AVX512("AVX512_CORE", "avx512bw"),
	AVX2_VNNI("AVX2_VNNI", "avx_vnni"),
	AVX2("AVX2", "avx2");

	/** The environment variable that limits oneDNN. */
	public static final String VARIABLE = "ONEDNN_MAX_CPU_ISA";

	private final String value;
	private final String flag;

	InstructionLimit(final String value, final String flag) {
		this.value = value;
		this.flag = flag;
	}

	/** What the variable is set to. */
	String value() {
		return value;
	}

	/** Whether the processor has it, as far as the system tells. */
	boolean isPresent(final Machine machine) {
		return machine.flags().isEmpty() || machine.flags().contains(flag);
	}

	/**
	 * Reads our name or oneDNN's.
	 *
	 * @throws InputException if it is neither, listing ours
	 */
	public static InstructionLimit parse(final String text) {
		final String name = text.strip().toUpperCase(Locale.ROOT);
		return Arrays.stream(values()).filter(l -> l.name().equals(name) || l.value.equals(name)).findFirst().orElseThrow(() -> new InputException(
			"There is no instruction set \"" + text + "\": give one of " + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")) +
				"."));
	}
}
