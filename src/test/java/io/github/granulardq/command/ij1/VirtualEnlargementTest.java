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
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.EventQueue;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.Macro;
import ij.VirtualStack;
import ij.process.ImageProcessor;
import io.github.granulardq.InputException;
import io.github.granulardq.command.ModelPackages;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.command.ij1.SuperResolveImage.Part;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualEnlargementTest {

	private static final int WIDTH = 30;
	private static final int HEIGHT = 26;

	@TempDir
	static Path models;

	private static SuperResolveOptions options;

	@BeforeAll
	static void writeModel() throws IOException {
		options = SuperResolveOptions.of(Map.of("model", ModelPackages.write(models).toString(), "bits", "8", "output", "virtual"));
	}

	private static ImagePlus image(final int bitDepth, final int channels, final int slices) {
		final ImagePlus image = IJ.createHyperStack("cells.tif", WIDTH, HEIGHT, channels, slices, 1, bitDepth);
		for (int n = 1; n <= image.getStackSize(); n++) {
			for (int i = 0; i < WIDTH * HEIGHT; i++) {
				final int value = (i * 7 + n * 40 + i * i % 50) % 250;
				image.getStack().getProcessor(n).set(i, bitDepth == 24 ? value << 16 | (255 - value) << 8 | value / 2
					: bitDepth == 32 ? Float.floatToIntBits(value / 7f) : value);
			}
			if (image.getStackSize() > 1) {
				image.getStack().setSliceLabel("plane " + n, n);
			}
		}
		return image;
	}

	private static VirtualEnlargement open(final ImagePlus image) {
		return VirtualEnlargement.open(image, options, Part.SELECTION, Monitor.none());
	}

	private static ImagePlus whole(final ImagePlus image) {
		return SuperResolveImage.run(image, options, Part.SELECTION, Monitor.none()).image();
	}

	private static void assertSamePlane(final ImagePlus expected, final ImagePlus actual, final int n) {
		assertEquals(0, differences(expected.getStack().getPixels(n), actual.getStack().getPixels(n)), "plane " + n);
	}

	private static int differences(final Object expected, final Object actual) {
		assertSame(expected.getClass(), actual.getClass());
		assertEquals(Array.getLength(expected), Array.getLength(actual));
		int count = 0;
		for (int i = 0; i < Array.getLength(expected); i++) {
			count += Array.get(expected, i).equals(Array.get(actual, i)) ? 0 : 1;
		}
		return count;
	}

	private static void awaitEvents() throws Exception {
		EventQueue.invokeAndWait(() -> {});
	}

	@Test
	void planesOfAllTypesInAnyOrder() {
		for (final int bitDepth : new int[] { 8, 16, 24, 32 }) {
			final ImagePlus input = image(bitDepth, bitDepth == 24 ? 1 : 2, 3);
			final ImagePlus expected = whole(input);
			final ImagePlus virtual = open(input).look();
			assertTrue(virtual.getStack().isVirtual());
			assertEquals(bitDepth, virtual.getBitDepth());
			assertArrayEquals(expected.getDimensions(), virtual.getDimensions());
			for (int n = virtual.getStackSize(); n >= 1; n--) {
				assertSamePlane(expected, virtual, n);
			}
			virtual.setPosition(1, 2, 1);
			assertEquals(0, differences(expected.getStack().getPixels(expected.getStackIndex(1, 2, 1)), virtual.getProcessor().getPixels()));
		}
	}

	@Test
	void allElseIsThatOfTheEagerImage() {
		final ImagePlus input = image(16, 2, 3);
		input.getCalibration().pixelWidth = 0.4;
		input.getCalibration().setUnit("um");
		input.setPosition(2, 3, 1);
		((CompositeImage) input).setMode(IJ.COMPOSITE);
		input.setDisplayRange(20, 180);
		final ImagePlus expected = whole(input);
		final ImagePlus virtual = open(input).look();
		assertEquals("cells-x2", virtual.getTitle());
		assertEquals("plane 4", virtual.getStack().getSliceLabel(4));
		assertEquals(0.2, virtual.getCalibration().pixelWidth);
		assertEquals(expected.getCurrentSlice(), virtual.getCurrentSlice());
		for (int c = 1; c <= 2; c++) {
			assertEquals(((CompositeImage) expected).getChannelLut(c), ((CompositeImage) virtual).getChannelLut(c));
			assertEquals(((CompositeImage) input).getChannelLut(c).max, ((CompositeImage) virtual).getChannelLut(c).max);
		}
		assertArrayEquals((int[]) expected.flatten().getProcessor().getPixels(), (int[]) virtual.flatten().getProcessor().getPixels());
		assertTrue(virtual.getInfoProperty().contains("model=test-model"), virtual.getInfoProperty());
	}

	@Test
	void onePlaneAndASelection() {
		final ImagePlus input = image(8, 1, 1);
		input.setRoi(4, 5, 20, 10);
		input.setDisplayRange(10, 99);
		final ImagePlus virtual = open(input).look();
		assertEquals(40, virtual.getWidth());
		assertEquals(99, virtual.getDisplayRangeMax());
		assertEquals(0, differences(whole(input).getProcessor().getPixels(), virtual.getProcessor().getPixels()));
	}

	@Test
	void nothingIsComputedBeforeSomebodyLooks() {
		final VirtualEnlargement virtual = open(image(16, 2, 3));
		assertEquals(0, virtual.image().getStatistics().max);
		assertTrue(virtual.look().getStatistics().max > 0);
	}

	@Test
	void closedImageFreesWhatComputes() throws Exception {
		final ImagePlus input = image(8, 1, 3);
		final VirtualEnlargement virtual = open(input);
		final ImageStack stack = virtual.look().getStack();
		assertTrue(virtual.session().isOpen());
		virtual.image().flush(); // what closing a window does
		awaitEvents();
		assertFalse(virtual.session().isOpen());
		// A command that puts the stack into another image, as those for hyperstacks do.
		assertSamePlane(whole(input), new ImagePlus("other", stack), 2);
		assertTrue(virtual.session().isOpen());
		virtual.session().close();
	}

	@Test
	void garbageFreesWhatComputes() throws Exception {
		final LazySession session = forgotten();
		for (int i = 0; i < 100 && session.isOpen(); i++) {
			System.gc();
			Thread.sleep(50);
		}
		assertFalse(session.isOpen());
	}

	private static LazySession forgotten() {
		final VirtualEnlargement virtual = open(image(8, 1, 2));
		virtual.look();
		return virtual.session();
	}

	@Test
	void inputMayBeClosed() throws Exception {
		final ImagePlus input = image(16, 1, 3);
		final ImagePlus expected = whole(input);
		final ImagePlus virtual = open(input).look();
		input.flush();
		awaitEvents();
		assertSamePlane(expected, virtual, 3);
	}

	/** Planes of another image. */
	private static final class Planes extends VirtualStack {

		private final ImageStack planes;

		Planes(final ImagePlus image) {
			super(WIDTH, HEIGHT);
			planes = image.getStack();
			setBitDepth(image.getBitDepth());
		}

		@Override
		public int getSize() {
			return planes.size();
		}

		@Override
		public ImageProcessor getProcessor(final int n) {
			return planes.getProcessor(n).duplicate();
		}
	}

	@Test
	void virtualInputThatIsClosed() throws Exception {
		final ImagePlus input = image(16, 1, 3);
		final ImagePlus closed = new ImagePlus("v", new Planes(input));
		final ImagePlus virtual = open(closed).look();
		closed.flush();
		awaitEvents();
		assertSamePlane(whole(input), virtual, 2);
	}

	/** A command ends, without another message; a window shows a black plane. */
	@Test
	void failureWhileLooking() throws Exception {
		final AtomicBoolean broken = new AtomicBoolean();
		final AxedImage<UnsignedByteType> input = new AxedImage<>(Converters.convert((RandomAccessibleInterval<UnsignedByteType>) ArrayImgs
			.unsignedBytes(WIDTH, HEIGHT, 1, 3, 1), (from, to) -> {
				if (broken.get()) {
					throw new InputException("The disk is gone.");
				}
				to.set(from);
			}, new UnsignedByteType()), ImagePlusImages.CHANNEL_AXIS);
		try (LazySession session = new LazySession(input, false, options.loadModel(), options, Monitor.none())) {
			final LazyStack stack = new LazyStack(session, 2 * WIDTH, 2 * HEIGHT, 3, 8);
			stack.open();
			assertArrayEquals(new byte[4 * WIDTH * HEIGHT], (byte[]) stack.getPixels(1));
			broken.set(true);
			assertEquals("The disk is gone.", assertThrows(InputException.class, () -> stack.compute(2)).getMessage());
			assertEquals(Macro.MACRO_CANCELED, assertThrows(RuntimeException.class, () -> stack.getProcessor(2)).getMessage());
			final Object[] shown = new Object[1];
			EventQueue.invokeAndWait(() -> shown[0] = stack.getPixels(2));
			assertArrayEquals(new byte[4 * WIDTH * HEIGHT], (byte[]) shown[0]);
			broken.set(false);
			assertArrayEquals(new byte[4 * WIDTH * HEIGHT], (byte[]) stack.getPixels(2));
		}
	}

	@Test
	void cancelledBeforeTheFirstPlane() {
		final AtomicBoolean cancelled = new AtomicBoolean();
		final VirtualEnlargement virtual = VirtualEnlargement.open(image(8, 1, 2), options, Part.ALL, new Monitor((d, t) -> {}, cancelled::get));
		cancelled.set(true);
		assertThrows(CancellationException.class, virtual::look);
		assertFalse(virtual.session().isOpen());
		assertTrue(virtual.image().getStack().getPixels(1) != null); // the command is over, and so is its cancellation
		virtual.session().close();
	}

	@Test
	void bitMapAndReportNeedAllPixels() {
		VirtualEnlargement.requireOnlyImage(false, false);
		assertThrows(InputException.class, () -> VirtualEnlargement.requireOnlyImage(true, false));
		assertTrue(assertThrows(InputException.class, () -> VirtualEnlargement.requireOnlyImage(false, true)).getMessage().contains("output=same"));
	}

	@Test
	void planesCanBeDeleted() {
		final ImagePlus input = image(8, 1, 3);
		final ImagePlus virtual = open(input).look();
		virtual.getStack().deleteSlice(2);
		assertEquals(2, virtual.getStackSize());
		assertEquals(0, differences(whole(input).getStack().getPixels(3), virtual.getStack().getPixels(2)));
		assertEquals("plane 3", virtual.getStack().getSliceLabel(2));
	}
}
