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

import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.TextRoi;
import io.github.granulardq.allocation.BitMap;
import io.github.granulardq.command.BitSummary;

/**
 * Shows bits over the image that they belong to: each patch with a border and a veil in the colour of its bits, on its own plane, and a legend. Shapes have
 * names that start with {@value #PREFIX}, so that they can be taken away and others stay. Stateless.
 */
public final class BitMapOverlay {

	/** Names of all shapes start with this. */
	public static final String PREFIX = "bits: ";

	/** Beyond this number of patches, ImageJ would become slow; the image of bits shows them all. */
	public static final int MOST = 50_000;

	private static final int RGB_BITS = 24;

	private static final int VEIL = 0x34;
	private static final int BORDER = 0xd0;
	private static final Color PANEL = new Color(0, 0, 0, 170);

	private static final int SMALLEST_FONT = 8;
	private static final int FONT_SHARE = 28;

	private BitMapOverlay() {
	}

	/**
	 * Shows bits over the image, in place of those that were shown before.
	 *
	 * @return whether they are shown; false if there are more than {@link #MOST} patches
	 */
	static boolean show(final BitMapImage bits) {
		remove(bits.original());
		return add(bits);
	}

	/** As {@link #show}, beside those that were shown before. */
	static boolean add(final BitMapImage bits) {
		final ImagePlus image = bits.original();
		final List<Roi> shapes = bits.bits().entries().size() > MOST ? List.of() : shapes(bits);
		final Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay().duplicate();
		shapes.forEach(overlay::add);
		image.setOverlay(overlay.size() == 0 ? null : overlay);
		if (!shapes.isEmpty()) {
			image.setHideOverlay(false);
		}
		return !shapes.isEmpty();
	}

	/** Takes the bits away that are shown over an image. */
	public static void remove(final ImagePlus image) {
		if (image.getOverlay() != null) {
			restore(image, null);
		}
	}

	/** Shows what an overlay holds of bits, null for nothing, in place of the bits that are shown over an image; other shapes stay as they are now. */
	static void restore(final ImagePlus image, final Overlay before) {
		final Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay().duplicate();
		removeFrom(overlay);
		if (before != null) {
			Arrays.stream(before.toArray()).filter(BitMapOverlay::isPart).forEach(overlay::add);
		}
		image.setOverlay(overlay.size() == 0 ? null : overlay);
	}

	private static void removeFrom(final Overlay overlay) {
		for (int i = overlay.size() - 1; i >= 0; i--) {
			if (isPart(overlay.get(i))) {
				overlay.remove(i);
			}
		}
	}

	/** Whether a shape belongs to bits that are shown. */
	static boolean isPart(final Roi shape) {
		return shape.getName() != null && shape.getName().startsWith(PREFIX);
	}

	private static List<Roi> shapes(final BitMapImage bits) {
		final BitPlanes planes = BitPlanes.of(bits.original(), bits.planes(), bits.bits());
		final List<Roi> shapes = new ArrayList<>();
		for (final BitMap.Entry entry : visible(bits.original(), planes, bits.bits())) {
			final int value = entry.decision().bits();
			final double x = bits.crop().x + entry.x();
			final double y = bits.crop().y + entry.y();
			final String name = PREFIX + value + ", patch " + (entry.index() + 1);
			if (value != 0) {
				final Roi veil = new Roi(x, y, entry.width(), entry.height());
				veil.setFillColor(BitColours.of(value, VEIL));
				shapes.add(placed(veil, name + " (veil)", bits.original(), planes, entry.plane()));
			}
			final Roi border = new Roi(x + 0.5, y + 0.5, Math.max(1, entry.width() - 1), Math.max(1, entry.height() - 1));
			border.setStrokeColor(BitColours.of(value, BORDER));
			border.setStrokeWidth(0); // one pixel of the screen, whatever the zoom
			shapes.add(placed(border, name, bits.original(), planes, entry.plane()));
		}
		shapes.addAll(legend(bits));
		return shapes;
	}

	/** The entries; of the channels of RGB, which are seen together, that with the most bits. */
	private static Iterable<BitMap.Entry> visible(final ImagePlus image, final BitPlanes planes, final BitMap bits) {
		if (image.getBitDepth() != RGB_BITS || planes.channels() == 1) {
			return bits.entries();
		}
		final Map<List<Long>, BitMap.Entry> most = new HashMap<>();
		for (final BitMap.Entry entry : bits.entries()) {
			most.merge(Arrays.asList(entry.plane() / planes.channels(), entry.index()), entry, (a, b) -> b.decision().bits() > a.decision().bits() ? b : a);
		}
		return most.values().stream().sorted(Comparator.comparingLong(BitMap.Entry::plane).thenComparingLong(BitMap.Entry::index)).toList();
	}

	private static Roi placed(final Roi shape, final String name, final ImagePlus image, final BitPlanes planes, final long plane) {
		shape.setName(name);
		if (image.getStackSize() > 1) {
			final int channel = image.getBitDepth() == RGB_BITS ? 0 : planes.channel(plane);
			if (image.isHyperStack() || image.getNChannels() > 1) {
				shape.setPosition(channel, planes.slice(plane), planes.frame(plane));
			}
			else {
				shape.setPosition(image.getStackIndex(1, planes.slice(plane), planes.frame(plane)));
			}
		}
		return shape;
	}

	/** In the upper left corner; none where the image is too small for it. */
	private static List<Roi> legend(final BitMapImage bits) {
		final List<Roi> shapes = new ArrayList<>();
		final Map<Integer, Long> histogram = bits.bits().histogram();
		final int font = Math.max(SMALLEST_FONT, Math.min(bits.crop().width, bits.crop().height) / FONT_SHARE);
		final double line = 1.5 * font;
		final double width = 10.5 * font;
		final double height = line * (histogram.size() + 1) + font;
		if (width > 0.6 * bits.crop().width || height > 0.6 * bits.crop().height) {
			return shapes;
		}
		final double left = bits.crop().x + font / 2.0;
		double top = bits.crop().y + font / 2.0;
		final Roi panel = new Roi(left, top, width, height);
		panel.setFillColor(PANEL);
		shapes.add(named(panel, "legend"));
		top += font / 2.0;
		shapes.add(named(text(left + font / 2.0, top, String.format(Locale.ROOT, "%.2f bits mean", bits.bits().fab()), font), "legend, mean"));
		for (final Map.Entry<Integer, Long> entry : histogram.entrySet()) {
			top += line;
			final Roi swatch = new Roi(left + font / 2.0, top + font * 0.15, font, font);
			swatch.setFillColor(BitColours.of(entry.getKey()));
			shapes.add(named(swatch, "legend, colour of " + entry.getKey()));
			final String words = BitSummary.words(entry.getKey()) + "  " + BitSummary.share(entry.getValue(), bits.bits().entries().size());
			shapes.add(named(text(left + font * 1.9, top, words, font), "legend, " + entry.getKey()));
		}
		return shapes;
	}

	private static Roi named(final Roi shape, final String name) {
		shape.setName(PREFIX + name);
		return shape;
	}

	private static Roi text(final double x, final double y, final String words, final int size) {
		final TextRoi text = new TextRoi(x, y, words, new Font(Font.SANS_SERIF, Font.PLAIN, size));
		text.setStrokeColor(Color.WHITE);
		text.setAntiAlias(true);
		return text;
	}
}
