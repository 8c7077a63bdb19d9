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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.network.Network;
import io.github.granulardq.testing.TestModels;

/** Prints the resident memory of its process, in KiB, after each part of its work. */
final class MemoryProbe {

	private static final int PARTS = 8;

	private MemoryProbe() {}

	/** Arguments: {@code patches}, many of four sizes; {@code sizes}, of ever other sizes, whose programs are thrown away; {@code sessions}. */
	public static void main(final String[] args) throws IOException {
		final Network network = TestModels.network(2, 1);
		try (IntegerEngine engine = new IntegerEngine(); EngineSession session = engine.open(network)) {
			for (int part = 0; part < PARTS; part++) {
				switch (args[0]) {
					case "patches" -> {
						for (int i = 0; i < 1000; i++) {
							enlarge(session, 16 + i % 4);
						}
					}
					case "sizes" -> {
						for (int i = 0; i < 30; i++) {
							enlarge(session, 16 + i % 6);
						}
					}
					default -> {
						for (int i = 0; i < 30; i++) {
							try (EngineSession another = engine.open(network)) {
								enlarge(another, 16);
							}
						}
					}
				}
				System.gc();
				System.out.println("KiB " + residentKiB());
			}
		}
	}

	private static void enlarge(final EngineSession session, final int size) {
		session.head(new float[size * size], size, size);
		session.body(8);
		session.body(4);
	}

	private static long residentKiB() throws IOException {
		return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(l -> l.startsWith("VmRSS:")).mapToLong(l -> Long.parseLong(l
			.replaceAll("\\D", ""))).findFirst().orElseThrow();
	}
}
