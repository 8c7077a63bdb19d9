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

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.github.granulardq.testing.JavaProcess;

/** Both engines in one process: whichever came first, and while the other is in use, each computes what it computes alone. */
class EngineOrderTest {

	private static Map<String, List<String>> pixels(final String... engines) throws IOException, InterruptedException {
		final String[] arguments = new String[engines.length + 1];
		arguments[0] = "1";
		System.arraycopy(engines, 0, arguments, 1, engines.length);
		return JavaProcess.of(EngineOrderProbe.class).run(arguments).lines().map(line -> line.split(" pixels ")).filter(words -> words.length == 2).collect(
			Collectors.groupingBy(words -> words[0], Collectors.mapping(words -> words[1], Collectors.toList())));
	}

	@Test
	void pixelsDoNotDependOnTheOrderOfEngines() throws IOException, InterruptedException {
		final String integer = pixels("integer").get("integer").get(0);
		final String tensorFlow = pixels("tensorflow").get("tensorflow").get(0);
		assertEquals(Map.of("integer", List.of(integer, integer), "tensorflow", List.of(tensorFlow)), pixels("integer", "tensorflow", "integer"));
		assertEquals(Map.of("integer", List.of(integer), "tensorflow", List.of(tensorFlow, tensorFlow)), pixels("tensorflow", "integer", "tensorflow"));
	}
}
