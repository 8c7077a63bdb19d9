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
package io.github.granulardq.allocation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.granulardq.InputException;
import io.github.granulardq.model.Model;
import io.github.granulardq.testing.FakeModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntropyCalibrationTest {

	private static final Model MODEL = FakeModel.of(1, 2, 8);
	private static final EntropyCalibration MADE = new EntropyCalibration(PercentileTable.of(new double[] { 1, 2, 3 }),
		Optional.of(EntropyCalibration.Origin.of(MODEL, "seamless", 3, 1, List.of("b.tif", "a.tif"))));

	@Test
	void fileIsThatOfAModelAndOneKeyMore() {
		final JsonObject json = JsonParser.parseString(MADE.toJson()).getAsJsonObject();
		assertEquals(List.of("format_version", "model", "model_sha256", "scale", "channels", "normalization", "grid", "patches", "empty_patches", "images",
			"low_percent", "high_percent"), List.copyOf(json.getAsJsonObject("calibration").keySet()));
		assertEquals("[\"a.tif\",\"b.tif\"]", json.getAsJsonObject("calibration").get("images").toString());
		assertEquals(50, json.getAsJsonObject("calibration").get("low_percent").getAsDouble());
		json.remove("calibration");
		assertEquals(MADE.table(), PercentileTable.parse(json.toString(), "rest"));
	}

	@Test
	void comesBackWithItsPositions() {
		final EntropyCalibration moved = MADE.withPercents(60, 97.5);
		assertEquals(moved, EntropyCalibration.parse(moved.toJson(), "x"));
		assertEquals(97.5, EntropyCalibration.parse(moved.toJson(), "x").origin().get().highPercent());
	}

	@Test
	void tableOfAModelIsOneWithoutOrigin() {
		final EntropyCalibration plain = EntropyCalibration.parse(MADE.table().toJson(), "entropy.json");
		assertEquals(new EntropyCalibration(MADE.table(), Optional.empty()), plain);
		plain.requireFits(FakeModel.of(3, 4, 8), "entropy.json");
		assertTrue(plain.warning(MODEL, "seamless").get().contains("does not say"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{}", "{\"calibration\": {}}", "{\"50\": 1, \"calibration\": 3}", "{\"50\": 1, \"calibration\": null}",
		"{\"50\": 1, \"calibration\": {\"format_version\": 1}}", "{\"50\": 1, \"calibration\": {\"scale\": \"x\"}}", "{\"50\": 1, \"other\": 2}" })
	void otherJsonIsRefusedByName(final String json) {
		assertTrue(assertThrows(InputException.class, () -> EntropyCalibration.parse(json, "mine.json")).getMessage().contains("mine.json"));
	}

	@Test
	void tableForAnotherKindOfModelIsRefused() {
		MADE.requireFits(MODEL, "mine.json");
		final Model quadruple = FakeModel.of(1, 4, 8);
		final String message = assertThrows(InputException.class, () -> MADE.requireFits(quadruple, "mine.json")).getMessage();
		assertEquals("The percentile table \"mine.json\" was made for the model fake-x2-c1 (x2, 1 channel, normalised by percentiles 0.1 and 99.9) and the " +
			"model fake-x4-c1 is another (x4, 1 channel, normalised by percentiles 0.1 and 99.9): make one for this model with Calibrate Entropy.", message);
		final Model colours = FakeModel.of(3, 2, 8);
		assertThrows(InputException.class, () -> MADE.requireFits(colours, "mine.json"));
		final Model whole = changed(MODEL.id(), MODEL.sha256(), new Model.Normalization(0, 100));
		assertThrows(InputException.class, () -> MADE.requireFits(whole, "mine.json"));
	}

	@Test
	void tableForARelatedModelIsWarnedOf() {
		assertFalse(MADE.warning(MODEL, "seamless").isPresent());
		assertTrue(MADE.warning(MODEL, "paper").get().contains("grid seamless"));
		assertTrue(MADE.warning(changed("other", "11", MODEL.normalization()), "seamless").get().contains("for the model fake-x2-c1"));
		assertTrue(MADE.warning(changed(MODEL.id(), "11", MODEL.normalization()), "seamless").get().contains("another version"));
	}

	private static Model changed(final String id, final String sha256, final Model.Normalization normalization) {
		return new Model(id, MODEL.title(), MODEL.description(), sha256, MODEL.quantized(), MODEL.fp32(), MODEL.entropyPercentiles(), 50, 90, normalization, 8);
	}

	@Test
	void scoresAreTheSoftmaxOfLogits() {
		assertArrayEquals(new double[] { 1 / 3.0, 1 / 3.0, 1 / 3.0 }, Gbc.scores(new float[] { 7, 7, 7 }), 1e-12);
		assertArrayEquals(new double[] { 0.25, 0.5, 0.25 }, Gbc.scores(new float[] { 0, (float) Math.log(2), 0 }), 1e-7);
		assertArrayEquals(new double[] { 1, 0, 0 }, Gbc.scores(new float[] { 2000, -2000, 0 }), 1e-12);
	}

	@Test
	void movedThresholdsChangeTheEightBitsOfTheControllerAlone() {
		final float[] logits = { 1, 2, 3 };
		final BitMap.Builder builder = new BitMap.Builder();
		builder.add(0, 0, 0, 0, 10, 10, new Decision(4, 8, logits, 1));
		builder.add(0, 1, 10, 0, 10, 10, new Decision(8, 8, logits, 3));
		builder.add(0, 2, 20, 0, 10, 10, new Decision(6, 6, logits, 1));
		builder.add(0, 3, 30, 0, 10, 10, Decision.fixed(0).withEntropy(0.5));
		final BitMap moved = builder.build().withThresholds(new E2b(0.5, 3.5));
		assertEquals(Map.of(5, 2L, 6, 1L, 0, 1L), moved.histogram());
		assertEquals(5, moved.image().getAt(12, 3, 0).get());
		assertEquals(builder.build(), moved.withThresholds(new E2b(1, 2)));
	}
}
