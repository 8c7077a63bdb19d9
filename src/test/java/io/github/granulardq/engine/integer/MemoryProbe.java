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
import java.util.Random;

import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.model.ModelLoader;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Network;
import io.github.granulardq.network.SrResNet;
import io.github.granulardq.testing.TestModels;

/** Prints the resident memory of its process, in KiB, after each part of its work, and its mean in this part. */
final class MemoryProbe {

	private static final int[] BITS = { 4, 5, 6, 8 };

	/** Samples of each part. */
	private static final int SAMPLES = 10;

	private MemoryProbe() {}

	/**
	 * Arguments: {@code small}, {@code light} (the shipped network), {@code wide} (64 features, 16 blocks), each followed by the number of patches of a
	 * part and the size of patches; or {@code sizes}, patches of ever other sizes, whose programs are thrown away; or {@code sessions}. Before
	 * them the number of parts.
	 */
	public static void main(final String[] args) throws IOException {
		final int parts = Integer.parseInt(args[0]);
		final Network network = switch (args[1]) {
			case "light" -> ModelLoader.loadBundled("srresnet-light-x2-microscopy").quantized();
			case "wide" -> TestModels.network(new SrResNet.Config(2, 1, 64, 16, 9, true, 1, GlobalSkip.NONE, Descriptor.MEAN, true), 1);
			default -> TestModels.network(2, 1);
		};
		try (IntegerEngine engine = new IntegerEngine(); EngineSession session = engine.open(network)) {
			for (int part = 0; part < parts; part++) {
				final long mean = switch (args[1]) {
					case "sizes" -> meanOf(3, i -> enlarge(session, 16 + i % 6));
					case "sessions" -> meanOf(3, i -> {
						try (EngineSession another = engine.open(network)) {
							enlarge(another, 16);
						}
					});
					default -> {
						final int size = Integer.parseInt(args[3]);
						yield meanOf(Integer.parseInt(args[2]) / SAMPLES, i -> enlarge(session, size + i % 2, size, BITS[i % BITS.length]));
					}
				};
				System.gc();
				System.out.println("KiB " + residentKiB() + " mean " + mean);
			}
		}
	}

	/** One piece of work. */
	@FunctionalInterface
	private interface Piece {
		void work(int i);
	}

	/** Returns the mean of samples, each after some pieces of work. */
	private static long meanOf(final int pieces, final Piece piece) throws IOException {
		long sum = 0;
		for (int i = 1; i <= SAMPLES * pieces; i++) {
			piece.work(i);
			if (i % pieces == 0) {
				sum += residentKiB();
			}
		}
		return sum / SAMPLES;
	}

	private static void enlarge(final EngineSession session, final int size) {
		session.head(new float[size * size], size, size);
		session.body(8);
		session.body(4);
	}

	private static void enlarge(final EngineSession session, final int height, final int width, final int bits) {
		final Random random = new Random(bits);
		final float[] patch = new float[height * width];
		for (int i = 0; i < patch.length; i++) {
			patch[i] = 255 * random.nextFloat();
		}
		session.head(patch, height, width);
		session.body(bits);
	}

	private static long residentKiB() throws IOException {
		return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(l -> l.startsWith("VmRSS:")).mapToLong(l -> Long.parseLong(l
			.replaceAll("\\D", ""))).findFirst().orElseThrow();
	}
}
