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
package io.github.granulardq.command;

import io.github.granulardq.evaluation.RingCorrelation;
import io.github.granulardq.evaluation.RingResolution;
import io.github.granulardq.evaluation.Threshold;
import io.github.granulardq.evaluation.Window;
import net.imglib2.RandomAccessibleInterval;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Fourier ring correlation of two ImgLib2 images of axes x and y, for scripts of Fiji and PyImageJ. */
@Plugin(type = Command.class, headless = true, label = "Fourier Ring Correlation Img")
public final class RingCorrelationImgCommand extends MeasuringCommand {

	@Parameter(persist = false, required = false)
	private RandomAccessibleInterval<?> first;

	@Parameter(persist = false, required = false)
	private RandomAccessibleInterval<?> second;

	@Parameter(persist = false, required = false)
	private String threshold = Threshold.ONE_SEVENTH.toString();

	@Parameter(persist = false, required = false)
	private String window = Window.TUKEY.toString();

	@Parameter(type = ItemIO.OUTPUT)
	private String outcome;

	@Parameter(type = ItemIO.OUTPUT)
	private double resolution_px;

	@Parameter(type = ItemIO.OUTPUT)
	private double[] frequencies;

	@Parameter(type = ItemIO.OUTPUT)
	private double[] correlations;

	@Override
	protected void measure(final Monitor monitor) {
		final Threshold limit = Threshold.parse(threshold);
		final RingCorrelation found = RingCorrelation.of(ErrorMapImgCommand.plane(first, "first"), ErrorMapImgCommand.plane(second, "second"), Window.parse(
			window));
		final RingResolution resolution = found.resolution(limit);
		outcome = resolution.outcome().toString();
		resolution_px = resolution.pixels();
		frequencies = found.rings().stream().mapToDouble(RingCorrelation.Ring::frequency).toArray();
		correlations = found.rings().stream().mapToDouble(RingCorrelation.Ring::correlation).toArray();
	}
}
