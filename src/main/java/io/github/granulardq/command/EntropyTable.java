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
package io.github.granulardq.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import io.github.granulardq.allocation.EntropyCalibration;
import io.github.granulardq.allocation.EntropyCalibration.Origin;
import io.github.granulardq.allocation.PercentileTable;
import io.github.granulardq.io.OutputFile;
import io.github.granulardq.model.Model;
import io.github.granulardq.superres.Percentiles;

/**
 * A percentile table that was just made, with the positions of the thresholds that a user chose. Immutable.
 *
 * @param name of the image or folder
 * @param model that it was made for
 * @param calibration the table, with these positions
 * @param skipped sentences about images that could not be used
 */
public record EntropyTable(String name, Model model, EntropyCalibration calibration, List<String> skipped) {

	/** Returns a copy with the positions that options name; those of the model where they name none. */
	public EntropyTable with(final SuperResolveOptions options) {
		return withPercents(options.percentiles().low(model), options.percentiles().high(model));
	}

	/** Returns a copy with other positions, 0 to 100. */
	public EntropyTable withPercents(final double low, final double high) {
		return new EntropyTable(name, model, calibration.withPercents(low, high), skipped);
	}

	/** Position of the first threshold, percent. */
	public double low() {
		return origin().lowPercent();
	}

	/** Position of the second threshold, percent. */
	public double high() {
		return origin().highPercent();
	}

	private Origin origin() {
		return calibration.origin().orElseThrow();
	}

	/** Returns the model's own table. */
	public PercentileTable own() {
		return new PercentileTable(model.entropyPercentiles());
	}

	/** Returns the table as an option of commands that allocate. */
	public Percentiles percentiles() {
		return new Percentiles(name, calibration.toJson(), Double.NaN, Double.NaN);
	}

	/** Writes the table. */
	public void write(final Path file, final boolean overwrite) {
		new OutputFile(file, overwrite).writeText(calibration.toJson() + "\n");
	}

	/** Returns what was done, in lines for the log and for terminals. */
	public String log() {
		final StringBuilder log = new StringBuilder(String.format(Locale.ROOT, "Entropy of %s: %d patches of %d image%s, %d empty ones left out\n", name, origin()
			.patches(), origin().images().size(), origin().images().size() == 1 ? "" : "s", origin().emptyPatches()));
		log.append(String.format(Locale.ROOT, "Thresholds: 4 bits up to %.4f nats (%s %%), 5 bits up to %.4f nats (%s %%), 8 bits above; the model's own are %.4f and %.4f",
			calibration.table().at(low()), low(), calibration.table().at(high()), high(), own().at(model.lowPercent()), own().at(model.highPercent())));
		skipped.forEach(sentence -> log.append("\nSkipped ").append(sentence));
		return log.toString();
	}
}
