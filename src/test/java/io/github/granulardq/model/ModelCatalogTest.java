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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.granulardq.InputException;
import io.github.granulardq.testing.TestModels;
import io.github.granulardq.testing.TestPackage;

class ModelCatalogTest {

	@TempDir
	Path temp;

	@Test
	void everyListedModelLoadsUnderItsOwnId() {
		assertTrue(ModelCatalog.ids().contains("srresnet-light-x2-microscopy"), ModelCatalog.ids()::toString);
		for (final ModelCatalog.Entry entry : ModelCatalog.entries()) {
			final Model model = ModelCatalog.find(entry.id(), entry.scale());
			assertEquals(entry.id(), model.id());
			assertEquals(entry.channels(), model.channels());
		}
		assertEquals(ModelCatalog.ids(), ModelCatalog.entries().stream().map(ModelCatalog.Entry::id).toList());
	}

	@Test
	void pathsOfPackagesAreFound() throws IOException {
		final Path zip = TestPackage.of(TestModels.config(3, 1), 1).toZip(temp.resolve("package.zip"));
		assertEquals("test-model", ModelCatalog.find(zip.toString(), 3).id());
	}

	@Test
	void anotherScaleIsRefused() throws IOException {
		final Path zip = TestPackage.of(TestModels.config(3, 1), 1).toZip(temp.resolve("package.zip"));
		final String message = assertThrows(InputException.class, () -> ModelCatalog.find(zip.toString(), 4)).getMessage();
		assertTrue(message.contains("'test-model' enlarges x3, not x4"), message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "srresnet-x9", "", " ", "a\0b", "../no-such-folder" })
	void unknownModelIsRefusedWithTheKnownOnes(final String id) {
		final String message = assertThrows(InputException.class, () -> ModelCatalog.find(id)).getMessage();
		assertTrue(message.startsWith("There is no model '" + id + "'"), message);
		if (ModelCatalog.ids().isEmpty()) {
			assertTrue(message.contains("no model is bundled"), message);
		}
		ModelCatalog.ids().forEach(known -> assertTrue(message.contains(known), message));
	}
}
