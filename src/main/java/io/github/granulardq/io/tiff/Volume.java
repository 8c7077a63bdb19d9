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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

import io.github.granulardq.io.ImageMetadata;
import io.github.granulardq.io.ImageMetadata.Axis;
import io.github.granulardq.io.ImageMetadata.Channel;
import io.github.granulardq.io.ImageMetadata.Kind;

/**
 * How the pages of a file make one image. Its axes are x, y, channel, z, time, without those of one position. Immutable.
 *
 * @param size along each axis
 * @param sampleAxis whether the channels are the samples of a pixel
 * @param planes in raster order of the axes beyond x and y (and beyond the channel, if that counts samples)
 */
record Volume(ImageMetadata metadata, long[] size, boolean sampleAxis, IntFunction<Page> planes) {

	private static final int REDUCED_OR_MASK = 1 | 4;
	private static final double DEFAULT_DPI = 1 / 72.0;

	/**
	 * Finds out how the pages belong together.
	 *
	 * @param name of the image, if the file has none
	 * @throws IOException if they do not make one image; the message says why
	 */
	static Volume of(final TiffFile file, final String name) throws IOException {
		final List<Directory> directories = file.directories();
		final Directory first = directories.get(0);
		final String text = first.text(Tag.IMAGE_DESCRIPTION);
		final Optional<OmeXml> ome = OmeXml.of(text, directories.size());
		if (ome.isPresent()) {
			return ofOme(file, directories, ome.get(), name);
		}
		final List<Page> pages = new ArrayList<>();
		for (final Directory directory : directories) {
			if ((directory.number(Tag.NEW_SUBFILE_TYPE, 0) & REDUCED_OR_MASK) == 0) {
				pages.add(Page.of(file, directory));
				requireSame(pages.get(0), pages.get(pages.size() - 1), pages.size());
			}
		}
		if (pages.isEmpty()) {
			throw new IOException("it holds no image of full resolution");
		}
		final Optional<ImageJDescription> imageJ = ImageJDescription.of(text);
		if (imageJ.isPresent()) {
			return ofImageJ(file, first, pages, imageJ.get(), name);
		}
		if (pages.get(0).photometric() == Tag.PALETTE) {
			throw new IOException("its pixels are numbers of colours in a palette: convert it to RGB or to grey");
		}
		return ofPages(first, pages, name);
	}

	private static void requireSame(final Page first, final Page page, final int number) throws IOException {
		if (!first.fits(page)) {
			throw new IOException("its page " + number + " is of another size or type than its first: save the pages to process by themselves");
		}
	}

	private static Volume ofOme(final TiffFile file, final List<Directory> directories, final OmeXml ome, final String name) throws IOException {
		final List<Page> pages = new ArrayList<>();
		for (final int directory : ome.directories()) {
			if (directory < 0) {
				throw new IOException("its OME-XML lists planes that are not in the file");
			}
			pages.add(Page.of(file, directories.get(directory)));
			requireSame(pages.get(0), pages.get(pages.size() - 1), directory + 1);
		}
		final Page first = pages.get(0);
		final int[] sizes = ome.sizes();
		if (first.width() != sizes[0] || first.height() != sizes[1] || first.samples() != ome.samples()) {
			throw new IOException("its OME-XML does not fit its pixels");
		}
		final double[] steps = ome.steps();
		final List<Axis> axes = new ArrayList<>();
		final int[] order = { 0, 1, 3, 2, 4 }; // the channel before z
		final Kind[] kinds = { Kind.X, Kind.Y, Kind.Z, Kind.CHANNEL, Kind.TIME };
		for (final int d : order) {
			final boolean known = steps[d] > 0 && Double.isFinite(steps[d]);
			axes.add(known ? new Axis(kinds[d], steps[d], ome.origins()[d], ome.units()[d]) : Axis.of(kinds[d]));
		}
		final int counted = sizes[3] / ome.samples();
		return assemble(new int[] { counted, sizes[2], sizes[4] }, axes, pages::get, first, ome.name().isEmpty() ? name : ome.name(), ome.channels(),
			List.of(), ome.description());
	}

	private static Volume ofImageJ(final TiffFile file, final Directory directory, final List<Page> pages, final ImageJDescription text,
		final String name) throws IOException
	{
		final Page first = pages.get(0);
		final int images = text.count("images");
		final boolean contiguous = pages.size() == 1 && images > 1 && first.isRaw();
		final int planes = contiguous ? images : pages.size();
		IntFunction<Page> plane = pages::get;
		if (contiguous) { // one directory, and the planes one after another, whatever their number of bytes
			final long bytes = Math.multiplyExact(Math.multiplyExact(first.rowBytes(), first.height()), first.planar() ? first.samples() : 1L);
			if (bytes > (file.length() - first.offsets()[0]) / planes) {
				throw new IOException("it is cut off: not all of its " + planes + " planes are there");
			}
			plane = i -> first.shifted(bytes * i);
		}
		int[] counts = { text.count("channels"), text.count("slices"), text.count("frames") };
		if (first.samples() > 1 && counts[0] == first.samples()) { // ImageJ's RGB of 16 bits
			counts[0] = 1;
		}
		if ((long) counts[0] * counts[1] * counts[2] != planes) {
			counts = new int[] { 1, planes, 1 };
		}
		final ByteBuffer extras = ByteBuffer.wrap(directory.bytes(Tag.IMAGEJ_METADATA)).order(file.order());
		final ImageJExtras more = ImageJExtras.of(directory.numbers(Tag.IMAGEJ_BYTE_COUNTS), extras);
		final boolean labelled = more.labels().size() == planes;
		return assemble(counts, axes(directory, text), plane, first, text.text("name").isEmpty() ? name : text.text("name"), channels(first, text, more,
			counts[0]), labelled ? more.labels() : List.of(), more.info());
	}

	private static List<Axis> axes(final Directory directory, final ImageJDescription text) throws IOException {
		final String unit = text.text("unit");
		final List<Axis> axes = new ArrayList<>();
		final Kind[] kinds = { Kind.X, Kind.Y, Kind.CHANNEL, Kind.Z };
		final double[] steps = { 1 / directory.rational(Tag.X_RESOLUTION), 1 / directory.rational(Tag.Y_RESOLUTION), Double.NaN, Math.abs(text.number(
			"spacing", 1)) };
		final String[] keys = { "x", "y", "c", "z" };
		for (int d = 0; d < kinds.length; d++) {
			final String own = text.text(keys[d] + "unit");
			final boolean known = kinds[d] != Kind.CHANNEL && !unit.isEmpty();
			final double step = known && steps[d] > 0 && Double.isFinite(steps[d]) ? steps[d] : 1;
			axes.add(new Axis(kinds[d], step, 0.0 - text.number(keys[d] + "origin", 0) * step, known ? own.isEmpty() ? unit : own : ""));
		}
		final double interval = text.number("finterval", 0);
		axes.add(interval > 0 ? new Axis(Kind.TIME, interval, 0, text.text("tunit").isEmpty() ? "s" : text.text("tunit")) : Axis.of(Kind.TIME));
		return axes;
	}

	private static List<Channel> channels(final Page page, final ImageJDescription text, final ImageJExtras extras, final int count) {
		final List<Channel> channels = new ArrayList<>();
		final double low = text.number("min", Double.NaN);
		final double high = text.number("max", Double.NaN);
		for (int c = 0; c < count; c++) {
			final double[] range = extras.ranges().size() == count ? extras.ranges().get(c) : count == 1 ? new double[] { low, high } : new double[] {
				Double.NaN, Double.NaN };
			channels.add(new Channel("", extras.colours().size() == count ? extras.colours().get(c) : -1, range[0], range[1]));
		}
		final boolean known = channels.stream().anyMatch(c -> c.colour() != -1 || !Double.isNaN(c.low()));
		return known && page.samples() == 1 ? channels : List.of();
	}

	private static Volume ofPages(final Directory first, final List<Page> pages, final String name) throws IOException {
		final long unitCode = first.number(Tag.RESOLUTION_UNIT, 2);
		final List<Axis> axes = new ArrayList<>();
		for (final Kind kind : new Kind[] { Kind.X, Kind.Y }) {
			final double step = 1 / first.rational(kind == Kind.X ? Tag.X_RESOLUTION : Tag.Y_RESOLUTION);
			final boolean known = step > 0 && Double.isFinite(step) && (unitCode == 3 || unitCode == 2 && step != DEFAULT_DPI);
			axes.add(known ? new Axis(kind, step, 0, unitCode == 2 ? "inch" : "cm") : Axis.of(kind));
		}
		axes.addAll(List.of(Axis.of(Kind.CHANNEL), Axis.of(Kind.Z), Axis.of(Kind.TIME)));
		return assemble(new int[] { 1, pages.size(), 1 }, axes, pages::get, pages.get(0), name, List.of(), List.of(), "");
	}

	/**
	 * Leaves out the axes of one position.
	 *
	 * @param counts of channels, slices and frames that are pages
	 * @param axes all five
	 */
	private static Volume assemble(final int[] counts, final List<Axis> axes, final IntFunction<Page> planes, final Page page, final String name,
		final List<Channel> channels, final List<String> labels, final String info) throws IOException
	{
		final boolean sampleAxis = page.samples() > 1;
		if (sampleAxis && counts[0] > 1) {
			throw new IOException("it has several channels of " + page.samples() + " samples each: split them");
		}
		final long[] all = { page.width(), page.height(), sampleAxis ? page.samples() : counts[0], counts[1], counts[2] };
		final List<Axis> used = new ArrayList<>();
		final List<Long> size = new ArrayList<>();
		for (int d = 0; d < all.length; d++) {
			if (d < 2 || all[d] > 1) {
				used.add(axes.get(d));
				size.add(all[d]);
			}
		}
		final boolean rgb = page.photometric() == Tag.RGB && page.samples() == 3;
		final boolean inverted = page.photometric() == Tag.WHITE_IS_ZERO && page.type() != PixelType.FLOAT32 && channels.isEmpty() && !sampleAxis &&
			counts[0] == 1;
		final double white = page.type() == PixelType.UINT8 ? 0xff : 0xffff;
		return new Volume(new ImageMetadata(name, used, inverted ? List.of(new Channel("", -1, white, 0)) : channels, rgb, labels, info), size.stream()
			.mapToLong(Long::longValue).toArray(), sampleAxis, planes);
	}
}
