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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.granulardq.testing.JavaProcess;

/** Natives are freed. */
@EnabledOnOs(OS.LINUX)
class MemoryTest {

	/** Java's own memory is touched from the beginning, so that it does not grow; the second compiler takes some MB whenever it likes. */
	private static final String[] FIXED_HEAP = { "-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1" };

	/** Of the shipped network and a wide one few patches, as tests may not take long: its numbers were found with 10,000. */
	@ParameterizedTest
	@ValueSource(strings = { "8 small 1000 16", "8 sizes", "8 sessions", "8 light 400 16", "6 wide 40 16" })
	void residentMemoryStaysFlat(final String work) throws IOException, InterruptedException {
		final String[] arguments = work.split(" ");
		final String output = JavaProcess.of(MemoryProbe.class).options(FIXED_HEAP).run(arguments);
		final long[] resident = output.lines().filter(l -> l.startsWith("KiB ")).mapToLong(l -> Long.parseLong(l.split(" mean ")[1])).toArray();
		final int parts = Integer.parseInt(arguments[0]);
		assertEquals(parts, resident.length, output);
		// In the first half Java compiles.
		assertTrue(resident[parts - 1] < 1.02 * resident[parts / 2 - 1], output);
	}

	/** A limit that the Java VM and libraries stay far below, and the probe reaches. */
	@Test
	void scarceMemoryIsRefusedBeforeAnythingFails() throws IOException, InterruptedException {
		final String output = JavaProcess.of(ScarceMemoryProbe.class).options(FIXED_HEAP).options("-XX:ReservedCodeCacheSize=64m",
			"-XX:CompressedClassSpaceSize=64m").environment("MALLOC_ARENA_MAX", "1").limit("-v", 4_000_000).run();
		final String refused = " refused: There are less than 64 MB of memory outside Java's heap: [^\n]*\n";
		assertTrue(output.matches("(?s)before 1024\nbody" + refused + "head" + refused + "open" + refused + "after 36864\n"), output);
	}

	/** What failed for lack of memory says nothing about the processor, and is tried again. */
	@Test
	void scarceMemoryIsNoFindingOfTheSelfTest() throws IOException, InterruptedException {
		final String output = JavaProcess.of(ScarceMemoryProbe.SelfTests.class).options("-Dorg.bytedeco.javacpp.maxBytes=10k").run();
		assertTrue(output.matches("(?s)(refused: [^\n]*memory outside Java's heap[^\n]*\n){2}"), output);
	}

	/** JavaCPP's own limit, which users may set. */
	@Test
	void limitOfJavaCppIsKept() throws IOException, InterruptedException {
		final String output = JavaProcess.of(NativesProbe.class).options("-Dorg.bytedeco.javacpp.maxBytes=10k").run();
		assertTrue(output.matches("(?s)(refused: [^\n]*memory outside Java's heap[^\n]*use fewer workers[^\n]*\n){2}"), output);
	}
}
