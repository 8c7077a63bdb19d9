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
package io.github.granulardq.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.granulardq.InputException;
import io.github.granulardq.image.Degradation;
import io.github.granulardq.io.ImageSaver;
import io.github.granulardq.io.OutputFile;
import io.github.granulardq.model.Model;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.superres.EngineChoice;
import io.github.granulardq.superres.GridKind;
import io.github.granulardq.superres.Percentiles;
import io.github.granulardq.testing.FakeEngine;
import io.github.granulardq.testing.FakeModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are open, and pairs, on an engine that only blurs. */
class OpenImageEvaluationTest {

	private final FakeEngine engine = new FakeEngine(1);
	private final Map<String, Plane> differences = new LinkedHashMap<>();
	private final Map<String, List<Plane>> shown = new LinkedHashMap<>();
	private final List<String> progress = new ArrayList<>();

	private static ImagePlus texture() {
		final ByteProcessor pixels = new ByteProcessor(61, 50);
		for (int i = 0; i < pixels.getPixelCount(); i++) {
			pixels.set(i, i % 61 * 7 % 150 + i / 61);
		}
		return new ImagePlus("texture", pixels);
	}

	private Evaluation run(final Model model, final Protocol protocol, final ImagePlus high, final ImagePlus low, final BooleanSupplier cancelled) {
		final EvaluationOptions options = new EvaluationOptions(model, 2, List.of(Bits.EIGHT, Bits.FLOAT), GridKind.SEAMLESS, EngineChoice.AUTO, null, 2, protocol,
			false, Degradation.BICUBIC, List.of(), Percentiles.OF_MODEL);
		try (Evaluator evaluator = new Evaluator(options, (done, total) -> progress.add(done + "/" + total), cancelled, builder -> builder.optEngine(engine), null)) {
			return evaluator.run(high, low, (method, planes, difference) -> {
				shown.put(method, planes.get());
				differences.put(method, difference.get());
			});
		}
	}

	private Evaluation run(final ImagePlus high, final ImagePlus low) {
		return run(FakeModel.of(1, 2, 12), Protocol.MICROSCOPY, high, low, () -> false);
	}

	@Test
	void figuresAreThoseOfTheFile(@TempDir final Path folder) {
		ImageSaver.save(texture(), new OutputFile(folder.resolve("texture.tif"), false));
		final Evaluation found = run(texture(), null);
		final EvaluationOptions options = found.options();
		try (Evaluator evaluator = new Evaluator(options, (done, total) -> {}, () -> false, builder -> builder.optEngine(engine), null)) {
			final MeasuredImage file = evaluator.run(folder, "").images().get(0);
			for (final String method : List.of("bicubic", "8", "32")) {
				assertEquals(file.figures().get(method).psnr(), found.images().get(0).figures().get(method).psnr(), 1e-9);
			}
		}
		assertEquals("texture", found.images().get(0).file());
		assertEquals(List.of("1/3", "2/3", "3/3"), progress);
		assertEquals(0, engine.openSessions());
	}

	@Test
	void differencesAreEnlargementsMinusTheOriginal() {
		final ImagePlus high = texture();
		final Figures figures = run(high, null).images().get(0).figures().get("8");
		assertEquals(List.of("bicubic", "8", "32"), List.copyOf(differences.keySet()));
		final Plane difference = differences.get("8");
		assertEquals(60, difference.width());
		assertEquals(50, difference.height());
		double sum = 0;
		for (int i = 0; i < difference.values().length; i++) {
			assertEquals(shown.get("8").get(0).values()[i] - high.getProcessor().getf(i % 60, i / 60), difference.values()[i], 1e-3);
		}
		final Plane inside = difference.shave(4);
		for (final double value : inside.values()) {
			sum += value * value;
		}
		final double rootMeanSquare = Math.sqrt(sum / inside.values().length);
		final double span = rootMeanSquare * Math.pow(10, figures.psnr() / 20); // of the percentiles
		assertTrue(span > 150 && span < 200, Double.toString(span));
	}

	@Test
	void photographsDifferInLuminance() {
		run(FakeModel.of(3, 2, 12), Protocol.PHOTO, new ImagePlus("rgb", texture().getProcessor().convertToRGB()), null, () -> false);
		assertEquals(3, shown.get("32").size());
		final double[] values = differences.get("32").values();
		assertArrayEquals(values, differences.get("32").map(Math::rint).values());
	}

	@Test
	void theSameLowResolutionImageGivesTheSameFigures() {
		final Figures made = run(texture(), null).images().get(0).figures().get("8");
		final ImageProcessor pixels = texture().getProcessor();
		final Plane low = new Plane(50, 61, IntStream.range(0, 61 * 50).mapToDouble(pixels::getf).toArray()).downscale(2);
		final ImagePlus small = new ImagePlus("low", new FloatProcessor(30, 25, low.values()));
		final Figures pair = run(texture(), small).images().get(0).figures().get("8");
		assertEquals(made.psnr(), pair.psnr(), 1e-3);
		small.getProcessor().multiply(2);
		assertTrue(run(texture(), small).images().get(0).figures().get("8").psnr() < made.psnr() - 1);
	}

	@Test
	void pairsOfOtherSizesAreRefused() {
		final String message = assertThrows(InputException.class, () -> run(texture(), new ImagePlus("low", new ByteProcessor(31, 25)))).getMessage();
		assertTrue(message.contains("\"texture\"") && message.contains("31x25 pixels, not 30x25"), message);
		final String kinds = assertThrows(InputException.class, () -> run(FakeModel.of(3, 2, 12), Protocol.PHOTO, texture(), new ImagePlus("low", new ByteProcessor(
			30, 25).convertToRGB()), () -> false)).getMessage();
		assertTrue(kinds.contains("grey") && kinds.endsWith("."), kinds);
	}

	@Test
	void cancelsBetweenEnlargements() {
		assertThrows(CancellationException.class, () -> run(FakeModel.of(1, 2, 12), Protocol.MICROSCOPY, texture(), null, () -> !progress.isEmpty()));
		assertEquals(List.of("1/3"), progress);
		assertEquals(0, engine.openSessions());
	}
}
