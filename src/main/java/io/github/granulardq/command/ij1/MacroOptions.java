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
package io.github.granulardq.command.ij1;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import ij.macro.Interpreter;
import io.github.granulardq.InputException;

/**
 * Reads the options of a macro's {@code run("...", "key=value flag other=[with blanks]")} as ImageJ's dialogs do, but without a
 * dialog, so that it works without a screen, and with an error for what a dialog would ignore: a key that does not exist. A flag may
 * also be written {@code flag=true}, as Fiji records it. A value {@code &name} is that of a macro variable.
 */
final class MacroOptions {

	private final String text;
	private int position;

	private MacroOptions(final String text) {
		this.text = text;
	}

	/**
	 * Reads options.
	 *
	 * @param text as {@code Macro.getOptions()} returns it
	 * @param known keys that may occur
	 * @return values by key; {@code true} for flags
	 * @throws InputException if a key is unknown or occurs twice, or a bracket is not closed
	 */
	static Map<String, String> parse(final String text, final List<String> known) {
		final Map<String, String> values = new MacroOptions(text).parse();
		for (final String key : values.keySet()) {
			if (!known.contains(key)) {
				throw new InputException("There is no option \"" + key + "\": the options are " + String.join(", ", known) + ".");
			}
		}
		return values;
	}

	/** Returns the keys that occur, known or not. */
	static Set<String> keys(final String text) {
		return new MacroOptions(text).parse().keySet();
	}

	/**
	 * Reads a flag.
	 *
	 * @throws InputException if its value is neither true nor false
	 */
	static boolean flag(final Map<String, String> values, final String key) {
		final String value = values.getOrDefault(key, "false").toLowerCase(Locale.ROOT);
		if (!Set.of("true", "false", "1", "0").contains(value)) {
			throw new InputException("The option \"" + key + "\" is either there or not, and has no value \"" + value + "\".");
		}
		return value.equals("true") || value.equals("1");
	}

	private Map<String, String> parse() {
		final Map<String, String> values = new LinkedHashMap<>();
		skipBlanks();
		while (position < text.length()) {
			final String key = until("= \t\n").toLowerCase(Locale.ROOT);
			String value = "true";
			if (position < text.length() && text.charAt(position) == '=') {
				position++;
				value = value();
			}
			if (key.isEmpty() || values.put(key, value) != null) {
				throw new InputException("The option \"" + key + "\" is given twice or has no name, in \"" + text.strip() + "\".");
			}
			skipBlanks();
		}
		return values;
	}

	private String value() {
		if (position < text.length() && text.charAt(position) == '[') {
			return bracketed();
		}
		if (position < text.length() && text.charAt(position) == '\'') {
			final int end = text.indexOf('\'', position + 1);
			if (end < 0) {
				throw new InputException("A quote is not closed in the options \"" + text.strip() + "\".");
			}
			final String quoted = text.substring(position + 1, end);
			position = end + 1;
			return quoted;
		}
		final String value = until(" \t\n");
		return value.startsWith("&") ? variable(value.substring(1)) : value;
	}

	private String bracketed() {
		int depth = 0;
		for (int i = position; i < text.length(); i++) {
			if (text.charAt(i) == '[') {
				depth++;
			}
			else if (text.charAt(i) == ']' && --depth == 0) {
				final String inside = text.substring(position + 1, i);
				position = i + 1;
				return inside;
			}
		}
		throw new InputException("A bracket is not closed in the options \"" + text.strip() + "\".");
	}

	private static String variable(final String name) {
		final Interpreter interpreter = Interpreter.getInstance();
		final String value = interpreter == null ? null : interpreter.getVariableAsString(name);
		if (value == null) {
			throw new InputException("There is no macro variable \"" + name + "\".");
		}
		final boolean whole = value.matches("-?\\d+\\.0+"); // ImageJ's numbers are all doubles
		return whole ? value.substring(0, value.indexOf('.')) : value;
	}

	private String until(final String ends) {
		final int start = position;
		while (position < text.length() && ends.indexOf(text.charAt(position)) < 0) {
			position++;
		}
		return text.substring(start, position);
	}

	private void skipBlanks() {
		while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
			position++;
		}
	}
}
