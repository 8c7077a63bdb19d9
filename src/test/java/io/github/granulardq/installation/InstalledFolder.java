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
package io.github.granulardq.installation;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import io.github.granulardq.command.ij1.VirtualDisplay;

/**
 * A folder into which one of our zips was unpacked, and processes that know nothing but what is in it.
 *
 * <pre>
 * InstalledFolder folder = InstalledFolder.unpack("imagej-small", temp.resolve("ImageJ"));
 * </pre>
 *
 * @param folder of ImageJ or Fiji
 */
record InstalledFolder(Path folder) {

	private static final int MINUTES = 4;

	/**
	 * What became of a process.
	 *
	 * @param status that it ended with
	 * @param output what it printed
	 */
	record Outcome(int status, String output) {
	}

	/** Returns the zip that the build made of a kind for this platform. */
	static Path zip(final String kind) {
		return Path.of(System.getProperty("zips") + "-" + kind + "-" + System.getProperty("natives") + ".zip");
	}

	/**
	 * Unpacks a zip into a folder, which it makes if need be.
	 *
	 * @param kind {@code fiji}, {@code imagej}, {@code fiji-small} or {@code imagej-small}
	 */
	static InstalledFolder unpack(final String kind, final Path folder) throws IOException {
		try (ZipFile zip = new ZipFile(zip(kind).toFile())) {
			for (final Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
				final ZipEntry entry = entries.nextElement();
				final Path file = folder.resolve(entry.getName());
				Files.createDirectories(file.getParent());
				Files.copy(zip.getInputStream(entry), file);
			}
		}
		return new InstalledFolder(folder);
	}

	/** Returns ImageJ's jar, copied into the folder if it was not there. */
	Path imageJ() throws IOException {
		final Path jar = folder.resolve("ij.jar");
		if (!Files.exists(jar)) {
			Files.copy(Path.of(ij.ImageJ.class.getProtectionDomain().getCodeSource().getLocation().getPath()), jar,
				StandardCopyOption.REPLACE_EXISTING);
		}
		return jar;
	}

	/** Returns all jars of a folder in the order of their names. */
	static List<Path> jars(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
		}
	}

	/** Returns a class path of jars and folders. */
	static String classPath(final List<Path> entries) {
		return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * Runs Java in the folder.
	 *
	 * @param display to show windows on, or null to run without a screen
	 */
	Outcome java(final VirtualDisplay display, final String... arguments) throws IOException, InterruptedException {
		final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
			"-Djava.awt.headless=" + (display == null), "-Dgranular-dq.cache=" + System.getProperty("granular-dq.cache"),
			// Natives that were unpacked once need not be again.
			"-Dorg.bytedeco.javacpp.cachedir=" + Path.of(System.getProperty("user.home"), ".javacpp", "cache"),
			"-Duser.home=" + Files.createDirectories(folder.resolve("home"))));
		command.addAll(List.of(arguments));
		final Path log = Files.createTempFile(folder, "log", ".txt");
		final ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log
			.toFile());
		if (display == null) {
			builder.environment().remove("DISPLAY");
		}
		else {
			display.use(builder);
		}
		final Process process = builder.start();
		try {
			if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
				throw new IOException("it hangs: " + Files.readString(log));
			}
			return new Outcome(process.exitValue(), Files.readString(log));
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}
}
