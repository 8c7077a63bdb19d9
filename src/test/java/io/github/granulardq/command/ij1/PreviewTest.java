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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import ij.IJ;
import ij.ImagePlus;
import ij.plugin.Duplicator;
import io.github.granulardq.command.ModelPackages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Previews are what the run will give: of the chosen planes, in their range. */
class PreviewTest {

	@TempDir
	static Path folder;

	private static String model;

	@BeforeAll
	static void writeModel() throws IOException {
		model = ModelPackages.write(folder).toString();
	}

	/** Each plane is brighter than that before. */
	private static ImagePlus image(final int channels, final int slices) {
		final ImagePlus image = IJ.createHyperStack("cells", 30, 24, channels, slices, 1, 16);
		for (int n = 1; n <= image.getStackSize(); n++) {
			for (int i = 0; i < 720; i++) {
				image.getStack().setVoxel(i % 30, i / 30, n - 1, 100 * n * n + i * 37 % (900 * n));
			}
		}
		return image;
	}

	private static short[] preview(final ImagePlus image, final String... more) {
		final Map<String, String> values = new HashMap<>(Map.of("model", model, "bits", "8"));
		for (int i = 0; i < more.length; i += 2) {
			values.put(more[i], more[i + 1]);
		}
		return (short[]) new Preview(image).compute(values, () -> false).getProcessor().getPixels();
	}

	@Test
	void percentilesAreThoseOfTheChosenPlanes() {
		final ImagePlus image = image(2, 3);
		image.setPosition(2, 2, 1);
		final ImagePlus alone = new Duplicator().run(image, 2, 2, 2, 2, 1, 1);
		assertArrayEquals(preview(alone), preview(image, "channels", "2", "slices", "2"));
	}

	@Test
	void rangesAreThoseOfTheChosenChannels() {
		final ImagePlus image = image(3, 1);
		image.setPosition(3, 1, 1);
		final ImagePlus alone = new Duplicator().run(image, 3, 3, 1, 1, 1, 1);
		assertArrayEquals(preview(alone, "range", "200:4000"), preview(image, "channels", "2-3", "range", "0:100,200:4000"));
	}

	@Test
	void selectionOfTheImageStays() {
		final ImagePlus image = image(1, 1);
		image.setRoi(3, 4, 10, 8);
		new Preview(image);
		assertEquals(new Rectangle(3, 4, 10, 8), image.getProcessor().getRoi());
	}
}
