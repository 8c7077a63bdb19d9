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

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.plugin.PlugIn;

/**
 * {@code Plugins > Granular-DQ > Super-Resolve...} in plain ImageJ: enlarges the active image, or the part of it that is selected,
 * into a new one. In a macro:
 *
 * <pre>
 * run("Super-Resolve...", "model=srresnet-light-x2-microscopy scale=2 bits=dynamic engine=auto grid=seamless output=same");
 * </pre>
 *
 * With {@code output=virtual} planes are computed when they are looked at. The flag {@code bit_map} shows the bits of each pixel as a second image, {@code report}
 * writes the report into the log, {@code rois} gives one result for each ROI of the ROI Manager. Where {@code model} is left out, the first one that was made for
 * this kind of image is taken.
 */
public final class SuperResolvePlugIn implements PlugIn {

	/** The menu entry, and what macros call. */
	public static final String COMMAND = "Super-Resolve...";

	/** Key of the title of the image; without it, the active one is taken. */
	private static final String IMAGE = "image";

	/** All keys that macros may give. */
	public static final List<String> KEYS = Stream.concat(ImageOptions.KEYS.stream(), Stream.of(IMAGE)).toList();

	@Override
	public void run(final String argument) {
		Failures.show(this::run);
	}

	private void run() {
		final ImagePlus active = WindowManager.getCurrentImage();
		SuperResolveImage.requireImage(active);
		final Optional<Map<String, String>> values = MacroOptions.ofMacro(KEYS).or(() -> SuperResolveDialog.ask(active));
		if (values.isEmpty()) {
			return;
		}
		final ImageOptions options = ImageOptions.of(values.get());
		final ImagePlus image = OpenImages.required(values.get(), IMAGE);
		SuperResolveRun.run(image, options, ImageJMonitor.start().withWorkers(Dialogs.workers(values.get())), made -> show(made, options));
	}

	/** The enlarged image comes last, so that it is the active one. A virtual window is there at once, the plane in it when it is computed. */
	private static void show(final SuperResolveRun.Outcome made, final ImageOptions options) {
		if (made.bits() != null) {
			made.bits().show();
		}
		made.image().show();
		made.look().run();
		if (made.report() == null) {
			ImageJMonitor.stop("Planes are super-resolved when they are looked at");
			return;
		}
		Speeds.remember(made.report());
		ImageJMonitor.stop(Dialogs.done(made.report()));
		if (options.report()) {
			IJ.log(made.report().toJson());
		}
	}
}
