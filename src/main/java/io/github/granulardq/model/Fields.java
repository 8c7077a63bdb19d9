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

import java.util.Locale;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import io.github.granulardq.InputException;

/**
 * Typed access to a JSON object. Whatever is missing, of another type or out of range becomes an {@link InputException} that names key and file.
 *
 * @param path of the object within the file, as messages begin keys with
 * @param file as messages name it
 */
record Fields(JsonObject object, String path, String file) {

	Iterable<String> names() {
		return object.keySet();
	}

	InputException wrong(final String key, final String rule) {
		return new InputException("The entry '" + path + key + "' in " + file + " " + rule + ".");
	}

	Fields object(final String key) {
		if (object.get(key) instanceof JsonObject o) {
			return new Fields(o, path + key + ".", file);
		}
		throw wrong(key, "must be an object");
	}

	private JsonElement primitive(final String key, final String rule) {
		final JsonElement value = object.get(key);
		if (value == null || !value.isJsonPrimitive()) {
			throw wrong(key, rule);
		}
		return value;
	}

	/** Whether there is such an entry. */
	boolean has(final String key) {
		return object.has(key);
	}

	String text(final String key) {
		final String rule = "must be a text";
		final JsonElement value = primitive(key, rule);
		if (!value.getAsJsonPrimitive().isString()) {
			throw wrong(key, rule);
		}
		return value.getAsString();
	}

	boolean flag(final String key) {
		final String rule = "must be true or false";
		final JsonElement value = primitive(key, rule);
		if (!value.getAsJsonPrimitive().isBoolean()) {
			throw wrong(key, rule);
		}
		return value.getAsBoolean();
	}

	double number(final String key, final double min, final double max) {
		final String rule = "must be a number from " + min + " to " + max;
		final JsonElement value = primitive(key, rule);
		if (!value.getAsJsonPrimitive().isNumber() || !(value.getAsDouble() >= min && value.getAsDouble() <= max)) {
			throw wrong(key, rule);
		}
		return value.getAsDouble();
	}

	int integer(final String key, final int min, final int max) {
		final String rule = "must be a whole number from " + min + " to " + max;
		final JsonElement value = primitive(key, rule);
		if (!value.getAsJsonPrimitive().isNumber()) {
			throw wrong(key, rule);
		}
		final double number = value.getAsDouble();
		if (!(number >= min && number <= max) || number != Math.rint(number)) {
			throw wrong(key, rule);
		}
		return (int) number;
	}

	<E extends Enum<E>> E choice(final String key, final Class<E> type) {
		final String text = text(key);
		for (final E value : type.getEnumConstants()) {
			if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
				return value;
			}
		}
		throw wrong(key, "is '" + text + "', which this version does not know");
	}
}
