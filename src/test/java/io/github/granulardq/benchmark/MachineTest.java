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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.List;
import java.util.Map;

import io.github.granulardq.InputException;
import org.junit.jupiter.api.Test;

class MachineTest {

	private static final String CPU_INFO = """
		processor	: 0
		model name	: Some Processor 9
		flags		: fpu avx2 avx512f avx512bw avx512_vnni other
		processor	: 1
		model name	: Some Processor 9
		""";

	private static final String CLASS_PATH = String.join(File.pathSeparator, "a/classes", "b/dnnl-3.13-1.5.14.jar", "b/dnnl-3.13-1.5.14-linux-x86_64.jar",
		"c/tensorflow-core-native-1.0.0-linux-x86_64.jar", "onnxruntime-1.29.0.jar", "picocli-4.7.7.jar");

	@Test
	void readsProcessorAndVersions() {
		final Machine machine = Machine.of(CPU_INFO, CLASS_PATH);
		assertEquals("Some Processor 9", machine.processor());
		assertEquals(List.of("avx2", "avx512bw", "avx512_vnni"), machine.flags());
		assertEquals(Map.of("dnnl", "3.13-1.5.14", "tensorflow-core-native", "1.0.0", "onnxruntime", "1.29.0"), machine.versions());
		assertTrue(machine.toMarkdown().contains("avx512_vnni; dnnl 3.13-1.5.14; onnxruntime 1.29.0"), machine.toMarkdown());
	}

	@Test
	void knowsInstructionSetsThatTheProcessorLacks() {
		final Machine machine = Machine.of(CPU_INFO, "");
		assertTrue(InstructionLimit.AVX512_VNNI.isPresent(machine));
		assertFalse(InstructionLimit.AMX.isPresent(machine));
		assertFalse(InstructionLimit.AVX2_VNNI.isPresent(machine));
		assertTrue(InstructionLimit.AMX.isPresent(Machine.of("", "")), "nobody tells");
	}

	@Test
	void instructionSetsByOurNameAndOneDnns() {
		assertEquals(InstructionLimit.AMX, InstructionLimit.parse("amx"));
		assertEquals(InstructionLimit.AVX512_VNNI, InstructionLimit.parse("AVX512_CORE_VNNI"));
		assertThrows(InputException.class, () -> InstructionLimit.parse("SSE5"));
	}
}
