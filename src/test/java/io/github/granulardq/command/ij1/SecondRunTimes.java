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
package io.github.granulardq.command.ij1;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

import ij.IJ;
import ij.ImagePlus;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.integer.IntegerEngine;
import io.github.granulardq.model.Model;
import io.github.granulardq.superres.SuperResolver;
import net.imglib2.img.array.ArrayImgs;

/**
 * Prints how long it takes from OK to the result for a 16-bit image of 1024 x 1024 pixels, and in turn what {@code granular-dq benchmark} times: the same patches
 * with an engine and a model that are there already. Not a test: times say something on a quiet machine only.
 */
final class SecondRunTimes {

	private static final int SIZE = 1024;
	private static final int ROUNDS = 7;

	private SecondRunTimes() {
	}

	/** Arguments: number of workers, which may be left out. */
	public static void main(final String[] arguments) {
		final int workers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : Runtime.getRuntime().availableProcessors();
		final ImagePlus image = IJ.createImage("image", "16-bit black", SIZE, SIZE, 1);
		for (int i = 0; i < SIZE * SIZE; i++) {
			final int x = i % SIZE;
			final int y = i / SIZE;
			image.getProcessor().set(i, (int) (8000 + 4000 * Math.sin(x / 9.0 + y / 31.0) * Math.cos(y / 7.0) + i * 7919L % 1009));
		}
		final ImageOptions options = ImageOptions.of(Map.of("engine", "integer", "skip_empty", "no"));
		final Model model = SuperResolveOptions.of(Map.of()).loadModel();
		final double[] command = new double[ROUNDS];
		final double[] bare = new double[ROUNDS];
		try (Engine engine = new IntegerEngine()) {
			for (int i = 0; i < ROUNDS; i++) {
				final long start = System.nanoTime();
				SuperResolveRun.run(image, options, Monitor.none().withWorkers(workers), made -> made.image().getProcessor());
				final long between = System.nanoTime();
				try (SuperResolver resolver = SuperResolver.builder().setModel(model).optSkipEmpty(false).optWorkers(workers).optEngine(engine).build()) {
					resolver.run(ArrayImgs.unsignedShorts((short[]) image.getProcessor().getPixels(), SIZE, SIZE), -1);
				}
				command[i] = (between - start) / 1e9;
				bare[i] = (System.nanoTime() - between) / 1e9;
			}
		}
		print("command, first run", command[0]);
		print("command, second run", command[1]);
		print("command, median of the runs from the second", median(command));
		print("engine that is open, median of the runs from the second", median(bare));
	}

	private static double median(final double[] seconds) {
		final double[] later = IntStream.range(1, seconds.length).mapToDouble(i -> seconds[i]).sorted().toArray();
		return Arrays.stream(later).skip(later.length / 2 - 1L).limit(2).average().orElseThrow();
	}

	private static void print(final String what, final double seconds) {
		System.out.printf("%-60s %.3f s%n", what, seconds);
	}
}
