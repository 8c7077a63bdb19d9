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
package io.github.granulardq.io.tiff;

import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * The text in which ImageJ keeps axes and units, {@code ImageJ=1.54p}, a line for each key. Immutable.
 */
final class ImageJDescription {

	private static final String MARK = "ImageJ=";

	private final Properties properties;

	private ImageJDescription(final Properties properties) {
		this.properties = properties;
	}

	/** Returns what the text of a file says; empty if ImageJ did not write it. */
	static Optional<ImageJDescription> of(final String text) {
		if (!text.startsWith(MARK)) {
			return Optional.empty();
		}
		final Properties properties = new Properties();
		try {
			properties.load(new StringReader(text));
		}
		catch (final IOException | IllegalArgumentException e) { // a wrong escape: what was read before counts
			return Optional.of(new ImageJDescription(properties));
		}
		return Optional.of(new ImageJDescription(properties));
	}

	/** Returns a text; empty if there is none. */
	String text(final String key) {
		return properties.getProperty(key, "").strip();
	}

	/** Returns a number; another if there is none, or it is not finite. */
	double number(final String key, final double otherwise) {
		try {
			final double number = Double.parseDouble(text(key));
			return Double.isFinite(number) ? number : otherwise;
		}
		catch (final NumberFormatException e) {
			return otherwise;
		}
	}

	/** Returns a number of planes, at least 1. */
	int count(final String key) {
		final double number = number(key, 1);
		return number >= 1 && number <= Integer.MAX_VALUE && number == Math.rint(number) ? (int) number : 1;
	}

	/** Writes the text. */
	static final class Writer {

		private final StringBuilder text = new StringBuilder(MARK + "1.54p\n");

		/** Adds a text, with what is not ASCII escaped as ImageJ does. */
		Writer add(final String key, final String value) {
			text.append(key).append('=');
			for (final char c : value.toCharArray()) {
				if (c >= ' ' && c <= '~' && c != '\\') {
					text.append(c);
				}
				else {
					text.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
				}
			}
			text.append('\n');
			return this;
		}

		/** Adds a number. */
		Writer add(final String key, final double value) {
			return add(key, value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value));
		}

		/** Returns the text. */
		String text() {
			return text.toString();
		}
	}
}
