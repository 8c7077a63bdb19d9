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
import java.util.Optional;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Overlay;
import ij.gui.PlotWindow;
import io.github.granulardq.allocation.BitMap;
import io.github.granulardq.allocation.E2b;
import io.github.granulardq.command.EntropyTable;

/**
 * Shows what thresholds mean: in the plot of a percentile table, and as bits over an image whose entropies and controller's choices are known, so that moving
 * them takes no time. For one thread at a time.
 */
final class ThresholdPreview {

	private final EntropyTable table;
	private final Optional<BitMapImage> bits;
	private final EntropyPlot plot;
	private final Overlay before;
	private final PlotWindow window;

	/**
	 * Opens the plot; the active image stays active.
	 *
	 * @param bits of the image that is looked at; empty if there is none
	 */
	ThresholdPreview(final EntropyTable table, final Optional<BitMapImage> bits) {
		this.table = table;
		this.bits = bits;
		plot = EntropyPlot.of(table);
		before = bits.map(b -> b.original().getOverlay()).map(Overlay::duplicate).orElse(null);
		final ImagePlus active = WindowManager.getCurrentImage();
		window = plot.draw(table.low(), table.high()).show();
		if (active != null && active.isVisible()) {
			WindowManager.setCurrentWindow(active.getWindow());
		}
	}

	/**
	 * Moves the thresholds.
	 *
	 * @return what they come to, in a line
	 */
	String update(final double low, final double high) {
		final E2b e2b = E2b.of(table.calibration().table(), low, high);
		if (window != null && window.isVisible()) {
			window.drawPlot(plot.draw(low, high));
		}
		final String thresholds = String.format(Locale.ROOT, "4 bits up to %.3f nats, 5 up to %.3f", e2b.t1(), e2b.t2());
		if (bits.isEmpty() || !isOpen()) {
			return thresholds;
		}
		final BitMap moved = bits.get().bits().withThresholds(e2b);
		BitMapOverlay.show(bits.get().with(moved));
		return String.format(Locale.ROOT, "%s: %.3f bits on average here", thresholds, moved.fab());
	}

	/** Users may close the image while they look for thresholds. */
	private boolean isOpen() {
		return bits.get().original().isVisible();
	}

	/** Shows over the image the bits that were there before, if any; other shapes stay as they are. */
	void restore() {
		if (bits.isPresent() && isOpen()) {
			BitMapOverlay.restore(bits.get().original(), before);
		}
	}

	/** Closes the plot. */
	void close() {
		if (window != null) {
			window.close();
		}
	}
}
