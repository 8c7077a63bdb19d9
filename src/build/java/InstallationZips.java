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

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the zips that users unpack into a folder of Fiji or ImageJ; the build runs it with {@code java InstallationZips.java}. For each platform:
 * for Fiji (without what Fiji has) and for ImageJ, each in full and small, which is without TensorFlow. The same jars make the same bytes, whenever
 * and wherever. See plugins-config/README.md.
 */
final class InstallationZips {

	private static final List<String> PLATFORMS = List.of("linux-x86_64", "linux-arm64", "macosx-arm64", "macosx-x86_64", "windows-x86_64");

	/** What TensorFlow alone needs. */
	private static final Set<String> TENSORFLOW = Set.of("api", "tensorflow-api", "tensorflow-engine", "tensorflow-core-native", "protobuf-java",
		"commons-codec", "commons-compress", "commons-io");

	/** What TensorFlow needs too. */
	private static final Set<String> SHARED = Set.of("gson", "javacpp", "jna", "slf4j-api", "slf4j-simple");

	/** Neither Fiji nor ImageJ loads jars from here; our engine starts a process with them. */
	private static final String ASIDE = "lib/Granular-DQ/";

	private static final Set<String> NATIVES = Set.of("dnnl", "javacpp", "tensorflow-core-native");

	/** In bytes. */
	private static final long LARGEST_SMALL_ZIP = 60_000_000;

	private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^/]*?)(?:-(" + String.join("|", PLATFORMS) + "))?\\.jar");

	/** The earliest that a zip can say. */
	private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

	private final Path target;

	private final Path config;

	private final String name;

	private final List<Jar> jars = new ArrayList<>();

	private InstallationZips(final Path target, final Path config, final String name) {
		this.target = target;
		this.config = config;
		this.name = name;
	}

	/**
	 * A jar of somebody else.
	 *
	 * @param platform of its natives, or null
	 */
	private record Jar(Path file, String artifact, String version, String platform) {

		static Jar of(final Path file) {
			final Matcher matcher = JAR.matcher(file.getFileName().toString());
			if (!matcher.matches()) {
				throw new IllegalArgumentException(file + " is not named ARTIFACT-VERSION.jar");
			}
			return new Jar(file, matcher.group(1), matcher.group(2), matcher.group(3));
		}
	}

	/**
	 * @param args the target folder; the folder plugins-config; NAME-VERSION of our jar in the target folder; a folder with natives that are not on the class
	 *          path; the platforms, separated by commas
	 */
	public static void main(final String[] args) throws IOException {
		final Path target = Path.of(args[0]);
		final InstallationZips zips = new InstallationZips(target, Path.of(args[1]), args[2]);
		final Set<Path> files = new HashSet<>();
		for (final String entry : Files.readString(target.resolve("granular-dq.classpath")).strip().split(File.pathSeparator)) {
			zips.add(Path.of(entry), files);
		}
		final Path natives = Path.of(args[3]);
		if (Files.isDirectory(natives)) {
			try (Stream<Path> folder = Files.list(natives)) {
				for (final Path file : folder.toList()) {
					zips.add(file, files);
				}
			}
		}
		for (final String platform : args[4].split(",")) {
			zips.write(platform);
		}
	}

	private void add(final Path file, final Set<Path> names) {
		if (names.add(file.getFileName())) {
			jars.add(Jar.of(file));
		}
	}

	private void write(final String platform) throws IOException {
		final Map<String, String> fiji = new TreeMap<>();
		for (final String line : lines(config.resolve("shipped-by-fiji.txt"))) {
			final String[] columns = line.split("\\s+");
			fiji.put(columns[0], columns.length > 1 ? columns[1] : "");
		}
		final List<Jar> here = jars.stream().filter(j -> !j.artifact.equals("ij") && (j.platform == null || j.platform.equals(platform))).toList();
		final List<Jar> ours = here.stream().filter(j -> j.platform == null || !j.version.equals(fiji.get(j.artifact))).toList();
		final Set<String> natives = ours.stream().filter(j -> j.platform != null).map(Jar::artifact).collect(Collectors.toSet());
		if (!natives.containsAll(NATIVES)) {
			throw new IOException("of the natives for " + platform + ", " + NATIVES + ", there are only " + natives);
		}
		final List<Jar> imageJ = ours.stream().filter(j -> !TENSORFLOW.contains(j.artifact)).toList();
		// Natives of what Fiji has are of its version.
		final List<Jar> forFiji = here.stream().filter(j -> !TENSORFLOW.contains(j.artifact)).filter(j -> !fiji.containsKey(j.artifact) ||
			j.platform != null && j.version.equals(fiji.get(j.artifact))).toList();
		final List<Jar> aside = ours.stream().filter(j -> TENSORFLOW.contains(j.artifact) || SHARED.contains(j.artifact)).toList();
		write("fiji", platform, forFiji, aside);
		write("imagej", platform, imageJ, aside);
		small(write("fiji-small", platform, forFiji, List.of()));
		small(write("imagej-small", platform, imageJ, List.of()));
	}

	private static void small(final Path zip) throws IOException {
		if (Files.size(zip) > LARGEST_SMALL_ZIP) {
			throw new IOException(zip + " has " + Files.size(zip) + " bytes, more than " + LARGEST_SMALL_ZIP);
		}
	}

	private Path write(final String kind, final String platform, final List<Jar> seen, final List<Jar> aside) throws IOException {
		final Path zip = target.resolve(name + "-" + kind + "-" + platform + ".zip");
		final Map<String, Path> files = new TreeMap<>();
		// ImageJ looks for menu entries in jars with an underscore only.
		files.put("plugins/" + name.replaceFirst("granular-dq", "Granular_DQ") + ".jar", target.resolve(name + ".jar"));
		seen.forEach(jar -> files.put("jars/" + jar.file.getFileName(), jar.file));
		aside.forEach(jar -> files.put(ASIDE + jar.file.getFileName(), jar.file));
		try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(zip)); ZipOutputStream zipped = new ZipOutputStream(out)) {
			for (final Map.Entry<String, Path> file : files.entrySet()) {
				store(zipped, file.getKey(), file.getValue());
			}
			text(zipped, "licenses/Granular-DQ/LICENSE", Files.readString(config.resolve("../LICENSE")));
			text(zipped, "licenses/Granular-DQ/THIRD-PARTY.txt", thirdParty(Stream.concat(seen.stream(), aside.stream()).toList()));
		}
		return zip;
	}

	/** The licences of what is in a zip, as the build found them in the poms, and what is known of the natives. */
	private String thirdParty(final List<Jar> content) throws IOException {
		final StringBuilder text = new StringBuilder("Jars in this zip that others made, with their licences:\n\n");
		final List<String> known = lines(target.resolve("third-party").resolve("THIRD-PARTY.txt"));
		for (final Jar jar : content.stream().sorted(Comparator.comparing(Jar::artifact).thenComparing(Jar::version)).toList()) {
			// The version of natives for Fiji is not that of our dependency.
			final String line = known.stream().filter(l -> l.matches(".*:" + Pattern.quote(jar.artifact) + ":\\S+ - .*")).findFirst().orElseThrow(
				() -> new IOException("no licence is known of " + jar.file));
			final String named = line.replaceFirst("(:" + Pattern.quote(jar.artifact) + ":)\\S+ ", "$1" + jar.version + " ") + '\n';
			if (text.indexOf(named) < 0) {
				text.append(named);
			}
		}
		return text.append('\n').append(Files.readString(config.resolve("natives-licenses.txt"))).toString();
	}

	private static List<String> lines(final Path file) throws IOException {
		return Files.readAllLines(file).stream().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).toList();
	}

	/** Jars are compressed already. */
	private static void store(final ZipOutputStream zip, final String path, final Path file) throws IOException {
		final CRC32 crc = new CRC32();
		final byte[] buffer = new byte[1 << 16];
		try (InputStream in = Files.newInputStream(file)) {
			for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
				crc.update(buffer, 0, read);
			}
		}
		final ZipEntry entry = entry(path);
		entry.setMethod(ZipEntry.STORED);
		entry.setSize(Files.size(file));
		entry.setCrc(crc.getValue());
		zip.putNextEntry(entry);
		Files.copy(file, zip);
		zip.closeEntry();
	}

	private static void text(final ZipOutputStream zip, final String path, final String text) throws IOException {
		zip.putNextEntry(entry(path));
		zip.write(text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
		zip.closeEntry();
	}

	private static ZipEntry entry(final String path) {
		final ZipEntry entry = new ZipEntry(path);
		entry.setTimeLocal(DATE);
		return entry;
	}
}
