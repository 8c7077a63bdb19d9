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

import java.util.List;
import java.util.Locale;

import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Axis;
import io.github.granulardq.io.ImageMetadata.Channel;
import io.github.granulardq.io.ImageMetadata.Kind;

/** Writes the OME-XML (2016-06) of a file that holds one image, with the planes in order: channel, z, time. Stateless. */
final class OmeWriter {

	private static final String SCHEMA = "http://www.openmicroscopy.org/Schemas/OME/2016-06";
	private static final int OPAQUE = 0xff;

	private OmeWriter() {
	}

	/**
	 * Returns the text.
	 *
	 * @param size along each axis of the metadata
	 */
	static String xml(final ImageMetadata metadata, final long[] size, final PixelType type) {
		final long channels = count(metadata, size, Kind.CHANNEL);
		final long slices = count(metadata, size, Kind.Z);
		final long frames = count(metadata, size, Kind.TIME);
		final long planes = (metadata.rgb() ? 1 : channels) * slices * frames;
		final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
		xml.append("<OME xmlns=\"" + SCHEMA + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"" + SCHEMA + " " +
			SCHEMA + "/ome.xsd\"><Image ID=\"Image:0\"");
		attribute(xml, "Name", metadata.name());
		xml.append('>');
		if (!metadata.info().isEmpty()) {
			xml.append("<Description>").append(escaped(metadata.info())).append("</Description>");
		}
		xml.append("<Pixels ID=\"Pixels:0\" BigEndian=\"false\" Interleaved=\"" + metadata.rgb() + "\" DimensionOrder=\"XYCZT\"");
		attribute(xml, "Type", type == PixelType.FLOAT32 ? "float" : type.name().toLowerCase(Locale.ROOT));
		attribute(xml, "SizeX", Long.toString(size[0]));
		attribute(xml, "SizeY", Long.toString(size[1]));
		attribute(xml, "SizeZ", Long.toString(slices));
		attribute(xml, "SizeC", Long.toString(channels));
		attribute(xml, "SizeT", Long.toString(frames));
		for (final Axis axis : metadata.axes()) {
			scale(xml, axis);
		}
		xml.append('>');
		channels(xml, metadata, channels);
		xml.append("<TiffData IFD=\"0\" FirstC=\"0\" FirstZ=\"0\" FirstT=\"0\" PlaneCount=\"" + planes + "\"/>");
		position(xml, metadata);
		return xml.append("</Pixels></Image></OME>").toString();
	}

	private static long count(final ImageMetadata metadata, final long[] size, final Kind kind) {
		final int axis = metadata.axis(kind);
		return axis < 0 ? 1 : size[axis];
	}

	private static void scale(final StringBuilder xml, final Axis axis) {
		if (axis.unit().isEmpty() || axis.kind() == Kind.CHANNEL) {
			return;
		}
		final boolean time = axis.kind() == Kind.TIME;
		final String key = time ? "TimeIncrement" : "PhysicalSize" + axis.kind();
		attribute(xml, key, Double.toString(axis.step()));
		attribute(xml, key + "Unit", time ? Units.omeTime(axis.unit()) : Units.omeLength(axis.unit()));
	}

	private static void channels(final StringBuilder xml, final ImageMetadata metadata, final long count) {
		final List<Channel> known = metadata.channels();
		for (int c = 0; c < (metadata.rgb() ? 1 : count); c++) {
			xml.append("<Channel ID=\"Channel:0:" + c + "\" SamplesPerPixel=\"" + (metadata.rgb() ? count : 1) + "\"");
			if (!metadata.rgb() && c < known.size()) {
				if (!known.get(c).name().isEmpty()) {
					attribute(xml, "Name", known.get(c).name());
				}
				if (known.get(c).colour() != -1) {
					attribute(xml, "Color", Integer.toString(known.get(c).colour() << Byte.SIZE | OPAQUE));
				}
			}
			xml.append("/>");
		}
	}

	/** The only place for an origin. */
	private static void position(final StringBuilder xml, final ImageMetadata metadata) {
		if (metadata.axes().stream().noneMatch(OmeWriter::isPlaced)) {
			return;
		}
		xml.append("<Plane TheC=\"0\" TheZ=\"0\" TheT=\"0\"");
		for (final Axis axis : metadata.axes()) {
			if (isPlaced(axis)) {
				attribute(xml, "Position" + axis.kind(), Double.toString(axis.origin()));
				attribute(xml, "Position" + axis.kind() + "Unit", Units.omeLength(axis.unit()));
			}
		}
		xml.append("/>");
	}

	private static boolean isPlaced(final Axis axis) {
		return axis.kind() != Kind.CHANNEL && axis.kind() != Kind.TIME && !axis.unit().isEmpty() && axis.origin() != 0;
	}

	private static void attribute(final StringBuilder xml, final String key, final String value) {
		xml.append(' ').append(key).append("=\"").append(escaped(value)).append('"');
	}

	/** Characters that XML does not allow become spaces. */
	private static String escaped(final String text) {
		final StringBuilder out = new StringBuilder();
		text.codePoints().forEach(c -> {
			switch (c) {
				case '&' -> out.append("&amp;");
				case '<' -> out.append("&lt;");
				case '>' -> out.append("&gt;");
				case '"' -> out.append("&quot;");
				case '\n', '\t', '\r' -> out.append("&#").append(c).append(';');
				default -> out.appendCodePoint(c < ' ' || c >= 0xd800 && c < 0xe000 || c == 0xfffe || c == 0xffff ? ' ' : c);
			}
		});
		return out.toString();
	}
}
