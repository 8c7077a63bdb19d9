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
package io.github.granulardq.evaluation;

import java.util.List;
import java.util.function.BiFunction;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;

/**
 * An {@link Evaluation} as JSON. Its keys are public API and never renamed: {@code images} is a list of objects with {@code file},
 * {@code folder} and for {@code bicubic} and each bits choice {@link Figures}; {@code folders} and {@code mean} hold the means of these. What
 * is no number (an infinite PSNR, the FAB of bicubic) is left out. {@code percentiles} says where the thresholds of entropy were, if not where the model has
 * them. Stateless.
 */
public final class EvaluationReport {

	private static final JsonSerializer<Double> FINITE = (value, type, context) -> Double.isFinite(value) ? new JsonPrimitive(value)
		: JsonNull.INSTANCE;

	private static final Gson GSON = new GsonBuilder().setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES).setPrettyPrinting()
		.disableHtmlEscaping().registerTypeAdapter(Double.class, FINITE).create();

	private EvaluationReport() {
	}

	/** Returns one JSON object. */
	public static String toJson(final Evaluation evaluation) {
		final EvaluationOptions options = evaluation.options();
		final JsonObject root = new JsonObject();
		if (options.model() != null) {
			root.addProperty("model", options.model().id());
			root.addProperty("model_sha256", options.model().sha256());
			root.addProperty("engine", evaluation.engine().name());
			root.addProperty("isa", evaluation.engine().isa());
			root.addProperty("grid", options.grid().toString());
			options.thresholds().describe(options.model(), options.grid()).ifPresent(percentiles -> root.add("percentiles", GSON.toJsonTree(percentiles)));
		}
		root.addProperty("scale", options.scale());
		root.addProperty("protocol", options.protocol().toString());
		root.addProperty("rounded", options.rounded() || options.protocol() == Protocol.PHOTO);
		root.addProperty("kernel", options.kernel().toString());
		root.addProperty("workers", options.workers());
		final List<String> methods = evaluation.methods();
		root.add("mean", means(evaluation.images(), methods, Evaluation::mean));
		root.add("folders", folders(evaluation, methods, Evaluation::mean));
		if (evaluation.compared() != Evaluation.Machinery.NONE) {
			root.add("comparison", comparison(evaluation, methods.subList(1, methods.size())));
		}
		root.add("images", images(evaluation));
		root.add("skipped", GSON.toJsonTree(evaluation.skipped()));
		return GSON.toJson(root);
	}

	private static JsonObject means(final List<MeasuredImage> images, final List<String> methods,
		final BiFunction<List<MeasuredImage>, String, Object> mean)
	{
		final JsonObject means = new JsonObject();
		methods.forEach(method -> means.add(method, GSON.toJsonTree(mean.apply(images, method))));
		return means;
	}

	private static JsonObject folders(final Evaluation evaluation, final List<String> methods,
		final BiFunction<List<MeasuredImage>, String, Object> mean)
	{
		final JsonObject folders = new JsonObject();
		evaluation.folders().forEach((name, images) -> {
			final JsonObject folder = means(images, methods, mean);
			folder.addProperty("images", images.size());
			folders.add(name, folder);
		});
		return folders;
	}

	private static JsonObject comparison(final Evaluation evaluation, final List<String> methods) {
		final JsonObject comparison = new JsonObject();
		comparison.addProperty("engine", evaluation.compared().name());
		comparison.addProperty("isa", evaluation.compared().isa());
		comparison.add("total", means(evaluation.images(), methods, Evaluation::agreement));
		comparison.add("folders", folders(evaluation, methods, Evaluation::agreement));
		return comparison;
	}

	private static JsonElement images(final Evaluation evaluation) {
		final JsonArray list = new JsonArray();
		for (final MeasuredImage image : evaluation.images()) {
			final JsonObject entry = new JsonObject();
			entry.addProperty("file", image.file());
			entry.addProperty("folder", image.folder());
			image.figures().forEach((method, figures) -> entry.add(method, GSON.toJsonTree(figures)));
			if (!image.compared().isEmpty()) {
				entry.add("compared", GSON.toJsonTree(image.compared()));
			}
			list.add(entry);
		}
		return list;
	}
}
