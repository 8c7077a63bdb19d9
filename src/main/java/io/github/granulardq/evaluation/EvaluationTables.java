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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.granulardq.superres.Bits;

/** An {@link Evaluation} as Markdown. Stateless. */
public final class EvaluationTables {

	private static final String FOLDER = "folder";
	private static final double GIGA = 1e9;

	private EvaluationTables() {
	}

	/** Returns all tables: folders, means, and the comparison of engines if there is one; then what was skipped. */
	public static String of(final Evaluation evaluation, final boolean everyImage) {
		final StringBuilder text = new StringBuilder();
		if (everyImage) {
			text.append(quality(evaluation, images(evaluation), "image")).append('\n');
		}
		text.append(quality(evaluation, rows(evaluation), FOLDER)).append('\n').append(cost(evaluation));
		if (evaluation.compared() != Evaluation.Machinery.NONE) {
			text.append('\n').append(agreement(evaluation));
		}
		if (!evaluation.skipped().isEmpty()) {
			text.append(String.format(Locale.ROOT, "%nSkipped %d of %d images:%n%n", evaluation.skipped().size(), evaluation.skipped().size() +
				evaluation.images().size()));
			evaluation.skipped().forEach(skipped -> text.append("- ").append(skipped.file()).append(": ").append(skipped.reason()).append('\n'));
		}
		return text.toString();
	}

	private static List<Map.Entry<String, List<MeasuredImage>>> images(final Evaluation evaluation) {
		return evaluation.images().stream().map(image -> Map.entry(image.file(), List.of(image))).toList();
	}

	/** Folders, then all images. */
	private static List<Map.Entry<String, List<MeasuredImage>>> rows(final Evaluation evaluation) {
		final List<Map.Entry<String, List<MeasuredImage>>> rows = new ArrayList<>(evaluation.folders().entrySet());
		rows.add(Map.entry("**all**", evaluation.images()));
		return rows;
	}

	private static String quality(final Evaluation evaluation, final List<Map.Entry<String, List<MeasuredImage>>> rows, final String first) {
		final String dynamic = Bits.DYNAMIC.toString();
		final boolean hasDynamic = evaluation.methods().contains(dynamic);
		final List<String> columns = new ArrayList<>();
		evaluation.methods().forEach(method -> columns.add(method + " PSNR / SSIM"));
		if (hasDynamic) {
			columns.add("FAB");
		}
		return table(first, columns, rows, evaluation.methods(), (images, method) -> {
			final Figures mean = Evaluation.mean(images, method);
			return String.format(Locale.ROOT, "%.2f / %.4f", mean.psnr(), mean.ssim());
		}, images -> hasDynamic ? List.of(String.format(Locale.ROOT, "%.2f", Evaluation.mean(images, dynamic).fab())) : List.of());
	}

	private static String agreement(final Evaluation evaluation) {
		final List<String> methods = evaluation.methods().subList(1, evaluation.methods().size());
		final List<String> columns = methods.stream().map(method -> method + " mean / largest").toList();
		return String.format(Locale.ROOT, "PSNR of %s (%s) minus that of %s (%s) in dB: its mean, and its largest absolute value%n%n", evaluation
			.engine().name(), evaluation.engine().isa(), evaluation.compared().name(), evaluation.compared().isa()) + table(FOLDER, columns, rows(
				evaluation), methods, (images, method) -> {
					final Agreement agreement = Evaluation.agreement(images, method);
					return String.format(Locale.ROOT, "%+.4f / %.4f", agreement.psnrDifferenceMean(), agreement.psnrDifferenceLargest());
				}, images -> List.of());
	}

	/** Means over all images, a line for each method. */
	private static String cost(final Evaluation evaluation) {
		final List<List<String>> lines = new ArrayList<>();
		lines.add(List.of("bits", "PSNR", "SSIM", "FAB", "GBitOPs", "patches by bits", "seconds"));
		for (final String method : evaluation.methods()) {
			final Figures mean = Evaluation.mean(evaluation.images(), method);
			final String histogram = mean.bitsHistogram().entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).collect(Collectors
				.joining(", "));
			lines.add(List.of(method, number("%.3f", mean.psnr()), number("%.4f", mean.ssim()), number("%.2f", mean.fab()), number("%.1f", mean
				.bitops() / GIGA), histogram, number("%.3f", mean.seconds())));
		}
		return markdown(lines);
	}

	private static String number(final String format, final double value) {
		return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
	}

	private static String table(final String first, final List<String> columns, final List<Map.Entry<String, List<MeasuredImage>>> rows,
		final List<String> methods, final BiFunction<List<MeasuredImage>, String, String> cell,
		final Function<List<MeasuredImage>, List<String>> last)
	{
		final List<List<String>> lines = new ArrayList<>();
		final boolean counted = first.equals(FOLDER);
		final List<String> head = new ArrayList<>(counted ? List.of(first, "images") : List.of(first));
		head.addAll(columns);
		lines.add(head);
		for (final Map.Entry<String, List<MeasuredImage>> row : rows) {
			final List<String> line = new ArrayList<>(List.of(row.getKey()));
			if (counted) {
				line.add(Integer.toString(row.getValue().size()));
			}
			methods.forEach(method -> line.add(cell.apply(row.getValue(), method)));
			line.addAll(last.apply(row.getValue()));
			lines.add(line);
		}
		return markdown(lines);
	}

	private static String markdown(final List<List<String>> lines) {
		final StringBuilder text = new StringBuilder();
		for (final List<String> line : lines) {
			text.append("| ").append(String.join(" | ", line)).append(" |\n");
			if (line == lines.get(0)) {
				text.append('|').append("---|".repeat(line.size())).append('\n');
			}
		}
		return text.toString();
	}
}
