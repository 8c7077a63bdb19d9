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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

import io.github.granulardq.engine.EngineException;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

	/** Ends with what the variable says, after so many milliseconds. */
	static final class Child {

		private Child() {}

		public static void main(final String[] arguments) throws InterruptedException {
			Thread.sleep(Long.parseLong(arguments[0]));
			System.err.println("It says so.\nTwice.");
			System.exit(Integer.parseInt(System.getenv("CHILD_STATUS")));
		}
	}

	private static List<String> command(final int millis) {
		return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), Child.class
			.getName(), Integer.toString(millis));
	}

	@Test
	void timesAProcessWithVariables() {
		final double seconds = ChildProcess.run(command(200), Map.of("CHILD_STATUS", "0"), () -> false);
		assertTrue(seconds > 0.2, seconds + " s");
	}

	@Test
	void failureHasTheWordsOfTheProcess() {
		final EngineException e = assertThrows(EngineException.class, () -> ChildProcess.run(command(0), Map.of("CHILD_STATUS", "3"), () -> false));
		assertTrue(e.getMessage().contains("It says so. Twice."), e.getMessage());
	}

	@Test
	void cancellingEndsTheProcess() {
		final Set<Long> before = living();
		assertThrows(CancellationException.class, () -> ChildProcess.run(command(60_000), Map.of("CHILD_STATUS", "0"), () -> true));
		final Set<Long> after = living();
		after.removeAll(before);
		assertEquals(Set.of(), after);
	}

	private static Set<Long> living() {
		return ProcessHandle.current().children().filter(ProcessHandle::isAlive).map(ProcessHandle::pid).collect(Collectors.toCollection(HashSet::new));
	}
}
