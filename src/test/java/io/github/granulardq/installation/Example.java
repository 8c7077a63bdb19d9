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
package io.github.granulardq.installation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ShortProcessor;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.command.ij1.SuperResolveImage;

/** An image, the macro that enlarges it, and what the library makes of it. */
final class Example {

	private static final String MODEL = "srresnet-light-x2-microscopy";

	private Example() {}

	private static ImagePlus image() {
		final int width = 110;
		final int height = 100;
		final short[] pixels = new short[width * height];
		for (int i = 0; i < pixels.length; i++) {
			final int x = i % width;
			final int y = i / width;
			pixels[i] = (short) (2000 + 900 * Math.sin(x / 3.0) * Math.cos(y / 4.0) + x * y % 13 * 20);
		}
		return new ImagePlus("cells", new ShortProcessor(width, height, pixels, null));
	}

	/** Writes the image. */
	static Path write(final Path folder) {
		final Path file = folder.resolve("cells.tif");
		IJ.saveAsTiff(image(), file.toString());
		return file;
	}

	/** Returns what follows the name of the command in a macro. */
	static String options(final String engine) {
		return values(engine).entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(" "));
	}

	private static Map<String, String> values(final String engine) {
		return Map.of("model", MODEL, "scale", "2", "bits", "dynamic", "engine", engine);
	}

	/** Writes a macro that tells which class the menu entry starts, and enlarges the image with each engine into {@code ENGINE.tif}. */
	static Path writeMacro(final Path folder, final String... engines) throws IOException {
		return Files.writeString(folder.resolve("example.ijm"), Stream.concat(Stream.of(
			"List.setCommands; print(\"menu entry: \" + List.get(\"Super-Resolve...\"));", "setBatchMode(true);"), Stream.of(engines).map(
				engine -> "open(\"" + write(folder) + "\"); run(\"Super-Resolve...\", \"" + options(engine) + "\"); saveAs(\"Tiff\", \"" +
					folder.resolve(engine + ".tif") + "\"); close();")).collect(Collectors.joining("\n")));
	}

	/** Fails if a file does not hold what the library makes with an engine. */
	static void assertPixels(final String engine, final Path file) {
		final ImagePlus expected = SuperResolveImage.run(image(), SuperResolveOptions.of(values(engine)), SuperResolveImage.Part.ALL, Monitor
			.none()).image();
		final ImagePlus actual = IJ.openImage(file.toString());
		assertEquals(220, actual.getWidth());
		assertArrayEquals((short[]) expected.getProcessor().getPixels(), (short[]) actual.getProcessor().getPixels(), engine);
	}
}
