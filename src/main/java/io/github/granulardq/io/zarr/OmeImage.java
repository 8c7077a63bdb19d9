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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonObject;

import io.github.granulardq.InputException;
import io.github.granulardq.io.ImageMetadata.Axis;
import io.github.granulardq.io.ImageMetadata.Channel;
import io.github.granulardq.io.ImageMetadata.Kind;

/**
 * What the metadata of OME-Zarr say of an image. Versions 0.1 to 0.5 are understood.
 *
 * @param array folder of the array with the highest resolution
 * @param name of the image; may be empty
 * @param axes in Zarr's order; empty if the metadata do not tell
 * @param channels as the metadata list them; may be empty
 * @param rgb whether channels are the colours of a colour image, which OME-Zarr does not say: an entry of ours does, see {@link #EXTRA}
 * @param labels of planes, from the same entry
 * @param info further text, from the same entry
 */
record OmeImage(Path array, String name, List<Axis> axes, List<Channel> channels, boolean rgb, List<String> labels, String info) {

	/** The attribute of the group with what OME-Zarr has no place for: {@code rgb}, {@code labels} and {@code info}. */
	static final String EXTRA = "granular_dq";

	/**
	 * Reads the metadata of a folder, which may also be a plain array.
	 *
	 * @throws InputException if it is not an image, or the metadata are damaged
	 */
	static OmeImage read(final Path folder) {
		final Path file = ArrayParser.metadataFile(folder).orElseThrow(() -> new InputException("\"" + folder +
			"\" is a folder, but not a Zarr folder: neither zarr.json, .zgroup nor .zarray is there."));
		final JsonFields root = attributes(folder, file);
		final JsonFields ome = root.optionalObject("ome").orElse(root);
		final List<JsonFields> multiscales = ome.objects("multiscales");
		if (!multiscales.isEmpty()) {
			return multiscale(folder, root, ome, multiscales.get(0));
		}
		if (file.endsWith(ArrayParser.V2_ARRAY) || file.endsWith(ArrayParser.V3) && JsonFields.read(file).text("node_type").equals("array")) {
			return new OmeImage(folder, "", List.of(), List.of(), false, List.of(), "");
		}
		if (ome.has("plate") || ome.has("well")) {
			throw new InputException("\"" + folder + "\" is a plate or a well of several images: give the folder of one of them.");
		}
		if (ome.has("bioformats2raw.layout") && Files.isDirectory(folder.resolve("0"))) {
			if (Files.isDirectory(folder.resolve("1"))) {
				throw new InputException("\"" + folder + "\" holds several images: give the folder of one of them, such as \"" + folder.resolve("0") +
					"\".");
			}
			return read(folder.resolve("0"));
		}
		throw new InputException("\"" + folder + "\" is a Zarr group but not an image: its metadata have no multiscales; give the folder of an array.");
	}

	private static JsonFields attributes(final Path folder, final Path file) {
		if (file.endsWith(ArrayParser.V3)) {
			return JsonFields.read(file).optionalObject("attributes").orElse(new JsonFields(new JsonObject(), "", file));
		}
		final Path attributes = folder.resolve(ArrayParser.V2_ATTRIBUTES);
		return Files.exists(attributes) ? JsonFields.read(attributes) : new JsonFields(new JsonObject(), "", file);
	}

	private static OmeImage multiscale(final Path folder, final JsonFields root, final JsonFields ome, final JsonFields multiscale) {
		final List<JsonFields> datasets = multiscale.objects("datasets");
		if (datasets.isEmpty()) {
			throw multiscale.wrong("datasets", "must list at least one array");
		}
		final JsonFields dataset = datasets.get(0);
		final Path array = folder.resolve(dataset.text("path")).normalize();
		if (!array.startsWith(folder.normalize())) {
			throw dataset.wrong("path", "leads out of the folder");
		}
		final List<Axis> axes = axes(multiscale);
		final Transform transform = Transform.of(dataset, axes.size()).then(Transform.of(multiscale, axes.size()));
		for (int d = 0; d < axes.size(); d++) {
			final Axis axis = axes.get(d);
			final double step = transform.scale()[d];
			final double origin = transform.translation()[d];
			if (!(step > 0) || Double.isInfinite(step) || !Double.isFinite(origin)) {
				throw dataset.wrong("coordinateTransformations", "must scale by numbers above 0");
			}
			axes.set(d, new Axis(axis.kind(), step, origin, axis.unit()));
		}
		final Optional<JsonFields> omero = ome.optionalObject("omero");
		final Optional<JsonFields> extra = root.optionalObject(EXTRA);
		return new OmeImage(array, multiscale.text("name", omero.map(o -> o.text("name", "")).orElse("")), axes, omero.map(OmeImage::channels).orElse(List
			.of()), extra.map(e -> e.flag("rgb")).orElse(false), extra.map(e -> e.texts("labels")).orElse(List.of()), extra.map(e -> e.text("info", ""))
				.orElse(""));
	}

	/** Objects since version 0.4, names in 0.3, and always t, c, z, y, x before. */
	private static List<Axis> axes(final JsonFields multiscale) {
		final List<Axis> axes = new ArrayList<>();
		if (!multiscale.has("axes")) {
			List.of(Kind.TIME, Kind.CHANNEL, Kind.Z, Kind.Y, Kind.X).forEach(kind -> axes.add(Axis.of(kind)));
			return axes;
		}
		final List<String> names = multiscale.texts("axes");
		final boolean named = names.stream().noneMatch(String::isEmpty);
		for (int d = 0; d < names.size(); d++) {
			final Optional<JsonFields> object = named ? Optional.empty() : Optional.of(multiscale.objects("axes").get(d));
			final String name = object.map(o -> o.text("name")).orElse(names.get(d));
			final Kind kind = kind(name).or(() -> object.flatMap(o -> kind(o.text("type", "")))).orElseThrow(() -> multiscale.wrong("axes", "has the axis '" +
				name + "': only t, c, z, y and x can be read"));
			axes.add(new Axis(kind, 1, 0, object.map(o -> o.text("unit", "")).orElse("")));
		}
		final List<Kind> kinds = axes.stream().map(Axis::kind).toList();
		if (kinds.stream().distinct().count() < kinds.size() || !kinds.contains(Kind.X) || !kinds.contains(Kind.Y)) {
			throw multiscale.wrong("axes", "must be x, y and others, each once");
		}
		return axes;
	}

	/** Returns what an axis of this name counts. */
	static Optional<Kind> kind(final String name) {
		return Optional.ofNullable(switch (name) {
			case "x", "X" -> Kind.X;
			case "y", "Y" -> Kind.Y;
			case "z", "Z" -> Kind.Z;
			case "c", "C", "channel" -> Kind.CHANNEL;
			case "t", "T", "time" -> Kind.TIME;
			default -> null;
		});
	}

	private static List<Channel> channels(final JsonFields omero) {
		return omero.objects("channels").stream().map(channel -> {
			final Optional<JsonFields> window = channel.optionalObject("window");
			return new Channel(channel.text("label", ""), colour(channel.text("color", "")), window.map(w -> w.number("start", Double.NaN)).orElse(
				Double.NaN), window.map(w -> w.number("end", Double.NaN)).orElse(Double.NaN));
		}).toList();
	}

	private static int colour(final String text) {
		return text.matches("#?[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?") ? Integer.parseInt(text.replace("#", "").substring(0, 6), 16) : -1;
	}

	/** Scale and translation of each axis, in Zarr's order: coordinate = scale x index + translation. */
	private record Transform(double[] scale, double[] translation) {

		static Transform of(final JsonFields json, final int axes) {
			final String key = "coordinateTransformations";
			final Transform all = new Transform(new double[axes], new double[axes]);
			Arrays.fill(all.scale, 1);
			for (final JsonFields one : json.objects(key)) {
				final String type = one.text("type");
				if (type.equals("identity")) {
					continue;
				}
				if (!type.equals("scale") && !type.equals("translation") || !one.has(type)) {
					throw json.wrong(key, "may be lists of scales and translations only");
				}
				final double[] numbers = one.numbers(type);
				if (numbers.length != axes) {
					throw one.wrong(type, "must have a number for each axis");
				}
				for (int d = 0; d < axes; d++) {
					all.scale[d] *= type.equals("scale") ? numbers[d] : 1;
					all.translation[d] = type.equals("scale") ? all.translation[d] * numbers[d] : all.translation[d] + numbers[d];
				}
			}
			return all;
		}

		Transform then(final Transform next) {
			final Transform both = new Transform(scale.clone(), translation.clone());
			for (int d = 0; d < scale.length; d++) {
				both.scale[d] *= next.scale[d];
				both.translation[d] = translation[d] * next.scale[d] + next.translation[d];
			}
			return both;
		}
	}
}
