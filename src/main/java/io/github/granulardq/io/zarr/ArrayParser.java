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

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import io.github.granulardq.InputException;
import io.github.granulardq.io.zarr.ArrayInfo.Coding;
import io.github.granulardq.io.zarr.ArrayInfo.Sharding;

/** Reads the metadata of an array: {@code .zarray} of Zarr v2, {@code zarr.json} of v3. Stateless. */
final class ArrayParser {

	static final String V2_ARRAY = ".zarray";

	static final String V2_GROUP = ".zgroup";

	static final String V2_ATTRIBUTES = ".zattrs";

	static final String V3 = "zarr.json";

	private static final String TYPES = "8-bit and 16-bit unsigned integers and 32-bit floats can be read";

	private ArrayParser() {
	}

	/**
	 * Parses the metadata of an array.
	 *
	 * @param json all of the file, either name
	 * @throws InputException if they are damaged or ask for what cannot be read
	 */
	static ArrayInfo parse(final JsonFields json) {
		return json.file().endsWith(V3) ? v3(json) : v2(json);
	}

	/** Returns the file with the metadata of the array or group in a folder, if it is one. */
	static Optional<Path> metadataFile(final Path folder) {
		return List.of(V3, V2_ARRAY, V2_GROUP).stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
	}

	private static ArrayInfo v2(final JsonFields json) {
		final String dtype = json.text("dtype", "of fields");
		final ElementType type = ElementType.ofV2(dtype).orElseThrow(() -> json.wrong("dtype", "is " + dtype + ": only " + TYPES));
		if (json.text("order", "C").equals("F")) {
			throw json.wrong("order", "is F: only arrays in order C can be read");
		}
		if (json.has("filters") && json.array("filters").size() > 0) {
			throw json.wrong("filters", "names filters, which are not supported");
		}
		final List<Codec> codecs = json.optionalObject("compressor").map(c -> List.of(codec(c, "id"))).orElse(List.of());
		final long[] shape = json.sizes("shape");
		final int[] chunk = ArrayInfo.checkedChunk(json, "chunks", shape, json.sizes("chunks"), type.bytes());
		final ByteOrder order = dtype.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
		final ChunkKeys keys = new ChunkKeys("", separator(json, "dimension_separator", "."));
		return new ArrayInfo(shape, chunk, type, ArrayInfo.fill(json, type), keys, new Coding(order, codecs), Optional.empty(), List.of());
	}

	private static ArrayInfo v3(final JsonFields json) {
		if (!json.text("node_type").equals("array")) {
			throw json.wrong("node_type", "must be array");
		}
		final String dtype = json.text("data_type", "of fields");
		final ElementType type = ElementType.ofV3(dtype).orElseThrow(() -> json.wrong("data_type", "is " + dtype + ": only " + TYPES));
		if (json.has("storage_transformers") && json.array("storage_transformers").size() > 0) {
			throw json.wrong("storage_transformers", "names transformers, which are not supported");
		}
		final JsonFields grid = json.object("chunk_grid");
		if (!grid.text("name").equals("regular")) {
			throw grid.wrong("name", "must be regular");
		}
		final long[] shape = json.sizes("shape");
		final List<JsonFields> codecs = codecs(json, "codecs", shape.length);
		final JsonFields first = codecs.get(0);
		final JsonFields gridConfiguration = grid.object("configuration");
		final long[] stored = gridConfiguration.sizes("chunk_shape");
		if (!first.text("name").equals("sharding_indexed")) {
			final int[] chunk = ArrayInfo.checkedChunk(gridConfiguration, "chunk_shape", shape, stored, type.bytes());
			return new ArrayInfo(shape, chunk, type, ArrayInfo.fill(json, type), keys(json), coding(codecs, type.bytes()), Optional.empty(), json.texts(
				"dimension_names"));
		}
		if (codecs.size() > 1) {
			throw json.wrong("codecs", "compress whole shards, which is not supported");
		}
		final JsonFields configuration = first.object("configuration");
		final int[] chunk = ArrayInfo.checkedChunk(configuration, "chunk_shape", shape, configuration.sizes("chunk_shape"), type.bytes());
		return new ArrayInfo(shape, chunk, type, ArrayInfo.fill(json, type), keys(json), coding(codecs(configuration, "codecs", shape.length), type
			.bytes()), Optional.of(sharding(configuration, stored, chunk)), json.texts("dimension_names"));
	}

	private static Sharding sharding(final JsonFields json, final long[] shard, final int[] chunk) {
		final String rule = "must divide the size of the shard, which has at most 2^24 chunks";
		if (shard.length != chunk.length) {
			throw json.wrong("chunk_shape", rule);
		}
		final int[] chunks = new int[shard.length];
		long count = 1;
		for (int d = 0; d < chunks.length; d++) {
			final long along = shard[d] / chunk[d];
			if (shard[d] % chunk[d] != 0 || along > 1 << 24 || (count *= along) > 1 << 24) {
				throw json.wrong("chunk_shape", rule);
			}
			chunks[d] = (int) along;
		}
		final String location = json.text("index_location", "end");
		if (!location.equals("end") && !location.equals("start")) {
			throw json.wrong("index_location", "must be start or end");
		}
		final List<JsonFields> codecs = codecs(json, "index_codecs", chunk.length + 1);
		final long checksums = codecs.stream().filter(c -> c.text("name").equals("crc32c")).count();
		if (checksums != codecs.size() - 1) {
			throw json.wrong("index_codecs", "may be bytes and crc32c only");
		}
		return new Sharding(chunks, location.equals("start"), coding(codecs, 8), (int) (4 * checksums));
	}

	private static ChunkKeys keys(final JsonFields json) {
		final JsonFields encoding = json.object("chunk_key_encoding");
		final String name = encoding.text("name");
		final boolean v2 = name.equals("v2");
		if (!v2 && !name.equals("default")) {
			throw encoding.wrong("name", "must be default or v2");
		}
		final String otherwise = v2 ? "." : "/";
		final String separator = encoding.optionalObject("configuration").map(c -> separator(c, "separator", otherwise)).orElse(otherwise);
		return new ChunkKeys(v2 ? "" : "c" + separator, separator);
	}

	private static String separator(final JsonFields json, final String key, final String otherwise) {
		final String separator = json.text(key, otherwise);
		if (!separator.equals(".") && !separator.equals("/")) {
			throw json.wrong(key, "must be a dot or a slash");
		}
		return separator;
	}

	/** Returns the codecs in the order of writing, without transpositions that change nothing; never empty. */
	private static List<JsonFields> codecs(final JsonFields json, final String key, final int axes) {
		final List<JsonFields> codecs = new ArrayList<>(json.objects(key));
		while (!codecs.isEmpty() && codecs.get(0).text("name").equals("transpose")) {
			final JsonFields configuration = codecs.remove(0).object("configuration");
			final double[] order = configuration.numbers("order");
			for (int d = 0; d < axes; d++) {
				if (order.length != axes || order[d] != d) {
					throw configuration.wrong("order", "transposes chunks, which is not supported");
				}
			}
		}
		if (codecs.isEmpty()) {
			throw json.wrong(key, "must say how pixels become bytes");
		}
		return codecs;
	}

	private static Coding coding(final List<JsonFields> codecs, final int elementBytes) {
		final JsonFields first = codecs.get(0);
		if (!first.text("name").equals("bytes")) {
			throw first.wrong("name", "is " + first.text("name") + ", which is not supported; bytes must be first");
		}
		final String endian = first.optionalObject("configuration").map(c -> c.text("endian", "")).orElse("");
		if (!endian.equals("little") && !endian.equals("big") && (elementBytes > 1 || !endian.isEmpty())) {
			throw first.wrong("configuration.endian", "must be little or big");
		}
		final List<Codec> list = new ArrayList<>();
		codecs.subList(1, codecs.size()).forEach(c -> list.add(codec(c, "name")));
		Collections.reverse(list);
		return new Coding(endian.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, List.copyOf(list));
	}

	private static Codec codec(final JsonFields json, final String key) {
		final String name = json.text(key);
		return Codecs.of(name).orElseThrow(() -> json.wrong(key, "is " + name + ", which cannot be read: only " + Codecs.NAMES + " can"));
	}
}
