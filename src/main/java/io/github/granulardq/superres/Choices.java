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
package io.github.granulardq.superres;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.github.granulardq.InputException;

/** Reads the values of options as users write them: the same words in macros, commands and on the command line. */
public final class Choices {

	private Choices() {
	}

	/**
	 * Finds the constant that {@code text} names by its {@code toString()}; case and surrounding blanks do not matter.
	 *
	 * @throws InputException if there is none, listing the choices
	 */
	public static <E extends Enum<E>> E parse(final String option, final Class<E> type, final String text) {
		final String wanted = text == null ? "" : text.strip();
		for (final E choice : type.getEnumConstants()) {
			if (choice.toString().equalsIgnoreCase(wanted)) {
				return choice;
			}
		}
		final String known = Arrays.stream(type.getEnumConstants()).map(E::toString).collect(Collectors.joining(", "));
		throw new InputException("There is no " + option + " \"" + wanted + "\": choose one of " + known + ".");
	}
}
