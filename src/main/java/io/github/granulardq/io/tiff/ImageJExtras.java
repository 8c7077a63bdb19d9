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

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What ImageJ keeps in two tags of its own: texts, labels, display ranges and look-up tables. Selections and overlays are left out. Immutable.
 *
 * @param info the Info property; may be empty
 * @param labels of the planes, each may be empty; an empty list if there are none
 * @param ranges lowest and highest intensity that is shown, of each channel; an empty list if there are none
 * @param colours brightest colour of each channel's table, 0xRRGGBB, or -1 if the table is no ramp from black; an empty list if there are none
 */
record ImageJExtras(String info, List<String> labels, List<double[]> ranges, List<Integer> colours) {

	static final ImageJExtras NONE = new ImageJExtras("", List.of(), List.of(), List.of());

	private static final int MAGIC = 0x494a494a; // "IJIJ"
	private static final int INFO = 0x696e666f; // "info"
	private static final int LABELS = 0x6c61626c; // "labl"
	private static final int RANGES = 0x72616e67; // "rang"
	private static final int TABLES = 0x6c757473; // "luts"
	private static final int HEADER_ENTRY = 8;
	private static final int TABLE = 256;
	private static final int MAX = TABLE - 1;
	private static final int RAMP_TOLERANCE = 2;

	/**
	 * Reads the two tags; what is damaged in them is as if it were not there.
	 *
	 * @param counts of bytes
	 * @param content what they count
	 */
	static ImageJExtras of(final long[] counts, final ByteBuffer content) {
		try {
			return parse(counts, content);
		}
		catch (final BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
			return NONE;
		}
	}

	private static ImageJExtras parse(final long[] counts, final ByteBuffer content) {
		if (counts.length == 0 || content.getInt() != MAGIC) {
			return NONE;
		}
		String info = "";
		final List<String> labels = new ArrayList<>();
		final List<double[]> ranges = new ArrayList<>();
		final List<Integer> colours = new ArrayList<>();
		final int types = (int) (counts[0] - Integer.BYTES) / HEADER_ENTRY;
		int position = (int) counts[0];
		int next = 1;
		for (int t = 0; t < types; t++) {
			final int type = content.getInt();
			final int entries = content.getInt();
			for (int i = 0; i < entries; i++) {
				final int length = Math.toIntExact(counts[next++]);
				final ByteBuffer value = content.slice(position, length).order(content.order());
				position += length;
				switch (type) {
					case INFO -> info = text(value);
					case LABELS -> labels.add(text(value));
					case RANGES -> {
						while (value.hasRemaining()) {
							ranges.add(new double[] { value.getDouble(), value.getDouble() });
						}
					}
					case TABLES -> colours.add(colour(value));
					default -> { // not ours
					}
				}
			}
		}
		return new ImageJExtras(info, labels, ranges, colours);
	}

	private static Charset charset(final ByteOrder order) {
		return order == ByteOrder.LITTLE_ENDIAN ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
	}

	private static String text(final ByteBuffer value) {
		return charset(value.order()).decode(value).toString();
	}

	private static int colour(final ByteBuffer table) {
		int colour = 0;
		for (int c = 0; c < 3; c++) {
			final int brightest = table.get(c * TABLE + MAX) & 0xff;
			for (int i = 0; i < TABLE; i++) {
				if (Math.abs((table.get(c * TABLE + i) & 0xff) - brightest * i / MAX) > RAMP_TOLERANCE) {
					return -1;
				}
			}
			colour = colour << Byte.SIZE | brightest;
		}
		return colour;
	}

	/** Whether there is nothing to write. */
	boolean isEmpty() {
		return info.isEmpty() && labels.isEmpty() && ranges.isEmpty() && colours.isEmpty();
	}

	/** Returns the bytes that each text and table takes, and, first, those of their list. */
	long[] counts() {
		final List<Long> counts = new ArrayList<>();
		final int types = (info.isEmpty() ? 0 : 1) + (labels.isEmpty() ? 0 : 1) + (ranges.isEmpty() ? 0 : 1) + (colours.isEmpty() ? 0 : 1);
		counts.add((long) Integer.BYTES + types * HEADER_ENTRY);
		if (!info.isEmpty()) {
			counts.add(2L * info.length());
		}
		labels.forEach(l -> counts.add(2L * l.length()));
		if (!ranges.isEmpty()) {
			counts.add(2L * Double.BYTES * ranges.size());
		}
		colours.forEach(c -> counts.add(3L * TABLE));
		return counts.stream().mapToLong(Long::longValue).toArray();
	}

	/** Returns the content; a colour of -1 is written as grey. */
	byte[] content(final ByteOrder order) {
		long length = 0;
		for (final long count : counts()) {
			length += count;
		}
		final ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(length)).order(order);
		out.putInt(MAGIC);
		header(out, INFO, info.isEmpty() ? 0 : 1);
		header(out, LABELS, labels.size());
		header(out, RANGES, ranges.isEmpty() ? 0 : 1);
		header(out, TABLES, colours.size());
		out.put(info.getBytes(charset(order)));
		labels.forEach(l -> out.put(l.getBytes(charset(order))));
		for (final double[] range : ranges) {
			out.putDouble(range[0]).putDouble(range[1]);
		}
		for (final int colour : colours) {
			for (int shift = 2 * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
				for (int i = 0; i < TABLE; i++) {
					out.put((byte) (((colour == -1 ? 0xffffff : colour) >> shift & 0xff) * i / MAX));
				}
			}
		}
		return out.array();
	}

	private static void header(final ByteBuffer out, final int type, final int count) {
		if (count > 0) {
			out.putInt(type).putInt(count);
		}
	}
}
