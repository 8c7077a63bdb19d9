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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that was measured. Immutable.
 *
 * @param options what was asked for
 * @param engine what computed
 * @param compared what computed for comparison; {@link Machinery#NONE} if nothing did
 * @param images at least one
 * @param skipped images that could not be measured
 */
public record Evaluation(EvaluationOptions options, Machinery engine, Machinery compared, List<MeasuredImage> images, List<Skipped> skipped) {

	/** Name of the bicubic enlargement where bits choices stand. */
	public static final String BICUBIC = "bicubic";

	/**
	 * An engine and the instruction set that it used.
	 *
	 * @param name not {@code auto}
	 * @param isa instruction set
	 */
	public record Machinery(String name, String isa) {

		/** Nothing computed. */
		public static final Machinery NONE = new Machinery("", "");
	}

	/**
	 * An image that could not be measured.
	 *
	 * @param file its path below the folder that was searched
	 * @param reason why, as half a sentence
	 */
	public record Skipped(String file, String reason) {
	}

	public Evaluation {
		images = List.copyOf(images);
		skipped = List.copyOf(skipped);
	}

	/** Returns {@code bicubic} and the bits choices, in the order that was asked for. */
	public List<String> methods() {
		return List.copyOf(images.get(0).figures().keySet());
	}

	/** Returns the images of each folder, both sorted. */
	public Map<String, List<MeasuredImage>> folders() {
		final Map<String, List<MeasuredImage>> folders = new LinkedHashMap<>();
		images.forEach(image -> folders.computeIfAbsent(image.folder(), name -> new ArrayList<>()).add(image));
		return folders;
	}

	/** Returns mean figures, of one of {@link #methods()}. */
	public static Figures mean(final List<MeasuredImage> images, final String method) {
		return Figures.mean(images.stream().map(image -> image.figures().get(method)).toList());
	}

	/** Returns how far both engines differ, with one of {@link #methods()} other than bicubic. */
	public static Agreement agreement(final List<MeasuredImage> images, final String method) {
		return Agreement.of(images.stream().map(image -> image.figures().get(method)).toList(), images.stream().map(image -> image.compared()
			.get(method)).toList());
	}
}
