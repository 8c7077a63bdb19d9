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
package io.github.granulardq.library.bioimage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.github.granulardq.InputException;
import io.github.granulardq.IoMessages;
import io.github.granulardq.io.AtomicFile;
import io.github.granulardq.model.Model;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.model.TestTensors;
import io.github.granulardq.network.Network;
import io.github.granulardq.superres.Bits;

/**
 * Exports a model as a package of bioimage.io: a zip with {@code rdf.yaml}, a TensorFlow SavedModel that rounds activations to fixed bits,
 * test tensors, and all files of our own package, so that the zip is one of these too.
 *
 * <pre>
 * BioimagePackage.export("srresnet-light-x2-microscopy", Bits.EIGHT, Path.of("model.zip"), false);
 * </pre>
 *
 * The same model gives the same bytes, on any machine. Stateless.
 */
public final class BioimagePackage {

	private static final String DESCRIPTION = "rdf.yaml";

	private BioimagePackage() {
	}

	/**
	 * Writes the zip.
	 *
	 * @param id of a model of the catalog
	 * @param bits fixed ones
	 * @param target the file, which ends in {@code .zip}
	 * @param overwrite whether a file of that name is replaced
	 * @throws InputException if there is no such model, it cannot be written, or bits are dynamic
	 */
	public static void export(final String id, final Bits bits, final Path target, final boolean overwrite) {
		if (!target.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
			throw new InputException("The model cannot be exported to \"" + target + "\": give a name that ends in .zip.");
		}
		if (Files.exists(target) && !overwrite) {
			throw exists(target);
		}
		final int fixed = bits.fixed().orElseThrow(() -> new InputException("The bits of an exported model are fixed, since choosing them patch by patch needs this program: give 4, 5, 6, 8 or 32."));
		final Map<String, byte[]> files = files(id, fixed);
		try (AtomicFile file = AtomicFile.create(target)) {
			StoredZip.write(file.out(), files);
			file.commit(overwrite);
		}
		catch (final FileAlreadyExistsException e) {
			throw exists(target);
		}
		catch (final IOException e) {
			throw new InputException("The model cannot be exported to \"" + target + "\": " + IoMessages.reason(e) + ".", e);
		}
	}

	private static InputException exists(final Path target) {
		return new InputException("There is a file \"" + target + "\" already: give another name, or allow to overwrite it.");
	}

	private static Map<String, byte[]> files(final String id, final int bits) {
		final Model model = ModelCatalog.find(id);
		final ModelCatalog.Entry entry = ModelCatalog.details(id).entry();
		final TestTensors tensors = ModelCatalog.testTensors(id);
		final Network network = bits == Network.FLOAT_BITS ? model.fp32() : model.quantized();
		final TestPatch patch = TestPatch.of(model, tensors, Rdf.leastSize(model), bits);
		final int size = patch.size();
		final int large = size * model.scale();

		final Map<String, byte[]> files = new LinkedHashMap<>(ModelCatalog.contents(id));
		files.put(Rdf.WEIGHTS, zip(Map.of("saved_model.pb", NetworkSavedModel.of(network, bits))));
		files.put(Rdf.TEST_INPUT, Npy.of(patch.input(), 1, patch.channels(), size, size));
		files.put(Rdf.TEST_OUTPUT, Npy.of(patch.enlarged(), 1, patch.channels(), large, large));
		files.put(Rdf.SAMPLE_INPUT, patch.inputPng());
		files.put(Rdf.SAMPLE_OUTPUT, patch.outputPng(model.scale()));
		files.put(Rdf.COVER, patch.cover(model.scale()));

		final String author = ModelCatalog.bundledIds().contains(id) ? "Granular-DQ developers" : "unknown, see the documentation";
		final Map<String, String> hashes = new LinkedHashMap<>();
		final Rdf description = new Rdf(model, entry, author, bits, hashes);
		final String card = ModelCatalog.details(id).card().orElse("# " + id + "\n\n" + entry.description());
		files.put(Rdf.DOCUMENTATION, description.documentation(card).getBytes(StandardCharsets.UTF_8));
		files.forEach((name, content) -> hashes.put(name, hash(content)));
		final Map<String, byte[]> all = new LinkedHashMap<>();
		all.put(DESCRIPTION, description.toYaml().getBytes(StandardCharsets.UTF_8));
		all.putAll(files);
		return all;
	}

	private static byte[] zip(final Map<String, byte[]> files) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			StoredZip.write(out, files);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e); // in memory
		}
		return out.toByteArray();
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
