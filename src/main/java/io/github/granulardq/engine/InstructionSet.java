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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Names the widest instruction set of this machine that networks can be computed with, for reports. Stateless. */
public final class InstructionSet {

	private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

	/** Linux's flags and our names, widest first. */
	private static final Map<String, String> INTEGER = new LinkedHashMap<>();

	/** The same of those that help with 32-bit floating point. */
	private static final Map<String, String> FLOAT = new LinkedHashMap<>();

	static {
		INTEGER.put("amx_int8", "AMX");
		INTEGER.put("avx512_bf16", "AVX512_BF16");
		INTEGER.put("avx512_vnni", "AVX512_VNNI");
		INTEGER.put("avx512f", "AVX512");
		INTEGER.put("avx_vnni", "AVX2_VNNI");
		INTEGER.put("avx2", "AVX2");
		FLOAT.put("avx512f", "AVX512");
		FLOAT.put("avx2", "AVX2");
		FLOAT.put("avx", "AVX");
		FLOAT.put("sse4_2", "SSE4_2");
		FLOAT.put("sse2", "SSE2");
	}

	private InstructionSet() {}

	/**
	 * For engines that compute in 8-bit integers: returns AMX, AVX512_BF16 (which has VNNI too), AVX512_VNNI, AVX512, AVX2_VNNI or AVX2 where Linux
	 * says that the processor has it, and elsewhere the architecture as Java names it, such as {@code amd64} or {@code aarch64}.
	 */
	public static String name() {
		return widest(INTEGER);
	}

	/**
	 * For engines that compute in 32-bit floating point: returns AVX512, AVX2, AVX, SSE4_2 or SSE2 where Linux says that the processor
	 * has it, and elsewhere the architecture as Java names it.
	 */
	public static String widestFloat() {
		return widest(FLOAT);
	}

	private static String widest(final Map<String, String> names) {
		final String architecture = System.getProperty("os.arch");
		if (!Files.isReadable(CPU_INFO)) {
			return architecture;
		}
		try {
			return widest(names, Files.readString(CPU_INFO, StandardCharsets.ISO_8859_1), architecture);
		}
		catch (final IOException e) {
			return architecture;
		}
	}

	/** As {@link #name()}, for the text of {@code /proc/cpuinfo}. */
	static String name(final String cpuInfo, final String architecture) {
		return widest(INTEGER, cpuInfo, architecture);
	}

	/** As {@link #widestFloat()}, for the text of {@code /proc/cpuinfo}. */
	static String widestFloat(final String cpuInfo, final String architecture) {
		return widest(FLOAT, cpuInfo, architecture);
	}

	private static String widest(final Map<String, String> names, final String cpuInfo, final String architecture) {
		final Set<String> flags = cpuInfo.lines().filter(line -> line.startsWith("flags")).findFirst()
			.map(line -> new HashSet<>(Arrays.asList(line.split("\\s+")))).orElseGet(HashSet::new);
		return names.entrySet().stream().filter(e -> flags.contains(e.getKey())).map(Map.Entry::getValue).findFirst().orElse(architecture);
	}
}
