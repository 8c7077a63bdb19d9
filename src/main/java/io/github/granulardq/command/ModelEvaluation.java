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

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.granulardq.evaluation.Evaluation;
import io.github.granulardq.evaluation.Evaluator;
import io.github.granulardq.evaluation.Figures;

/** Measures a model with the protocol that fits it, as {@code granular-dq evaluate} does by default. Stateless. */
public final class ModelEvaluation {

	/** Keys of the options. */
	public static final List<String> KEYS = List.of(SuperResolveOptions.MODEL, SuperResolveOptions.BITS, SuperResolveOptions.ENGINE);

	private ModelEvaluation() {
	}

	/**
	 * Measures.
	 *
	 * @param images an image in high resolution, or a folder of them
	 * @param options by key; bits are one or several choices with commas
	 * @return mean figures of bicubic enlargement and of each choice, in this order
	 * @throws io.github.granulardq.InputException if there is no image that can be measured, or an option is wrong
	 */
	public static Map<String, Figures> run(final Path images, final Map<String, String> options, final Monitor monitor) {
		final EvaluateOptions how = EvaluateOptions.of(options, false);
		return ClassLoaders.withOurs(() -> {
			try (Evaluator evaluator = new Evaluator(how.load(monitor.workers()), monitor.progress(), monitor.cancelled())) {
				final Evaluation found = evaluator.run(images, "");
				final Map<String, Figures> figures = new LinkedHashMap<>();
				found.methods().forEach(method -> figures.put(method, Evaluation.mean(found.images(), method)));
				return figures;
			}
		});
	}
}
