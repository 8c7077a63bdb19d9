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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import com.google.gson.JsonParser;

import io.github.granulardq.allocation.BitAllocations;
import io.github.granulardq.allocation.Decision;
import io.github.granulardq.allocation.PlacedPatch;
import io.github.granulardq.engine.Engine;
import io.github.granulardq.engine.EngineSession;
import io.github.granulardq.model.Model;
import io.github.granulardq.model.ModelLoader;
import io.github.granulardq.model.TestTensors;

/**
 * Model packages that the training code wrote, small and hardly trained: every architecture and quantizer that no shipped model has. Made by
 * {@code make_packages.py} beside them.
 */
public final class StoredPackages {

	private static final String FOLDER = "/io/github/granulardq/networks/";

	private StoredPackages() {}

	/** Returns by name, such as {@code idn-pams}, the bits that PyTorch gave the test patch. */
	public static Map<String, Integer> bits() {
		final Map<String, Integer> bits = new TreeMap<>();
		try {
			JsonParser.parseString(Files.readString(resource("dynamic.json"))).getAsJsonObject().entrySet().forEach(entry -> bits.put(entry.getKey(), entry
				.getValue().getAsInt()));
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		return bits;
	}

	/** Returns a package's file. */
	public static Path file(final String name) {
		return resource(name + ".zip");
	}

	private static Path resource(final String name) {
		try {
			return Path.of(StoredPackages.class.getResource(FOLDER + name).toURI());
		}
		catch (final URISyntaxException e) {
			throw new AssertionError(e);
		}
	}

	/** Fails unless an engine computes what PyTorch did, at all bits and at those that are chosen dynamically. */
	public static void assertAgree(final Engine engine) {
		bits().forEach((name, bits) -> {
			final Model model = ModelLoader.load(file(name));
			final TestTensors stored = ModelLoader.loadTestTensors(file(name));
			StoredTensors.assertAgree(engine, model, stored);
			final int size = TestTensors.SIZE;
			try (EngineSession session = engine.open(model.quantized())) {
				final float[] patch = stored.input().data();
				final Decision decision = BitAllocations.dynamic(model).decide(session.head(patch, size, size), PlacedPatch.of(patch, size, size));
				assertEquals(bits, decision.bits(), () -> name + ": " + decision);
			}
		});
	}
}
