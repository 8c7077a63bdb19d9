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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Hashtable;

import ij.Menus;
import ij.plugin.PlugIn;
import io.github.granulardq.command.PluginsConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HeadlessImageJTest {

	private static Hashtable<?, ?> commands;

	@BeforeAll
	static void start() {
		HeadlessImageJ.start();
		commands = Menus.getCommands();
	}

	@Test
	void ourCommandsAreThere() throws ReflectiveOperationException, IOException {
		for (final String label : PluginsConfig.entries().keySet()) {
			final Class<?> type = Class.forName((String) commands.get(label));
			assertInstanceOf(PlugIn.class, type.getDeclaredConstructor().newInstance());
		}
	}

	@Test
	void commandsOfImageJAreThereWithoutTheirShortcuts() {
		assertEquals("ij.plugin.Converter(\"8-bit\")", commands.get("8-bit"));
		assertEquals("ij.plugin.filter.GaussianBlur", commands.get("Gaussian Blur..."));
		assertEquals("ij.plugin.Commands(\"new\")", commands.get("Image..."));
		assertNotNull(commands.get("Select All"));
	}

	@Test
	void allClassesExist() throws ClassNotFoundException {
		assertTrue(commands.size() > 200);
		for (final Object entry : commands.values()) {
			final String name = ((String) entry).replaceFirst("\\(.*", "");
			assertNotNull(Class.forName(name, false, HeadlessImageJTest.class.getClassLoader()));
		}
	}

	@Test
	void startingAgainChangesNothing() {
		final int size = commands.size();
		HeadlessImageJ.start();
		assertEquals(size, Menus.getCommands().size());
	}
}
