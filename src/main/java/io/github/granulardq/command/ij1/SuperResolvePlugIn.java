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

import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.PlugIn;
import io.github.granulardq.InputException;
import io.github.granulardq.command.OutputChoice;
import io.github.granulardq.command.SuperResolveOptions;

/**
 * {@code Plugins > Granular-DQ > Super-Resolve...} in plain ImageJ: enlarges the active image, or the part of it that is selected,
 * into a new one. In a macro:
 *
 * <pre>
 * run("Super-Resolve...", "model=srresnet-light-x2-microscopy scale=2 bits=dynamic engine=auto grid=seamless output=same");
 * </pre>
 *
 * With {@code output=virtual} planes are computed when they are looked at. The flag {@code bit_map} shows the bits of each pixel as a second image, {@code report} writes the report into the log.
 */
public final class SuperResolvePlugIn implements PlugIn {

	/** The menu entry, and what macros call. */
	public static final String COMMAND = "Super-Resolve...";

	/** Key of the title of the image, which Fiji may record; without it, the active one is taken. */
	private static final String IMAGE = "image";

	/** All keys that macros may give. */
	public static final List<String> KEYS = keys();

	private static List<String> keys() {
		final List<String> keys = new ArrayList<>(SuperResolveOptions.KEYS);
		keys.add(SuperResolveOptions.BIT_MAP);
		keys.add(SuperResolveOptions.REPORT);
		keys.add(IMAGE);
		return List.copyOf(keys);
	}

	@Override
	public void run(final String argument) {
		Failures.show(this::run);
	}

	private void run() {
		final ImagePlus active = WindowManager.getCurrentImage();
		SuperResolveImage.requireImage(active);
		final Optional<Map<String, String>> values = values();
		if (values.isEmpty()) {
			return;
		}
		final SuperResolveOptions options = SuperResolveOptions.of(values.get());
		final boolean bitMap = MacroOptions.flag(values.get(), SuperResolveOptions.BIT_MAP);
		final boolean report = MacroOptions.flag(values.get(), SuperResolveOptions.REPORT);
		final ImagePlus image = named(values.get().get(IMAGE), active);
		if (options.output() == OutputChoice.VIRTUAL) {
			VirtualEnlargement.requireOnlyImage(bitMap, report);
			show(VirtualEnlargement.open(image, options, SuperResolveImage.Part.SELECTION, ImageJMonitor.start()));
			return;
		}
		final SuperResolveImage.Result result =
			SuperResolveImage.run(image, options, SuperResolveImage.Part.SELECTION, ImageJMonitor.start());
		if (bitMap) {
			result.bits().toImage().show();
		}
		result.image().show(); // last, so that it is the active one
		ImageJMonitor.stop(Dialogs.done(result.report()));
		if (report) {
			IJ.log(result.report().toJson());
		}
	}

	/** The window is there at once, the plane in it when it is computed. */
	private static void show(final VirtualEnlargement virtual) {
		virtual.image().show();
		virtual.look();
		ImageJMonitor.stop("Planes are super-resolved when they are looked at");
	}

	/**
	 * Returns the image of a title.
	 *
	 * @param title null for the active image
	 * @param active null if there is none
	 * @throws InputException if there is none of that title
	 */
	static ImagePlus named(final String title, final ImagePlus active) {
		if (title == null || active != null && title.equals(active.getTitle())) {
			return active;
		}
		final ImagePlus image = WindowManager.getImage(title);
		if (image == null) {
			throw new InputException("There is no image \"" + title + "\" open: open it first, or leave out " + IMAGE + "= for the active one.");
		}
		return image;
	}

	/** From the macro that runs this command, or from the user; empty if the user thought better of it. */
	private static Optional<Map<String, String>> values() {
		final String macro = Macro.getOptions();
		if (IJ.isMacro() && (macro != null || GraphicsEnvironment.isHeadless())) {
			return Optional.of(MacroOptions.parse(macro == null ? "" : macro, KEYS));
		}
		final GenericDialog dialog = new GenericDialog("Super-Resolve");
		Dialogs.addOptions(dialog, OutputChoice.values());
		dialog.addCheckbox("Bit_map (an image of the bits used)", false);
		dialog.addCheckbox("Report (written to the log)", false);
		if (!Dialogs.show(dialog)) {
			return Optional.empty();
		}
		final Map<String, String> values = Dialogs.options(dialog);
		values.put(SuperResolveOptions.BIT_MAP, Boolean.toString(dialog.getNextBoolean()));
		values.put(SuperResolveOptions.REPORT, Boolean.toString(dialog.getNextBoolean()));
		return Optional.of(values);
	}
}
