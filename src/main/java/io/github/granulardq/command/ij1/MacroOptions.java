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

import java.awt.GraphicsEnvironment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import io.github.granulardq.InputException;

/**
 * Reads the options of a macro's {@code run("...", "key=value flag other=[with blanks]")} as ImageJ's dialogs do, but without a
 * dialog, so that it works without a screen, and with an error for what a dialog would ignore: a key that does not exist. A flag may
 * also be written {@code flag=true}. A value {@code &name} is that of a macro variable.
 * <p>
 * ImageJ's recorder puts values with blanks into brackets, and others not, whatever else is in them. So names of files with brackets or quotes
 * are ambiguous; here they are read back as far as a key can be told from a part of a name.
 */
final class MacroOptions {

	private static final String BLANKS = " \t\n";

	/** What may follow a value in brackets: nothing, or the next option. */
	private static final Pattern OPTIONS = Pattern.compile("\\s*$|\\s+[A-Za-z]\\w*(=|\\s|$)");

	/** In what is no value in brackets: the beginning of another option. */
	private static final Pattern OPTION_INSIDE = Pattern.compile("\\s[a-z]\\w*=");

	private static final Pattern VARIABLE = Pattern.compile("&[A-Za-z_]\\w*");

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

	/**
	 * Reads the options of the macro that runs this command.
	 *
	 * @return empty if the user is to be asked
	 * @throws InputException as {@link #parse}
	 */
	static Optional<Map<String, String>> ofMacro(final List<String> known) {
		return IJ.isMacro() ? ofMacro(Macro.getOptions(), GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode(), known) : Optional.empty();
	}

	/**
	 * As {@link #ofMacro(List)}.
	 *
	 * @param options null if the macro gives none
	 * @param alone whether nobody can be asked, since there is no screen or the macro shows nothing: then defaults are taken
	 */
	static Optional<Map<String, String>> ofMacro(final String options, final boolean alone, final List<String> known) {
		return options == null && !alone ? Optional.empty() : Optional.of(parse(options == null ? "" : options, known));
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
		final int start = position;
		final String word = until(BLANKS);
		final int end;
		if (word.startsWith("[")) {
			end = closingBracket(start, word);
		}
		else if (word.startsWith("'")) {
			end = text.indexOf('\'', start + 1);
			if (end < 0 && word.length() < 2) {
				throw new InputException("A quote is not closed in the options \"" + text.strip() + "\".");
			}
		}
		else if (VARIABLE.matcher(word).matches()) {
			return variable(word.substring(1));
		}
		else {
			return unescaped(word);
		}
		if (!isBlankOrEnd(end + 1) || end < 0) {
			return unescaped(word); // a name that begins like this
		}
		position = end + 1;
		return unescaped(text.substring(start + 1, end));
	}

	/**
	 * Returns where a value in brackets ends; -1 if it is none, but a word that begins with a bracket. Brackets in it are closed, unless they
	 * belong to a name such as {@code a ].tif}: then what follows cannot be options.
	 */
	private int closingBracket(final int start, final String word) {
		int depth = 0;
		int balanced = -1;
		for (int i = start; i < text.length() && balanced < 0; i++) {
			final char c = text.charAt(i);
			depth += c == '[' ? 1 : c == ']' ? -1 : 0;
			balanced = depth == 0 ? i : -1;
		}
		if (balanced >= 0 && OPTIONS.matcher(text.substring(balanced + 1)).lookingAt()) {
			return balanced;
		}
		if (balanced >= 0 && balanced < start + word.length() - 1) {
			return -1;
		}
		for (int i = text.indexOf(']', start); i >= 0; i = text.indexOf(']', i + 1)) {
			if (OPTIONS.matcher(text.substring(i + 1)).lookingAt() && !OPTION_INSIDE.matcher(text.substring(start + 1, i)).find()) {
				return i;
			}
		}
		throw new InputException("A bracket is not closed in the options \"" + text.strip() + "\".");
	}

	private boolean isBlankOrEnd(final int index) {
		return index >= text.length() || BLANKS.indexOf(text.charAt(index)) >= 0;
	}

	/** The recorder escapes double quotes once more than macros undo. */
	private static String unescaped(final String value) {
		return value.replace("\\\"", "\"");
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
