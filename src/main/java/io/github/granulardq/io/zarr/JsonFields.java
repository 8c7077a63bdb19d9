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
package io.github.granulardq.io.zarr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;

/**
 * Typed access to a JSON object in a file, with errors that name key and file.
 *
 * @param object the object
 * @param path where it is in the file: empty, or keys that end with a dot
 * @param file where it is from
 */
record JsonFields(JsonObject object, String path, Path file) {

	/** Consolidated metadata of large plates take some megabytes. */
	private static final int MAX_BYTES = 64 << 20;

	/**
	 * Reads a file.
	 *
	 * @throws InputException if it is not there, or not a JSON object
	 */
	static JsonFields read(final Path file) {
		final byte[] bytes;
		try (InputStream in = Files.newInputStream(file)) {
			bytes = in.readNBytes(MAX_BYTES + 1);
		}
		catch (final IOException e) {
			throw new InputException("Cannot read \"" + file + "\": " + IoMessages.reason(e) + ".", e);
		}
		if (bytes.length > MAX_BYTES) {
			throw new InputException("Cannot read \"" + file + "\": metadata of Zarr are not larger than " + (MAX_BYTES >> 20) + " MB.");
		}
		try {
			return new JsonFields(JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8)).getAsJsonObject(), "", file);
		}
		catch (JsonParseException | IllegalStateException | StackOverflowError e) {
			throw new InputException("The file \"" + file + "\" is damaged: it is not a JSON object.", e);
		}
	}

	InputException wrong(final String key, final String rule) {
		return new InputException("The entry '" + path + key + "' in \"" + file + "\" " + rule + ".");
	}

	/** Whether there is such an entry, other than null. */
	boolean has(final String key) {
		return object.has(key) && !object.get(key).isJsonNull();
	}

	JsonFields object(final String key) {
		return optionalObject(key).orElseThrow(() -> wrong(key, "must be an object"));
	}

	Optional<JsonFields> optionalObject(final String key) {
		return object.get(key) instanceof JsonObject o ? Optional.of(new JsonFields(o, path + key + ".", file)) : Optional.empty();
	}

	/** Returns a list of objects; an entry that is not there is an empty one. */
	List<JsonFields> objects(final String key) {
		final List<JsonFields> list = new ArrayList<>();
		if (has(key)) {
			for (final JsonElement element : array(key)) {
				if (!(element instanceof JsonObject o)) {
					throw wrong(key, "must be a list of objects");
				}
				list.add(new JsonFields(o, path + key + "[" + list.size() + "].", file));
			}
		}
		return list;
	}

	JsonArray array(final String key) {
		if (object.get(key) instanceof JsonArray a) {
			return a;
		}
		throw wrong(key, "must be a list");
	}

	private Optional<JsonPrimitive> primitive(final String key) {
		return object.get(key) instanceof JsonPrimitive p ? Optional.of(p) : Optional.empty();
	}

	String text(final String key) {
		return primitive(key).filter(JsonPrimitive::isString).orElseThrow(() -> wrong(key, "must be a text")).getAsString();
	}

	/** Returns a text, or another one if the entry is not a text. */
	String text(final String key, final String otherwise) {
		return primitive(key).filter(JsonPrimitive::isString).map(JsonPrimitive::getAsString).orElse(otherwise);
	}

	/** Returns a number, or another one if the entry is not a number. */
	double number(final String key, final double otherwise) {
		return primitive(key).filter(JsonPrimitive::isNumber).map(JsonPrimitive::getAsDouble).orElse(otherwise);
	}

	/** Whether the entry is there and true. */
	boolean flag(final String key) {
		return primitive(key).filter(JsonPrimitive::isBoolean).map(JsonPrimitive::getAsBoolean).orElse(false);
	}

	/** Returns a list of texts, of which some may be null or no texts and are then empty. */
	List<String> texts(final String key) {
		final List<String> list = new ArrayList<>();
		if (has(key)) {
			for (final JsonElement element : array(key)) {
				list.add(element instanceof JsonPrimitive p && p.isString() ? p.getAsString() : "");
			}
		}
		return list;
	}

	/** Returns a list of numbers. */
	double[] numbers(final String key) {
		final JsonArray array = array(key);
		final double[] numbers = new double[array.size()];
		for (int i = 0; i < numbers.length; i++) {
			if (!(array.get(i) instanceof JsonPrimitive p && p.isNumber())) {
				throw wrong(key, "must be a list of numbers");
			}
			numbers[i] = p.getAsDouble();
		}
		return numbers;
	}

	/** Returns a list of whole numbers of at least 1. */
	long[] sizes(final String key) {
		final JsonArray array = array(key);
		final long[] sizes = new long[array.size()];
		for (int i = 0; i < sizes.length; i++) {
			try {
				sizes[i] = array.get(i).getAsBigDecimal().longValueExact();
			}
			catch (NumberFormatException | ArithmeticException | IllegalStateException | UnsupportedOperationException e) {
				throw wrong(key, "must be a list of whole numbers below 2^63");
			}
			if (sizes[i] < 1) {
				throw wrong(key, "must be a list of numbers of at least 1");
			}
		}
		return sizes;
	}
}
