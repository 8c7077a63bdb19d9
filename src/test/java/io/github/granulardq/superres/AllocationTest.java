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
package io.github.granulardq.superres;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.granulardq.InputException;
import io.github.granulardq.allocation.BitMap;
import io.github.granulardq.allocation.EntropyCalibration;
import io.github.granulardq.allocation.PatchEntropy;
import io.github.granulardq.allocation.PercentileTable;
import io.github.granulardq.image.Normalizer;
import io.github.granulardq.model.Model;
import io.github.granulardq.model.ModelLoader;
import io.github.granulardq.testing.FakeEngine;
import io.github.granulardq.testing.FakeModel;
import io.github.granulardq.testing.TestImages;
import io.github.granulardq.testing.TestModels;
import io.github.granulardq.tiling.Patch;
import io.github.granulardq.tiling.PatchGrid;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;

/** Bits without enlarging, thresholds of a user's table, and how such tables are made. */
class AllocationTest {

	private static final Model MODEL = FakeModel.of(1, 2, 12);
	private static final Img<UnsignedShortType> IMAGE = TestImages.waves(new UnsignedShortType(), 4000, 300, 290, 2);
	private static final Img<UnsignedShortType> OTHER = TestImages.waves(new UnsignedShortType(), 900, 120, 190);

	@TempDir
	Path folder;

	private final FakeEngine engine = new FakeEngine(12);

	@AfterEach
	void allSessionsAreClosed() {
		assertEquals(0, engine.openSessions());
	}

	private SuperResolver.Builder builder() {
		return SuperResolver.builder().setModel(MODEL).optEngine(engine);
	}

	@Test
	void bitsAndCostAreThoseOfARun() {
		for (final Bits bits : new Bits[] { Bits.DYNAMIC, Bits.SIX }) {
			for (final GridKind grid : GridKind.values()) {
				try (SuperResolver resolver = builder().optBits(bits).optGrid(grid).optSkipEmpty(grid == GridKind.SEAMLESS).build()) {
					final SuperResolution<?> run = resolver.run(IMAGE, 2);
					final AllocatedBits allocated = resolver.allocate(IMAGE, 2);
					assertEquals(run.bitMap().histogram(), allocated.bitMap().histogram());
					assertArrayEquals(TestImages.values(run.bitMap().image()), TestImages.values(allocated.bitMap().image()));
					assertEquals(run.report().bitops(), allocated.report().bitops());
					assertEquals(run.report().fab(), allocated.report().fab());
					assertEquals(run.report().normalization(), allocated.report().normalization());
					if (bits == Bits.DYNAMIC) {
						assertTrue(run.bitMap().histogram().size() >= 2, "patches of several kinds: " + run.bitMap());
					}
				}
			}
		}
	}

	@Test
	void everyPatchHasItsEntropy() {
		try (SuperResolver resolver = builder().optSkipEmpty(true).build()) {
			final BitMap bits = resolver.allocate(OTHER, -1).bitMap();
			final Report.Range range = resolver.run(OTHER, -1).report().normalization().get(0);
			final Normalizer normalizer = new Normalizer(range.low(), range.high());
			final PatchGrid grid = PatchGrid.seamless(120, 190, 96, 12);
			assertEquals(grid.size(), bits.entries().size());
			for (final BitMap.Entry entry : bits.entries()) {
				final Patch patch = grid.patch(entry.index());
				final float[] pixels = new float[patch.width() * patch.height()];
				PatchPixels.read(OTHER, patch, normalizer, pixels, 0);
				assertEquals(PatchEntropy.of(pixels, 1), entry.decision().entropy());
			}
		}
	}

	@Test
	void endsWhenCancelledAndTellsProgress() {
		final AtomicLong last = new AtomicLong();
		try (SuperResolver resolver = builder().optProgress((done, total) -> last.set(done * 100 + total)).build()) {
			resolver.allocate(IMAGE, 2);
			assertEquals(50 * 100 + 50, last.get());
		}
		try (SuperResolver resolver = builder().optCancelled(() -> last.incrementAndGet() > 5070).build()) {
			assertThrows(CancellationException.class, () -> resolver.allocate(IMAGE, 2));
		}
	}

	private EntropyCalibration calibration(final Img<?>... images) {
		final EntropyCalibrator calibrator = builder().optSkipEmpty(true).calibrator();
		for (final Img<?> image : images) {
			final boolean first = image == IMAGE;
			calibrator.add(first ? "first" : "other", first ? IMAGE : OTHER, first ? 2 : -1);
		}
		return calibrator.calibration();
	}

	@Test
	void tableIsOfAllPatchesWithContentWhateverTheOrder() {
		final EntropyCalibration made = calibration(IMAGE, OTHER);
		assertEquals(made.toJson(), calibration(OTHER, IMAGE).toJson());
		final List<Double> expected = new ArrayList<>();
		try (SuperResolver resolver = builder().optSkipEmpty(true).build()) {
			for (final BitMap bits : List.of(resolver.allocate(IMAGE, 2).bitMap(), resolver.allocate(OTHER, -1).bitMap())) {
				bits.entries().stream().filter(e -> e.decision().bits() != 0).forEach(e -> expected.add(e.decision().entropy()));
			}
			final EntropyCalibrator ofBits = builder().optSkipEmpty(true).calibrator();
			ofBits.add("first", resolver.allocate(IMAGE, 2).bitMap());
			ofBits.add("other", resolver.allocate(OTHER, -1).bitMap());
			assertEquals(made, ofBits.calibration());
		}
		assertEquals(PercentileTable.of(expected.stream().mapToDouble(e -> e).toArray()), made.table());
		assertEquals(expected.size(), made.origin().get().patches());
		assertTrue(made.origin().get().emptyPatches() > 0, "the image has empty patches");
		assertEquals(List.of("first", "other"), made.origin().get().images());
		assertEquals(0, engine.openedSessions() - 4L * Math.min(18, Runtime.getRuntime().availableProcessors()), "calibration asks no engine");
	}

	@Test
	void imagesWithoutContentCannotCalibrate() {
		final EntropyCalibrator calibrator = builder().optSkipEmpty(true).calibrator();
		calibrator.add("black.tif", ArrayImgs.unsignedBytes(50, 50), -1);
		assertTrue(assertThrows(InputException.class, calibrator::calibration).getMessage().contains("black.tif"));
		assertThrows(InputException.class, () -> calibrator.add("colours", IMAGE, 7));
	}

	/** Only empty patches may have none. */
	@Test
	void bitsWithoutEntropiesCannotCalibrate() {
		final EntropyCalibrator calibrator = builder().calibrator();
		final BitMap ofFixedBits = BitMap.of(new long[] { 0, 96 }, new long[] { 0, 96 }, new byte[][] { { 8 } });
		assertThrows(IllegalArgumentException.class, () -> calibrator.add("fixed", ofFixedBits));
		calibrator.add("empty", BitMap.of(new long[] { 0, 96 }, new long[] { 0, 96 }, new byte[][] { { 0 } }));
		assertThrows(InputException.class, calibrator::calibration);
	}

	private Path write(final EntropyCalibration calibration) throws IOException {
		return Files.writeString(folder.resolve("mine.json"), calibration.toJson());
	}

	@Test
	void tableOfAFileDecidesAndIsReported() throws IOException {
		final EntropyCalibration made = calibration(IMAGE, OTHER).withPercents(20, 40);
		final Percentiles percentiles = Percentiles.read(write(made));
		try (SuperResolver own = builder().build(); SuperResolver resolver = builder().optPercentiles(percentiles).build()) {
			final SuperResolution<?> before = own.run(IMAGE, 2);
			final SuperResolution<?> result = resolver.run(IMAGE, 2);
			assertEquals(before.bitMap().withThresholds(percentiles.thresholds(MODEL)).histogram(), result.bitMap().histogram());
			assertTrue(!before.bitMap().equals(result.bitMap()), "the thresholds are others");
			assertNull(before.report().percentiles());
			final Report.Percentiles reported = result.report().percentiles();
			assertEquals("mine.json", reported.file());
			assertEquals(64, reported.sha256().length());
			assertEquals(List.of(20.0, 40.0, made.table().at(20), made.table().at(40)), Arrays.asList(reported.lowPercent(), reported.highPercent(), reported
				.lowEntropy(), reported.highEntropy()));
			assertNull(reported.warning());
			assertTrue(!own.identity().equals(resolver.identity()), "pixels differ, so runs do");
		}
	}

	@Test
	void positionsInTheModelsOwnTable() {
		try (SuperResolver resolver = builder().optPercentiles(Percentiles.OF_MODEL.withPercents(Double.NaN, 60)).build()) {
			final Report.Percentiles reported = resolver.allocate(OTHER, -1).report().percentiles();
			assertNull(reported.file());
			assertEquals(List.of(50.0, 60.0), List.of(reported.lowPercent(), reported.highPercent()));
		}
		assertThrows(InputException.class, () -> Percentiles.OF_MODEL.withPercents(-1, 50));
		assertThrows(InputException.class, () -> Percentiles.OF_MODEL.withPercents(0, 101));
		final SuperResolver.Builder crossed = builder().optPercentiles(Percentiles.OF_MODEL.withPercents(95, Double.NaN));
		assertTrue(assertThrows(InputException.class, crossed::build).getMessage().contains("95.0 % and 90.0 %"));
	}

	@Test
	void tableOfAnotherKindOfModelIsRefusedBeforeTheRun() throws IOException {
		final SuperResolver.Builder wrong = SuperResolver.builder().setModel(FakeModel.of(1, 4, 12)).optEngine(engine).optPercentiles(Percentiles.read(
			write(calibration(OTHER))));
		assertTrue(assertThrows(InputException.class, wrong::build).getMessage().contains("made for the model fake-x2-c1"));
		wrong.optBits(Bits.EIGHT).build().close(); // no threshold is asked
	}

	@Test
	void tableOfARelatedModelIsUsedWithAWarning() throws IOException {
		final Percentiles percentiles = Percentiles.read(write(calibration(OTHER)));
		try (SuperResolver resolver = SuperResolver.builder().setModel(TestModels.model(2, 1)).optPercentiles(percentiles).build()) {
			assertTrue(resolver.allocate(ArrayImgs.unsignedBytes(30, 30), -1).report().percentiles().warning().contains("fake-x2-c1"));
		}
	}

	@Test
	void filesThatAreNoTableAreRefused() throws IOException {
		final Path missing = folder.resolve("none.json");
		assertTrue(assertThrows(InputException.class, () -> Percentiles.read(missing)).getMessage().contains("There is no percentile table"));
		assertThrows(InputException.class, () -> Percentiles.read(folder));
		final Path image = Files.write(folder.resolve("image.json"), new byte[] { 'I', 'I', 42, 0, -1, -2 });
		assertTrue(assertThrows(InputException.class, () -> Percentiles.read(image)).getMessage().contains("image.json"));
	}

	/** The engine that users have gives the same decisions with and without the body. */
	@Test
	void shippedModelAllocatesAsItRuns() {
		final Img<UnsignedByteType> image = TestImages.waves(new UnsignedByteType(), 200, 170, 90);
		try (SuperResolver resolver = SuperResolver.builder().setModel(ModelLoader.loadBundled("srresnet-light-x2-microscopy")).optWorkers(1).build()) {
			final BitMap run = resolver.run(image, -1).bitMap();
			final BitMap allocated = resolver.allocate(image, -1).bitMap();
			for (int i = 0; i < run.entries().size(); i++) {
				assertEquals(run.entries().get(i).decision().bits(), allocated.entries().get(i).decision().bits());
				assertArrayEquals(run.entries().get(i).decision().logits(), allocated.entries().get(i).decision().logits());
			}
		}
	}
}
