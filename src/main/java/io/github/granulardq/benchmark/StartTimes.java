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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import ij.ImagePlus;
import ij.process.ShortProcessor;
import io.github.granulardq.engine.CacheFolder;
import io.github.granulardq.engine.EngineException;
import io.github.granulardq.engine.integer.IntegerEngine;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;

/**
 * What a process takes from its start to its end that enlarges one image with the engine integer, file to file. One process before them is not
 * reported: natives are unpacked then.
 *
 * @param model id or path
 * @param size side of the image
 * @param seconds of each run; empty if there was none
 * @param absent why not, a sentence; null if there was one
 */
record StartTimes(String model, int size, double[] seconds, String absent) {

	private static final int SIZE = 512;
	private static final int RUNS = 3;

	/** Measures. */
	static StartTimes measure(final String model, final Launcher launcher, final BooleanSupplier cancelled) {
		Path folder = null;
		try {
			folder = Files.createTempDirectory("granular-dq-benchmark-");
			final Path input = folder.resolve("in.tif");
			ImageSaver.save(new ImagePlus("in", new ShortProcessor(SIZE, SIZE, SyntheticImage.pixels(SIZE, SIZE), null)), new OutputFile(input, false));
			final List<Double> seconds = new ArrayList<>();
			// The first, which unpacks natives and fills caches, is not reported.
			for (int i = 0; i <= RUNS; i++) {
				final double taken = ChildProcess.run(launcher.command(List.of("super-resolve", input.toString(), folder.resolve(i + ".tif").toString(), "--model",
					model, "--engine", IntegerEngine.NAME)), Map.of(), cancelled);
				if (i > 0) {
					seconds.add(taken);
				}
			}
			return new StartTimes(model, SIZE, seconds.stream().mapToDouble(Double::doubleValue).toArray(), null);
		}
		catch (EngineException | IOException e) {
			return new StartTimes(model, SIZE, new double[0], e.getMessage());
		}
		finally {
			if (folder != null) {
				CacheFolder.delete(folder);
			}
		}
	}
}
