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

import java.util.List;
import java.util.stream.Stream;

import io.github.granulardq.InputException;
import io.github.granulardq.model.ModelCatalog;

/** Which model is offered first, and taken where none is named: those that fit the kind of image, in the order of the catalog. */
public final class ModelChoice {

	private ModelChoice() {
	}

	/** Whether a model was made for a kind of image: three channels for RGB, one for everything else. */
	public static boolean isMadeFor(final ModelCatalog.Entry model, final boolean rgb) {
		return model.channels() > 1 == rgb;
	}

	/** Whether a model can enlarge a kind of image; one channel models do RGB channel by channel. */
	public static boolean fits(final ModelCatalog.Entry model, final boolean rgb) {
		return rgb || model.channels() == 1;
	}

	/** Returns all models, those that were made for a kind of image first. */
	public static List<ModelCatalog.Entry> ordered(final List<ModelCatalog.Entry> models, final boolean rgb) {
		return Stream.concat(models.stream().filter(m -> isMadeFor(m, rgb)), models.stream().filter(m -> !isMadeFor(m, rgb))).toList();
	}

	/**
	 * Returns the id of the model that is taken where none is given.
	 *
	 * @param models to choose from
	 * @param scale that it must have; 0 for any
	 * @param rgb whether the image is a colour image
	 * @throws InputException if there is none
	 */
	public static String first(final List<ModelCatalog.Entry> models, final int scale, final boolean rgb) {
		return ordered(models, rgb).stream().filter(m -> fits(m, rgb) && (scale == 0 || m.scale() == scale)).map(ModelCatalog.Entry::id).findFirst()
			.orElseThrow(() -> new InputException("No model is given, and none " + (scale == 0 ? "" : "of scale " + scale + " ") + (rgb ? "" :
				"for images of one channel ") + "comes with this program: give the path of a model package."));
	}
}
