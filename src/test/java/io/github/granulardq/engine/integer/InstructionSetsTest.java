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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.granulardq.testing.JavaProcess;

/** Exact to the bit on every instruction set; each in a process of its own. A set that the processor lacks becomes the next narrower one. */
@EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
class InstructionSetsTest {

	/** As EngineContractTest: the error, as a part of what quantization changes. */
	private static final double TOLERANCE = 0.2;

	/** Cases of {@link ExactnessProbe}: networks and bit-widths; shapes, signs and bit-widths; pairs of convolutions. */
	private static final int ERRORS = 7 * 4;

	private static final int SINGLE = 11 * 2 * 2 * 4;

	private static final int CHAINS = 5 * 2 * 4;

	@ParameterizedTest
	@ValueSource(strings = { "AVX512_CORE_AMX", "AVX512_CORE_VNNI", "AVX512_CORE", "AVX2_VNNI", "AVX2" })
	void everyBitWidthIsExact(final String limit) throws IOException, InterruptedException {
		final List<String> lines = JavaProcess.of(ExactnessProbe.class).environment("ONEDNN_MAX_CPU_ISA", limit).run().lines().toList();
		final String isa = lines.stream().filter(l -> l.startsWith("isa ")).findFirst().orElseThrow().substring(4);
		final boolean vnni = isa.endsWith("VNNI") || isa.equals("AVX512_BF16") || isa.equals("AMX");
		final Map<String, Integer> seen = new HashMap<>();
		for (final String line : lines) {
			final String[] words = line.split(" ");
			seen.merge(words[0], 1, Integer::sum);
			switch (words[0]) {
				case "chosen" -> {
					final boolean narrow = Integer.parseInt(words[3]) < 8;
					final Arithmetic expected = vnni || narrow && words[2].equals("unsigned") ? Arithmetic.CODES : narrow ? Arithmetic.OFFSET_CODES
						: Arithmetic.SIMULATED;
					assertEquals(expected, Arithmetic.valueOf(words[4]), () -> isa + ": " + line);
				}
				case "error" -> assertTrue(Double.parseDouble(words[2]) < TOLERANCE, () -> isa + ": " + line);
				case "case" -> {
					assertTrue(line.endsWith(", 0 wrong"), () -> isa + ": " + line);
					assertTrue(!line.contains(Arithmetic.SIMULATED.name()) || !vnni && words[4].equals("8"), () -> isa + ": " + line);
				}
				case "chain" -> assertTrue(line.endsWith(": 0 wrong"), () -> isa + ": " + line);
				default -> assertFalse(line.startsWith("refused"), () -> isa + ": " + line);
			}
		}
		assertEquals(List.of(16, ERRORS, SINGLE, CHAINS), Stream.of("chosen", "error", "case", "chain").map(seen::get).toList(), () -> lines.toString());
		assertEquals(vnni ? 0 : 1, lines.stream().filter(l -> l.contains("no fast and exact way to multiply 8-bit codes")).count(), () -> lines.toString());
	}
}
