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

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the numbers were measured on.
 *
 * @param processor its name, as far as the system tells
 * @param cores that this process may use
 * @param system operating system
 * @param java version of Java
 * @param flags the processor's instruction sets that matter here, by Linux's names; empty elsewhere
 * @param versions of libraries, by the names of their jars
 */
record Machine(String processor, int cores, String system, String java, List<String> flags, Map<String, String> versions) {

	private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
	private static final List<String> FLAGS = List.of("avx2", "avx_vnni", "avx512bw", "avx512_vnni", "avx512_bf16", "avx512_fp16", "amx_int8",
		"amx_bf16");
	private static final Pattern JAR = Pattern.compile("(dnnl|tensorflow-core-native|tensorflow-engine|onnxruntime)-(\\d[\\d.]*(?:-\\d[\\d.]*)?)(?:-.*)?\\.jar");

	/** Looks at this one. */
	static Machine here() {
		return of(cpuInfo(), System.getProperty("java.class.path", ""));
	}

	/**
	 * @param cpuInfo as Linux has it, or empty
	 * @param classPath as Java has it
	 */
	static Machine of(final String cpuInfo, final String classPath) {
		final List<String> flags = Arrays.asList(value(cpuInfo, "flags", "").split("\\s+"));
		return new Machine(value(cpuInfo, "model name", System.getProperty("os.arch")), Runtime.getRuntime().availableProcessors(), System.getProperty(
			"os.name"), System.getProperty("java.version"), FLAGS.stream().filter(flags::contains).toList(), versions(classPath));
	}

	private static String cpuInfo() {
		try {
			return Files.isReadable(CPU_INFO) ? Files.readString(CPU_INFO, StandardCharsets.ISO_8859_1) : "";
		}
		catch (final IOException e) {
			return "";
		}
	}

	private static String value(final String cpuInfo, final String key, final String otherwise) {
		return cpuInfo.lines().filter(line -> line.startsWith(key)).map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElse(
			otherwise);
	}

	private static Map<String, String> versions(final String classPath) {
		final Map<String, String> versions = new TreeMap<>();
		for (final String entry : classPath.split(File.pathSeparator)) {
			final Matcher matcher = JAR.matcher(new File(entry).getName());
			if (matcher.matches()) {
				versions.put(matcher.group(1), matcher.group(2));
			}
		}
		return versions;
	}

	/** Returns a line in Markdown. */
	String toMarkdown() {
		final StringBuilder text = new StringBuilder();
		text.append(processor).append(", ").append(cores).append(cores == 1 ? " core, " : " cores, ").append(system).append(", Java ").append(java);
		if (!flags.isEmpty()) {
			text.append("; instruction sets ").append(String.join(", ", flags));
		}
		versions.forEach((name, version) -> text.append("; ").append(name).append(' ').append(version));
		return text.append('.').toString();
	}
}
