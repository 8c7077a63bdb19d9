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
package io.github.granulardq.library.bioimage;

import java.util.List;
import java.util.Map;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** Writes maps, lists, texts, numbers and flags as YAML. Texts have quotes, so that none is taken for something else ({@code y} for true). Stateless. */
final class Yaml {

	/** Texts of JSON are texts of YAML. */
	private static final Gson TEXTS = new GsonBuilder().disableHtmlEscaping().create();

	private static final String INDENT = "  ";

	private Yaml() {
	}

	/** Returns a document. */
	static String of(final Map<String, ?> map) {
		final StringBuilder out = new StringBuilder();
		write(out, map, "");
		return out.toString();
	}

	private static void write(final StringBuilder out, final Map<?, ?> map, final String indent) {
		map.forEach((key, value) -> {
			out.append(indent).append(key).append(':');
			value(out, value, indent);
		});
	}

	private static void value(final StringBuilder out, final Object value, final String indent) {
		if (value instanceof Map<?, ?> map) {
			out.append(map.isEmpty() ? " {}\n" : "\n");
			write(out, map, indent + INDENT);
		}
		else if (value instanceof List<?> list && list.stream().noneMatch(Map.class::isInstance)) {
			out.append(' ').append(TEXTS.toJson(list)).append('\n');
		}
		else if (value instanceof List<?> list) {
			out.append('\n');
			for (final Object element : list) {
				final StringBuilder item = new StringBuilder();
				write(item, (Map<?, ?>) element, indent + INDENT);
				// The first key stands behind the dash.
				out.append(indent).append("- ").append(item.substring(indent.length() + INDENT.length()));
			}
		}
		else {
			out.append(' ').append(value instanceof String text ? TEXTS.toJson(text) : value).append('\n');
		}
	}
}
