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

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.granulardq.command.ModelEvaluation;
import io.github.granulardq.evaluation.Figures;

/**
 * What ImageJ macros reach by {@code call("io.github.granulardq.command.ij1.MacroFunctions.NAME", ...)}, where the answer is wanted in the macro.
 */
public final class MacroFunctions {

	private MacroFunctions() {
	}

	/**
	 * Measures a model on images that are known in high resolution.
	 *
	 * @param images an image, or a folder of images
	 * @param options {@code model=... bits=dynamic,8,32 engine=...}, as in {@code run}; may be empty
	 * @return a line for bicubic enlargement and one for each bits choice: name, PSNR in dB, SSIM and FAB, with tabs between them
	 */
	public static String evaluate(final String images, final String options) {
		final Map<String, Figures> figures = ModelEvaluation.run(Path.of(images), MacroOptions.parse(options, ModelEvaluation.KEYS), ImageJMonitor.start());
		ImageJMonitor.stop("");
		return figures.entrySet().stream().map(entry -> line(entry.getKey(), entry.getValue())).collect(Collectors.joining("\n"));
	}

	private static String line(final String method, final Figures figures) {
		return String.join("\t", List.of(method, String.format(Locale.ROOT, "%.3f", figures.psnr()), String.format(Locale.ROOT, "%.4f", figures.ssim()),
			String.format(Locale.ROOT, "%.3f", figures.fab())));
	}
}
