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

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import io.github.granulardq.InputException;
import io.github.granulardq.model.Model;

/**
 * A percentile table that was made of a user's images, as it is kept in a file: the percents and entropies of a model's {@code entropy.json}, and one
 * more key {@code calibration} that says how they were made.
 *
 * <pre>
 * EntropyCalibration calibration = EntropyCalibration.read(Path.of("my-cells.json"));
 * calibration.requireFits(model);
 * double threshold = calibration.table().at(calibration.origin().get().lowPercent());
 * </pre>
 *
 * Immutable.
 *
 * @param table percents and entropies
 * @param origin how the table was made; empty for a table without the key {@code calibration}, such as a model's own
 */
public record EntropyCalibration(PercentileTable table, Optional<Origin> origin) {

	private static final String KEY = "calibration";

	private static final int VERSION = 1;

	private static final Gson GSON = new GsonBuilder().setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES).setPrettyPrinting()
		.disableHtmlEscaping().create();

	/**
	 * How a table was made. Its names, in lower case with underscores, are keys of the file.
	 *
	 * @param formatVersion 1
	 * @param model id of the model whose patches and range of intensities were taken
	 * @param modelSha256 hash of its package
	 * @param scale of the model
	 * @param channels of the model
	 * @param normalization percentiles of a channel that became 0 and 255
	 * @param grid how images were cut
	 * @param patches that the table was made of
	 * @param emptyPatches that were left out, since no network is asked for them
	 * @param images names of the images, sorted
	 * @param lowPercent where the first threshold is, 0..100
	 * @param highPercent where the second threshold is, lowPercent..100
	 */
	public record Origin(int formatVersion, String model, String modelSha256, int scale, int channels, Model.Normalization normalization, String grid,
		long patches, long emptyPatches, List<String> images, double lowPercent, double highPercent)
	{

		/** Says how a table of a model was made. */
		public static Origin of(final Model model, final String grid, final long patches, final long emptyPatches, final List<String> images) {
			return new Origin(VERSION, model.id(), model.sha256(), model.scale(), model.channels(), model.normalization(), grid, patches, emptyPatches,
				images.stream().sorted().toList(), model.lowPercent(), model.highPercent());
		}

		/** Returns a copy with other thresholds. */
		Origin withPercents(final double low, final double high) {
			return new Origin(formatVersion, model, modelSha256, scale, channels, normalization, grid, patches, emptyPatches, images, low, high);
		}

		private boolean isWhole() {
			return formatVersion == VERSION && model != null && modelSha256 != null && normalization != null && grid != null && images != null && lowPercent >= 0 &&
				lowPercent <= highPercent && highPercent <= 100;
		}
	}

	/**
	 * Returns a copy whose thresholds are elsewhere; a table without origin has no place for them and stays as it is.
	 *
	 * @param low 0..100
	 * @param high low..100
	 */
	public EntropyCalibration withPercents(final double low, final double high) {
		return new EntropyCalibration(table, origin.map(o -> o.withPercents(low, high)));
	}

	/** Returns the content of a file, the same for the same patches. */
	public String toJson() {
		final JsonObject json = JsonParser.parseString(table.toJson()).getAsJsonObject();
		origin.ifPresent(o -> json.add(KEY, GSON.toJsonTree(o)));
		return GSON.toJson(json);
	}

	/**
	 * Reads the content of a file.
	 *
	 * @param source name of the file, for messages
	 * @throws InputException if it is no percentile table
	 */
	public static EntropyCalibration parse(final String json, final String source) {
		try {
			final JsonObject root = JsonParser.parseString(json).getAsJsonObject();
			final JsonElement made = root.remove(KEY);
			final PercentileTable table = PercentileTable.parse(root.toString(), source);
			if (made == null) {
				return new EntropyCalibration(table, Optional.empty());
			}
			final Origin origin = GSON.fromJson(made, Origin.class);
			if (origin == null || !origin.isWhole()) {
				throw new JsonParseException("a calibration of another form");
			}
			return new EntropyCalibration(table, Optional.of(origin));
		}
		catch (final JsonParseException | IllegalStateException | StackOverflowError e) {
			throw new InputException("\"" + source + "\" is no percentile table that this version can read: make one with Calibrate Entropy.", e);
		}
	}

	/**
	 * Finds out whether the entropies mean the same for a model: they depend on how intensities are normalised, on the channels that grey values are made
	 * of, and on how large things are in a patch.
	 *
	 * @param source name of the file, for the message
	 * @throws InputException if scale, channels or normalisation are others
	 */
	public void requireFits(final Model model, final String source) {
		origin.filter(o -> o.scale != model.scale() || o.channels != model.channels() || !o.normalization.equals(model.normalization())).ifPresent(o -> {
			throw new InputException("The percentile table \"" + source + "\" was made for the model " + o.model + " (" + describe(o.scale, o.channels, o.normalization) +
				") and the model " + model.id() + " is another (" + describe(model.scale(), model.channels(), model.normalization()) +
				"): make one for this model with Calibrate Entropy.");
		});
	}

	private static String describe(final int scale, final int channels, final Model.Normalization normalization) {
		return "x" + scale + ", " + channels + (channels == 1 ? " channel" : " channels") + ", normalised by percentiles " + normalization.lowPercent() + " and " +
			normalization.highPercent();
	}

	/**
	 * Returns what a user should know of a table that fits.
	 *
	 * @param grid how images are cut
	 * @return a sentence; empty if the table was made for this very model and grid
	 */
	public Optional<String> warning(final Model model, final String grid) {
		if (origin.isEmpty()) {
			return Optional.of("The percentile table does not say what it was made for.");
		}
		final Origin o = origin.get();
		if (!o.modelSha256.equals(model.sha256())) {
			return Optional.of("The percentile table was made for " + (o.model.equals(model.id()) ? "another version of this model." : "the model " + o.model + "."));
		}
		return o.grid.equals(grid) ? Optional.empty() : Optional.of("The percentile table was made of patches of the grid " + o.grid + ".");
	}

	/** Returns the name of a file alone, as messages and reports give it. */
	public static String nameOf(final Path file) {
		return String.valueOf(file.getFileName());
	}
}
