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
import io.github.granulardq.superres.Choices;
import io.github.granulardq.superres.OutputType;

/** What users choose as {@code output}: the pixel type, and whether pixels are computed only when they are looked at. */
public enum OutputChoice {

	/** The type of the input. */
	SAME("same", OutputType.SAME),
	/** 32-bit floating point. */
	FLOAT("32-bit", OutputType.FLOAT),
	/** The type of the input; in ImageJ each plane is computed when it is looked at. */
	VIRTUAL("virtual", OutputType.SAME);

	private final String key;
	private final OutputType type;

	OutputChoice(final String key, final OutputType type) {
		this.key = key;
		this.type = type;
	}

	/**
	 * Reads {@code same}, {@code 32-bit} or {@code virtual}.
	 *
	 * @throws InputException if it is none of them, listing them
	 */
	public static OutputChoice parse(final String text) {
		return Choices.parse("output type", OutputChoice.class, text);
	}

	/** Returns the type of the pixels. */
	public OutputType type() {
		return type;
	}

	/**
	 * Checks that all pixels are to be computed.
	 *
	 * @throws InputException if not, for what is written to files
	 */
	public OutputChoice requireFile() {
		if (this == VIRTUAL) {
			throw new InputException("The output \"virtual\" is for images in windows, and files are written block by block anyway: choose same or 32-bit.");
		}
		return this;
	}

	/** Returns the word that {@link #parse} reads. */
	@Override
	public String toString() {
		return key;
	}
}
