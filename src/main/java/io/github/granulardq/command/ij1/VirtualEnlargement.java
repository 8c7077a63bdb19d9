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
import java.util.function.IntSupplier;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.granulardq.InputException;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.model.Model;

/**
 * Enlarges an {@code ImagePlus} into a virtual one, of which a plane is computed when it is looked at:
 *
 * <pre>
 * VirtualEnlargement virtual = VirtualEnlargement.open(image, options, SuperResolveImage.Part.SELECTION, Monitor.none());
 * virtual.image().show(); // a black plane
 * virtual.look(); // that plane, computed
 * </pre>
 *
 * Its planes have the pixels that {@link SuperResolveImage} gives. Intensities of the input are read when it is opened, its pixels later: it may
 * be closed, since they are held, but planes that are looked at after it was changed show the changes. Memory is bounded by a cache.
 */
public final class VirtualEnlargement {

	private final LazySession session;
	private final LazyStack stack;
	private final ImagePlus image;

	private VirtualEnlargement(final LazySession session, final LazyStack stack, final ImagePlus image) {
		this.session = session;
		this.stack = stack;
		this.image = image;
	}

	/**
	 * Checks that nothing is wanted for which all pixels are needed.
	 *
	 * @throws InputException if the bit map or the report is
	 */
	public static void requireOnlyImage(final boolean bitMap, final boolean report) {
		if (bitMap || report) {
			throw new InputException("The bit map and the report tell of all pixels, and output=virtual computes only what is looked at: " +
				"leave out bit_map and report, or choose output=same.");
		}
	}

	/**
	 * Opens an enlarged image; computes nothing.
	 *
	 * @throws InputException as {@link SuperResolveImage#run}
	 * @throws java.util.concurrent.CancellationException if the monitor said so
	 */
	public static VirtualEnlargement open(final ImagePlus image, final SuperResolveOptions options, final SuperResolveImage.Part part,
		final Monitor monitor)
	{
		SuperResolveImage.requireImage(image);
		return open(image, image, SuperResolveImage.crop(image, part), options, monitor);
	}

	/**
	 * Opens the enlarged selection of a part of an image; computes nothing.
	 *
	 * @param image that is locked meanwhile
	 * @param part one of {@link Regions#of}
	 * @throws RuntimeException as {@link #open(ImagePlus, SuperResolveOptions, SuperResolveImage.Part, Monitor)}
	 */
	public static VirtualEnlargement open(final ImagePlus image, final ImagePlus part, final SuperResolveOptions options, final Monitor monitor) {
		return open(image, part, Selections.bounds(part), options, monitor);
	}

	private static VirtualEnlargement open(final ImagePlus image, final ImagePlus part, final Rectangle crop, final SuperResolveOptions options,
		final Monitor monitor)
	{
		final boolean rgb = SuperResolveImage.isColour(part);
		final Model model = options.loadModel(rgb);
		return SuperResolveImage.reading(image, crop, model.scale(), () -> open(part, crop, new LazySession(ImagePlusImages.wrap(part, crop), rgb, model, options,
			monitor), model.scale()));
	}

	private static VirtualEnlargement open(final ImagePlus image, final Rectangle crop, final LazySession session, final int scale) {
		try {
			final LazyStack stack = new LazyStack(session, crop.width * scale, crop.height * scale, image.getStackSize(), image.getBitDepth());
			final ImagePlus enlarged = new EnlargedImage(image, crop, scale).of(stack, "Granular-DQ: " + session.identity());
			session.serve(stack, enlarged);
			return new VirtualEnlargement(session, stack, enlarged);
		}
		catch (final RuntimeException | Error e) {
			session.close();
			throw e;
		}
	}

	/** Returns the image. Its planes are black before {@link #look}. */
	public ImagePlus image() {
		return image;
	}

	/** Returns what computes. */
	LazySession session() {
		return session;
	}

	/**
	 * Computes the plane that the image shows, or its channels, and from now on what else is looked at. When that fails, the image is closed.
	 *
	 * @return the image
	 * @throws RuntimeException as {@link SuperResolveImage#run}
	 */
	public ImagePlus look() {
		try {
			stack.open();
			fill(image.getProcessor(), image.getCurrentSlice(), image::getCurrentSlice);
			if (image instanceof final CompositeImage composite && composite.getMode() == IJ.COMPOSITE) {
				for (int c = 1; c <= composite.getNChannels(); c++) {
					final int channel = c;
					final IntSupplier shown = () -> composite.getStackIndex(channel, composite.getSlice(), composite.getFrame());
					fill(composite.getProcessor(c), shown.getAsInt(), shown);
				}
			}
			image.updateAndDraw();
			return image;
		}
		catch (final RuntimeException | Error e) {
			image.close();
			session.close();
			throw e;
		}
		finally {
			session.endOfCommand();
		}
	}

	/** Replaces the black pixels of a processor, which is null if there is none yet, unless the user has gone on to another plane meanwhile. */
	private void fill(final ImageProcessor target, final int plane, final IntSupplier shown) {
		if (target == null) {
			return;
		}
		final Object pixels = stack.compute(plane);
		synchronized (image) {
			if (shown.getAsInt() == plane) {
				target.setPixels(pixels);
				target.setSnapshotPixels(null);
			}
		}
	}
}
