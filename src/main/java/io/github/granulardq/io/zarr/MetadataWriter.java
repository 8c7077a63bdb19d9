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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Axis;
import io.github.granulardq.io.ImageMetadata.Channel;
import io.github.granulardq.io.ImageMetadata.Kind;

/** Writes the metadata of arrays and of the image that they are resolutions of. Stateless. */
final class MetadataWriter {

	private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

	private static final List<String> PRIMARIES = List.of("FF0000", "00FF00", "0000FF");

	private MetadataWriter() {
	}

	/** Writes the metadata of an array into its folder, which is there. */
	static void array(final ZarrChunks chunks, final List<Axis> axes) throws IOException {
		final boolean v2 = chunks.version() == ZarrVersion.V04;
		write(chunks.folder().resolve(v2 ? ArrayParser.V2_ARRAY : ArrayParser.V3), v2 ? v2(chunks) : v3(chunks, axes));
	}

	private static JsonObject v2(final ZarrChunks chunks) {
		final JsonObject json = new JsonObject();
		json.addProperty("zarr_format", 2);
		json.add("shape", numbers(Boxes.permute(chunks.size(), chunks.order())));
		json.add("chunks", chunkShape(chunks));
		json.addProperty("dtype", chunks.type().v2());
		json.addProperty("order", "C");
		json.addProperty("fill_value", 0);
		json.addProperty("dimension_separator", "/");
		final JsonObject zstd = new JsonObject();
		zstd.addProperty("id", "zstd");
		zstd.addProperty("level", Codecs.ZSTD_LEVEL);
		json.add("compressor", zstd);
		json.add("filters", null);
		return json;
	}

	private static JsonObject v3(final ZarrChunks chunks, final List<Axis> axes) {
		final JsonObject json = new JsonObject();
		json.addProperty("zarr_format", 3);
		json.addProperty("node_type", "array");
		json.add("shape", numbers(Boxes.permute(chunks.size(), chunks.order())));
		json.addProperty("data_type", chunks.type().v3());
		final JsonObject grid = new JsonObject();
		grid.add("chunk_shape", chunkShape(chunks));
		json.add("chunk_grid", named("regular", grid));
		final JsonObject keys = new JsonObject();
		keys.addProperty("separator", "/");
		json.add("chunk_key_encoding", named("default", keys));
		json.addProperty("fill_value", 0);
		final JsonObject bytes = new JsonObject();
		bytes.addProperty("endian", "little");
		final JsonObject zstd = new JsonObject();
		zstd.addProperty("level", Codecs.ZSTD_LEVEL);
		zstd.addProperty("checksum", true);
		final JsonArray codecs = new JsonArray();
		codecs.add(named("bytes", bytes));
		codecs.add(named("zstd", zstd));
		json.add("codecs", codecs);
		final JsonArray names = new JsonArray();
		Arrays.stream(chunks.order()).forEach(axis -> names.add(name(axes.get(axis).kind())));
		json.add("dimension_names", names);
		json.add("attributes", new JsonObject());
		return json;
	}

	/**
	 * Writes the metadata of the image, by which the folder becomes one.
	 *
	 * @param levels the resolutions, the highest first
	 */
	static void image(final Path folder, final ImageMetadata metadata, final List<ZarrChunks> levels) throws IOException {
		final ZarrChunks base = levels.get(0);
		final boolean v2 = base.version() == ZarrVersion.V04;
		final JsonObject multiscale = new JsonObject();
		if (v2) {
			multiscale.addProperty("version", "0.4");
		}
		multiscale.addProperty("name", metadata.name());
		final JsonArray axes = new JsonArray();
		Arrays.stream(base.order()).mapToObj(metadata.axes()::get).forEach(axis -> axes.add(axis(axis)));
		multiscale.add("axes", axes);
		final JsonArray datasets = new JsonArray();
		levels.forEach(level -> datasets.add(dataset(level, datasets.size(), metadata)));
		multiscale.add("datasets", datasets);
		multiscale.addProperty("type", "mean");
		final JsonArray multiscales = new JsonArray();
		multiscales.add(multiscale);

		final JsonObject ome = new JsonObject();
		if (!v2) {
			ome.addProperty("version", "0.5");
		}
		ome.add("multiscales", multiscales);
		if (!metadata.channels().isEmpty() || metadata.rgb()) {
			ome.add("omero", omero(metadata, base.type()));
		}
		final JsonObject attributes = new JsonObject();
		if (v2) {
			ome.entrySet().forEach(e -> attributes.add(e.getKey(), e.getValue()));
		}
		else {
			attributes.add("ome", ome);
		}
		final JsonObject extra = extra(metadata, base.size());
		if (extra.size() > 0) {
			attributes.add(OmeImage.EXTRA, extra);
		}

		final JsonObject group = new JsonObject();
		group.addProperty("zarr_format", v2 ? 2 : 3);
		if (v2) {
			write(folder.resolve(ArrayParser.V2_ATTRIBUTES), attributes);
			write(folder.resolve(ArrayParser.V2_GROUP), group);
			return;
		}
		group.addProperty("node_type", "group");
		group.add("attributes", attributes);
		write(folder.resolve(ArrayParser.V3), group);
	}

	private static JsonObject axis(final Axis axis) {
		final JsonObject json = new JsonObject();
		json.addProperty("name", name(axis.kind()));
		json.addProperty("type", switch (axis.kind()) {
			case TIME -> "time";
			case CHANNEL -> "channel";
			default -> "space";
		});
		final String unit = Units.of(axis.kind(), axis.unit());
		if (!unit.isEmpty()) {
			json.addProperty("unit", unit);
		}
		return json;
	}

	/** Pixels of a level are 2^level as wide, and their centres between those of the level below. */
	private static JsonObject dataset(final ZarrChunks chunks, final int level, final ImageMetadata metadata) {
		final JsonArray scale = new JsonArray();
		final JsonArray translation = new JsonArray();
		for (final int d : chunks.order()) {
			final Axis axis = metadata.axes().get(d);
			final double factor = axis.kind() == Kind.X || axis.kind() == Kind.Y ? Math.scalb(1.0, level) : 1;
			scale.add(axis.step() * factor);
			translation.add(axis.origin() + axis.step() * (factor - 1) / 2);
		}
		final JsonArray transforms = new JsonArray();
		transforms.add(transform("scale", scale));
		transforms.add(transform("translation", translation));
		final JsonObject json = new JsonObject();
		json.addProperty("path", Integer.toString(level));
		json.add("coordinateTransformations", transforms);
		return json;
	}

	private static JsonObject transform(final String type, final JsonArray numbers) {
		final JsonObject json = new JsonObject();
		json.addProperty("type", type);
		json.add(type, numbers);
		return json;
	}

	/** OMERO's settings want a colour and a window for each channel: where nothing is known, white or a primary, and all of an integer's range. */
	private static JsonObject omero(final ImageMetadata metadata, final ElementType type) {
		final JsonArray channels = new JsonArray();
		final int count = metadata.channels().isEmpty() ? 3 : metadata.channels().size();
		for (int i = 0; i < count; i++) {
			final Channel channel = metadata.channels().isEmpty() ? new Channel("", -1, Double.NaN, Double.NaN) : metadata.channels().get(i);
			final String unknown = metadata.rgb() && i < 3 ? PRIMARIES.get(i) : "FFFFFF";
			final JsonObject window = new JsonObject();
			final double low = Double.isFinite(channel.low()) ? channel.low() : 0;
			final double high = Double.isFinite(channel.high()) ? channel.high() : type.white();
			window.addProperty("min", Math.min(0, low));
			window.addProperty("max", Math.max(type.white(), high));
			window.addProperty("start", low);
			window.addProperty("end", high);
			final JsonObject json = new JsonObject();
			json.addProperty("label", channel.name());
			json.addProperty("color", channel.colour() < 0 ? unknown : String.format(Locale.ROOT, "%06X", channel.colour() & 0xffffff));
			json.addProperty("active", true);
			json.add("window", window);
			channels.add(json);
		}
		final JsonObject rendering = new JsonObject();
		rendering.addProperty("model", count > 1 ? "color" : "greyscale");
		final JsonObject json = new JsonObject();
		json.addProperty("name", metadata.name());
		json.add("channels", channels);
		json.add("rdefs", rendering);
		return json;
	}

	private static JsonObject extra(final ImageMetadata metadata, final long[] size) {
		final JsonObject json = new JsonObject();
		if (metadata.rgb()) {
			json.addProperty("rgb", true);
		}
		if (!metadata.labels().isEmpty()) {
			final JsonArray labels = new JsonArray();
			labels(metadata, size).forEach(labels::add);
			json.add("labels", labels);
		}
		if (!metadata.info().isEmpty()) {
			json.addProperty("info", metadata.info());
		}
		return json;
	}

	/** Returns the labels in the order in which {@link ZarrSource} has planes: of c, z, t. */
	private static List<String> labels(final ImageMetadata metadata, final long[] size) {
		final int[] axes = IntStream.range(2, size.length).filter(d -> !metadata.rgb() || metadata.axes().get(d).kind() != Kind.CHANNEL).toArray();
		final List<Integer> sorted = Arrays.stream(axes).boxed().sorted(Comparator.comparing(d -> metadata.axes().get(d).kind())).toList();
		final long planes = Arrays.stream(axes).mapToLong(d -> size[d]).reduce(1, (a, b) -> a * b);
		if (planes != metadata.labels().size()) {
			return metadata.labels();
		}
		final List<String> labels = new ArrayList<>();
		for (int plane = 0; plane < planes; plane++) {
			final long[] position = new long[size.length];
			long rest = plane;
			for (final int d : sorted) {
				position[d] = rest % size[d];
				rest /= size[d];
			}
			long index = 0;
			for (int i = axes.length - 1; i >= 0; i--) {
				index = index * size[axes[i]] + position[axes[i]];
			}
			labels.add(metadata.labels().get((int) index));
		}
		return labels;
	}

	private static String name(final Kind kind) {
		return kind.name().substring(0, 1).toLowerCase(Locale.ROOT);
	}

	private static JsonArray chunkShape(final ZarrChunks chunks) {
		return numbers(Arrays.stream(Boxes.permute(chunks.block(), chunks.order())).asLongStream().toArray());
	}

	private static JsonArray numbers(final long[] numbers) {
		final JsonArray array = new JsonArray();
		Arrays.stream(numbers).forEach(array::add);
		return array;
	}

	private static JsonObject named(final String name, final JsonObject configuration) {
		final JsonObject json = new JsonObject();
		json.addProperty("name", name);
		json.add("configuration", configuration);
		return json;
	}

	private static void write(final Path file, final JsonObject json) throws IOException {
		Folders.replace(file, (GSON.toJson(json) + "\n").getBytes(StandardCharsets.UTF_8), true);
	}
}
