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
import java.io.IOException;
import java.util.Locale;

import javax.imageio.ImageIO;

import ij.gui.Plot;
import io.github.granulardq.allocation.PatchEntropy;
import io.github.granulardq.allocation.PercentileTable;
import io.github.granulardq.command.EntropyTable;
import io.github.granulardq.io.OutputFile;

/**
 * A percentile table as the paper shows it: entropy of patches against the percent of patches below it, with both thresholds, and the table of the model's own
 * training patches beside it.
 *
 * @param name of the images
 * @param table of the images
 * @param own table of the model
 */
record EntropyPlot(String name, PercentileTable table, PercentileTable own) {

	private static final int WIDTH = 480;
	private static final int HEIGHT = 320;
	private static final int FONT = 12;
	private static final double STEP = 0.5;
	private static final int POINTS = 199;

	/** Returns the plot of a table. */
	static EntropyPlot of(final EntropyTable table) {
		return new EntropyPlot(table.name(), table.calibration().table(), table.own());
	}

	/** Draws the plot with thresholds at two percents. */
	Plot draw(final double low, final double high) {
		final Plot plot = new Plot("Entropy of " + name, "Patches (%)", "Entropy (nats)");
		plot.setFrameSize(WIDTH, HEIGHT);
		plot.setLimits(0, 100, 0, PatchEntropy.MAX);
		plot.setLineWidth(2);
		plot.setColor(Color.LIGHT_GRAY);
		plot.add("line", percents(), entropies(own));
		plot.setColor(Color.BLACK);
		plot.add("line", percents(), entropies(table));
		plot.setLineWidth(1);
		final double t1 = table.at(low);
		final double t2 = table.at(high);
		threshold(plot, low, t1, 4);
		threshold(plot, high, t2, 5);
		plot.setFontSize(FONT);
		label(plot, 4, String.format(Locale.ROOT, "4 bits up to %.3f nats (%s %%)", t1, low), 0.72);
		label(plot, 5, String.format(Locale.ROOT, "5 bits up to %.3f nats (%s %%)", t2, high), 0.79);
		label(plot, 8, "8 bits above", 0.86);
		plot.setColor(Color.GRAY);
		plot.addLabel(0.42, 0.93, "grey: training patches of the model");
		plot.setColor(Color.BLACK);
		return plot;
	}

	/** Dashes from both axes to the curve. */
	private static void threshold(final Plot plot, final double percent, final double entropy, final int bits) {
		plot.setColor(BitColours.of(bits).darker());
		plot.drawDottedLine(percent, 0, percent, entropy, 4);
		plot.drawDottedLine(0, entropy, percent, entropy, 4);
	}

	private static void label(final Plot plot, final int bits, final String words, final double top) {
		plot.setColor(BitColours.of(bits).darker());
		plot.addLabel(0.42, top, words);
	}

	private static double[] percents() {
		final double[] percents = new double[POINTS];
		for (int i = 0; i < POINTS; i++) {
			percents[i] = (i + 1) * STEP;
		}
		return percents;
	}

	private static double[] entropies(final PercentileTable of) {
		final double[] entropies = percents();
		for (int i = 0; i < POINTS; i++) {
			entropies[i] = of.at(entropies[i]);
		}
		return entropies;
	}

	/** Writes the plot as PNG. */
	void write(final double low, final double high, final OutputFile file) {
		file.write(out -> {
			if (!ImageIO.write(draw(low, high).getImagePlus().getBufferedImage(), "png", out)) {
				throw new IOException("this Java writes no PNG");
			}
		});
	}
}
