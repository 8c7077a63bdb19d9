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

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;
import io.github.granulardq.allocation.E2b;
import io.github.granulardq.allocation.EntropyCalibration;
import io.github.granulardq.allocation.PercentileTable;
import io.github.granulardq.model.Model;

/**
 * Where the thresholds of E2B come from: the model, or a user's percentile table, or other positions in either.
 *
 * <pre>
 * Percentiles percentiles = Percentiles.read(Path.of("my-cells.json")).withPercents(60, 95);
 * SuperResolver.builder().setModel(model).optPercentiles(percentiles);
 * </pre>
 *
 * Immutable. Holds the content of the file, so that it can go to another machine.
 *
 * @param file name of the table's file; empty for the model's own table
 * @param json its content; empty for the model's own table
 * @param lowPercent position of the first threshold, 0..100; NaN for that of the table, or of the model
 * @param highPercent position of the second
 */
public record Percentiles(String file, String json, double lowPercent, double highPercent) implements Serializable {

	/** Table and positions of the model. */
	public static final Percentiles OF_MODEL = new Percentiles("", "", Double.NaN, Double.NaN);

	private static final long MOST_BYTES = 16 << 20;

	/**
	 * @throws InputException if a position is not in 0..100, or the file holds no percentile table
	 */
	public Percentiles {
		for (final double percent : new double[] { lowPercent, highPercent }) {
			if (percent < 0 || percent > 100) {
				throw new InputException("A threshold at " + percent + " % of the entropies is none: give numbers from 0 to 100.");
			}
		}
		if (!json.isEmpty()) {
			EntropyCalibration.parse(json, file);
		}
	}

	/**
	 * Reads a table.
	 *
	 * @throws InputException if there is no such file, or it is no percentile table
	 */
	public static Percentiles read(final Path file) {
		try {
			if (!Files.isRegularFile(file)) {
				throw new InputException("There is no percentile table \"" + file + "\": make one with Calibrate Entropy, or check the name and the folder.");
			}
			if (Files.size(file) > MOST_BYTES) {
				throw new InputException("\"" + file + "\" is too large for a percentile table: make one with Calibrate Entropy.");
			}
			// Bytes that are no UTF-8 are no JSON either.
			return new Percentiles(EntropyCalibration.nameOf(file), new String(Files.readAllBytes(file), StandardCharsets.UTF_8), Double.NaN, Double.NaN);
		}
		catch (final IOException e) {
			throw new InputException("Cannot read the percentile table \"" + file + "\": " + IoMessages.reason(e) + ".", e);
		}
	}

	/**
	 * Returns a copy with other positions.
	 *
	 * @param low 0..100, or NaN for that of the table
	 * @param high 0..100, or NaN for that of the table
	 */
	public Percentiles withPercents(final double low, final double high) {
		return new Percentiles(file, json, low, high);
	}

	/** Whether all is as the model has it. */
	public boolean isOfModel() {
		return equals(OF_MODEL);
	}

	/**
	 * Returns the thresholds.
	 *
	 * @throws InputException if the table was made for another kind of model, or the positions are not in order
	 */
	public E2b thresholds(final Model model) {
		return E2b.of(table(model), low(model), high(model), model.allocators().direction());
	}

	/** Returns the position of the first threshold, in percent. */
	public double low(final Model model) {
		final double own = calibration().flatMap(EntropyCalibration::origin).map(EntropyCalibration.Origin::lowPercent).orElse(model.lowPercent());
		return Double.isNaN(lowPercent) ? own : lowPercent;
	}

	/**
	 * Returns the position of the second threshold, in percent.
	 *
	 * @throws InputException if it is below the first
	 */
	public double high(final Model model) {
		final double own = calibration().flatMap(EntropyCalibration::origin).map(EntropyCalibration.Origin::highPercent).orElse(model.highPercent());
		final double high = Double.isNaN(highPercent) ? own : highPercent;
		if (high < low(model)) {
			throw new InputException("The thresholds are at " + low(model) + " % and " + high + " % of the entropies: the low percent must not be above the high one.");
		}
		return high;
	}

	/**
	 * Returns the table.
	 *
	 * @throws InputException if it was made for another kind of model
	 */
	public PercentileTable table(final Model model) {
		calibration().ifPresent(c -> c.requireFits(model, file));
		return calibration().map(EntropyCalibration::table).orElseGet(() -> new PercentileTable(model.entropyPercentiles()));
	}

	private Optional<EntropyCalibration> calibration() {
		return json.isEmpty() ? Optional.empty() : Optional.of(EntropyCalibration.parse(json, file));
	}

	/** Returns what reports say; empty if all is as the model has it. */
	public Optional<Report.Percentiles> describe(final Model model, final GridKind grid) {
		if (isOfModel()) {
			return Optional.empty();
		}
		final E2b thresholds = thresholds(model);
		return Optional.of(new Report.Percentiles(json.isEmpty() ? null : file, json.isEmpty() ? null : hash(), low(model), high(model), thresholds.t1(),
			thresholds.t2(), calibration().flatMap(c -> c.warning(model, grid.toString())).orElse(null)));
	}

	private String hash() {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}
}
