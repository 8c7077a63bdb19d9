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
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import io.github.granulardq.InputException;
import io.github.granulardq.network.Architecture;

/**
 * What {@code model.json} says, checked: what the model is, how its network is built, and length and hash of every other file.
 *
 * @param id letters, digits, dots, dashes and underscores
 * @param title one line for menus
 * @param description a sentence
 * @param license SPDX identifier of the weights' licence
 * @param network how the network is built
 * @param normalization intensities that the network was trained on
 * @param lowPercent position of the first entropy threshold
 * @param highPercent position of the second
 * @param direction whether patches of high entropy get more bits, or those of low entropy
 * @param fab mean bits that the controller was calibrated for; empty if the package does not say
 * @param halo of the seamless grid, LR pixels
 * @param files all other files of the package by name
 */
record Manifest(String id, String title, String description, String license, Architecture network, Model.Normalization normalization,
	double lowPercent, double highPercent, Allocators.Direction direction, OptionalDouble fab, int halo, Map<String, FileInfo> files)
{

	static final String FILE_NAME = "model.json";

	static final String WEIGHTS = "weights.safetensors";

	static final String FP32 = "fp32.safetensors";

	static final String ENTROPY = "entropy.json";

	static final String TEST = "test.safetensors";

	/** A file that a package may lack. */
	static final String EDGES = "edge.json";

	/** Largest length of all files of a package together, in bytes. */
	static final int MAX_BYTES = 256 << 20;

	/** Largest length of the manifest itself, in bytes. */
	static final int MAX_MANIFEST_BYTES = 1 << 20;

	private static final String FORMAT = "granular-dq-model";

	private static final int FORMAT_VERSION = 1;

	private static final int MAX_HALO = 256;

	private static final double MIN_FAB = 4;

	private static final double MAX_FAB = 8;

	/**
	 * A file of the package.
	 *
	 * @param bytes its length
	 * @param sha256 its hash, lower-case hex
	 */
	record FileInfo(int bytes, String sha256) {
	}

	/**
	 * Parses a manifest.
	 *
	 * @param json content of {@code model.json}
	 * @param source the package, as error messages name it
	 * @throws InputException if it is not a manifest of a model that this version knows
	 */
	static Manifest parse(final byte[] json, final String source) {
		final String file = FILE_NAME + " of the model package " + source;
		final JsonObject root;
		try {
			root = JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject();
		}
		catch (JsonParseException | IllegalStateException | StackOverflowError e) {
			throw new InputException("The file " + file + " is damaged: it is not a JSON object.", e);
		}
		final Fields fields = new Fields(root, "", file);
		if (!fields.text("format").equals(FORMAT)) {
			throw fields.wrong("format", "must be " + FORMAT);
		}
		final int version = fields.integer("format_version", 0, Integer.MAX_VALUE);
		if (version != FORMAT_VERSION) {
			throw new InputException("The model package " + source + " has format version " + version + ", but this program reads version " +
				FORMAT_VERSION + " only: get a newer program or an older package.");
		}
		final Fields normalization = fields.object("normalization");
		final Fields allocation = fields.object("allocation");
		final double low = normalization.number("low_percent", 0, 100);
		final double entropyLow = allocation.number("low_percent", 0, 100);
		return new Manifest(id(fields), fields.text("title"), fields.text("description"), fields.text("license"),
			Architectures.parse(fields.object("network")), new Model.Normalization(low, normalization.number("high_percent", Math.nextUp(low), 100)),
			entropyLow, allocation.number("high_percent", entropyLow, 100), direction(allocation), fab(allocation), fields.object("grid").integer("halo", 0, MAX_HALO),
			files(fields.object("files"), source));
	}

	private static String id(final Fields fields) {
		final String id = fields.text("id");
		if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
			throw fields.wrong("id", "must consist of letters, digits, dots, dashes and underscores");
		}
		return id;
	}

	/** Rising in packages that do not say. */
	private static Allocators.Direction direction(final Fields allocation) {
		return allocation.has("direction") ? allocation.choice("direction", Allocators.Direction.class) : Allocators.Direction.RISING;
	}

	private static OptionalDouble fab(final Fields allocation) {
		return allocation.has("fab") ? OptionalDouble.of(allocation.number("fab", MIN_FAB, MAX_FAB)) : OptionalDouble.empty();
	}

	private static Map<String, FileInfo> files(final Fields fields, final String source) {
		final Map<String, FileInfo> files = new TreeMap<>();
		final List<String> known = List.of(WEIGHTS, FP32, ENTROPY, TEST);
		long total = 0;
		for (final String name : fields.names()) {
			if (!known.contains(name) && !name.equals(EDGES)) {
				throw new InputException("The model package " + source + " lists the file '" + name + "', which no model of this format has.");
			}
			final Fields file = fields.object(name);
			final double bytes = file.number("bytes", 0, Long.MAX_VALUE);
			total += (long) bytes;
			if (bytes > MAX_BYTES || total > MAX_BYTES) {
				throw new InputException("The model package " + source + " is too large: its files may hold at most " + (MAX_BYTES >> 20) +
					" MB together, and with '" + name + "' they hold more.");
			}
			final String sha256 = file.text("sha256");
			if (!sha256.matches("[0-9a-f]{64}")) {
				throw file.wrong("sha256", "must be 64 lower-case hexadecimal digits");
			}
			files.put(name, new FileInfo((int) bytes, sha256));
		}
		for (final String name : known) {
			if (!files.containsKey(name)) {
				throw new InputException("The model package " + source + " does not list the file '" + name + "' in its manifest.");
			}
		}
		return Collections.unmodifiableMap(files); // Sorted, so that of several faults always the same is reported.
	}
}
