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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.granulardq.InputException;
import io.github.granulardq.command.ModelPackages;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.command.ij1.SuperResolveImage.Part;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuperResolveImageTest {

	@TempDir
	static Path models;

	private static SuperResolveOptions options;

	@BeforeAll
	static void writeModel() throws IOException {
		options = options(Map.of("bits", "8"));
	}

	private static SuperResolveOptions options(final Map<String, String> values) throws IOException {
		final Map<String, String> all = new java.util.HashMap<>(values);
		all.put("model", ModelPackages.write(models).toString());
		return SuperResolveOptions.of(all);
	}

	private static ImagePlus image(final int bitDepth) {
		final ImagePlus image = IJ.createHyperStack("cells.tif", 30, 26, bitDepth == 24 ? 1 : 2, 2, 1, bitDepth);
		for (int n = 1; n <= image.getStackSize(); n++) {
			for (int i = 0; i < 780; i++) {
				final int value = (i * 7 + n * 40 + i * i % 50) % 250;
				image.getStack().getProcessor(n).set(i % 30, i / 30, bitDepth == 24 ? value << 16 | (255 - value) << 8 | value / 2
					: bitDepth == 32 ? Float.floatToIntBits(value / 7f) : value);
			}
		}
		return image;
	}

	private static SuperResolveImage.Result run(final ImagePlus image) {
		return SuperResolveImage.run(image, options, Part.SELECTION, Monitor.none());
	}

	@Test
	void channelsSlicesAndColoursOfAllTypes() {
		for (final int bitDepth : new int[] { 8, 16, 24, 32 }) {
			final ImagePlus large = run(image(bitDepth)).image();
			assertEquals(bitDepth, large.getBitDepth());
			assertArrayEquals(new int[] { 60, 52, bitDepth == 24 ? 1 : 2, 2, 1 }, large.getDimensions());
			assertEquals("cells-x2", large.getTitle());
		}
	}

	@Test
	void reportAndInfoSayWhatWasDone() {
		final SuperResolveImage.Result result = run(image(8));
		assertEquals("cells.tif", result.report().input());
		assertEquals("cells-x2", result.report().output());
		assertEquals(8, result.report().fab());
		final String info = result.image().getInfoProperty();
		assertTrue(info.contains("test-model") && info.contains(result.report().modelSha256().substring(0, 12)) && info.contains("bits=8") &&
			info.contains("FAB=8.000") && info.contains("engine=" + result.report().engine()), info);
	}

	@Test
	void bitMapHasTheSizeOfTheInput() {
		final ImagePlus input = image(16);
		input.setRoi(4, 5, 20, 10);
		input.getCalibration().pixelWidth = 0.5;
		final ImagePlus bits = run(input).bits().toImage();
		assertArrayEquals(new int[] { 20, 10, 2, 2, 1 }, bits.getDimensions());
		assertEquals(8, bits.getStack().getVoxel(19, 9, 3));
		assertEquals(0.5, bits.getCalibration().pixelWidth);
		assertEquals(-4, bits.getCalibration().xOrigin);
		assertEquals(-5, bits.getCalibration().yOrigin);
		input.setCalibration(null);
		assertEquals(0, run(input).bits().toImage().getCalibration().xOrigin); // as that of the enlarged image
		assertEquals("cells-bits", bits.getTitle());
		assertArrayEquals(new int[] { 30, 26, 3, 2, 1 }, run(image(24)).bits().toImage().getDimensions());
	}

	@Test
	void selectionGivesThePixelsOfACroppedImage() {
		final ImagePlus input = image(8);
		input.setRoi(4, 5, 20, 10);
		final ImagePlus cropped = input.crop("stack");
		assertEquals(20, cropped.getWidth());
		assertArrayEquals((byte[]) run(cropped).image().getStack().getPixels(3), (byte[]) run(input).image().getStack().getPixels(3));
		assertEquals(60, SuperResolveImage.run(input, options, Part.ALL, Monitor.none()).image().getWidth());
	}

	@Test
	void outputIn32Bit() throws IOException {
		final ImagePlus large =
			SuperResolveImage.run(image(8), options(Map.of("output", "32-bit")), Part.ALL, Monitor.none()).image();
		assertEquals(32, large.getBitDepth());
	}

	@Test
	void constantImageStaysConstant() {
		final ImagePlus input = IJ.createImage("c", 17, 13, 1, 16);
		input.getProcessor().add(1234);
		final short[] pixels = (short[]) run(input).image().getProcessor().getPixels();
		for (final short pixel : pixels) {
			assertEquals(1234, pixel);
		}
	}

	@Test
	void progressReachesItsEnd() {
		final AtomicLong done = new AtomicLong();
		final AtomicLong total = new AtomicLong();
		SuperResolveImage.run(image(8), options, Part.ALL, new Monitor((d, t) -> {
			done.set(d);
			total.set(t);
		}, () -> false));
		assertTrue(total.get() >= 4);
		assertEquals(total.get(), done.get());
	}

	@Test
	void cancelledRunLeavesTheImageUsable() {
		final ImagePlus input = image(8);
		assertThrows(CancellationException.class,
			() -> SuperResolveImage.run(input, options, Part.ALL, new Monitor((d, t) -> {}, () -> true)));
		assertFalse(input.isLocked());
		assertEquals(60, run(input).image().getWidth());
	}

	@Test
	void mistakes() {
		final String none = assertThrows(InputException.class, () -> run(null)).getMessage();
		assertTrue(none.contains("no image open"), none);
		final ImagePlus nan = IJ.createImage("n", 9, 9, 1, 32);
		nan.getProcessor().setf(2, 1, Float.NaN);
		assertThrows(InputException.class, () -> run(nan));
		assertFalse(nan.isLocked());
		assertThrows(InputException.class,
			() -> SuperResolveImage.run(image(8), SuperResolveOptions.of(Map.of("model", "nosuch")), Part.ALL, Monitor.none()));
		assertThrows(InputException.class, () -> SuperResolveImage.run(image(8), options(Map.of("scale", "4")), Part.ALL, Monitor.none()));
	}

	@Test
	void planeThatWouldBeTooLargeIsRefusedBeforeTheWork() {
		final int side = 23171; // twice that, squared, is just above what an array holds
		final ImagePlus large = new ImagePlus("large", new ByteProcessor(4, 4)) {

			@Override
			public int getWidth() {
				return side;
			}

			@Override
			public int getHeight() {
				return side;
			}
		};
		final String message = assertThrows(InputException.class,
			() -> SuperResolveImage.run(large, options, Part.ALL, Monitor.none())).getMessage();
		assertTrue(message.contains("46342x46342") && message.contains("2147483639"), message);
		assertFalse(large.isLocked());
	}

	@Test
	void positionOfNanIsThatInTheWholeImage() {
		final ImagePlus nan = IJ.createHyperStack("n", 20, 20, 2, 3, 1, 32);
		nan.getStack().getProcessor(nan.getStackIndex(2, 3, 1)).setf(12, 9, Float.NaN);
		nan.setRoi(10, 5, 8, 8);
		final String message = assertThrows(InputException.class, () -> run(nan)).getMessage();
		assertTrue(message.contains("[12, 9, 1, 2, 0]"), message);
	}

	@Test
	void imageInUseIsLeftAlone() throws InterruptedException {
		final ImagePlus input = image(8);
		final CountDownLatch locked = new CountDownLatch(1);
		final Thread other = new Thread(() -> {
			input.lock();
			locked.countDown();
		});
		other.start();
		locked.await();
		final String message = assertThrows(InputException.class, () -> run(input)).getMessage();
		assertTrue(message.contains("in use"), message);
		other.join();
	}
}
