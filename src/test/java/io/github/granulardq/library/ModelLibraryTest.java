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
package io.github.granulardq.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.granulardq.InputException;
import io.github.granulardq.model.Model;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.model.ModelDetails;
import io.github.granulardq.testing.ComputedPackage;
import io.github.granulardq.testing.TestModels;
import io.github.granulardq.testing.TestPackage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLibraryTest {

	private static final String PROPERTY = "granular-dq.models";

	@TempDir
	Path temp;

	private Path models;
	private String before;

	@BeforeEach
	void chooseFolder() {
		models = temp.resolve("models");
		before = System.setProperty(PROPERTY, models.toString());
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

	private static TestPackage valid(final String id, final long seed) {
		return ComputedPackage.of(id, TestModels.config(2, 1), seed);
	}

	private Path zip(final TestPackage content) throws IOException {
		return content.toZip(temp.resolve("package.zip"));
	}

	private static String refusal(final Path source, final boolean replace) {
		return assertThrows(InputException.class, () -> ModelLibrary.add(source, replace)).getMessage();
	}

	private List<String> installed() throws IOException {
		if (!Files.exists(models)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(models)) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	void importedModelIsInTheCatalogAfterThoseThatComeWithTheProgram() throws IOException {
		final Path zip = zip(valid("mine", 1).put("README.md", "# Mine".getBytes(StandardCharsets.UTF_8)).put("other.txt", new byte[9]));
		final Model added = ModelLibrary.add(zip, false);
		assertEquals("mine", ModelCatalog.ids().get(ModelCatalog.bundledIds().size()));
		assertEquals(added.sha256(), ModelCatalog.find("mine", 2).sha256());
		final ModelDetails details = ModelCatalog.details("mine");
		assertEquals(Optional.of(models.resolve("mine")), details.folder());
		assertEquals(Optional.of("# Mine"), details.card());
		assertEquals("imported", details.kind());
		assertEquals(List.of("mine"), installed());
		assertFalse(Files.exists(models.resolve("mine").resolve("other.txt")), "no model needs it");
		ModelLibrary.remove("mine");
		assertEquals(List.of(), installed());
		assertFalse(ModelCatalog.ids().contains("mine"));
	}

	@Test
	void foldersAreImportedToo() throws IOException {
		ModelLibrary.add(valid("folder", 1).toFolder(temp.resolve("package")), false);
		assertEquals(List.of("folder"), installed());
	}

	@Test
	void idThatExistsIsRefusedUnlessReplaced() throws IOException {
		final String first = ModelLibrary.add(zip(valid("mine", 1)), false).sha256();
		final Path second = zip(valid("mine", 2));
		assertTrue(refusal(second, false).contains("a model 'mine' already"));
		assertEquals(first, ModelCatalog.find("mine").sha256());
		final String replaced = ModelLibrary.add(second, true).sha256();
		assertFalse(replaced.equals(first));
		assertEquals(replaced, ModelCatalog.find("mine").sha256());
		assertEquals(List.of("mine"), installed());
	}

	@Test
	void failedReplacementLeavesTheOldModel() throws IOException {
		final String first = ModelLibrary.add(zip(valid("mine", 1)), false).sha256();
		refusal(zip(TestPackage.of(TestModels.config(2, 1), 2).editManifest(m -> m.addProperty("id", "mine"))), true);
		assertEquals(first, ModelCatalog.find("mine").sha256());
		assertEquals(List.of("mine"), installed());
	}

	@Test
	void modelsOfTheProgramCannotBeReplacedOrRemoved() throws IOException {
		final String id = ModelCatalog.bundledIds().get(0);
		assertTrue(refusal(zip(valid(id, 1)), true).contains("comes with this program"));
		assertTrue(assertThrows(InputException.class, () -> ModelLibrary.remove(id)).getMessage().contains("comes with this program"));
		assertTrue(assertThrows(InputException.class, () -> ModelLibrary.remove("../x")).getMessage().contains("no imported model '../x'"));
	}

	@Test
	void modelThatComputesSomethingElseIsRefused() throws IOException {
		final String message = refusal(zip(TestPackage.of(TestModels.config(2, 1), 1)), false);
		assertTrue(message.contains("does not compute what its package says"), message);
		assertEquals(List.of(), installed());
	}

	@Test
	void weightsThatWereExchangedAreRefusedThoughTheirHashesAreRight() throws IOException {
		final TestPackage other = valid("mine", 2);
		refusal(zip(valid("mine", 1).putListed("weights.safetensors", other.get("weights.safetensors"))), false);
		refusal(zip(valid("mine", 1).putListed("fp32.safetensors", other.get("fp32.safetensors"))), false);
		assertEquals(List.of(), installed());
	}

	@Test
	void damagedPackageIsNamedAndDoesNotHideTheOthers() throws IOException {
		ModelLibrary.add(zip(valid("good", 1)), false);
		ModelLibrary.add(zip(valid("spoiled", 2)), false);
		final List<String> all = ModelCatalog.ids();
		Files.writeString(models.resolve("spoiled").resolve("model.json"), "{");
		Files.createDirectories(models.resolve("empty"));
		valid("renamed", 3).toFolder(models.resolve("other-name"));
		Files.createDirectories(models.resolve(".unfinished-1"));
		assertEquals(all.stream().filter(id -> !id.equals("spoiled")).toList(), ModelCatalog.ids());
		assertEquals(3, ModelCatalog.faults().size(), ModelCatalog.faults().toString());
		assertTrue(ModelCatalog.faults().get(2).contains("'spoiled'") && ModelCatalog.faults().get(2).contains("not a JSON object"));
		assertTrue(assertThrows(InputException.class, () -> ModelCatalog.find("spoiled")).getMessage().contains("not a JSON object"));
		assertEquals("good", ModelCatalog.find("good").id());
		ModelLibrary.remove("spoiled");
		assertEquals(2, ModelCatalog.faults().size());
	}

	@Test
	void damagedWeightsAreFoundWhenTheModelIsUsed() throws IOException {
		ModelLibrary.add(zip(valid("mine", 1)), false);
		Files.write(models.resolve("mine").resolve("fp32.safetensors"), new byte[10]);
		assertTrue(assertThrows(InputException.class, () -> ModelCatalog.find("mine")).getMessage().contains("'fp32.safetensors'"));
	}

	@Test
	void folderThatCannotBeWrittenToIsNamed() throws IOException {
		Files.writeString(models, "a file in the way");
		final String message = refusal(zip(valid("mine", 1)), false);
		assertTrue(message.contains(models.toString()) && message.contains(PROPERTY), message);
	}
}
