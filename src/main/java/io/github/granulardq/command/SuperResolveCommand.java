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

import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.command.ij1.ImageOptions;
import io.github.granulardq.command.ij1.Regions;
import io.github.granulardq.command.ij1.SuperResolveRun;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * {@code Super-Resolve...} for scripts: enlarges an image, or the part of it that is selected, into a new one. It has no menu entry, since the one of plain
 * ImageJ has a preview and an estimate, which parameters cannot show.
 */
@Plugin(type = Command.class, headless = true, label = "Super-Resolve")
public final class SuperResolveCommand extends OptionsCommand {

	@Parameter(persist = false, required = false)
	private ImagePlus image;

	@Parameter(label = "Bit_map (an image of the bits used)", persist = false, required = false)
	private boolean bit_map;

	@Parameter(label = "Report", persist = false, required = false)
	private boolean report;

	@Parameter(label = "Channels", persist = false, required = false, style = ADVANCED, description = "Channels to enlarge, such as 1,3; all by default")
	private String channels = PlaneChoice.ALL;

	@Parameter(label = "Slices", persist = false, required = false, style = ADVANCED, description = "Slices to enlarge, such as 1-3,5; all by default")
	private String slices = PlaneChoice.ALL;

	@Parameter(label = "Frames", persist = false, required = false, style = ADVANCED, description = "Frames to enlarge, such as 1-3,5; all by default")
	private String frames = PlaneChoice.ALL;

	@Parameter(label = "Rois", persist = false, required = false, style = ADVANCED, description = "One result for each ROI of the ROI Manager")
	private boolean rois;

	/** An array of them where there are several results. */
	@Parameter(type = ItemIO.OUTPUT, label = "Report")
	private String report_json;

	@Parameter(type = ItemIO.OUTPUT, label = "Bits")
	private ImagePlus bits_image;

	@Parameter(type = ItemIO.OUTPUT, label = "Result")
	private ImagePlus result;

	private final List<String> reports = new ArrayList<>();

	@Override
	protected void superResolve(final SuperResolveOptions options, final Monitor monitor) {
		requireRoom(rois ? Regions.inManager() : 1, GraphicsEnvironment.isHeadless());
		SuperResolveRun.run(image, new ImageOptions(options, new PlaneChoice(text(channels), text(slices), text(frames)), rois, bit_map, report), monitor,
			this::take);
		if (report) {
			report_json = rois ? "[" + String.join(",", reports) + "]" : reports.get(0);
		}
	}

	/**
	 * Refuses results that would get lost: without a screen there are the outputs alone.
	 *
	 * @param results how many there will be
	 * @throws InputException if they are too many
	 */
	static void requireRoom(final int results, final boolean headless) {
		if (headless && results > 1) {
			throw new InputException("The ROI Manager holds " + results + " ROIs, and without a screen this command gives one result: call superResolveAll of " +
				"GranularDQService, which gives a list, or leave out rois.");
		}
	}

	/** Null is what scripts may give for the default. */
	private static String text(final String given) {
		return given == null ? PlaneChoice.ALL : given;
	}

	/** The last result is the output of the command; those before, of other ROIs, are shown here, since SciJava wants to know before how many there are. */
	private void take(final SuperResolveRun.Outcome made) {
		Stream.of(bits_image, result).filter(Objects::nonNull).forEach(ImagePlus::show);
		made.look().run();
		result = made.image();
		bits_image = made.bits();
		if (report) {
			reports.add(made.report().toJson());
		}
	}
}
