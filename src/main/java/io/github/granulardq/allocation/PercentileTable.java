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

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

import io.github.granulardq.InputException;

/**
 * Entropies (nats) below which given percents of patches lie. A model carries the table of its training patches; a user
 * can make one of their own images.
 *
 * <pre>
 * PercentileTable table = PercentileTable.of(entropies);
 * double median = table.at(50);
 * String json = table.toJson(); // {"0.5": 1.18, "1.0": 1.21, ... "99.5": 3.3}
 * </pre>
 *
 * Immutable.
 *
 * @param entropies percent (0..100) to entropy, neither falling
 */
public record PercentileTable(NavigableMap<Double, Double> entropies) {

	/** From half a percent to half a percent. */
	private static final double STEP = 0.5;

	/**
	 * @throws IllegalArgumentException if the table is empty, a percent is not in 0..100, or entropies are negative or
	 * fall
	 */
	public PercentileTable {
		if (entropies.isEmpty()) {
			throw new IllegalArgumentException("a percentile table needs at least one entry");
		}
		double last = 0;
		for (final Map.Entry<Double, Double> e : entropies.entrySet()) {
			if (!(e.getKey() >= 0 && e.getKey() <= 100)) {
				throw new IllegalArgumentException(e.getKey() + " is not a percent, 0 to 100");
			}
			if (!(e.getValue() >= last && e.getValue() < Double.POSITIVE_INFINITY)) {
				throw new IllegalArgumentException("entropy " + e.getValue() + " at " + e.getKey() +
					" % is not a number from " + last + " up");
			}
			last = e.getValue();
		}
		entropies = Collections.unmodifiableNavigableMap(new TreeMap<>(entropies));
	}

	/**
	 * Makes the table of a set of patches at 0.5, 1.0 ... 99.5 percent, interpolating linearly between the two nearest
	 * of them.
	 *
	 * @param entropies of the patches, in nats, in any order
	 * @throws IllegalArgumentException if there is none, or one is not a number
	 */
	public static PercentileTable of(final double[] entropies) {
		if (entropies.length == 0) {
			throw new IllegalArgumentException("percentiles of no patches");
		}
		final double[] sorted = entropies.clone();
		Arrays.sort(sorted);
		final NavigableMap<Double, Double> table = new TreeMap<>();
		for (double percent = STEP; percent < 100; percent += STEP) {
			final double rank = percent / 100 * (sorted.length - 1);
			final int below = (int) rank;
			final int above = Math.min(below + 1, sorted.length - 1);
			table.put(percent, sorted[below] + (rank - below) * (sorted[above] - sorted[below]));
		}
		return new PercentileTable(table);
	}

	/**
	 * Returns the entropy below which this percent of patches lies: linear between two entries, constant beyond the
	 * first and the last.
	 *
	 * @param percent 0..100
	 * @throws IllegalArgumentException if it is outside
	 */
	public double at(final double percent) {
		if (!(percent >= 0 && percent <= 100)) {
			throw new IllegalArgumentException(percent + " is not a percent, 0 to 100");
		}
		final Map.Entry<Double, Double> low = entropies.floorEntry(percent);
		final Map.Entry<Double, Double> high = entropies.ceilingEntry(percent);
		if (low == null || high == null) {
			return (low == null ? high : low).getValue();
		}
		if (low.getKey().equals(high.getKey())) {
			return low.getValue();
		}
		final double part = (percent - low.getKey()) / (high.getKey() - low.getKey());
		return low.getValue() + part * (high.getValue() - low.getValue());
	}

	/** Returns the JSON object that {@link #parse} reads: percent to entropy. */
	public String toJson() {
		final JsonObject json = new JsonObject();
		entropies.forEach((percent, entropy) -> json.addProperty(percent.toString(), entropy));
		return new GsonBuilder().setPrettyPrinting().create().toJson(json);
	}

	/**
	 * Reads a JSON object of percent to entropy.
	 *
	 * @param json the text
	 * @param source where it comes from, for the message
	 * @throws InputException if it is anything else
	 */
	public static PercentileTable parse(final String json, final String source) {
		try {
			final NavigableMap<Double, Double> table = new TreeMap<>();
			for (final Map.Entry<String, JsonElement> e : JsonParser.parseString(json).getAsJsonObject().entrySet()) {
				table.put(Double.valueOf(e.getKey()), number(e.getValue()));
			}
			return new PercentileTable(table);
		}
		catch (final JsonParseException | IllegalStateException | IllegalArgumentException e) {
			throw new InputException("The percentile table " + source +
				" cannot be read: make it again, as a JSON object of percents and entropies that do not fall.", e);
		}
	}

	private static double number(final JsonElement value) {
		if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
			return primitive.getAsDouble();
		}
		throw new IllegalArgumentException(value + " is not a number");
	}
}
