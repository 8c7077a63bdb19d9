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
package io.github.granulardq.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstructionSetTest {

	@ParameterizedTest
	@CsvSource({ "fpu avx2 avx512f avx512_vnni amx_int8 avx_vnni,AMX", "fpu avx2 avx512f avx512_vnni,AVX512_VNNI",
		"fpu avx2 avx512f avx512_vnni avx512_bf16,AVX512_BF16", "avx2 avx512f avx512cd,AVX512",
		"avx2 avx_vnni,AVX2_VNNI", "fpu avx avx2,AVX2", "fpu avx,amd64", "avx512_vnni_not,amd64" })
	void widestSetIsNamed(final String flags, final String name) {
		assertEquals(name, InstructionSet.name("processor\t: 0\nvendor_id\t: X\nflags\t\t: " + flags + "\nbugs\t: avx2\n\nflags : other\n", "amd64"));
	}

	@ParameterizedTest
	@CsvSource({ "sse2 avx avx2 avx512f avx512_vnni amx_int8,AVX512", "sse2 sse4_2 avx avx2 avx_vnni,AVX2", "sse2 sse4_2 avx,AVX",
		"sse2 sse4_2,SSE4_2", "fpu sse2,SSE2", "fpu amx_int8,amd64" })
	void setsForIntegersDoNotCountForFloats(final String flags, final String name) {
		assertEquals(name, InstructionSet.widestFloat("flags\t\t: " + flags + "\n", "amd64"));
	}

	@Test
	void architectureIsNamedWhereThereAreNoFlags() {
		assertEquals("aarch64", InstructionSet.name("processor\t: 0\nFeatures\t: fp asimd\n", "aarch64"));
	}
}
