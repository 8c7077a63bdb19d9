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
package io.github.granulardq.testing;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/**
 * The reference numbers computed with the authors' public code; README.md beside them says what they are. They are read
 * from the folder that the system property {@code goldens} names, else from the test resources.
 *
 * <pre>
 * static List&lt;Goldens.Family&gt; families() {
 *     return Goldens.families(); // a method source
 * }
 * </pre>
 */
public final class Goldens {

	/** First DIV2K threshold of E2B, in nats: the 50 % quantile. */
	public static final double DIV2K_LOW = 2.8009399559020996;

	/** Second DIV2K threshold of E2B, in nats: the 90 % quantile. */
	public static final double DIV2K_HIGH = 3.182796001434326;

	private static final Pattern FAMILY = Pattern.compile("(srresnet_x(\\d+)_(\\d+)blocks.*?)(_weights|_io)\\.npz");
	private static final Gson GSON = new GsonBuilder()
		.setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES).create();

	private Goldens() {
	}

	/**
	 * A patch and its entropy.
	 *
	 * @param name where it comes from, for the test's display name
	 * @param patch the patch
	 * @param entropy in nats
	 * @param bits what E2B gives it with the DIV2K thresholds; empty if E2B was not asked
	 */
	public record EntropyCase(String name, GoldenPatch patch, double entropy, OptionalInt bits) {

		@Override
		public String toString() {
			return name;
		}
	}

	/**
	 * What the authors' code decided for a patch of a family.
	 *
	 * @param patch its name
	 * @param gateLogits three logits, for 4, 6 and 8 bits
	 * @param gbcBits 4, 6 or 8
	 * @param entropy in nats
	 * @param finalBits after E2B, with the DIV2K thresholds
	 */
	public record Decided(String patch, float[] gateLogits, int gbcBits, double entropy, int finalBits) {
	}

	/**
	 * A network with its inputs and outputs.
	 *
	 * @param name of its files, without {@code _weights.npz}
	 * @param scale 2, 3 or 4
	 * @param blocks number of residual blocks
	 */
	public record Family(String name, int scale, int blocks) {

		/** Reads the parameters, by the authors' names. */
		public Npz weights() {
			return Npz.read(folder().resolve(name + "_weights.npz"));
		}

		/** Reads inputs {@code <patch>_input} and outputs {@code <patch>_sr_<bits>bit} [c,scale*h,scale*w]. */
		public Npz io() {
			return Npz.read(folder().resolve(name + "_io.npz"));
		}

		/** Reads the decisions, which name the patches. */
		public List<Decided> decisions() {
			return List.of(json(name + ".json", Decided[].class));
		}

		/** Takes one input out of what {@link #io()} returned. */
		public static GoldenPatch input(final Npz io, final String patch) {
			return GoldenPatch.ofInterleaved(io.get(patch + "_input"));
		}

		@Override
		public String toString() {
			return name;
		}
	}

	/** Returns the folder that the goldens are read from. */
	public static Path folder() {
		final String given = System.getProperty("goldens");
		if (given != null) {
			return Path.of(given);
		}
		try {
			return Path.of(Goldens.class.getResource("/goldens").toURI());
		}
		catch (final URISyntaxException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Returns every network in the folder, by name. */
	public static List<Family> families() {
		try (Stream<Path> files = Files.list(folder())) {
			return files.map(f -> FAMILY.matcher(f.getFileName().toString())).filter(Matcher::matches)
				.map(m -> new Family(m.group(1), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)))).distinct()
				.sorted(Comparator.comparing(Family::name)).toList();
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Returns the patches of {@code entropy.json}, if the folder has it, and those of every family. */
	public static List<EntropyCase> entropies() {
		final List<EntropyCase> cases = new ArrayList<>();
		if (Files.exists(folder().resolve("entropy.json"))) {
			final Npz patches = Npz.read(folder().resolve("entropy_patches.npz"));
			for (final EntropyRow row : json("entropy.json", EntropyRow[].class)) {
				final GoldenPatch patch = GoldenPatch.ofInterleaved(patches.get(row.patch()));
				cases.add(new EntropyCase(row.patch(), patch, row.entropy(), OptionalInt.of(row.bits())));
			}
		}
		for (final Family family : families()) {
			final Npz io = family.io();
			for (final Decided d : family.decisions()) {
				final OptionalInt bits = d.gbcBits() == 8 ? OptionalInt.of(d.finalBits()) : OptionalInt.empty();
				cases.add(new EntropyCase(family + " " + d.patch(), Family.input(io, d.patch()), d.entropy(), bits));
			}
		}
		return cases;
	}

	private record EntropyRow(String patch, double entropy, int bits) {
	}

	private static <T> T json(final String name, final Class<T> type) {
		try (Reader reader = Files.newBufferedReader(folder().resolve(name))) {
			return GSON.fromJson(reader, type);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
