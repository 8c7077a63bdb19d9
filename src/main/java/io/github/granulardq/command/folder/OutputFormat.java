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
package io.github.granulardq.command.folder;

import java.util.Locale;

import io.github.granulardq.superres.Choices;

/** What users choose as {@code format}: the ending of the results. */
public enum OutputFormat {

	/** That of the input: {@code .ome.tif}, {@code .ome.zarr}, {@code .tif}, and {@code .png} for all others. */
	INPUT("input"),
	/** As ImageJ writes it; BigTIFF where it is large. */
	TIFF("tif"),
	/** OME-TIFF. */
	OME_TIFF("ome.tif"),
	/** A folder of OME-Zarr. */
	OME_ZARR("ome.zarr"),
	/** Pixels alone. */
	PNG("png");

	private final String key;

	OutputFormat(final String key) {
		this.key = key;
	}

	/**
	 * Reads {@code input}, {@code tif}, {@code ome.tif}, {@code ome.zarr} or {@code png}; a dot before does not matter.
	 *
	 * @throws io.github.granulardq.InputException if it is none of them, listing them
	 */
	public static OutputFormat parse(final String text) {
		return Choices.parse("format", OutputFormat.class, text.strip().replaceFirst("^\\.", ""));
	}

	/** Returns the format of the result of a file: not {@link #INPUT}. */
	OutputFormat of(final String inputName) {
		if (this != INPUT) {
			return this;
		}
		return switch (FileNames.ending(inputName).toLowerCase(Locale.ROOT)) {
			case ".ome.tif", ".ome.tiff" -> OME_TIFF;
			case ".ome.zarr", ".zarr" -> OME_ZARR;
			case ".tif", ".tiff", "" -> TIFF;
			default -> PNG;
		};
	}

	/** Returns the ending of such files, with its dot. */
	String ending() {
		return "." + key;
	}

	/** Returns the format of bit maps beside results of this one: PNG has no large ones. */
	OutputFormat forBitMaps() {
		return this == PNG ? TIFF : this;
	}

	/** Returns the word that {@link #parse} reads. */
	@Override
	public String toString() {
		return key;
	}
}
