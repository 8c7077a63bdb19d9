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

import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.model.ModelDetails;

/** How commands name what is known of models. Stateless. */
public final class ModelTexts {

	/** Of {@link #row}. */
	public static final List<String> COLUMNS = List.of("Model", "Kind", "Scale", "Channels", "Size", "Title");

	private ModelTexts() {
	}

	/** All models of the catalog that can be used. */
	public static List<ModelDetails> all() {
		return ModelCatalog.ids().stream().map(ModelCatalog::details).toList();
	}

	/** What a table shows of a model. */
	public static List<String> row(final ModelDetails model) {
		return List.of(model.entry().id(), model.kind(), "x" + model.entry().scale(), model.channels(), model.size(), model.entry().title());
	}

	/** A few lines of Markdown that stand before the card. */
	public static String summary(final ModelDetails model) {
		final String place = model.folder().map(folder -> "imported, in `" + folder + "`").orElse("comes with this program");
		return "**" + model.entry().id() + "**: " + model.entry().title() + ". " + model.entry().description() + "\n\nx" + model.entry().scale() + ", " + model.channels() +
			", " + model.size() + ", licence " + model.entry().license() + "; " + place + ".\n";
	}
}
