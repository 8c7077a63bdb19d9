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

import java.awt.HeadlessException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Hashtable;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ij.ImagePlus;
import ij.Menus;

/**
 * Makes ImageJ's {@code run("command", "options")} work without a screen. ImageJ enters commands into its table while it builds its
 * menus, which it cannot do without a screen; this enters them: ImageJ's own, and those that {@code plugins.config} files on the class
 * path name. Commands that ask by a dialog still need a screen, other than ours.
 */
public final class HeadlessImageJ {

	/** {@code "label",class("argument")}: the end of each line in IJ_Props.txt and plugins.config. */
	private static final Pattern ENTRY = Pattern.compile("\"([^\"]+?)(?:\\[[^\\]]+\\])?\",\\s*(\\S.*)");

	private HeadlessImageJ() {
	}

	/**
	 * Enters the commands into ImageJ's table. Does nothing more when called again, or where ImageJ has menus.
	 *
	 * @throws IllegalStateException if this ImageJ has no table that can be filled
	 */
	public static synchronized void start() {
		if (Menus.getCommands() == null) {
			createTable();
		}
		@SuppressWarnings("unchecked") // a raw type from before generics; ImageJ puts strings into it
		final Hashtable<String, String> commands = Menus.getCommands();
		if (commands == null) {
			throw new IllegalStateException("ImageJ has no table of commands");
		}
		if (commands.containsKey(SuperResolvePlugIn.COMMAND)) {
			return;
		}
		try {
			addBuiltIn(commands);
			for (final URL config : Collections.list(HeadlessImageJ.class.getClassLoader().getResources("plugins.config"))) {
				addConfigured(commands, config);
			}
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Starts to build the menus: the table is made before the first menu fails. */
	private static void createTable() {
		try {
			Menus.updateImageJMenus();
		}
		catch (final HeadlessException e) {
			// expected: no menus without a screen
		}
	}

	private static void addBuiltIn(final Hashtable<String, String> commands) throws IOException {
		for (final URL source : new URL[] { ImagePlus.class.getResource("/IJ_Props.txt"),
			HeadlessImageJ.class.getResource("imagej-commands.properties") })
		{
			final Properties properties = new Properties();
			try (InputStream in = source.openStream()) {
				properties.load(in);
			}
			properties.values().forEach(line -> add(commands, (String) line));
		}
	}

	private static void addConfigured(final Hashtable<String, String> commands, final URL config) throws IOException {
		try (BufferedReader in = new BufferedReader(new InputStreamReader(config.openStream(), StandardCharsets.UTF_8))) {
			in.lines().filter(line -> !line.startsWith("#")).forEach(line -> add(commands, line));
		}
	}

	private static void add(final Hashtable<String, String> commands, final String line) {
		final Matcher matcher = ENTRY.matcher(line);
		if (matcher.find()) {
			commands.putIfAbsent(matcher.group(1), matcher.group(2).strip());
		}
	}
}
