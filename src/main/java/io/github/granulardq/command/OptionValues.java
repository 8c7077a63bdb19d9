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

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.granulardq.InputException;

/** Reads flags and names of files among the options of commands, macros and scripts. Stateless. */
public final class OptionValues {

	private OptionValues() {
	}

	/**
	 * Reads a flag, which is off where it is missing.
	 *
	 * @throws InputException if its value is neither true nor false
	 */
	public static boolean flag(final Map<String, String> values, final String key) {
		final String text = values.getOrDefault(key, "false").strip();
		return yesOrNo(text).orElseThrow(() -> new InputException("There is no value \"" + text + "\" for " + key + ": it is a flag, which is there or not, or true or false."));
	}

	/** Reads {@code true}, {@code yes} or {@code 1}, or {@code false}, {@code no} or {@code 0}; empty if it is anything else. */
	static Optional<Boolean> yesOrNo(final String text) {
		return switch (text.strip().toLowerCase(Locale.ROOT)) {
			case "true", "yes", "1" -> Optional.of(true);
			case "false", "no", "0" -> Optional.of(false);
			default -> Optional.empty();
		};
	}

	/**
	 * Returns the file that a value names; empty if it names none.
	 *
	 * @throws InputException if it is no name of a file
	 */
	public static Optional<Path> path(final Map<String, String> values, final String key) {
		return path(values.get(key));
	}

	/** As {@link #path(Map, String)}, for the value itself, which may be null. */
	public static Optional<Path> path(final String text) {
		if (text == null || text.isBlank()) {
			return Optional.empty();
		}
		try {
			return Optional.of(Path.of(text.strip()));
		}
		catch (final InvalidPathException e) {
			throw new InputException("\"" + text.strip() + "\" cannot be the name of a file or folder: " + e.getReason() + ".", e);
		}
	}

	/**
	 * As {@link #path(Map, String)}, of an option that must be given.
	 *
	 * @param what it names, for the message: a file or a folder
	 */
	public static Path requiredPath(final Map<String, String> values, final String key, final String what) {
		return path(values, key).orElseThrow(() -> new InputException("Nothing is given for \"" + key + "\": give the name of a " + what + "."));
	}
}
