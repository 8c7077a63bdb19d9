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
package io.github.granulardq.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import ij.IJ;
import ij.ImagePlus;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import io.github.granulardq.superres.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuperResolveFileTest {

	private static final int BLOCK = 64;

	@TempDir
	Path folder;

	private Path input() {
		final ImagePlus image = IJ.createImage("in", 400, 300, 1, 8);
		for (int i = 0; i < 400 * 300; i++) {
			image.getProcessor().set(i, (int) (120 + 90 * Math.sin(i % 400 * 0.4) * Math.cos(i / 400 * 0.3)) + i % 7);
		}
		final Path input = folder.resolve("in.tif");
		ImageSaver.save(image, new OutputFile(input, false));
		return input;
	}

	/** As Escape does in ImageJ. */
	@Test
	void cancelledRunSaysThatItCanGoOnAndDoes() throws IOException {
		final Path input = input();
		final SuperResolveOptions options = SuperResolveOptions.of(Map.of("model", ModelPackages.write(folder).toString()));
		final Path output = folder.resolve("out.ome.tif");
		final AtomicBoolean half = new AtomicBoolean();
		final Monitor cancelling = new Monitor((d, t) -> half.set(2 * d >= t), half::get, 1, Long.MAX_VALUE, BLOCK);
		final SuperResolveFile.Files files = new SuperResolveFile.Files(input, output, null, null, false);
		final String message = UserMessages.of(assertThrows(UnfinishedException.class, () -> SuperResolveFile.run(files, options, cancelling))).orElseThrow();
		assertTrue(message.contains("out.ome.tif") && message.contains("goes on"), message);
		assertFalse(Files.exists(output));
		final Monitor patient = new Monitor((d, t) -> {}, () -> false, 1, Long.MAX_VALUE, BLOCK);
		final Report report = SuperResolveFile.run(files, options, patient);
		assertTrue(report.blocks().resumed() > 0, report.toString());
		final Path whole = folder.resolve("whole.ome.tif");
		SuperResolveFile.run(new SuperResolveFile.Files(input, whole, null, null, false), options, patient);
		assertEquals(Files.size(whole), Files.size(output));
		assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(output));
	}
}
