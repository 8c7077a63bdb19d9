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
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.granulardq.command.BitSummary;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.OutputChoice;
import io.github.granulardq.command.UnfinishedException;
import io.github.granulardq.superres.Report;

/**
 * What the commands for images in windows do, in ImageJ and in Fiji. The pixels of the input are not changed: there is nothing to undo. Bits are shown over it
 * if the image of bits is wanted. Stateless.
 */
public final class SuperResolveRun {

	/**
	 * One result.
	 *
	 * @param image the enlarged image, not shown, with a title that no window has
	 * @param bits the bits of each pixel as an image; null if not wanted
	 * @param report what was done; null for virtual output
	 * @param look to be run when the image is shown, or where none is: computes the plane that is seen, if output is virtual
	 */
	public record Outcome(ImagePlus image, ImagePlus bits, Report report, Runnable look) {
	}

	private SuperResolveRun() {
	}

	/**
	 * Enlarges an image, or what is chosen of it.
	 *
	 * @param image its pixels are not changed; null if none is open, which is reported as the user's mistake
	 * @param outcomes is given each result as soon as it is there
	 * @throws io.github.granulardq.InputException as {@link SuperResolveImage#run(ImagePlus, ImagePlus, io.github.granulardq.command.SuperResolveOptions, Monitor)}
	 *         and {@link Regions#of}; also if the image was changed meanwhile
	 * @throws java.util.concurrent.CancellationException if the monitor said so; results that were there stay
	 */
	public static void run(final ImagePlus image, final ImageOptions chosen, final Monitor monitor, final Consumer<Outcome> outcomes) {
		final boolean virtual = chosen.options().output() == OutputChoice.VIRTUAL;
		if (virtual) {
			VirtualEnlargement.requireOnlyImage(chosen.bitMap(), chosen.report());
		}
		final List<ImagePlus> parts = Regions.of(image, chosen.planes(), chosen.rois());
		each(parts, part -> virtual ? open(image, part, chosen, monitor) : enlarge(image, part, chosen, part == parts.get(0), monitor), outcomes);
	}

	/** Goes on from part to part. What is there when the user cancels is told. */
	static void each(final List<ImagePlus> parts, final Function<ImagePlus, Outcome> action, final Consumer<Outcome> outcomes) {
		for (int i = 0; i < parts.size(); i++) {
			try {
				outcomes.accept(action.apply(parts.get(i)));
			}
			catch (final CancellationException e) {
				throw i == 0 ? e : new UnfinishedException(i, parts.size(), e);
			}
		}
	}

	private static Outcome enlarge(final ImagePlus image, final ImagePlus part, final ImageOptions chosen, final boolean first, final Monitor monitor) {
		final SuperResolveImage.Result made = SuperResolveImage.run(image, part, chosen.options(), monitor);
		final ImagePlus enlarged = withFreeTitle(made.image());
		final ImagePlus bits = chosen.bitMap() ? withFreeTitle(made.bits().toImage(BitSummary.lines(part.getTitle(), made.report()))) : null;
		if (chosen.bitMap() && image.getProcessor() != null) { // it may be closed
			BitMapPlugIn.showOfEnlarged(made.bits().in(image, chosen.planes()), part.getTitle(), made.report(), first);
		}
		return new Outcome(enlarged, bits, made.report().withFiles(image.getTitle(), enlarged.getTitle()), () -> {});
	}

	private static Outcome open(final ImagePlus image, final ImagePlus part, final ImageOptions chosen, final Monitor monitor) {
		final VirtualEnlargement opened = VirtualEnlargement.open(image, part, chosen.options(), monitor);
		return new Outcome(withFreeTitle(opened.image()), null, null, opened::look);
	}

	private static ImagePlus withFreeTitle(final ImagePlus image) {
		final String title = image.getTitle();
		for (int i = 1; WindowManager.getImage(image.getTitle()) != null; i++) {
			image.setTitle(title + "-" + i);
		}
		return image;
	}
}
