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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

import io.github.granulardq.InputException;
import io.github.granulardq.network.Architecture;
import io.github.granulardq.network.Descriptor;
import io.github.granulardq.network.GlobalSkip;
import io.github.granulardq.network.Idn;
import io.github.granulardq.network.Quantizer;
import io.github.granulardq.network.SrResNet;
import io.github.granulardq.testing.SafetensorsWriter;
import io.github.granulardq.testing.TestModels;
import io.github.granulardq.testing.TestPackage;

class ModelLoaderTest {

	@TempDir
	Path temp;

	private static TestPackage valid() {
		return TestPackage.of(TestModels.config(2, 1), 7);
	}

	private String refusal(final TestPackage spoiled) throws IOException {
		final String ofFolder = refusal(spoiled.toFolder(temp.resolve("folder")));
		final String ofZip = refusal(spoiled.toZip(temp.resolve("package.zip")));
		assertEquals(ofFolder.replace("folder", "package.zip"), ofZip);
		return ofFolder;
	}

	private static String refusal(final Path path) {
		final String message = assertThrows(InputException.class, () -> ModelLoader.load(path)).getMessage();
		assertFalse(message.contains("\n"), message);
		assertTrue(message.contains(path.toString()), message);
		return message;
	}

	private static void assertNames(final String message, final String... parts) {
		for (final String part : parts) {
			assertTrue(message.contains(part), message);
		}
	}

	@ParameterizedTest
	@CsvSource({ "2,1", "3,1", "4,3" })
	void folderAndZipGiveTheSameModel(final int scale, final int channels) throws IOException {
		final TestPackage valid = TestPackage.of(TestModels.config(scale, channels), 7);
		final Model model = ModelLoader.load(valid.toFolder(temp.resolve("folder")));
		assertEquals(model, ModelLoader.load(valid.toZip(temp.resolve("package.zip"))));
		assertEquals("test-model", model.id());
		assertEquals(scale, model.scale());
		assertEquals(channels, model.channels());
		assertEquals(12, model.halo());
		assertEquals(new Model.Normalization(0.1, 99.9), model.normalization());
		assertEquals(TestModels.entropyPercentiles(), model.entropyPercentiles());
		assertEquals(TestModels.network(TestModels.config(scale, channels), 7), model.quantized());
		assertEquals(TestModels.floatNetwork(TestModels.config(scale, channels), 7), model.fp32());
		assertEquals(TestPackage.sha256(valid.get("model.json")), model.sha256());
	}

	@Test
	void publishedArchitectureLoads() throws IOException {
		final Path folder = TestPackage.of(TestModels.publishedConfig(4, 3), 7).toFolder(temp.resolve("folder"));
		assertEquals(TestModels.network(TestModels.publishedConfig(4, 3), 7), ModelLoader.load(folder).quantized());
	}

	@ParameterizedTest
	@CsvSource({ "2,1", "3,3", "4,1" })
	void otherArchitecturesLoad(final int scale, final int channels) throws IOException {
		int number = 0;
		for (final Architecture other : TestModels.others(scale, channels)) {
			if (!(other instanceof SrResNet.Config)) {
				final Model model = ModelLoader.load(TestPackage.of(other, 7).toFolder(temp.resolve("folder" + number++)));
				assertEquals(TestModels.network(other, 7), model.quantized());
				assertEquals(TestModels.floatNetwork(other, 7), model.fp32());
			}
		}
	}

	@Test
	void quantizerDecidesTheLowestCode() throws IOException {
		final Model model = ModelLoader.load(valid().editManifest(m -> m.getAsJsonObject("network").addProperty("quantizer", "pams")).toFolder(temp.resolve(
			"folder")));
		model.quantized().quantizedLayers().forEach(layer -> assertEquals(-7, layer.range().low(4)));
		assertNames(refusal(valid().editManifest(m -> m.getAsJsonObject("network").addProperty("quantizer", "lsq"))), "'network.quantizer'", "lsq");
	}

	@ParameterizedTest
	@CsvSource({ "features,18,a multiple of 4", "distillation,8,below half", "distillation,2,a multiple of 4", "scale,5,2", "blocks,0,1 to 128" })
	void impossibleDistillationsAreRefused(final String key, final int value, final String reason) throws IOException {
		final Architecture idn = new Idn.Config(2, 1, 16, 4, 1, GlobalSkip.NONE, Descriptor.MEAN, true, Quantizer.PAMS);
		assertNames(refusal(TestPackage.of(idn, 7).editManifest(m -> m.getAsJsonObject("network").addProperty(key, value))), "An IDN's " + key, reason);
	}

	@Test
	void testTensorsAreThere() throws IOException {
		final TestTensors tensors = ModelLoader.loadTestTensors(valid().toFolder(temp.resolve("folder")));
		assertEquals(48 * 48, tensors.input().data().length);
		assertEquals(java.util.Set.of(4, 5, 6, 8, 32), tensors.enlarged().keySet());
	}

	@Test
	void filesBesideThoseOfTheManifestAreIgnored() throws IOException {
		ModelLoader.load(valid().put("README.md", new byte[] { '#' }).toZip(temp.resolve("package.zip")));
	}

	@Test
	void pathWithoutPackageIsRefused() throws IOException {
		refusal(temp.resolve("nowhere"));
		assertNames(refusal(temp), "'model.json'");
		final Path text = Files.writeString(temp.resolve("model.zip"), "This is not a zip file.");
		assertNames(refusal(text), "neither a folder nor a readable zip");
	}

	@ParameterizedTest
	@ValueSource(strings = { "model.json", "weights.safetensors", "fp32.safetensors", "entropy.json", "test.safetensors" })
	void missingFileIsNamed(final String name) throws IOException {
		assertNames(refusal(valid().remove(name)), "'" + name + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "weights.safetensors", "fp32.safetensors", "entropy.json", "test.safetensors" })
	void damagedFileIsNamed(final String name) throws IOException {
		final TestPackage spoiled = valid();
		final byte[] content = spoiled.get(name).clone();
		content[content.length / 2] ^= 1;
		assertNames(refusal(spoiled.put(name, content)), "'" + name + "'", "SHA-256");
	}

	@ParameterizedTest
	@ValueSource(strings = { "weights.safetensors", "fp32.safetensors", "entropy.json", "test.safetensors" })
	void truncatedFileIsNamed(final String name) throws IOException {
		final TestPackage spoiled = valid();
		final byte[] content = spoiled.get(name);
		assertNames(refusal(spoiled.put(name, Arrays.copyOf(content, content.length - 1))), "'" + name + "'", "cut off");
		assertNames(refusal(spoiled.put(name, Arrays.copyOf(content, content.length + 1))), "'" + name + "'", "longer");
	}

	@Test
	void truncatedManifestIsRefused() throws IOException {
		final TestPackage spoiled = valid();
		final byte[] manifest = spoiled.get("model.json");
		assertNames(refusal(spoiled.put("model.json", Arrays.copyOf(manifest, manifest.length / 2))), "model.json", "not a JSON object");
		assertNames(refusal(spoiled.put("model.json", new byte[0])), "model.json");
		assertNames(refusal(spoiled.put("model.json", new byte[2 << 20])), "model.json", "too large");
	}

	@Test
	void truncatedZipIsRefused() throws IOException {
		final byte[] zip = Files.readAllBytes(valid().toZip(temp.resolve("whole.zip")));
		final Path cut = temp.resolve("cut.zip");
		for (int length = 0; length < zip.length; length += 97) {
			refusal(Files.write(cut, Arrays.copyOf(zip, length)));
		}
	}

	@Test
	void otherFormatsAndVersionsAreRefused() throws IOException {
		assertNames(refusal(valid().editManifest(m -> m.addProperty("format_version", 2))), "format version 2", "version 1");
		assertNames(refusal(valid().editManifest(m -> m.addProperty("format", "bioimage.io"))), "'format'");
		assertNames(refusal(valid().editManifest(m -> m.getAsJsonObject("network").addProperty("architecture", "swinir"))), "'network.architecture'", "swinir",
			"srresnet, edsr, idn");
		assertNames(refusal(valid().editManifest(m -> m.getAsJsonObject("network").addProperty("skip", "nearest"))), "'network.skip'", "nearest");
	}

	@ParameterizedTest
	@ValueSource(strings = { "id", "title", "description", "license", "network", "normalization", "allocation", "grid", "files", "format",
		"format_version" })
	void incompleteManifestIsRefused(final String key) throws IOException {
		assertNames(refusal(valid().editManifest(m -> m.remove(key))), "'" + key + "'");
	}

	@ParameterizedTest
	@CsvSource({ "network,scale,5", "network,channels,2", "network,features,0", "network,blocks,-1", "network,blocks,2.5", "network,end_kernel,4",
		"normalization,low_percent,-1", "normalization,high_percent,0.05", "allocation,high_percent,101", "grid,halo,-1", "grid,halo,100000" })
	void valuesOutsideTheirRangeAreRefused(final String section, final String key, final String value) throws IOException {
		assertNames(refusal(valid().editManifest(m -> m.getAsJsonObject(section).add(key, JsonParser.parseString(value)))), key);
	}

	@Test
	void idsThatAreNoNamesAreRefused() throws IOException {
		assertNames(refusal(valid().editManifest(m -> m.addProperty("id", "../x"))), "'id'");
	}

	@Test
	void oversizedPackagesAreRefusedBeforeTheyAreRead() throws IOException {
		final TestPackage one = valid().editManifest(m -> bytes(m, "weights.safetensors", new JsonPrimitive(1L << 40)));
		assertNames(refusal(one), "too large", "256 MB");
		final TestPackage together = valid().editManifest(m -> {
			bytes(m, "weights.safetensors", new JsonPrimitive(200L << 20));
			bytes(m, "fp32.safetensors", new JsonPrimitive(100L << 20));
		});
		assertNames(refusal(together), "too large", "256 MB");
	}

	private static void bytes(final JsonObject manifest, final String file, final JsonPrimitive bytes) {
		manifest.getAsJsonObject("files").getAsJsonObject(file).add("bytes", bytes);
	}

	@Test
	void zipBombIsNotUnpacked() throws IOException {
		// 400 MB of zeros in 400 kB.
		final TestPackage valid = valid();
		final Path bomb = temp.resolve("bomb.zip");
		try (OutputStream file = Files.newOutputStream(bomb); ZipOutputStream zip = new ZipOutputStream(file)) {
			zip.putNextEntry(new ZipEntry("model.json"));
			zip.write(valid.get("model.json"));
			zip.putNextEntry(new ZipEntry("entropy.json"));
			final byte[] zeros = new byte[1 << 20];
			for (int i = 0; i < 400; i++) {
				zip.write(zeros);
			}
		}
		assertNames(refusal(bomb), "'entropy.json'", "longer");
	}

	@Test
	void zipEntriesOutsideThePackageAreRefused() throws IOException {
		for (final String name : new String[] { "../evil", "a/../../evil", "/etc/evil", "..\\evil", "C:\\evil" }) {
			assertNames(refusal(valid().put(name, new byte[1]).toZip(temp.resolve("package.zip"))), "outside");
		}
	}

	@Test
	void manifestCannotNameFilesOutsideThePackage() throws IOException {
		assertNames(refusal(valid().editManifest(m -> m.getAsJsonObject("files").add("../evil", m.getAsJsonObject("files").get("entropy.json")))),
			"'../evil'");
	}

	@Test
	void tensorsMustFitTheManifest() throws IOException {
		assertNames(refusal(valid().editManifest(m -> m.getAsJsonObject("network").addProperty("blocks", 3))), "'blocks.2.conv1.weight'", "missing");
		assertNames(refusal(valid().editManifest(m -> m.getAsJsonObject("network").addProperty("blocks", 1))), "'blocks.1.", "not part");
		assertNames(refusal(valid().editManifest(m -> m.getAsJsonObject("network").addProperty("end_kernel", 5))), "'head.weight'", "[8, 1, 3, 3]",
			"[8, 1, 5, 5]");
		assertNames(refusal(valid().putListed("test.safetensors", new SafetensorsWriter().toBytes())), "'test.safetensors'", "'sr_4' is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "{}", "{\"1\":0.5}", "{\"a\":1,\"2\":2}", "{\"1\":2,\"2\":1}", "{\"1\":0,\"101\":1}", "{\"1\":0,\"2\":\"x\"}",
		"{\"1\":0,\"2\":NaN}", "{\"1\":0,\"2\":null}" })
	void impossibleEntropyTablesAreRefused(final String table) throws IOException {
		assertNames(refusal(valid().putListed("entropy.json", table.getBytes(StandardCharsets.UTF_8))), "'entropy.json'");
	}
}
