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

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

import io.github.granulardq.InputException;

/**
 * Which channels, slices and frames of an image are enlarged. Each is {@code all}, or numbers from 1 and ranges of them, such as {@code 1-3,5}; they keep the
 * order that they have in the image. Immutable.
 *
 * @param channels of the image
 * @param slices of the image
 * @param frames of the image
 */
public record PlaneChoice(String channels, String slices, String frames) implements Serializable {

	/** Every channel, slice and frame. */
	public static final String ALL = "all";

	/** All planes. */
	public static final PlaneChoice EVERYTHING = new PlaneChoice(ALL, ALL, ALL);

	/** Key of {@link #channels()}. */
	public static final String CHANNELS = "channels";
	/** Key of {@link #slices()}. */
	public static final String SLICES = "slices";
	/** Key of {@link #frames()}. */
	public static final String FRAMES = "frames";

	/** Keys of the options in this record. */
	public static final List<String> KEYS = List.of(CHANNELS, SLICES, FRAMES);

	/** Reads options; those that are missing mean all. What they hold is checked when the image is known. */
	public static PlaneChoice of(final Map<String, String> values) {
		return new PlaneChoice(values.getOrDefault(CHANNELS, ALL), values.getOrDefault(SLICES, ALL), values.getOrDefault(FRAMES, ALL));
	}

	private static boolean isAll(final String text) {
		return text.strip().equalsIgnoreCase(ALL);
	}

	/**
	 * Reads numbers.
	 *
	 * @param what they count, in the plural
	 * @param text as above
	 * @param count how many the image has
	 * @return ascending, each once, from 1
	 * @throws InputException if there are none, it is anything else, or the image does not have them
	 */
	public static int[] parse(final String what, final String text, final int count) {
		if (isAll(text)) {
			return IntStream.rangeClosed(1, count).toArray();
		}
		if (text.isBlank()) {
			throw new InputException("No " + what + " are chosen: write numbers such as 1-3,5, or all.");
		}
		final TreeSet<Integer> numbers = new TreeSet<>();
		for (final String part : text.strip().split("\\s*,\\s*", -1)) {
			final int[] ends = ends(what, part, text);
			if (ends[0] < 1 || ends[1] > count || ends[0] > ends[1]) {
				throw new InputException("The " + what + " \"" + text.strip() + "\" are not all in the image, which has " + count + ": write numbers from 1 to " +
					count + ", the lower first, such as 1-3,5.");
			}
			IntStream.rangeClosed(ends[0], ends[1]).forEach(numbers::add);
		}
		return numbers.stream().mapToInt(Integer::intValue).toArray();
	}

	private static int[] ends(final String what, final String part, final String text) {
		if (!part.matches("\\d{1,9}(\\s*-\\s*\\d{1,9})?")) {
			throw new InputException("\"" + text.strip() + "\" does not name " + what + ": write numbers such as 1-3,5, or all.");
		}
		final String[] numbers = part.split("\\s*-\\s*");
		return new int[] { Integer.parseInt(numbers[0]), Integer.parseInt(numbers[numbers.length - 1]) };
	}
}
