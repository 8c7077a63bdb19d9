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

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.granulardq.command.PluginsConfig;

/** How each command is tried. A command without an entry here is opened with an image, and OK is pressed. */
final class Recipes {

	/** Names that are legal in file systems: blanks, quotes, umlauts, brackets of both kinds, commas, equals signs. */
	static final String[] NAMES = { "two  blanks.tif", "it's.tif", "'quoted'.tif", "zell\u00e4hnlich \u00fc.tif", "a[1].tif", "a [1] b.tif", "closing ].tif",
		"[opening.tif", "open [ ended.tif", "x=1,y=2.tif", "a, b = c.tif", "&and.tif", "say \"hi\".tif" };

	/** Commands that take several images, and write times into the Results table: {@link EvaluationWindowsTest} tries them. */
	private static final Set<String> MEASURING = Set.of(EvaluatePlugIn.COMMAND, ErrorMapPlugIn.COMMAND, RingCorrelationPlugIn.COMMAND);

	private Recipes() {
	}

	private static List<Recipe> special() {
		final List<Recipe> recipes = new ArrayList<>();
		recipes.add(Recipe.of(SuperResolvePlugIn.COMMAND));
		recipes.add(Recipe.of(SuperResolvePlugIn.COMMAND).type("bits", "8").type("output", "32-bit").type("bit_map", "true").type("report", "true"));
		recipes.add(Recipe.of(SuperResolveFilePlugIn.COMMAND).closed().type("input", "FOLDER/cells.tif").type("output_file", "FOLDER/large.ome.tif").type("bit_map",
			"FOLDER/bits.tif").type("report", "FOLDER/report.json").type("bits", "dynamic").advanced("low_percent", "20").advanced("engine", "integer"));
		recipes.add(Recipe.of(SuperResolveFolderPlugIn.COMMAND).closed().type("input_folder", "FOLDER").type("output_folder", "FOLDER/large cells").type("pattern",
			"*.tif").type("recursive", "true").type("report", "true").advanced("range", "0:2000").advanced("skip_empty", "no"));
		recipes.add(Recipe.of(ModelsPlugIn.COMMAND).closed().type("action", "export").type("file", "FOLDER/my model.zip").type("bits", "4"));
		for (final String name : NAMES) {
			recipes.add(Recipe.of(SuperResolveFilePlugIn.COMMAND).image(name).closed().type("input", "FOLDER/" + name).type("output_file", "FOLDER/large " +
				name));
		}
		return recipes;
	}

	/** Returns all, at least one for each entry of plugins.config that has no test of its own. */
	static List<Recipe> all() throws IOException {
		final List<Recipe> recipes = new ArrayList<>(special());
		for (final String label : PluginsConfig.entries().keySet()) {
			if (!MEASURING.contains(label) && recipes.stream().noneMatch(r -> r.command().equals(label))) {
				recipes.add(Recipe.of(label));
			}
		}
		return recipes;
	}
}
