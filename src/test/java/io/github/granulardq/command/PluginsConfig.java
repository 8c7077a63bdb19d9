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

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Our menu entries in plain ImageJ. */
public final class PluginsConfig {

	private static final Pattern ENTRY = Pattern.compile("Plugins>Granular-DQ[^,]*, \"([^\"]+)\", ([\\w.]+).*");

	private PluginsConfig() {
	}

	/** Returns the class of each entry, by its label, in the order of the file. */
	public static Map<String, String> entries() throws IOException {
		final Map<String, String> entries = new LinkedHashMap<>();
		for (final String line : Files.readAllLines(Path.of("plugins-config", "plugins.config"), StandardCharsets.UTF_8)) {
			final Matcher matcher = ENTRY.matcher(line);
			if (matcher.matches()) {
				entries.put(matcher.group(1), matcher.group(2));
			}
			else if (!line.isBlank() && !line.startsWith("#") && !line.endsWith("\"-\"")) {
				throw new IOException("not understood: " + line);
			}
		}
		return entries;
	}

	/** Returns the macro keys of an entry: the field {@code KEYS} of its class, which every entry must have. */
	public static List<String> keys(final String className) throws ReflectiveOperationException {
		final Field field = Class.forName(className).getDeclaredField("KEYS");
		field.setAccessible(true);
		return ((List<?>) field.get(null)).stream().map(String.class::cast).toList();
	}
}
