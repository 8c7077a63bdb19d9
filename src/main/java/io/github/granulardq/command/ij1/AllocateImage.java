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

import ij.ImagePlus;
import io.github.granulardq.InputException;
import io.github.granulardq.command.Monitor;
import io.github.granulardq.command.SuperResolveOptions;
import io.github.granulardq.model.Model;
import io.github.granulardq.superres.AllocatedBits;
import io.github.granulardq.superres.Report;
import io.github.granulardq.superres.SuperResolver;
import net.imglib2.type.numeric.RealType;

/** Finds the bits that the patches of an {@code ImagePlus} get, without enlarging it. Stateless. The image is locked while it is read. */
public final class AllocateImage {

	/**
	 * What came out.
	 *
	 * @param bits of the image or its part, with the entropy of each patch
	 * @param report what was done
	 */
	public record Result(BitMapImage bits, Report report) {
	}

	private AllocateImage() {
	}

	/**
	 * Finds bits.
	 *
	 * @param image not changed; null if none is open, which is reported as the user's mistake
	 * @throws InputException as {@link SuperResolveImage#run(ImagePlus, SuperResolveOptions, SuperResolveImage.Part, Monitor)}
	 * @throws java.util.concurrent.CancellationException if the monitor said so
	 */
	public static Result run(final ImagePlus image, final SuperResolveOptions options, final SuperResolveImage.Part part, final Monitor monitor) {
		SuperResolveImage.requireImage(image);
		final Rectangle crop = SuperResolveImage.crop(image, part);
		final Model model = options.loadModel(SuperResolveImage.isColour(image));
		return SuperResolveImage.reading(image, crop, 1, () -> {
			try (SuperResolver resolver = options.resolver(model, monitor)) {
				final AllocatedBits allocated = allocate(resolver, ImagePlusImages.wrap(image, crop));
				final BitMapImage bits = new BitMapImage(image, crop, allocated.bitMap());
				return new Result(bits, allocated.report().withFiles(image.getTitle(), EnlargedImage.baseTitle(image) + "-bits"));
			}
		});
	}

	private static <T extends RealType<T>> AllocatedBits allocate(final SuperResolver resolver, final AxedImage<T> image) {
		return resolver.allocate(image.pixels(), image.channelAxis());
	}
}
