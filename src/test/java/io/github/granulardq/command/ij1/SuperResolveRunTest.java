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

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.plugin.Duplicator;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.github.granulardq.InputException;
import io.github.granulardq.command.ModelPackages;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.PlaneChoice;
import io.github.granulardq.command.UserMessages;
import io.github.granulardq.io.SliceLabels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be chosen of an image in a window, and what happens to it meanwhile. */
class SuperResolveRunTest {

	private static final int CHANNELS = 2;
	private static final int SLICES = 5;
	private static final int FRAMES = 3;

	@TempDir
	static Path folder;

	private static String model;
	private static String colourModel;

	@BeforeAll
	static void writeModels() throws IOException {
		model = ModelPackages.write(folder).toString();
		colourModel = ModelPackages.writeColour(folder).toString();
	}

	private static ImageOptions options(final String... values) {
		final Map<String, String> all = new HashMap<>(Map.of("model", model, "bits", "8"));
		for (int i = 0; i < values.length; i += 2) {
			all.put(values[i], values[i + 1]);
		}
		return ImageOptions.of(all);
	}

	private static List<ImagePlus> run(final ImagePlus image, final Monitor monitor, final String... values) {
		final List<ImagePlus> results = new ArrayList<>();
		SuperResolveRun.run(image, options(values), monitor, made -> results.add(made.image()));
		return results;
	}

	private static ImagePlus run(final ImagePlus image, final String... values) {
		return run(image, Monitor.none(), values).get(0);
	}

	/** 16 bit, two channels in colours and ranges of their own, calibrated, every plane labelled and different. */
	private static ImagePlus hyperstack() {
		final ImagePlus plain = IJ.createHyperStack("cells 4D.tif", 24, 20, CHANNELS, SLICES, FRAMES, 16);
		for (int n = 1; n <= plain.getStackSize(); n++) {
			final ImageProcessor plane = plain.getStack().getProcessor(n);
			for (int i = 0; i < plane.getPixelCount(); i++) {
				plane.set(i, 500 + 40 * n + i * (7 + n) % 900);
			}
			plain.getStack().setSliceLabel("plane " + n, n);
		}
		final CompositeImage image = new CompositeImage(plain, IJ.COMPOSITE);
		for (int c = 1; c <= CHANNELS; c++) {
			final LUT lut = LUT.createLutFromColor(c == 1 ? Color.MAGENTA : Color.GREEN);
			lut.min = 100 * c;
			lut.max = 3000 + c;
			image.setChannelLut(lut, c);
		}
		image.getCalibration().setUnit("µm");
		image.getCalibration().pixelWidth = 0.2;
		image.getCalibration().pixelHeight = 0.2;
		image.getCalibration().pixelDepth = 0.7;
		image.getCalibration().frameInterval = 1.5;
		image.getCalibration().setTimeUnit("s");
		image.setPosition(2, 3, 2);
		return image;
	}

	/** One row per thing that must come through: what is chosen, then axes, the plane that the last one was, the colour of the first channel and its range. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
		all | all     | all | 2 | 5 | 3 | plane 30 | ffff00ff | 100 | 3001 | 0
		all | all     | 2   | 2 | 5 | 1 | plane 20 | ffff00ff | 100 | 3001 | 0
		2   | all     | all | 1 | 5 | 3 | plane 30 | ff00ff00 | 200 | 3002 | 0
		1   | 2-3,5   | 1,3 | 1 | 3 | 2 | plane 29 | ffff00ff | 100 | 3001 | -1
		all | 4       | 3   | 2 | 1 | 1 | plane 28 | ffff00ff | 100 | 3001 | -3
		2   | 5       | 1   | 1 | 1 | 1 | plane 10 | ff00ff00 | 200 | 3002 | -4
		""")
	void axesColoursRangesUnitsAndLabels(final String channels, final String slices, final String frames, final int c, final int z, final int t,
		final String lastLabel, final String colour, final double min, final double max, final double zOrigin)
	{
		final ImagePlus image = hyperstack();
		final ImagePlus large = run(image, "channels", channels, "slices", slices, "frames", frames);
		assertArrayEquals(new int[] { 48, 40, c, z, t }, large.getDimensions());
		assertEquals(16, large.getBitDepth());
		assertEquals("cells 4D-x2", large.getTitle());
		assertEquals(lastLabel, SliceLabels.get(large, large.getStackSize()));
		final LUT lut = large.getLuts()[0];
		assertEquals(colour, Integer.toHexString(lut.getRGB(255)));
		assertEquals(min, c == 1 ? large.getDisplayRangeMin() : lut.min);
		assertEquals(max, c == 1 ? large.getDisplayRangeMax() : lut.max);
		assertEquals("µm", large.getCalibration().getUnit());
		assertEquals(0.1, large.getCalibration().pixelWidth);
		assertEquals(0.7, large.getCalibration().pixelDepth);
		assertEquals(zOrigin, large.getCalibration().zOrigin);
		assertEquals(1.5, large.getCalibration().frameInterval);
		assertEquals("s", large.getCalibration().getTimeUnit());
		assertEquals(c > 1, large.isComposite());
	}

	@Test
	void everyPlaneIsInItsPlace() {
		final ImagePlus image = hyperstack();
		final ImagePlus large = run(image, "range", "0:4000");
		for (int n = 1; n <= image.getStackSize(); n++) {
			final ImagePlus alone = run(new ImagePlus("p", image.getStack().getProcessor(n)), "range", "0:4000");
			assertArrayEquals((short[]) alone.getProcessor().getPixels(), (short[]) large.getStack().getPixels(n), "plane " + n);
		}
	}

	@Test
	void chosenPlanesGiveThePixelsOfACopyOfThem() {
		final ImagePlus image = hyperstack();
		final ImagePlus copy = new Duplicator().run(image, 2, 2, 2, 4, 3, 3);
		assertArrayEquals((short[]) run(copy).getStack().getPixels(3), (short[]) run(image, "channels", "2", "slices", "2-4", "frames", "3").getStack()
			.getPixels(3));
	}

	@Test
	void bitsAreShownOverTheChosenPlanes() {
		final ImagePlus image = hyperstack();
		image.setRoi(5, 4, 12, 10);
		final List<ImagePlus> bits = new ArrayList<>();
		SuperResolveRun.run(image, options("channels", "2", "slices", "2,4", "bit_map", "true"), Monitor.none(), made -> bits.add(made.bits()));
		final List<Roi> borders = Arrays.stream(image.getOverlay().toArray()).filter(shape -> shape.getName().endsWith("patch 1")).toList();
		assertEquals(List.of("2 2 1", "2 4 1", "2 2 2", "2 4 2", "2 2 3", "2 4 3"), borders.stream().map(r -> r.getCPosition() + " " + r.getZPosition() + " " + r
			.getTPosition()).toList());
		assertEquals(5.5, borders.get(0).getFloatBounds().x);
		assertTrue(bits.get(0).getInfoProperty().contains("FAB: 8.000"), bits.get(0).getInfoProperty());
		assertArrayEquals(new int[] { 12, 10, 1, 2, 3 }, bits.get(0).getDimensions());
	}

	@Test
	void workersAndTheSecondRunChangeNoPixel() {
		final ImagePlus image = hyperstack();
		final short[] one = (short[]) run(image, Monitor.none().withWorkers(1)).get(0).getStack().getPixels(17);
		final short[] three = (short[]) run(image, Monitor.none().withWorkers(3)).get(0).getStack().getPixels(17);
		assertArrayEquals(one, three);
	}

	@Test
	void inputStaysAsItWas() {
		final ImagePlus image = hyperstack();
		final short[] before = ((short[]) image.getStack().getPixels(8)).clone();
		run(image, "slices", "2-4", "bit_map", "true");
		assertArrayEquals(before, (short[]) image.getStack().getPixels(8));
		assertFalse(image.changes || image.isLocked());
		assertEquals("cells 4D.tif", image.getTitle());
		assertArrayEquals(new int[] { 2, 3, 2 }, new int[] { image.getC(), image.getZ(), image.getT() });
	}

	@Test
	void virtualStackIsReadAtItsChosenPlanesOnly() {
		final ImagePlus image = hyperstack();
		final List<Integer> read = new ArrayList<>();
		final ImageStack planes = image.getStack();
		final VirtualStack stack = new VirtualStack(24, 20, null, null) {

			@Override
			public ImageProcessor getProcessor(final int n) {
				read.add(n);
				return planes.getProcessor(n).duplicate();
			}

			@Override
			public int getSize() {
				return planes.getSize();
			}

			@Override
			public int size() {
				return planes.getSize();
			}
		};
		stack.setBitDepth(16);
		final ImagePlus virtual = new ImagePlus("v", stack);
		virtual.setDimensions(CHANNELS, SLICES, FRAMES);
		read.clear();
		final ImagePlus large = run(virtual, "channels", "2", "slices", "3", "frames", "1-2");
		assertTrue(read.stream().allMatch(n -> n == 6 || n == 16), read.toString());
		assertArrayEquals((short[]) run(image, "channels", "2", "slices", "3", "frames", "1-2").getStack().getPixels(2), (short[]) large.getStack().getPixels(2));
	}

	@Test
	void planesThatAreNotThere() {
		final ImagePlus image = hyperstack();
		assertTrue(assertThrows(InputException.class, () -> run(image, "slices", "")).getMessage().startsWith("No slices are chosen"));
		assertTrue(assertThrows(InputException.class, () -> run(image, "channels", "3")).getMessage().contains("which has 2"));
		assertTrue(assertThrows(InputException.class, () -> run(image, "frames", "two")).getMessage().contains("does not name frames"));
	}

	@Test
	void cancelledAmongRoisTellsWhatStays() {
		final List<ImagePlus> parts = List.of(new ImagePlus(), new ImagePlus(), new ImagePlus());
		final List<SuperResolveRun.Outcome> made = new ArrayList<>();
		final CancellationException cancelled = assertThrows(CancellationException.class, () -> SuperResolveRun.each(parts, part -> {
			if (part == parts.get(2)) {
				throw new CancellationException();
			}
			return new SuperResolveRun.Outcome(part, null, null, () -> {});
		}, made::add));
		assertEquals(2, made.size());
		assertEquals("Cancelled: 2 of 3 results were done before, and stay open.", UserMessages.always(cancelled));
	}

	@Test
	void roisNeedARoiManager() {
		assertTrue(assertThrows(InputException.class, () -> run(hyperstack(), "rois", "true")).getMessage().startsWith("The ROI Manager holds no ROI"));
	}

	@Test
	void partOfARoiHasItsNameAndBounds() {
		final ImagePlus image = hyperstack();
		final Roi roi = new OvalRoi(4, 6, 10, 8);
		final ImagePlus part = ImagePart.of(image, PlaneChoice.of(Map.of()), roi, "cells-nucleus");
		final List<ImagePlus> results = new ArrayList<>();
		results.add(SuperResolveImage.run(image, part, options().options(), Monitor.none()).image());
		final ImagePlus large = results.get(0);
		assertEquals("cells-nucleus-x2", large.getTitle());
		assertArrayEquals(new int[] { 20, 16, 2, 5, 3 }, large.getDimensions());
		assertTrue(large.getRoi() instanceof OvalRoi);
		image.setRoi(4, 6, 10, 8);
		assertArrayEquals((short[]) run(image).getStack().getPixels(9), (short[]) large.getStack().getPixels(9));
	}

	@Test
	void imageThatIsChangedMeanwhileIsRefused() {
		final ImagePlus image = hyperstack();
		final Monitor brush = new Monitor((done, total) -> image.getStack().getProcessor(3).set(2, 2, 4000), () -> false);
		final String message = assertThrows(InputException.class, () -> run(image, brush)).getMessage();
		assertTrue(message.contains("was changed while it was enlarged"), message);
		assertFalse(image.isLocked());
		assertEquals(48, run(image).getWidth());
	}

	@Test
	void imageThatIsClosedMeanwhileIsEnlargedAllTheSame() {
		final ImagePlus expected = run(hyperstack());
		final ImagePlus image = hyperstack();
		final ImagePlus large = run(image, new Monitor((done, total) -> image.close(), () -> false)).get(0);
		assertArrayEquals((short[]) expected.getStack().getPixels(30), (short[]) large.getStack().getPixels(30));
		assertEquals("plane 30", large.getStack().getSliceLabel(30));
		assertEquals(3001, large.getLuts()[0].max);
	}

	@Test
	void cancelAtAnyMomentLeavesTheImageUsable() {
		final ImagePlus image = hyperstack();
		for (final int asked : new int[] { 1, 2, 5, 20, 40 }) {
			final AtomicInteger count = new AtomicInteger();
			assertThrows(CancellationException.class, () -> run(image, new Monitor((done, total) -> {}, () -> count.incrementAndGet() >= asked)), "asked " + asked);
			assertFalse(image.isLocked());
		}
		assertEquals(48, run(image).getWidth());
	}

	@Test
	void colourModelNeedsColours() {
		final ImagePlus grey = IJ.createImage("g", "8-bit ramp", 20, 18, 1);
		final String message = assertThrows(InputException.class, () -> run(grey, "model", colourModel)).getMessage();
		assertTrue(message.contains("3 channels (RGB)") && message.contains("choose a one-channel model"), message);
		final ImagePlus colour = new ImagePlus("c", grey.getProcessor().convertToRGB());
		colour.getProcessor().set(3, 3, 0xff00aa);
		final ImagePlus large = run(colour, "model", colourModel);
		assertEquals(24, large.getBitDepth());
		final int[] byChannel = (int[]) run(colour).getProcessor().getPixels();
		assertFalse(Arrays.equals(byChannel, (int[]) large.getProcessor().getPixels()));
	}
}
