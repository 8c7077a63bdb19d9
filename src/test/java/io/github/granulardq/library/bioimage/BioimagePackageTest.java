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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import javax.imageio.ImageIO;

import io.github.granulardq.InputException;
import io.github.granulardq.library.ModelLibrary;
import io.github.granulardq.model.Model;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.superres.Bits;
import io.github.granulardq.testing.ComputedPackage;
import io.github.granulardq.testing.TestModels;
import io.github.granulardq.testing.TestPackage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fields that the specification 0.5 wants; {@code src/test/scripts/check_bioimage.py} asks its own validator. */
class BioimagePackageTest {

	private static final String PROPERTY = "granular-dq.models";

	@TempDir
	Path temp;

	private String before;

	@BeforeEach
	void chooseFolder() {
		before = System.setProperty(PROPERTY, temp.resolve("models").toString());
	}

	@AfterEach
	void restoreFolder() {
		if (before == null) {
			System.clearProperty(PROPERTY);
		}
		else {
			System.setProperty(PROPERTY, before);
		}
	}

	private Model install(final String id, final int scale, final int channels) throws IOException {
		return ModelLibrary.add(ComputedPackage.of(id, TestModels.config(scale, channels), 1).put("README.md", "# Card: \"it\" \u00b5m\n"
			.getBytes(StandardCharsets.UTF_8)).toZip(temp.resolve("in.zip")), false);
	}

	private static Map<String, byte[]> unpack(final byte[] zip) throws IOException {
		final Map<String, byte[]> files = new LinkedHashMap<>();
		try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				files.put(entry.getName(), in.readAllBytes());
			}
		}
		return files;
	}

	private Map<String, byte[]> export(final String id, final Bits bits) throws IOException {
		final Path file = temp.resolve("out.zip");
		BioimagePackage.export(id, bits, file, true);
		return unpack(Files.readAllBytes(file));
	}

	private static String text(final byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@CsvSource({ "2,1", "3,3", "4,1" })
	void descriptionHasTheFieldsOfTheSpecification(final int scale, final int channels) throws IOException {
		final Model model = install("mine", scale, channels);
		final Map<String, byte[]> files = export("mine", Bits.FIVE);
		final String rdf = text(files.get("rdf.yaml"));
		for (final String line : List.of("format_version: \"0.5.12\"", "type: \"model\"", "name: \"Granular-DQ Test model (x" + scale + " 5 bits)\"", "license: \"BSD-2-Clause\"",
			"  url: \"https://arxiv.org/abs/2409.14330\"", "- id: \"image\"", "  - type: \"batch\"", "    channel_names: " + (channels == 1 ? "[\"intensity\"]" :
				"[\"red\",\"green\",\"blue\"]"), "      min: 32", "      step: 1", "      min_percentile: 0.1", "      max_percentile: 99.9", "      gain: 255.0",
			"- id: \"enlarged\"", "    scale: " + 1.0 / scale, "      tensor_id: \"image\"", "    halo: " + 12 * scale, "  tensorflow_saved_model_bundle:",
			"    tensorflow_version: \"2.16.2\"", "    bits: 5", "    model_sha256: \"" + model.sha256() + "\""))
		{
			assertTrue(rdf.lines().anyMatch(line::equals), line + " in\n" + rdf);
		}
		files.remove("rdf.yaml");
		for (final Map.Entry<String, byte[]> file : files.entrySet()) {
			final boolean card = file.getKey().equals("README.md");
			assertTrue(rdf.contains("source: \"" + file.getKey() + "\"") && rdf.contains(TestPackage.sha256(file.getValue())), file.getKey() + card);
		}
		assertTrue(text(files.get("documentation.md")).startsWith("# Card: \"it\" \u00b5m\n\n## Use outside of Granular-DQ"));
		assertTrue(text(files.get("documentation.md")).contains("## Validation"));
	}

	@Test
	void testTensorsAreNumpyArraysOfTheGraphsSizes() throws IOException {
		install("mine", 3, 3);
		final Map<String, byte[]> files = export("mine", Bits.EIGHT);
		final float[] input = npy(files.get("test_input.npy"), "(1, 3, 48, 48)");
		final float[] output = npy(files.get("test_output.npy"), "(1, 3, 144, 144)");
		assertArrayEquals(ModelCatalog.testTensors("mine").input().data(), input);
		assertEquals(3 * 144 * 144, output.length);
	}

	private static float[] npy(final byte[] file, final String shape) {
		final ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
		assertEquals("\u0093NUMPY\1\0", new String(file, 0, 8, StandardCharsets.ISO_8859_1));
		final int start = 10 + buffer.getShort(8);
		assertEquals(0, start % 64);
		final String header = new String(file, 10, start - 10, StandardCharsets.US_ASCII);
		assertEquals("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }", header.strip());
		assertTrue(header.endsWith("\n"));
		final float[] values = new float[(file.length - start) / Float.BYTES];
		buffer.position(start).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
		return values;
	}

	@Test
	void exportIsAPackageOfOursWithTheSameHash() throws IOException {
		final String sha256 = install("mine", 2, 1).sha256();
		final Path file = temp.resolve("out.zip");
		BioimagePackage.export("mine", Bits.EIGHT, file, false);
		final byte[] first = Files.readAllBytes(file);
		assertTrue(assertThrows(InputException.class, () -> ModelLibrary.add(file, false)).getMessage().contains("already"));
		ModelLibrary.remove("mine");
		final Model again = ModelLibrary.add(file, false);
		assertEquals("mine", again.id());
		assertEquals(sha256, again.sha256());
		BioimagePackage.export("mine", Bits.EIGHT, file, true);
		assertArrayEquals(first, Files.readAllBytes(file), "the card too has to come back, and all bytes are the same");
	}

	@Test
	void imagesCanBeRead() throws IOException {
		install("rgb", 2, 3);
		install("grey", 4, 1);
		for (final String id : List.of("rgb", "grey")) {
			final Map<String, byte[]> files = export(id, Bits.FOUR);
			final var cover = ImageIO.read(new ByteArrayInputStream(files.get("cover.png")));
			assertEquals(2 * cover.getHeight(), cover.getWidth());
			assertTrue(files.get("cover.png").length < 500_000);
			final var sample = ImageIO.read(new ByteArrayInputStream(files.get("sample_input.png")));
			assertEquals(48, sample.getHeight());
			final float[] input = npy(files.get("test_input.npy"), "(1, " + sample.getRaster().getNumBands() + ", 48, 48)");
			// Percentiles of the patch become 0 and 255: brighter pixels are brighter there.
			final boolean rising = input[5] < input[10];
			assertEquals(rising, sample.getRaster().getSample(5, 0, 0) < sample.getRaster().getSample(10, 0, 0));
		}
	}

	@Test
	void modelsOfTheProgramAreExported() throws IOException {
		final Map<String, byte[]> files = export("srresnet-light-x2-microscopy", Bits.EIGHT);
		final String rdf = text(files.get("rdf.yaml"));
		assertTrue(rdf.contains("name: \"Granular-DQ Microscopy x2 light (x2 8 bits)\""), rdf);
		assertTrue(rdf.contains("- name: \"Granular-DQ developers\""));
		assertEquals(List.of("saved_model.pb"), List.copyOf(unpack(files.get("saved_model.zip")).keySet()));
	}

	@Test
	void whatCannotBeExportedIsRefusedAndLeavesNothing() throws IOException {
		install("mine", 2, 1);
		final Path file = temp.resolve("out.zip");
		assertRefused("dynamic", "mine", Bits.DYNAMIC, file);
		assertRefused("", "mine", Bits.EIGHT, temp.resolve("out.tar"));
		assertRefused("There is no model 'none'", "none", Bits.EIGHT, file);
		assertRefused("no such file", "mine", Bits.EIGHT, temp.resolve("missing").resolve("out.zip"));
		Files.writeString(file, "here already");
		assertRefused("already", "mine", Bits.EIGHT, file);
		assertEquals("here already", Files.readString(file));
		try (Stream<Path> left = Files.list(temp)) {
			assertFalse(left.anyMatch(f -> f.toString().endsWith(".part")));
		}
	}

	private static void assertRefused(final String word, final String id, final Bits bits, final Path file) {
		final String message = assertThrows(InputException.class, () -> BioimagePackage.export(id, bits, file, false)).getMessage();
		assertTrue(message.contains(word) || word.equals("dynamic") && message.contains("patch by patch"), message);
	}
}
