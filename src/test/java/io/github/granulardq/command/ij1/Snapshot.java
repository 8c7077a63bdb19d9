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

import java.awt.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;

/** All that a command made: images, tables and files, as lines of text that are the same if what was made is. Seconds do not count. */
public final class Snapshot {

	private static final String CHANGING = "(?i)\"?(seconds|ms|date)\"?.*";

	private Snapshot() {
	}

	/** Called by macros: writes the lines to a file. */
	public static String write(final String file, final String folder) throws IOException {
		Files.writeString(Path.of(file), String.join("\n", of(Path.of(folder))));
		return "";
	}

	/** Returns a line for each image that is open, each table and each file in a folder, sorted. */
	static List<String> of(final Path folder) throws IOException {
		final TreeSet<String> lines = new TreeSet<>();
		final int[] ids = WindowManager.getIDList();
		for (final int id : ids == null ? new int[0] : ids) {
			lines.add(line(WindowManager.getImage(id)));
		}
		for (final Frame frame : WindowManager.getNonImageWindows()) {
			final ResultsTable table = ResultsTable.getResultsTable(frame.getTitle());
			if (table != null) {
				lines.add("table " + frame.getTitle() + ": " + text(table));
			}
		}
		try (Stream<Path> files = Files.walk(folder)) {
			for (final Path file : files.filter(Files::isRegularFile).toList()) {
				lines.add("file " + folder.relativize(file) + ": " + content(file));
			}
		}
		return List.copyOf(lines);
	}

	private static String line(final ImagePlus image) {
		final CRC32 crc = new CRC32();
		for (int n = 1; n <= image.getStackSize(); n++) {
			final ImageProcessor plane = image.getStack().getProcessor(n);
			for (int i = 0; i < plane.getPixelCount(); i++) {
				final int bits = plane.getBitDepth() == 24 ? plane.get(i) : Float.floatToIntBits(plane.getf(i));
				crc.update(new byte[] { (byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), (byte) (bits >> 24) });
			}
		}
		final int overlay = image.getOverlay() == null ? 0 : image.getOverlay().size();
		return "image " + image.getTitle() + " " + image.getBitDepth() + " bit " + Arrays.toString(image.getDimensions()) + " overlay of " + overlay + " crc " +
			crc.getValue();
	}

	private static String text(final ResultsTable table) {
		final StringBuilder text = new StringBuilder();
		for (final String column : table.getHeadings()) {
			text.append(column);
			for (int row = 0; row < table.size() && !column.matches(CHANGING); row++) {
				text.append(' ').append(table.getStringValue(column, row));
			}
			text.append("; ");
		}
		return text.toString();
	}

	/** Times change, in reports line by line and in tables by their column. */
	private static String content(final Path file) throws IOException {
		final byte[] bytes = Files.readAllBytes(file);
		final CRC32 crc = new CRC32();
		if (file.toString().matches(".*\\.(json|csv|txt)")) {
			final String text = new String(bytes, StandardCharsets.UTF_8).replaceAll("(\"seconds\"|\"workers\"): [0-9.eE-]+", "$1").replaceAll(
				"(,\"[^\"]*\",[a-z]+),[0-9.]+,", "$1,,");
			crc.update(text.getBytes(StandardCharsets.UTF_8));
		}
		else {
			crc.update(bytes);
		}
		return "crc " + crc.getValue();
	}
}
