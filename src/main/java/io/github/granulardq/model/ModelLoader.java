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
package io.github.granulardq.model;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import io.github.granulardq.InputException;
import io.github.granulardq.network.Architecture;
import io.github.granulardq.network.NamedTensors;
import io.github.granulardq.network.Network;

/**
 * Loads model packages: {@code model.json} with two weight files, the entropy table and test tensors beside it, in a folder, at
 * the root of a zip, or on the class path below {@code models/}.
 *
 * <pre>
 * Model model = ModelLoader.load(Path.of("my-model.zip"));
 * </pre>
 *
 * A package is read whole and checked against the lengths and hashes in its manifest before anything is made of it. Whatever is wrong with
 * it - damaged, cut off, too large, of another format, tensors that do not fit - becomes an {@link InputException} that names file
 * and reason. Stateless.
 */
public final class ModelLoader {

	/** What names of tensors that belong to no network, but to the controller as published, begin with. */
	private static final String PAPER = "paper.";

	private static final String PAPER_WEIGHT = PAPER + "gate.weight";

	private static final String PAPER_BIAS = PAPER + "gate.bias";

	private ModelLoader() {}

	/**
	 * Loads a folder or a zip.
	 *
	 * @throws InputException if there is none, or it cannot be used
	 */
	public static Model load(final Path folderOrZip) {
		try (PackageFiles files = PackageFiles.open(folderOrZip)) {
			return Checked.read(files).model();
		}
	}

	/**
	 * Loads a model that comes with this program.
	 *
	 * @param id one of {@link ModelCatalog#ids()}
	 * @throws InputException if there is none of that id, or it cannot be used
	 */
	public static Model loadBundled(final String id) {
		try (PackageFiles files = bundled(id)) {
			return Checked.read(files).model();
		}
	}

	/**
	 * Loads the stored test tensors of a folder or a zip.
	 *
	 * @throws InputException as {@link #load}
	 */
	public static TestTensors loadTestTensors(final Path folderOrZip) {
		try (PackageFiles files = PackageFiles.open(folderOrZip)) {
			return Checked.read(files).testTensors();
		}
	}

	/**
	 * Loads the stored test tensors of a model that comes with this program.
	 *
	 * @throws InputException as {@link #loadBundled}
	 */
	public static TestTensors loadBundledTestTensors(final String id) {
		try (PackageFiles files = bundled(id)) {
			return Checked.read(files).testTensors();
		}
	}

	/** Returns the manifest of a bundled model, without reading or checking the rest. */
	static Manifest bundledManifest(final String id) {
		try (PackageFiles files = bundled(id)) {
			return Manifest.parse(Checked.readManifest(files), files.source());
		}
	}

	/** Returns the manifest of a folder or a zip, without reading or checking the rest. */
	static Manifest manifest(final Path folderOrZip) {
		try (PackageFiles files = PackageFiles.open(folderOrZip)) {
			return Manifest.parse(Checked.readManifest(files), files.source());
		}
	}

	/** Returns the model card of a folder or a zip; empty if it has none. */
	static Optional<String> card(final Path folderOrZip) {
		try (PackageFiles files = PackageFiles.open(folderOrZip)) {
			return files.card();
		}
	}

	/** Returns the model card of a bundled model; empty if it has none. */
	static Optional<String> bundledCard(final String id) {
		try (PackageFiles files = bundled(id)) {
			return files.card();
		}
	}

	/**
	 * Reads all files of a folder or a zip that its manifest lists, the manifest, and the model card if there is one.
	 *
	 * @return contents by name, checked against the manifest
	 * @throws InputException if it cannot be used
	 */
	public static Map<String, byte[]> contents(final Path folderOrZip) {
		try (PackageFiles files = PackageFiles.open(folderOrZip)) {
			return contents(files);
		}
	}

	/**
	 * As {@link #contents}, of a model that comes with this program.
	 *
	 * @throws InputException as {@link #loadBundled}
	 */
	public static Map<String, byte[]> bundledContents(final String id) {
		try (PackageFiles files = bundled(id)) {
			return contents(files);
		}
	}

	private static Map<String, byte[]> contents(final PackageFiles files) {
		final Checked checked = Checked.read(files);
		final Map<String, byte[]> contents = new TreeMap<>(checked.files());
		contents.put(Manifest.FILE_NAME, checked.json());
		files.card().ifPresent(card -> contents.put(PackageFiles.CARD, card.getBytes(StandardCharsets.UTF_8)));
		return contents;
	}

	private static PackageFiles bundled(final String id) {
		return PackageFiles.bundled(ModelLoader.class.getClassLoader(), "models/" + id);
	}

	/** A package whose files are as long as its manifest says and have the hashes that it says. */
	private record Checked(String source, Manifest manifest, byte[] json, Map<String, byte[]> files) {

		static Checked read(final PackageFiles files) {
			final byte[] json = readManifest(files);
			final Manifest manifest = Manifest.parse(json, files.source());
			final Map<String, byte[]> contents = new TreeMap<>();
			manifest.files().forEach((name, info) -> contents.put(name, read(files, name, info)));
			return new Checked(files.source(), manifest, json, contents);
		}

		static byte[] readManifest(final PackageFiles files) {
			final byte[] json = files.read(Manifest.FILE_NAME, Manifest.MAX_MANIFEST_BYTES);
			if (json.length > Manifest.MAX_MANIFEST_BYTES) {
				throw new InputException("The file " + Manifest.FILE_NAME + " of the model package " + files.source() + " is too large for a manifest.");
			}
			return json;
		}

		private static byte[] read(final PackageFiles files, final String name, final Manifest.FileInfo info) {
			final byte[] bytes = files.read(name, info.bytes());
			if (bytes.length != info.bytes()) {
				throw new InputException("The file '" + name + "' of the model package " + files.source() + " is " +
					(bytes.length < info.bytes() ? "cut off at " + bytes.length + " bytes" : "longer") + ", but its manifest says " + info.bytes() + " bytes.");
			}
			if (!hash(bytes).equals(info.sha256())) {
				throw new InputException("The file '" + name + "' of the model package " + files.source() +
					" is damaged: its SHA-256 is not the one in the manifest.");
			}
			return bytes;
		}

		Model model() {
			final Architecture network = manifest.network();
			final NamedTensors weights = tensors(Manifest.WEIGHTS);
			final Model model = new Model(manifest.id(), manifest.title(), manifest.description(), hash(json),
				network.quantized(weights.select(PAPER, false)), network.fp32(tensors(Manifest.FP32)), entropies(),
				manifest.lowPercent(), manifest.highPercent(), manifest.normalization(), manifest.halo(), allocators(weights.select(PAPER, true)));
			testTensors();
			return model;
		}

		TestTensors testTensors() {
			return TestTensors.of(tensors(Manifest.TEST), manifest.network());
		}

		private NamedTensors tensors(final String file) {
			return Safetensors.read(files.get(file), "'" + file + "' of the model package " + source);
		}

		private NavigableMap<Double, Double> entropies() {
			return ScoreTables.entropies(files.get(Manifest.ENTROPY), source);
		}

		private Allocators allocators(final NamedTensors paper) {
			final Optional<EdgeTable> edges = Optional.ofNullable(files.get(Manifest.EDGES)).map(table -> ScoreTables.edges(table, source));
			return new Allocators(manifest.direction(), manifest.fab(), edges, paper.names().isEmpty() ? Optional.empty() : Optional.of(gate(paper)));
		}

		private Network.Linear gate(final NamedTensors paper) {
			for (final String name : paper.names()) {
				if (!name.equals(PAPER_WEIGHT) && !name.equals(PAPER_BIAS)) {
					throw new InputException("Tensor '" + name + "' of " + paper.source() + " is not part of a second gate.");
				}
			}
			return new Network.Linear(paper.floats(PAPER_WEIGHT, 3, 3 * manifest.network().features()), paper.floats(PAPER_BIAS, 3));
		}
	}

	private static String hash(final byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (final NoSuchAlgorithmException e) {
			throw new AssertionError("every Java has SHA-256", e);
		}
	}
}
