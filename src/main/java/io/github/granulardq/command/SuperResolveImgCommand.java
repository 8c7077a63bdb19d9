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

import io.github.granulardq.InputException;
import io.github.granulardq.model.Model;
import io.github.granulardq.superres.SuperResolution;
import io.github.granulardq.superres.SuperResolver;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Enlarges an ImgLib2 image, for scripts of ImageJ2 and PyImageJ; it has no menu entry. A {@code Dataset} of ImageJ2 is such an image.
 *
 * <pre>
 * command.run("io.github.granulardq.command.SuperResolveImgCommand", true, "image", dataset, "channel_axis", 2, "model", "...")
 * </pre>
 */
@Plugin(type = Command.class, headless = true, label = "Super-Resolve Img")
public final class SuperResolveImgCommand extends OptionsCommand {

	@Parameter(label = "Image (real pixels; axes x, y, then others)", persist = false, required = false)
	private RandomAccessibleInterval<?> image;

	@Parameter(label = "Channel_axis (-1 for none)", persist = false, required = false)
	private int channel_axis = -1;

	@Parameter(type = ItemIO.OUTPUT)
	private RandomAccessibleInterval<?> result;

	@Parameter(type = ItemIO.OUTPUT)
	private RandomAccessibleInterval<?> bits_image;

	@Parameter(type = ItemIO.OUTPUT)
	private String report_json;

	@Override
	protected void superResolve(final SuperResolveOptions options, final Monitor monitor) {
		if (image == null) {
			throw new InputException("There is no image: give one as image.");
		}
		if (options.output() == OutputChoice.VIRTUAL) {
			throw new InputException("The output \"virtual\" is for images in windows: call SuperResolver.lazy in the script, which can close what it opens.");
		}
		final Model model = options.loadModel();
		final SuperResolution<?> made = ClassLoaders.withOurs(() -> {
			try (SuperResolver resolver = options.resolver(model, monitor)) {
				return resolve(resolver);
			}
		});
		result = made.image();
		bits_image = made.bitMap().image();
		report_json = made.report().toJson();
	}

	/** The type of the pixels is known only now; it is checked before it is claimed. */
	@SuppressWarnings("unchecked")
	private <T extends RealType<T>> SuperResolution<?> resolve(final SuperResolver resolver) {
		final Object type = image.getType();
		if (!(type instanceof RealType)) {
			throw new InputException("The image has pixels of " + type.getClass().getSimpleName() + ": give one of real numbers.");
		}
		return resolver.run((RandomAccessibleInterval<T>) image, channel_axis);
	}
}
