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

import java.util.Locale;

/** What dialogs tell their users, in HTML. */
final class DialogTexts {

	/** Above the fields. */
	static final String HEADER = "<b>Granular-DQ</b> enlarges images with a neural network that spends 4 to 8 bits on each patch, as its content needs.<br>" +
		"What it adds is likely, not measured: compare with Preview, and see Help.";

	/** What the Help button shows. */
	static final String HELP = """
		<html>
		<h3>Super-Resolve</h3>
		<p>Makes a new image, 2 to 4 times as wide and high. The image itself is not changed. OK with the defaults is enough.</p>
		<ul>
		<li><b>Model</b>: those that were made for this kind of image (RGB or not) come first. One-channel models enlarge each channel by itself.</li>
		<li><b>Scale</b>: follows the model.</li>
		<li><b>Bits</b>: of the network's activations. <i>dynamic</i> decides patch by patch, 32 does not quantize. On a CPU 4, 5 and 6 bits
		take as long as 8: they say how much precision a patch needs.</li>
		<li><b>Output</b>: the pixel type of the image (<i>same</i>), 32-bit, or <i>virtual</i>: planes are computed when they are looked at.</li>
		<li><b>Bit_map</b>: a second image of the bits used, which are shown over the image too, as a table and in the Log. <b>Report</b>: what was done, in
		the Log.</li>
		<li><b>Rois</b>: one result for each ROI of the ROI Manager, named after it. Otherwise an area selection crops; other shapes count by their bounds.</li>
		<li><b>Preview</b>: the selection, or the middle of what is seen, at most 128 x 128 pixels: bicubic on the left, the model on the right.</li>
		</ul>
		<p>Escape cancels a run. Axes, calibration, colours, display ranges, labels and overlays are kept.</p>
		<h3>What to cite</h3>
		<p>Wang, Li, Xing, Ma, Li, Li: <i>Thinking in Granularity: Dynamic Quantization for Image Super-Resolution by Intriguing Multi-Granularity
		Clues</i>, AAAI 2025, and the description of the model that was used, which Models... and the report name.</p>
		</html>
		""";

	private static final long KILO = 1024;
	private static final int SECONDS_OF_MINUTE = 60;

	private DialogTexts() {
	}

	/** Returns HTML for a label that breaks its lines. */
	static String wrapped(final String html, final int width) {
		return "<html><div style='width:" + width + "px'>" + html + "</div></html>";
	}

	/** Returns a text as HTML shows it. */
	static String escaped(final String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

	/** Returns an amount of memory in words. */
	static String bytes(final long bytes) {
		if (bytes < KILO * KILO) {
			return Math.max(1, bytes / KILO) + " kB";
		}
		final double mega = (double) bytes / KILO / KILO;
		return mega < KILO ? String.format(Locale.ROOT, "%.0f MB", mega) : String.format(Locale.ROOT, "%.1f GB", mega / KILO);
	}

	/** Returns a time in words. */
	static String seconds(final double seconds) {
		if (seconds < 1) {
			return "1 s or less";
		}
		final double minutes = seconds / SECONDS_OF_MINUTE;
		if (minutes < 2) {
			return String.format(Locale.ROOT, "%.0f s", seconds);
		}
		final double hours = minutes / SECONDS_OF_MINUTE;
		return hours < 2 ? String.format(Locale.ROOT, "%.0f min", minutes) : String.format(Locale.ROOT, "%.1f h", hours);
	}
}
