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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;
import org.scijava.service.Service;

/** The tables of docs/macros.md, the entries of plain ImageJ and the SciJava commands have the same keys. */
class MacroKeysTest {

	/** Columns of a row: key, values, default, since, meaning. */
	private static final int COLUMNS = 5;

	private static Map<String, Map<String, String[]>> documented;
	private static Map<String, String> entries;
	private static Context context;

	@BeforeAll
	static void read() throws IOException {
		documented = documented(Files.readAllLines(Path.of("docs", "macros.md")));
		entries = PluginsConfig.entries();
		context = new Context();
	}

	@AfterAll
	static void stop() {
		context.dispose();
	}

	/** Returns the rows of each section whose title is a command's, by their keys. */
	private static Map<String, Map<String, String[]>> documented(final List<String> lines) {
		final Map<String, Map<String, String[]>> sections = new LinkedHashMap<>();
		Map<String, String[]> rows = null;
		for (final String line : lines) {
			if (line.startsWith("#")) {
				rows = line.matches("## .+\\.\\.\\.") ? sections.computeIfAbsent(line.substring(3), title -> new LinkedHashMap<>()) : null;
			}
			else if (rows != null && line.startsWith("| `")) {
				final String[] cells = Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|")).map(String::strip).toArray(String[]::new);
				assertEquals(COLUMNS, cells.length, line);
				assertTrue(Arrays.stream(cells).noneMatch(String::isEmpty), line);
				assertEquals(null, rows.put(cells[0].replace("`", ""), cells), "twice: " + line);
			}
		}
		return sections;
	}

	private static List<CommandInfo> ours() {
		return context.service(CommandService.class).getCommands().stream().filter(c -> c.getDelegateClassName().startsWith("io.github.granulardq.")).toList();
	}

	/** Those for scripts that take the keys of an entry of plain ImageJ, by its label. */
	private static Map<String, CommandInfo> sciJavaCommands() {
		final Map<String, CommandInfo> commands = new TreeMap<>();
		ours().stream().filter(info -> entries.containsKey(info.getLabel() + "...")).forEach(info -> commands.put(info.getLabel() + "...", info));
		return commands;
	}

	private static List<ModuleItem<?>> inputs(final CommandInfo info) {
		final List<ModuleItem<?>> inputs = new java.util.ArrayList<>();
		for (final ModuleItem<?> item : info.inputs()) {
			if (!Service.class.isAssignableFrom(item.getType()) && item.getType() != Context.class) {
				inputs.add(item);
			}
		}
		return inputs;
	}

	@Test
	void everyEntryHasASectionAndEverySectionAnEntry() {
		assertEquals(List.copyOf(entries.keySet()), List.copyOf(documented.keySet()), "in the order of the menu");
		assertTrue(entries.size() >= 3);
	}

	@Test
	void keysOfPlainImageJ() throws ReflectiveOperationException {
		for (final Map.Entry<String, String> entry : entries.entrySet()) {
			final List<String> keys = PluginsConfig.keys(entry.getValue());
			final Set<String> distinct = new TreeSet<>(keys);
			assertEquals(keys.size(), distinct.size(), entry.getKey() + ": " + keys);
			assertEquals(new TreeSet<>(documented.get(entry.getKey()).keySet()), distinct, entry.getKey());
			distinct.forEach(key -> assertTrue(key.matches("[a-z][a-z0-9_]*"), key));
		}
	}

	@Test
	void parametersOfSciJavaCommands() {
		final Map<String, CommandInfo> commands = sciJavaCommands();
		assertEquals(Set.of("Super-Resolve...", "Super-Resolve File...", "Super-Resolve Folder...", "Bit Map...", "Models...", "Evaluate..."), commands.keySet());
		commands.forEach((label, info) -> {
			final Map<String, String[]> rows = documented.get(label);
			assertNotNull(rows, "no section for " + label);
			final Set<String> names = new TreeSet<>();
			for (final ModuleItem<?> item : inputs(info)) {
				names.add(item.getName());
				assertFalse(item.isPersisted(), label + ": " + item.getName() + " is remembered from the last use");
			}
			assertEquals(new TreeSet<>(rows.keySet()), names, label);
		});
	}

	/** Else Fiji would show a form made of their parameters, in place of the dialog of plain ImageJ. */
	@Test
	void sciJavaCommandsTakeNoMenuEntry() {
		assertTrue(ours().size() >= 6);
		ours().forEach(info -> assertTrue(info.getMenuPath().isEmpty(), info.getMenuPath().getMenuString()));
	}

	@Test
	void choicesAndFlags() {
		sciJavaCommands().forEach((label, info) -> {
			for (final ModuleItem<?> item : inputs(info)) {
				final String[] row = documented.get(label).get(item.getName());
				assertNotNull(row, label + ": " + item.getName());
				if (item.getChoices() != null) {
					item.getChoices().forEach(choice -> assertTrue(row[1].contains("`" + choice + "`"), label + ": " + item.getName() + "=" + choice));
				}
				assertEquals(item.getType() == boolean.class, row[1].equals("flag"), label + ": " + item.getName());
			}
		});
	}

	@Test
	void labelsOfFieldsBeginWithTheKeys() {
		sciJavaCommands().forEach((label, info) -> {
			for (final ModuleItem<?> item : inputs(info)) {
				final String text = item.getLabel();
				assertTrue(text == null || text.isEmpty() || text.toLowerCase(java.util.Locale.ROOT).split(" ")[0].equals(item.getName()), label + ": " + text);
			}
		});
	}
}
