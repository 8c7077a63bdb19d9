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

import java.awt.Rectangle;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.command.ClassLoaders;
import io.github.granulardq.command.Enlarger;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.model.Model;
import io.github.granulardq.superres.Report;
import io.github.granulardq.superres.SuperResolution;
import io.github.granulardq.superres.SuperResolver;
import net.imglib2.type.numeric.RealType;

/**
 * Enlarges an {@code ImagePlus} into a new one and keeps its channels, slices, frames, calibration, display, labels and overlay:
 *
 * <pre>
 * SuperResolveOptions options = SuperResolveOptions.of(Map.of("model", "srresnet-light-x2-microscopy"));
 * SuperResolveImage.Result result = SuperResolveImage.run(image, options, SuperResolveImage.Part.SELECTION, Monitor.none());
 * result.image().show();
 * </pre>
 *
 * Stateless. The image is locked while it is read.
 */
public final class SuperResolveImage {

	private static final int SHORT_HASH = 12;
	private static final int RGB_BITS = 24;

	/** Pixels of a plane, which is one Java array. */
	private static final long LARGEST_PLANE = Integer.MAX_VALUE - 8L;

	/** What of an image is enlarged. */
	public enum Part {
		/** The bounds of an area selection; all of the image if there is none. */
		SELECTION,
		/** All of the image, whatever is selected. */
		ALL
	}

	/**
	 * What came out.
	 *
	 * @param image the enlarged image, not shown
	 * @param bits the bits of each pixel of the enlarged part
	 * @param report what was done
	 */
	public record Result(ImagePlus image, BitMapImage bits, Report report) {
	}

	private SuperResolveImage() {
	}

	/**
	 * Enlarges an image, all of it: {@link VirtualEnlargement} is for output that is virtual.
	 *
	 * @param image not changed; null if none is open, which is reported as the user's mistake
	 * @throws InputException if there is no image, its selection is empty, another command uses it, its planes would become too large
	 *         for ImageJ, or an option does not fit
	 * @throws java.util.concurrent.CancellationException if the monitor said so
	 */
	public static Result run(final ImagePlus image, final SuperResolveOptions options, final Part part, final Monitor monitor) {
		requireImage(image);
		final Rectangle crop = crop(image, part);
		return run(image, image, crop, options.loadModel(isColour(image)), options, monitor);
	}

	/**
	 * Enlarges the selection of a part of an image.
	 *
	 * @param image that is locked meanwhile
	 * @param part one of {@link Regions#of}
	 * @throws RuntimeException as {@link #run(ImagePlus, SuperResolveOptions, Part, Monitor)}
	 */
	public static Result run(final ImagePlus image, final ImagePlus part, final SuperResolveOptions options, final Monitor monitor) {
		return run(image, part, Selections.bounds(part), options.loadModel(isColour(part)), options, monitor);
	}

	/** As {@link #run(ImagePlus, SuperResolveOptions, Part, Monitor)} for all of an image, with a model that is loaded already. */
	static Result run(final ImagePlus image, final Model model, final SuperResolveOptions options, final Monitor monitor) {
		requireImage(image);
		return run(image, image, Selections.whole(image), model, options, monitor);
	}

	/** Whether an image has colours for pixels; null has none. */
	public static boolean isColour(final ImagePlus image) {
		return image != null && image.getBitDepth() == RGB_BITS;
	}

	/**
	 * As {@link #run(ImagePlus, SuperResolveOptions, Part, Monitor)} for all of an image, with an engine that is kept for the next one.
	 *
	 * @param enlarger has the model and the options, and stays the caller's
	 */
	public static Result run(final ImagePlus image, final Enlarger enlarger) {
		requireImage(image);
		final Rectangle crop = Selections.whole(image);
		return watched(image, image, crop, enlarger.model(), enlarger::resolver, resolver -> {});
	}

	/**
	 * Finds out whether there is an image.
	 *
	 * @throws InputException if not
	 */
	static void requireImage(final ImagePlus image) {
		if (image == null || image.getProcessor() == null) {
			throw new InputException("There is no image open: open one first.");
		}
	}

	private static void requirePlane(final ImagePlus image, final long width, final long height) {
		if (width * height > LARGEST_PLANE) {
			throw new InputException("\"" + image.getTitle() + "\" would become " + width + "x" + height + " pixels and a plane in ImageJ holds " +
				LARGEST_PLANE + ": select a part of it, or cut the image.");
		}
	}

	private static Result run(final ImagePlus image, final ImagePlus part, final Rectangle crop, final Model model, final SuperResolveOptions options,
		final Monitor monitor)
	{
		return watched(image, part, crop, model, () -> options.resolver(model, monitor), SuperResolver::close);
	}

	private static Result watched(final ImagePlus image, final ImagePlus part, final Rectangle crop, final Model model, final Supplier<SuperResolver> opening,
		final Consumer<SuperResolver> closing)
	{
		return reading(image, crop, model.scale(), () -> {
			final PixelWatch watch = new PixelWatch(part);
			final SuperResolver resolver = opening.get();
			try {
				final Result result = enlarge(part, crop, model, resolver);
				watch.requireSame();
				return result;
			}
			finally {
				closing.accept(resolver);
			}
		});
	}

	/**
	 * Does something with an image that is locked meanwhile.
	 *
	 * @throws InputException if another command uses the image, or its planes would become too large
	 */
	static <T> T reading(final ImagePlus image, final Rectangle crop, final int scale, final Supplier<T> action) {
		requirePlane(image, (long) crop.width * scale, (long) crop.height * scale);
		if (!image.lockSilently()) {
			throw new InputException("\"" + image.getTitle() + "\" is in use by another command: wait until that is done.");
		}
		try {
			return ClassLoaders.withOurs(action);
		}
		finally {
			image.unlock();
		}
	}

	/** Returns the part of an image in its planes. */
	static Rectangle crop(final ImagePlus image, final Part part) {
		return part == Part.SELECTION ? Selections.bounds(image) : Selections.whole(image);
	}

	private static Result enlarge(final ImagePlus image, final Rectangle crop, final Model model, final SuperResolver resolver) {
		final SuperResolution<?> result = resolve(resolver, ImagePlusImages.wrap(image, crop));
		final ImagePlus enlarged = enlarged(new EnlargedImage(image, crop, model.scale()), result);
		final Report report = result.report().withFiles(image.getTitle(), enlarged.getTitle());
		return new Result(enlarged, new BitMapImage(image, crop, result.bitMap()), report);
	}

	private static <T extends RealType<T>> SuperResolution<?> resolve(final SuperResolver resolver, final AxedImage<T> image) {
		return resolver.run(image.pixels(), image.channelAxis());
	}

	private static <T extends RealType<T>> ImagePlus enlarged(final EnlargedImage target, final SuperResolution<T> result) {
		return target.of(result.image(), note(result.report()));
	}

	/** What was done, without anything that differs from run to run: the same input must give the same file. */
	private static String note(final Report report) {
		return String.format(Locale.ROOT, "Granular-DQ: model=%s (sha256 %s) scale=%d bits=%s FAB=%.3f engine=%s grid=%s", report.model(),
			report.modelSha256().substring(0, Math.min(SHORT_HASH, report.modelSha256().length())), report.scale(), report.bits(),
			report.fab(), report.engine(), report.grid());
	}
}
