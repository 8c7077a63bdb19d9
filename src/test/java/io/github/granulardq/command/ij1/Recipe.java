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
import java.util.Map;

/**
 * How a command is tried by {@link RecordedCommandsTest}: what lies in its folder and which image is open is said by {@link #image}, what is typed by
 * {@link #type}. {@code FOLDER} in a value is the folder. Everything that is not typed is left at its default.
 */
final class Recipe {

	/** Stands in values for the folder of the run. */
	static final String FOLDER = "FOLDER";

	private final String command;
	private final Map<String, String> typed = new LinkedHashMap<>();
	private final Map<String, String> advanced = new LinkedHashMap<>();
	private String image = "cells.tif";
	private boolean open = true;

	private Recipe(final String command) {
		this.command = command;
	}

	/** A two-channel image {@code cells.tif} is open; OK is pressed. */
	static Recipe of(final String command) {
		return new Recipe(command);
	}

	/** Gives the image another name. */
	Recipe image(final String name) {
		image = name;
		return this;
	}

	/** The image lies in the folder, and none is open. */
	Recipe closed() {
		open = false;
		return this;
	}

	/** Fills a field, by its macro key. */
	Recipe type(final String key, final String value) {
		typed.put(key, value);
		return this;
	}

	/** Fills a field behind the button {@code Advanced...}. */
	Recipe advanced(final String key, final String value) {
		advanced.put(key, value);
		return this;
	}

	Map<String, String> advanced() {
		return advanced;
	}

	String command() {
		return command;
	}

	String image() {
		return image;
	}

	boolean isOpen() {
		return open;
	}

	Map<String, String> typed(final String folder) {
		final Map<String, String> values = new LinkedHashMap<>();
		typed.forEach((key, value) -> values.put(key, value.replace(FOLDER, folder)));
		return values;
	}
}
