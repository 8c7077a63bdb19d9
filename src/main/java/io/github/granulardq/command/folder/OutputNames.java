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

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.granulardq.InputException;

/**
 * Where results go: {@code day1/cells.tif} becomes {@code day1/cells-x2.tif} below the output folder. Where two images of a folder would
 * get the same name, as {@code a.png} and {@code a.tif} would, both keep their endings: {@code a-png-x2.tif} and {@code a-tif-x2.tif}. Names that
 * differ in case alone are the same, since they are on other people's disks.
 */
final class OutputNames {

	private final OutputFormat format;
	private final int scale;
	private final Map<String, Integer> stems = new HashMap<>();

	/**
	 * @param inputs paths below the input folder
	 * @param scale of the model
	 * @throws InputException if two results would still have the same name
	 */
	OutputNames(final List<Path> inputs, final OutputFormat format, final int scale) {
		this.format = format;
		this.scale = scale;
		for (final Path input : inputs) {
			stems.merge(key(shortStem(input)), 1, Integer::sum);
		}
		final Set<String> names = new HashSet<>();
		for (final Path input : inputs) {
			if (!names.add(key(stem(input)))) {
				throw new InputException("Two images would be written to \"" + output(input) + "\", one of them \"" + input + "\": give them other names.");
			}
		}
	}

	private static String key(final Path path) {
		return path.toString().toLowerCase(Locale.ROOT);
	}

	/** Returns the path of a result below the output folder. */
	Path output(final Path input) {
		return with(input, format(input).ending());
	}

	/** Returns the path of its bit map. */
	Path bitMap(final Path input) {
		return with(input, "-bits" + format(input).forBitMaps().ending());
	}

	/** Returns the path of its report. */
	Path report(final Path input) {
		return with(input, ".json");
	}

	private OutputFormat format(final Path input) {
		return format.of(input.getFileName().toString());
	}

	private Path with(final Path input, final String ending) {
		final Path stem = stem(input);
		return stem.resolveSibling(stem.getFileName() + ending);
	}

	/** All of a result's name but its ending: that of its report is the same, whatever the format of the result. */
	private Path stem(final Path input) {
		final Path stem = shortStem(input);
		if (stems.get(key(stem)) == 1) {
			return stem;
		}
		final String file = input.getFileName().toString();
		return scaled(input, FileNames.stem(file) + FileNames.ending(file).replace('.', '-'));
	}

	private Path shortStem(final Path input) {
		return scaled(input, FileNames.stem(input.getFileName().toString()));
	}

	private Path scaled(final Path input, final String stem) {
		return input.resolveSibling(stem + "-x" + scale);
	}
}
