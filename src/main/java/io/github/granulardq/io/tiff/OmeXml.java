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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import io.github.granulardq.io.ImageMetadata.Channel;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The OME-XML of an OME-TIFF file that holds one image by itself. Immutable.
 *
 * @param sizes along X, Y, Z, C and T
 * @param steps the same of what is between pixels; NaN where nothing is said, and always along C
 * @param origins the same of the first pixel's position; 0 where nothing is said
 * @param units the same of names; empty where nothing is said
 * @param directories for each plane, c fastest, then z, then t, the number of its TIFF directory; -1 where there is none
 */
record OmeXml(String name, String description, int[] sizes, double[] steps, double[] origins, String[] units, int[] directories, int samples,
	List<Channel> channels)
{

	private static final String AXES = "XYZCT";
	private static final int Z = 2;
	private static final int C = 3;
	private static final int T = 4;
	private static final int MAX_PLANES = 1 << 24;

	/**
	 * Reads it.
	 *
	 * @param text the description of the first directory
	 * @param directories how many the file has
	 * @return empty if it is no OME-XML
	 * @throws IOException if it is damaged, or the file alone does not hold one image; the message says why
	 */
	static Optional<OmeXml> of(final String text, final int directories) throws IOException {
		final String start = text.stripLeading();
		if (!start.startsWith("<") || !start.contains("openmicroscopy.org/Schemas/")) {
			return Optional.empty();
		}
		try {
			return Optional.of(read(parse(start), directories));
		}
		catch (final SAXException | NumberFormatException e) {
			throw new IOException("its OME-XML is damaged", e);
		}
	}

	private static Element parse(final String text) throws IOException, SAXException {
		try {
			final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true); // nothing of the net or the disk is read
			factory.setNamespaceAware(true);
			final DocumentBuilder builder = factory.newDocumentBuilder();
			builder.setErrorHandler(new DefaultHandler()); // else it prints
			return builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
		}
		catch (final ParserConfigurationException e) {
			throw new IllegalStateException("this Java has no safe XML parser", e);
		}
	}

	private static OmeXml read(final Element root, final int directories) throws IOException {
		if (!children(root, "BinaryOnly").isEmpty()) {
			throw new IOException("it is one file of an OME-TIFF of several: save the image in a single file");
		}
		final List<Element> images = children(root, "Image");
		if (images.size() != 1) {
			throw new IOException("it holds " + images.size() + " images (series): save the one to process by itself");
		}
		final Element image = images.get(0);
		final List<Element> all = children(image, "Pixels");
		if (all.size() != 1) {
			throw new IOException("its OME-XML is damaged: " + all.size() + " descriptions of its pixels");
		}
		final Element pixels = all.get(0);
		requireSingleFile(root, pixels);
		final int[] sizes = new int[AXES.length()];
		long planes = 1;
		for (int d = 0; d < sizes.length; d++) {
			sizes[d] = Integer.parseInt(pixels.getAttribute("Size" + AXES.charAt(d)).strip());
			planes = d < Z ? planes : Math.multiplyExact(planes, sizes[d]);
			if (sizes[d] < 1 || planes > MAX_PLANES) {
				throw new IOException("its OME-XML is damaged: sizes of " + Arrays.toString(sizes));
			}
		}
		final List<Element> channels = children(pixels, "Channel");
		final String perPixel = channels.isEmpty() ? "" : channels.get(0).getAttribute("SamplesPerPixel");
		final int samples = perPixel.isBlank() ? 1 : Integer.parseInt(perPixel.strip());
		if (samples < 1 || sizes[C] % samples != 0) {
			throw new IOException("its OME-XML is damaged: " + samples + " samples in " + sizes[C] + " channels");
		}
		final int[] map = directories(pixels, sizes, samples, directories);
		final double[] steps = { number(pixels, "PhysicalSizeX", Double.NaN), number(pixels, "PhysicalSizeY", Double.NaN), number(pixels,
			"PhysicalSizeZ", Double.NaN), Double.NaN, number(pixels, "TimeIncrement", Double.NaN) };
		final String[] units = { unit(pixels, "PhysicalSizeXUnit", steps[0], "\u00b5m"), unit(pixels, "PhysicalSizeYUnit", steps[1], "\u00b5m"),
			unit(pixels, "PhysicalSizeZUnit", steps[2], "\u00b5m"), "", unit(pixels, "TimeIncrementUnit", steps[T], "s") };
		final List<Element> descriptions = children(image, "Description");
		return new OmeXml(image.getAttribute("Name"), descriptions.isEmpty() ? "" : descriptions.get(0).getTextContent(), sizes, steps, origins(pixels,
			units), units, map, samples, samples > 1 ? List.of() : channels.stream().map(OmeXml::channel).toList());
	}

	/** A file that names others holds a part of the image only. */
	private static void requireSingleFile(final Element root, final Element pixels) throws IOException {
		final String own = root.getAttribute("UUID");
		final List<String> files = children(pixels, "TiffData").stream().flatMap(d -> children(d, "UUID").stream()).map(u -> u.getTextContent().strip())
			.distinct().toList();
		if (files.size() > 1 || files.size() == 1 && !own.isEmpty() && !files.get(0).equals(own)) {
			throw new IOException("it is one file of an OME-TIFF of several: save the image in a single file");
		}
	}

	private static int[] directories(final Element pixels, final int[] sizes, final int samples, final int directories) throws IOException {
		final int[] counts = sizes.clone();
		counts[C] /= samples;
		final int planes = counts[Z] * counts[C] * counts[T];
		final int[] map = new int[planes];
		Arrays.fill(map, -1);
		final String order = pixels.getAttribute("DimensionOrder");
		if (order.length() != AXES.length() || !order.startsWith("XY") || AXES.chars().anyMatch(a -> order.indexOf(a) < 0)) {
			throw new IOException("its OME-XML is damaged: an order of axes \"" + order + "\"");
		}
		final List<Element> parts = children(pixels, "TiffData");
		for (final Element part : parts) {
			final boolean counted = !part.getAttribute("PlaneCount").isBlank();
			final boolean placed = !part.getAttribute("IFD").isBlank();
			final int first = (int) number(part, "IFD", 0);
			final int count = counted ? (int) number(part, "PlaneCount", 0) : placed ? 1 : directories;
			final int[] start = { 0, 0, (int) number(part, "FirstZ", 0), (int) number(part, "FirstC", 0) / samples, (int) number(part, "FirstT", 0) };
			long index = 0;
			for (int d = order.length() - 1; d >= Z; d--) {
				final int axis = AXES.indexOf(order.charAt(d));
				index = index * counts[axis] + start[axis];
			}
			for (int i = 0; i < count && index + i < planes; i++) {
				if (index < 0 || first < 0 || first + i >= directories) {
					break;
				}
				map[canonical((int) index + i, order, counts)] = first + i;
			}
		}
		return map;
	}

	/** From the number of a plane in the file's order to that with c fastest, then z, then t. */
	private static int canonical(final int plane, final String order, final int[] counts) {
		final int[] position = new int[AXES.length()];
		int rest = plane;
		for (int d = Z; d < order.length(); d++) {
			final int axis = AXES.indexOf(order.charAt(d));
			position[axis] = rest % counts[axis];
			rest /= counts[axis];
		}
		return (position[T] * counts[Z] + position[Z]) * counts[C] + position[C];
	}

	private static double[] origins(final Element pixels, final String[] units) {
		final double[] origins = new double[AXES.length()];
		for (final Element plane : children(pixels, "Plane")) {
			if (number(plane, "TheC", 0) == 0 && number(plane, "TheZ", 0) == 0 && number(plane, "TheT", 0) == 0) {
				for (int d = 0; d <= Z; d++) {
					final String key = "Position" + AXES.charAt(d);
					final boolean same = unit(plane, key + "Unit", 0, "reference frame").equals(units[d]);
					origins[d] = same ? number(plane, key, 0) : 0;
				}
			}
		}
		return origins;
	}

	private static Channel channel(final Element channel) {
		final String colour = channel.getAttribute("Color").strip();
		final int rgb = colour.isEmpty() ? -1 : (int) Long.parseLong(colour) >>> Byte.SIZE; // RGBA in 32 signed bits
		return new Channel(channel.getAttribute("Name"), rgb, Double.NaN, Double.NaN);
	}

	private static String unit(final Element element, final String key, final double value, final String otherwise) {
		final String unit = element.getAttribute(key);
		return Double.isNaN(value) ? "" : unit.isEmpty() ? otherwise : unit;
	}

	private static double number(final Element element, final String key, final double otherwise) {
		final String text = element.getAttribute(key).strip();
		return text.isEmpty() ? otherwise : Double.parseDouble(text);
	}

	private static List<Element> children(final Element parent, final String name) {
		final List<Element> found = new ArrayList<>();
		for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
			if (node instanceof final Element element && name.equals(element.getLocalName())) {
				found.add(element);
			}
		}
		return found;
	}
}
