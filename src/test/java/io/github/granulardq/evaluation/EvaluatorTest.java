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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import ij.ImagePlus;
import ij.process.ByteProcessor;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs, reports and tables, on an engine that only blurs. */
class EvaluatorTest {

	private static final Model GREY = FakeModel.of(1, 2, 12);
	private static final Model RGB = FakeModel.of(3, 2, 12);
	private static final List<Bits> BITS = List.of(Bits.DYNAMIC, Bits.EIGHT, Bits.FOUR, Bits.FLOAT);

	@TempDir
	Path folder;

	private final FakeEngine engine = new FakeEngine(1);
	private final FakeEngine other = new FakeEngine(2);
	private final List<String> progress = new ArrayList<>();

	@BeforeEach
	void writeImages() throws IOException {
		write("a/test/1.png", texture(120, 60, 3));
		write("a/test/2.tif", texture(61, 51, 5));
		write("b/test/3.png", texture(40, 40, 7).convertToRGB());
	}

	@AfterEach
	void allSessionsAreClosed() {
		assertEquals(0, engine.openSessions());
		assertEquals(0, other.openSessions());
	}

	private static ImageProcessor texture(final int width, final int height, final int step) {
		final ByteProcessor pixels = new ByteProcessor(width, height);
		for (int i = 0; i < width * height; i++) {
			pixels.set(i, i % width * step % 200 + i / width % 50);
		}
		return pixels;
	}

	private void write(final String name, final ImageProcessor pixels) throws IOException {
		Files.createDirectories(folder.resolve(name).getParent());
		ImageSaver.save(new ImagePlus("image", pixels), new OutputFile(folder.resolve(name), true));
	}

	private static EvaluationOptions options(final Model model, final List<Bits> bits, final Protocol protocol) {
		return new EvaluationOptions(model, 2, bits, GridKind.SEAMLESS, EngineChoice.AUTO, null, 2, protocol, false);
	}

	private Evaluation run(final EvaluationOptions options, final boolean compare) {
		return run(options, compare, "", () -> false);
	}

	private Evaluation run(final EvaluationOptions options, final boolean compare, final String within, final BooleanSupplier cancelled) {
		try (Evaluator evaluator = new Evaluator(options, (done, total) -> progress.add(done + "/" + total), cancelled, //
			builder -> builder.optEngine(engine), compare ? builder -> builder.optEngine(other) : null))
		{
			return evaluator.run(folder, within);
		}
	}

	@Test
	void everyImageIsMeasuredAtEachBitsChoice() {
		final Evaluation found = run(options(GREY, BITS, Protocol.MICROSCOPY), false);
		assertEquals(List.of("bicubic", "dynamic", "8", "4", "32"), found.methods());
		assertEquals(List.of("a/test/1.png", "a/test/2.tif", "b/test/3.png"), found.images().stream().map(MeasuredImage::file).toList());
		assertEquals("fake", found.engine().name());
		for (final MeasuredImage image : found.images()) {
			final Figures bicubic = image.figures().get("bicubic");
			final Figures eight = image.figures().get("8");
			assertEquals(bicubic.psnr(), eight.bicubicPsnr());
			assertEquals(bicubic.ssim(), eight.bicubicSsim());
			assertEquals(8, eight.fab());
			assertEquals(32, image.figures().get("32").fab());
			assertTrue(eight.psnr() > image.figures().get("4").psnr(), "4 bits are coarser");
			assertTrue(eight.bitops() > image.figures().get("4").bitops());
			assertTrue(Double.isNaN(bicubic.fab()) && bicubic.bitsHistogram().isEmpty());
			assertTrue(image.compared().isEmpty());
		}
		assertEquals(List.of("1/3", "2/3", "3/3"), progress);
		assertFalse(engine.isClosed(), "a given engine stays the caller's");
	}

	@Test
	void meansCountEachImageTheSame() {
		final Evaluation found = run(options(GREY, BITS, Protocol.MICROSCOPY), false);
		final double expected = found.images().stream().mapToDouble(image -> image.figures().get("4").psnr()).sum() / 3;
		final Figures mean = Evaluation.mean(found.images(), "4");
		assertEquals(expected, mean.psnr(), 1e-12);
		assertEquals(found.images().stream().mapToLong(image -> image.figures().get("4").bitsHistogram().get(4)).sum(), mean.bitsHistogram()
			.get(4));
		assertEquals(2, found.folders().get("a/test").size());
	}

	@Test
	void reportHasTheKeysThatScriptsRelyOn() {
		final Evaluation found = run(options(GREY, List.of(Bits.DYNAMIC, Bits.FLOAT), Protocol.MICROSCOPY), true, "test", () -> false);
		final JsonObject json = JsonParser.parseString(EvaluationReport.toJson(found)).getAsJsonObject();
		for (final String key : List.of("model", "model_sha256", "engine", "isa", "grid", "scale", "protocol", "rounded", "workers")) {
			assertTrue(json.has(key), key);
		}
		final JsonObject image = json.getAsJsonArray("images").get(0).getAsJsonObject();
		assertEquals("a/test/1.png", image.get("file").getAsString());
		for (final JsonObject place : List.of(json.getAsJsonObject("mean"), json.getAsJsonObject("folders").getAsJsonObject("b"), image)) {
			for (final String key : List.of("psnr", "ssim", "bicubic_psnr", "bicubic_ssim", "fab", "bitops", "bits_histogram", "seconds")) {
				assertTrue(place.getAsJsonObject("dynamic").has(key), key);
				assertTrue(place.getAsJsonObject("32").has(key), key);
			}
			assertTrue(place.getAsJsonObject("bicubic").has("psnr"));
			assertFalse(place.getAsJsonObject("bicubic").has("fab"), "no network computed");
		}
		assertEquals(Evaluation.mean(found.images(), "dynamic").psnr(), json.getAsJsonObject("mean").getAsJsonObject("dynamic").get("psnr")
			.getAsDouble());
		assertEquals(2, json.getAsJsonObject("folders").getAsJsonObject("a").get("images").getAsInt());
		final JsonObject total = json.getAsJsonObject("comparison").getAsJsonObject("total").getAsJsonObject("32");
		for (final String key : List.of("psnr_difference_mean", "psnr_difference_mean_absolute", "psnr_difference_largest")) {
			assertTrue(total.get(key).getAsDouble() != 0, key);
		}
		assertEquals(0, json.getAsJsonArray("skipped").size());
	}

	@Test
	void anotherEngineIsComparedImageByImage() {
		final Evaluation found = run(options(GREY, BITS, Protocol.MICROSCOPY), true);
		double sum = 0;
		double largest = 0;
		for (final MeasuredImage image : found.images()) {
			final double difference = image.figures().get("8").psnr() - image.compared().get("8").psnr();
			sum += difference;
			largest = Math.max(largest, Math.abs(difference));
		}
		final Agreement agreement = Evaluation.agreement(found.images(), "8");
		assertEquals(sum / 3, agreement.psnrDifferenceMean(), 1e-12);
		assertEquals(largest, agreement.psnrDifferenceLargest());
		assertTrue(largest > 0.1, "the other engine blurs more");
		final String tables = EvaluationTables.of(found, false);
		assertTrue(tables.contains(String.format(Locale.ROOT, "%+.4f / %.4f", sum / 3, largest)), tables);
	}

	@Test
	void anEngineAgreesWithItself() {
		final EvaluationOptions options = options(GREY, BITS, Protocol.MICROSCOPY);
		try (Evaluator evaluator = new Evaluator(options, (done, total) -> {}, () -> false, b -> b.optEngine(engine), b -> b.optEngine(engine))) {
			final Evaluation found = evaluator.run(folder, "");
			for (final Bits bits : BITS) {
				assertEquals(new Agreement(0, 0, 0), Evaluation.agreement(found.images(), bits.toString()));
			}
		}
	}

	@Test
	void tablesHaveARowForEachFolderAndTheirMean() {
		final String tables = EvaluationTables.of(run(options(GREY, BITS, Protocol.MICROSCOPY), false), false);
		final List<String> lines = tables.lines().toList();
		assertEquals("| folder | images | bicubic PSNR / SSIM | dynamic PSNR / SSIM | 8 PSNR / SSIM | 4 PSNR / SSIM | 32 PSNR / SSIM | FAB |", lines
			.get(0));
		assertTrue(lines.get(2).startsWith("| a/test | 2 | "), lines.get(2));
		assertTrue(lines.get(3).startsWith("| b/test | 1 | "), lines.get(3));
		assertTrue(lines.get(4).startsWith("| **all** | 3 | "), lines.get(4));
		assertTrue(tables.contains("| bits | PSNR | SSIM | FAB | GBitOPs | patches by bits | seconds |"), tables);
		assertFalse(tables.contains("1.png"));
		assertTrue(EvaluationTables.of(run(options(GREY, BITS, Protocol.MICROSCOPY), false), true).contains("\n| a/test/1.png | "));
	}

	@Test
	void photographsAreMeasuredWithModelsOfOneAndThreeChannels() {
		final Evaluation rgb = run(options(RGB, BITS, Protocol.PHOTO), false);
		final Evaluation grey = run(options(GREY, BITS, Protocol.PHOTO), false);
		for (int i = 0; i < 3; i++) {
			assertEquals(rgb.images().get(i).figures().get("bicubic").psnr(), grey.images().get(i).figures().get("bicubic").psnr());
			assertTrue(rgb.images().get(i).figures().get("32").psnr() > 10);
			assertTrue(grey.images().get(i).figures().get("32").psnr() > 10);
		}
	}

	@ParameterizedTest
	@EnumSource(GridKind.class)
	void oraclesBoundEveryOtherChoice(final GridKind grid) throws IOException {
		write("c/large.png", texture(700, 500, 11));
		for (final Protocol protocol : Protocol.values()) {
			final EvaluationOptions options = new EvaluationOptions(GREY, 2, List.of(Bits.FOUR, Bits.EIGHT, Bits.random(4.5)), grid, EngineChoice.AUTO,
				null, 2, protocol, false, Degradation.BICUBIC, List.of(4.0, 4.5, 8.0), Percentiles.OF_MODEL);
			final Evaluation found = run(options, true);
			assertEquals(List.of("bicubic", "4", "8", "random:4.5", "oracle:4", "oracle:4.5", "oracle:8"), found.methods());
			for (final MeasuredImage image : found.images()) {
				final Map<String, Figures> figures = image.figures();
				assertEquals(figures.get("4").psnr(), figures.get("oracle:4").psnr(), 1e-9);
				assertEquals(figures.get("4").ssim(), figures.get("oracle:4").ssim(), 1e-9);
				assertTrue(figures.get("oracle:8").psnr() >= figures.get("8").psnr() - 1e-9);
				assertTrue(figures.get("oracle:4.5").psnr() >= figures.get("oracle:4").psnr() - 1e-9);
				assertTrue(figures.get("oracle:4.5").fab() <= 4.5);
				assertEquals(figures.get("8").bitsHistogram().values().stream().mapToLong(n -> n).sum(), figures.get("oracle:4.5").bitsHistogram().values()
					.stream().mapToLong(n -> n).sum());
			}
			final Map<String, Figures> large = found.images().get(3).figures();
			assertTrue(large.get("oracle:4.5").psnr() > large.get("random:4.5").psnr(), large.toString());
			assertTrue(large.get("oracle:4.5").fab() > 4.4);
			final JsonObject mean = JsonParser.parseString(EvaluationReport.toJson(found)).getAsJsonObject().getAsJsonObject("mean");
			assertTrue(mean.getAsJsonObject("oracle:4.5").has("fab"));
			assertFalse(mean.getAsJsonObject("oracle:4.5").has("bitops"));
		}
	}

	@Test
	void bicubicAloneNeedsNoModel() {
		final EvaluationOptions options = new EvaluationOptions(null, 3, List.of(), GridKind.PAPER, EngineChoice.AUTO, null, 1, Protocol.PHOTO, false);
		final Evaluation found = run(options, false);
		assertEquals(List.of("bicubic"), found.methods());
		assertEquals(0, engine.openedSessions());
		final JsonObject json = JsonParser.parseString(EvaluationReport.toJson(found)).getAsJsonObject();
		assertFalse(json.has("model") || json.has("engine"));
		assertTrue(json.getAsJsonObject("mean").getAsJsonObject("bicubic").has("ssim"));
		assertEquals(0, EvaluationTables.of(found, false).lines().filter(line -> line.contains("FAB |") && line.contains("folder")).count());
	}

	@Test
	void imagesThatCannotBeMeasuredAreSkippedAndNamed() throws IOException {
		Files.writeString(folder.resolve("a/broken.png"), "not an image");
		write("a/flat.png", new ByteProcessor(40, 40));
		write("a/tiny.png", texture(9, 9, 3));
		final Evaluation found = run(options(GREY, List.of(Bits.FOUR), Protocol.MICROSCOPY), false);
		assertEquals(3, found.images().size());
		assertEquals(List.of("a/broken.png", "a/flat.png", "a/tiny.png"), found.skipped().stream().map(Evaluation.Skipped::file).toList());
		assertEquals("6/6", progress.get(5));
		final String tables = EvaluationTables.of(found, false);
		assertTrue(tables.contains("Skipped 3 of 6 images:"), tables);
		assertTrue(tables.contains("- a/flat.png: all its pixels are the same"), tables);
		assertEquals(3, JsonParser.parseString(EvaluationReport.toJson(found)).getAsJsonObject().getAsJsonArray("skipped").size());
	}

	@Test
	void nothingThatCanBeMeasuredIsOneSentence() throws IOException {
		write("flat/test2/flat.png", new ByteProcessor(40, 40));
		final String one = assertThrows(InputException.class, () -> run(options(GREY, BITS, Protocol.MICROSCOPY), false, "test2", () -> false))
			.getMessage();
		assertEquals("The image \"flat/test2/flat.png\" cannot be measured: all its pixels are the same.", one);
		write("flat/test2/flat2.png", new ByteProcessor(40, 40));
		final String two = assertThrows(InputException.class, () -> run(options(GREY, BITS, Protocol.MICROSCOPY), false, "test2", () -> false))
			.getMessage();
		assertTrue(two.startsWith("None of the 2 images in "), two);
	}

	@Test
	void cancellingEndsTheRun() {
		assertThrows(CancellationException.class, () -> run(options(GREY, BITS, Protocol.MICROSCOPY), false, "", () -> !progress.isEmpty()));
		assertEquals(List.of("1/3"), progress);
	}

	@Test
	void optionsThatDoNotFitAreRefused() {
		assertThrows(InputException.class, () -> options(RGB, BITS, Protocol.MICROSCOPY));
		assertThrows(InputException.class, () -> options(null, BITS, Protocol.PHOTO));
		assertThrows(InputException.class, () -> options(FakeModel.of(1, 3, 12), BITS, Protocol.PHOTO));
		assertThrows(InputException.class, () -> Protocol.parse("x-ray"));
		assertEquals(List.of(Bits.FOUR), options(GREY, List.of(Bits.FOUR, Bits.FOUR), Protocol.PHOTO).bits());
	}
}
