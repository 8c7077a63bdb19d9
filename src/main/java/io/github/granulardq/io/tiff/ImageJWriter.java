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

import java.util.ArrayList;
import java.util.List;

import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Axis;
import io.github.granulardq.io.ImageMetadata.Channel;
import io.github.granulardq.io.ImageMetadata.Kind;

/** What ImageJ wants to know of a file, in its description and its own tags. Stateless. */
final class ImageJWriter {

	private static final double ORIGIN_TOLERANCE = 1e-9;

	private ImageJWriter() {
	}

	/**
	 * Returns the description.
	 *
	 * @param size along each axis of the metadata
	 */
	static String description(final ImageMetadata metadata, final long[] size) {
		final ImageJDescription.Writer text = new ImageJDescription.Writer();
		final long channels = metadata.rgb() ? 1 : count(metadata, size, Kind.CHANNEL);
		final long slices = count(metadata, size, Kind.Z);
		final long frames = count(metadata, size, Kind.TIME);
		final long planes = channels * slices * frames;
		if (planes > 1) {
			text.add("images", planes);
			addCount(text, "channels", channels);
			addCount(text, "slices", slices);
			addCount(text, "frames", frames);
			if (channels > 1 || slices > 1 && frames > 1) {
				text.add("hyperstack", "true");
			}
			if (channels > 1) {
				text.add("mode", metadata.channels().isEmpty() ? "grayscale" : "composite");
			}
		}
		addUnits(text, metadata, planes > 1);
		if (channels == 1 && metadata.channels().size() == 1) {
			final Channel channel = metadata.channels().get(0);
			if (channel.low() < channel.high()) {
				text.add("min", channel.low()).add("max", channel.high());
			}
		}
		return text.text();
	}

	private static void addCount(final ImageJDescription.Writer text, final String key, final long count) {
		if (count > 1) {
			text.add(key, count);
		}
	}

	private static long count(final ImageMetadata metadata, final long[] size, final Kind kind) {
		final int axis = metadata.axis(kind);
		return axis < 0 ? 1 : size[axis];
	}

	private static void addUnits(final ImageJDescription.Writer text, final ImageMetadata metadata, final boolean stack) {
		final Axis x = metadata.axes().get(0);
		final Axis y = metadata.axes().get(1);
		final int zIndex = metadata.axis(Kind.Z);
		final Axis z = zIndex < 0 ? null : metadata.axes().get(zIndex);
		final String unit = Units.imageJLength(x.unit());
		if (!unit.isEmpty()) {
			text.add("unit", unit);
		}
		final int time = metadata.axis(Kind.TIME);
		if (time >= 0 && !metadata.axes().get(time).unit().isEmpty()) {
			text.add("finterval", metadata.axes().get(time).step());
			final String timeUnit = Units.imageJTime(metadata.axes().get(time).unit());
			if (!timeUnit.equals("sec")) {
				text.add("tunit", timeUnit);
			}
		}
		if (!unit.isEmpty() && !Units.imageJLength(y.unit()).equals(unit)) {
			text.add("yunit", Units.imageJLength(y.unit()));
		}
		if (z != null && stack) {
			if (!unit.isEmpty() && !z.unit().isEmpty() && !Units.imageJLength(z.unit()).equals(unit)) {
				text.add("zunit", Units.imageJLength(z.unit()));
			}
			final double spacing = unit.isEmpty() ? z.step() / x.step() : z.step();
			if (spacing != 1 && (!unit.isEmpty() || z.unit().isEmpty())) {
				text.add("spacing", spacing);
			}
		}
		addOrigin(text, "xorigin", x);
		addOrigin(text, "yorigin", y);
		if (z != null) {
			addOrigin(text, "zorigin", z);
		}
	}

	/** In pixels; enlarging an image without a unit moves the centre of its first pixel, which is no origin. */
	private static void addOrigin(final ImageJDescription.Writer text, final String key, final Axis axis) {
		final double origin = -axis.origin() / axis.step();
		final double none = axis.unit().isEmpty() ? (1 - axis.step()) / 2 / axis.step() : 0;
		if (Math.abs(origin - none) > ORIGIN_TOLERANCE) {
			text.add(key, origin);
		}
	}

	/**
	 * Returns what goes to ImageJ's own tags.
	 *
	 * @param planes how many there are
	 */
	static ImageJExtras extras(final ImageMetadata metadata, final long planes) {
		final List<Channel> channels = metadata.rgb() ? List.of() : metadata.channels();
		final boolean ranges = channels.size() > 1 && channels.stream().allMatch(c -> c.low() < c.high());
		final boolean colours = channels.stream().anyMatch(c -> c.colour() != -1);
		List<String> labels = metadata.labels().size() == planes ? metadata.labels() : List.of();
		if (labels.isEmpty() && channels.stream().anyMatch(c -> !c.name().isEmpty())) {
			final List<String> names = new ArrayList<>(); // the only place for them
			for (int i = 0; i < planes; i++) {
				names.add(channels.get(i % channels.size()).name());
			}
			labels = names;
		}
		return new ImageJExtras(metadata.info(), labels, ranges ? channels.stream().map(c -> new double[] { c.low(), c.high() }).toList() : List.of(),
			colours ? channels.stream().map(Channel::colour).toList() : List.of());
	}
}
