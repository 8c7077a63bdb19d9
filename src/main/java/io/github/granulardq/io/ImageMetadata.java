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
package io.github.granulardq.io;

import java.util.List;

/**
 * What is known of an image beside its pixels, whatever the format. Immutable.
 *
 * @param name of the image, for titles; may be empty
 * @param axes one for each dimension of the pixels, in their order; x and y come first
 * @param channels one for each position along the channel axis, one alone if there is no such axis; empty if nothing is known
 * @param rgb whether three channels are the red, green and blue of a colour image
 * @param labels of the planes in raster order of the axes beyond x and y (and beyond the channel, if rgb), each may be empty; an empty list
 *        if there are none
 * @param info further text, as in ImageJ's Info property; may be empty
 */
public record ImageMetadata(String name, List<Axis> axes, List<Channel> channels, boolean rgb, List<String> labels, String info) {

	/** What an axis counts. */
	public enum Kind {
		X, Y, CHANNEL, Z, TIME
	}

	/**
	 * One axis of an image.
	 *
	 * @param kind what it counts; no two axes of an image have the same
	 * @param step units from one pixel to the next, above 0; 1 where nothing is known
	 * @param origin coordinate of the centre of pixel 0, in units
	 * @param unit as its format names it, such as {@code micrometer} or {@code s}; empty where nothing is known, and then step is in pixels
	 */
	public record Axis(Kind kind, double step, double origin, String unit) {

		/** Returns an axis of which nothing is known. */
		public static Axis of(final Kind kind) {
			return new Axis(kind, 1, 0, "");
		}
	}

	/**
	 * One channel of an image.
	 *
	 * @param name may be empty
	 * @param colour 0xRRGGBB; -1 where nothing is known
	 * @param low intensity that is shown black; NaN where nothing is known
	 * @param high intensity that is shown at full brightness; NaN where nothing is known
	 */
	public record Channel(String name, int colour, double low, double high) {
	}

	public ImageMetadata {
		axes = List.copyOf(axes);
		channels = List.copyOf(channels);
		labels = List.copyOf(labels);
		if (axes.size() < 2 || axes.get(0).kind() != Kind.X || axes.get(1).kind() != Kind.Y || axes.stream().map(Axis::kind).distinct().count() != axes
			.size())
		{
			throw new IllegalArgumentException("axes must be x, y and others, each once: " + axes);
		}
	}

	/** Returns the index of an axis, or -1 if the image does not have it. */
	public int axis(final Kind kind) {
		return axes.stream().map(Axis::kind).toList().indexOf(kind);
	}

	/**
	 * Returns what is known of the image after each pixel became scale x scale. Pixel centres stay where they are: the centre of HR pixel i lies at
	 * LR position (i + 1/2) / scale - 1/2.
	 *
	 * @param scale at least 1
	 */
	public ImageMetadata enlarged(final int scale) {
		final List<Axis> enlarged = axes.stream().map(a -> a.kind != Kind.X && a.kind != Kind.Y ? a : new Axis(a.kind, a.step / scale, a.origin +
			a.step * (0.5 / scale - 0.5), a.unit)).toList();
		return new ImageMetadata(name, enlarged, channels, rgb, labels, info);
	}
}
