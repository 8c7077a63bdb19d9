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
package io.github.granulardq.model;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import io.github.granulardq.InputException;

/** Reads and checks the tables of a model package that say how its training patches scored. Stateless. */
final class ScoreTables {

	private static final Set<Integer> BITS = Set.of(4, 5, 6, 8);

	private ScoreTables() {
	}

	/**
	 * Reads {@code entropy.json}: an object of percentages and entropies.
	 *
	 * @param json content of the file
	 * @param source the package, as error messages name it
	 * @throws InputException if it is anything else, or entropies fall
	 */
	static NavigableMap<Double, Double> entropies(final byte[] json, final String source) {
		final File file = new File(Manifest.ENTROPY, source);
		try {
			return percentiles(object(json), file);
		}
		catch (JsonParseException | IllegalStateException | UnsupportedOperationException | NumberFormatException | StackOverflowError e) {
			throw new InputException(file.wrong("is not a JSON object of percentages and entropies").getMessage(), e);
		}
	}

	/**
	 * Reads {@code edge.json}: an object of {@code percentiles}, again an object of percentages and scores, and the lookup table,
	 * {@code thresholds} and {@code bits}.
	 *
	 * @param json content of the file
	 * @param source the package, as error messages name it
	 * @throws InputException if it is anything else, or scores fall
	 */
	static EdgeTable edges(final byte[] json, final String source) {
		final File file = new File(Manifest.EDGES, source);
		try {
			final JsonObject root = object(json);
			final double[] thresholds = numbers(root.get("thresholds"));
			final double[] bits = numbers(root.get("bits"));
			for (int i = 0; i < thresholds.length; i++) {
				if (!(thresholds[i] >= (i == 0 ? 0 : thresholds[i - 1]) && Double.isFinite(thresholds[i]))) {
					throw file.wrong("has thresholds that fall at " + thresholds[i]);
				}
			}
			final int[] widths = new int[bits.length];
			for (int i = 0; i < bits.length; i++) {
				widths[i] = (int) bits[i];
				if (widths[i] != bits[i] || !BITS.contains(widths[i])) {
					throw file.wrong("gives patches " + bits[i] + " bits instead of 4, 5, 6 or 8");
				}
			}
			if (bits.length != thresholds.length + 1) {
				throw file.wrong("has " + thresholds.length + " thresholds for " + bits.length + " bit-widths instead of one more");
			}
			return new EdgeTable(percentiles(root.get("percentiles"), file), thresholds, widths);
		}
		catch (JsonParseException | IllegalStateException | UnsupportedOperationException | NumberFormatException | StackOverflowError e) {
			throw new InputException(file.wrong("is not a JSON object of percentiles, thresholds and bits").getMessage(), e);
		}
	}

	private static JsonObject object(final byte[] json) {
		return JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject();
	}

	private static double[] numbers(final JsonElement element) {
		if (!(element instanceof JsonArray array)) {
			throw new IllegalStateException("not an array");
		}
		final double[] numbers = new double[array.size()];
		for (int i = 0; i < numbers.length; i++) {
			numbers[i] = array.get(i).getAsDouble();
		}
		return numbers;
	}

	private static NavigableMap<Double, Double> percentiles(final JsonElement element, final File file) {
		if (!(element instanceof JsonObject json)) {
			throw new IllegalStateException("not an object");
		}
		final NavigableMap<Double, Double> table = new TreeMap<>();
		for (final Map.Entry<String, JsonElement> entry : json.entrySet()) {
			table.put(Double.valueOf(entry.getKey()), entry.getValue().getAsDouble());
		}
		if (table.size() < 2) {
			throw file.wrong("holds fewer than two percentiles");
		}
		double previous = 0;
		for (final Map.Entry<Double, Double> entry : table.entrySet()) {
			if (!(entry.getKey() >= 0 && entry.getKey() <= 100)) {
				throw file.wrong("holds the percentage " + entry.getKey());
			}
			if (!(entry.getValue() >= previous && Double.isFinite(entry.getValue()))) {
				throw file.wrong("does not rise at " + entry.getKey() + " percent");
			}
			previous = entry.getValue();
		}
		return Collections.unmodifiableNavigableMap(table);
	}

	/** A file that is read, for messages. */
	private record File(String name, String source) {

		InputException wrong(final String how) {
			return new InputException("The file '" + name + "' of the model package " + source + " " + how + ".");
		}
	}
}
